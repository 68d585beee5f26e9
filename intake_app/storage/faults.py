"""What the database engine complains about, said as what happened and what to do.

The engine's own words may hold SQL and values; they stay behind.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy.exc import DBAPIError

from intake_app.errors import DamagedError, UserError
from intake_app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def explained() -> Iterator[None]:
    """Turn what the engine raises inside into a `UserError`; what is not its complaint passes through."""
    try:
        yield
    except DBAPIError as error:
        raise _explain(str(error.orig)) from None
    except sqlcipher.Error as error:
        raise _explain(str(error)) from None


def _explain(words: str) -> UserError:
    said = words.lower()
    if "full" in said:
        return UserError(
            "disk_full", _("The disk is full; nothing of this was saved."), _("Free some space and save again.")
        )
    if "readonly" in said or "read-only" in said or "unable to open" in said:
        return UserError(
            "folder_read_only",
            _("The register's folder cannot be written."),
            _("Check that the folder exists and belongs to you, then try again."),
        )
    if "locked" in said or "busy" in said:
        return UserError(
            "register_busy", _("Another program is using the register just now."), _("Wait a moment and try again.")
        )
    if "not a database" in said or "malformed" in said or "corrupt" in said:
        return DamagedError(
            "register_damaged",
            _("The register cannot be read: the file is damaged or belongs to another key."),
            _("Do not delete it. Restore the newest backup into an empty folder."),
        )
    if "i/o error" in said:
        return UserError(
            "disk_error",
            _("The disk reported an error; nothing of this was saved."),
            _("Try again, then make a backup."),
        )
    return UserError(
        "register_refused",
        _("The register refused this; nothing of it was saved."),
        _("Make a backup and report this."),
    )
