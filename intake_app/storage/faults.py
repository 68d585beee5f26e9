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

_DAMAGE = ("not a database", "malformed", "corrupt", "vtable constructor failed")


@contextmanager
def explained() -> Iterator[None]:
    """Turn what the engine raises inside into a `UserError`; what is not its complaint passes through."""
    try:
        yield
    except (DBAPIError, sqlcipher.Error) as error:
        raise explain(error) from None


def explain(error: DBAPIError | sqlcipher.Error) -> UserError:
    """The sentence for a complaint of the engine."""
    said = str(error.orig if isinstance(error, DBAPIError) else error).lower()
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
    if any(words in said for words in _DAMAGE):
        return DamagedError(
            "register_damaged",
            _("The register cannot be read: the file is damaged or belongs to another key."),
            _("Do not delete it. Restore the newest backup into an empty folder."),
        )
    if "i/o error" in said:
        return make_disk_error()
    return UserError(
        "register_refused",
        _("The register refused this; nothing of it was saved."),
        _("Make a backup and report this."),
    )


def make_disk_error() -> UserError:
    """The disk did not do what it was asked, and the register is as it was."""
    return UserError(
        "disk_error",
        _("The disk reported an error; nothing of this was saved."),
        _("Try again, then make a backup."),
    )
