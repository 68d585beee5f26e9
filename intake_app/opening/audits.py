"""Whether the trail of who did what is what was written, held against the heads that backups have witnessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.audit import parse_head
from intake_app.errors import UserError
from intake_app.opening.archive import open_archive
from intake_app.services.deeds import Deed, refuse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from intake_app.domain.audit import AuditHead, Break
    from intake_app.opening import Unlocked


def witnessed_by(local_values: Mapping[str, str]) -> dict[str, str]:
    """What a backup's manifest keeps of the trail: how far it went, and on which replica."""
    return {"replica": local_values.get("replica", ""), "head": local_values.get("audit_head", "")}


def verify_trail(unlocked: Unlocked, witnessed: Sequence[AuditHead] = ()) -> tuple[Break, ...]:
    """Where the trail breaks, held against these heads and those of every backup that lies here; empty where it holds.

    UserError `manager_only` where it is not this role's to ask.
    """
    refuse(unlocked.register.session, Deed.AUDIT)
    heads = (*witnessed, *_heads_of_backups(unlocked))
    with unlocked.register.reading() as reading:
        return reading.audit_breaks(heads)


def _heads_of_backups(unlocked: Unlocked) -> Iterator[AuditHead]:
    """Those of this replica: a register that was restored goes on from where its backup was, on a trail of its own."""
    with unlocked.register.reading() as reading:
        replica = reading.local("replica")
    for backup in unlocked.list_backups():
        try:
            with open_archive(backup.file) as archive:
                kept = archive.manifest.get("audit")
        except UserError:
            continue  # a damaged backup witnesses nothing; that it is damaged is said where backups are
        if isinstance(kept, dict) and kept.get("replica") == replica:
            yield parse_head(str(kept.get("head", "")))
