"""Reading the trail of who did and saw what; for those who answer for it (`services.deeds`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.records import User
from intake_app.services.deeds import Deed, refuse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.domain.audit import AuditEntry, AuditHead
    from intake_app.services.open_register import OpenRegister


@dataclass(frozen=True, slots=True)
class Trail:
    """The newest entries first, how far the whole trail goes, and who the users in it are, by id."""

    entries: tuple[AuditEntry, ...]
    head: AuditHead
    users: Mapping[str, str]


def read_trail(register: OpenRegister, count: int, *, before: int = 0) -> Trail:
    """At most so many entries, older than the one numbered `before` where that is given. UserError `manager_only`."""
    refuse(register.session, Deed.AUDIT)
    with register.reading() as reading:
        entries = reading.audit_entries(count, before=before)
        found = (reading.get(User, user_id) for user_id in {entry.user_id for entry in entries})
        users = {user.user_id: user.name for user in found if user is not None}
        return Trail(entries, reading.audit_head(), users)
