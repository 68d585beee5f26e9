"""The backups made before somebody was revoked: they open with that passphrase until they are removed.

Which they are is told by the name of the first backup made since, which the register remembers; a backup holds the
keyring of its day, and nothing can take a key out of it.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from intake_app.domain.audit import AuditKind
from intake_app.opening.archive import order_of
from intake_app.opening.backups import back_up, list_backups
from intake_app.progress import silent
from intake_app.services.users import BACKUPS_SINCE, refuse_others_keys

if TYPE_CHECKING:
    from intake_app.opening import Unlocked
    from intake_app.opening.backups import ListedBackup
    from intake_app.progress import Progress


def list_open_to_revoked(unlocked: Unlocked) -> tuple[ListedBackup, ...]:
    """The backups of this laptop and its second place that somebody opens who was revoked; none where nobody was."""
    first = _first_since(unlocked)
    if not first:
        return ()
    since = order_of(Path(first))
    backups = list_backups(unlocked)
    return tuple(each for each in backups if since is None or (order_of(each.file) or since) < since)


def remove_open_to_revoked(unlocked: Unlocked, progress: Progress = silent) -> int:
    """Make a new backup in each place, then remove the older ones that somebody revoked can open; answers how many.

    Only where the place has a newer one. For managers; UserError where no new one could be made.
    """
    refuse_others_keys(unlocked.register.session)
    made = back_up(unlocked, progress)
    folders = {file.parent for file in made.files.values()}
    going = [each.file for each in list_open_to_revoked(unlocked) if each.file.parent in folders]
    for file in going:
        with suppress(OSError):  # a stick that was pulled: it is listed again
            file.unlink(missing_ok=True)
    gone = sum(not file.exists() for file in going)
    unlocked.register.witness(AuditKind.BACKUP, count=gone, detail="removed")
    return gone


def _first_since(unlocked: Unlocked) -> str:
    with unlocked.register.reading() as reading:
        return reading.local(BACKUPS_SINCE)
