"""Who may do what, in one table (protection.md, "Who may what"; product.md, "Who uses it").

What a role sees of a person is in `access`. Everybody at the desk records, prints and houses people; what follows
here is what not everybody does.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from intake_app.domain.roles import Role
from intake_app.errors import UserError
from intake_app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.domain.roles import Session


class Deed(StrEnum):
    """What is not everybody's to do."""

    USERS = "users"
    ERASE = "erase"
    RETENTION = "retention"
    SUBJECT_ACCESS = "subject_access"
    AUDIT = "audit"


_MANAGER = frozenset({Role.MANAGER})
_MAY: Mapping[Deed, frozenset[Role]] = {
    Deed.USERS: _MANAGER,
    Deed.ERASE: _MANAGER,
    Deed.RETENTION: _MANAGER,
    Deed.SUBJECT_ACCESS: frozenset({Role.SHIFT_LEAD, Role.MANAGER, Role.PROTECTION}),
    Deed.AUDIT: frozenset({Role.MANAGER, Role.DATA_OFFICER, Role.PROTECTION}),
}


def may(session: Session, deed: Deed) -> bool:
    """Whether this role does it."""
    return session.role in _MAY[deed]


def refuse(session: Session, deed: Deed) -> None:
    """UserError `lead_only` or `manager_only` where it is not this role's to do: whom to call."""
    if may(session, deed):
        return
    if Role.SHIFT_LEAD in _MAY[deed]:
        raise UserError("lead_only", _("This is for the shift lead."), _("Call the shift lead."))
    raise UserError("manager_only", _("This is for the manager of the centre."), _("Ask the manager."))
