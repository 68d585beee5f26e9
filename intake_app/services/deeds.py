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

    RECORD = "record"
    LISTS = "lists"
    CARE = "care"
    TAKE_BACK = "take_back"
    JOIN = "join"
    PLACES = "places"
    SETTINGS = "settings"
    EXPORT = "export"
    EXPORT_GUARDED = "export_guarded"
    IMPORT = "import"
    USERS = "users"
    ERASE = "erase"
    RETENTION = "retention"
    SUBJECT_ACCESS = "subject_access"
    AUDIT = "audit"
    QUICK_ERASE = "quick_erase"
    MATCH = "match"


_MANAGER = frozenset({Role.MANAGER})
_LEADS = frozenset({Role.SHIFT_LEAD, Role.MANAGER})
_CARERS = _LEADS | {Role.PROTECTION}
_OFFICES = _LEADS | {Role.DATA_OFFICER}

_MAY: Mapping[Deed, frozenset[Role]] = {
    Deed.RECORD: _CARERS | {Role.VOLUNTEER},
    Deed.LISTS: frozenset(Role) - {Role.VOLUNTEER},
    Deed.CARE: _CARERS,
    Deed.TAKE_BACK: _CARERS,
    Deed.JOIN: _OFFICES,
    Deed.PLACES: _LEADS,
    Deed.SETTINGS: _MANAGER,
    Deed.EXPORT: _OFFICES,
    Deed.EXPORT_GUARDED: _MANAGER,
    Deed.IMPORT: _OFFICES,
    Deed.USERS: _MANAGER,
    Deed.ERASE: _MANAGER,
    Deed.RETENTION: _MANAGER,
    Deed.SUBJECT_ACCESS: _CARERS,
    Deed.AUDIT: frozenset({Role.MANAGER, Role.DATA_OFFICER, Role.PROTECTION}),
    Deed.QUICK_ERASE: _LEADS,
    Deed.MATCH: _LEADS | {Role.DATA_OFFICER, Role.PROTECTION},
}
"""Recording and housing; everybody at once in lists; guarded people, messages and the hidden; undoing what others did,
or what was done on another day; joining two records of one person, and saying that they are of two; and so on.
"""

_ACTS: Mapping[str, Deed] = {
    **dict.fromkeys(("register", "return", "start_party", "tonight", "bed_by_token"), Deed.RECORD),
    **dict.fromkeys(("bed_by_token_back", "call", "move", "depart", "join_party", "leave_party"), Deed.RECORD),
    **dict.fromkeys(("add_document", "meet_need", "void_card", "reissue_card", "correct", "delete"), Deed.RECORD),
    **dict.fromkeys(("guard", "unguard", "undelete"), Deed.CARE),
    **dict.fromkeys(("merge_people", "not_the_same", "maybe_the_same"), Deed.JOIN),
    "add_places": Deed.PLACES,
    "export": Deed.EXPORT,
    "import": Deed.IMPORT,
    "erase": Deed.ERASE,
    "anonymise": Deed.RETENTION,
}
"""What acts of these kinds are; of all others whoever does them decides, as with undo (`services.undoing`)."""


def may(session: Session, deed: Deed) -> bool:
    """Whether this role does it."""
    return session.role in _MAY[deed]


def refuse(session: Session, deed: Deed) -> None:
    """UserError `lead_only`, `manager_only` or `not_recorder` where it is not this role's to do: whom to call."""
    if may(session, deed):
        return
    if deed is Deed.RECORD:
        raise UserError(
            "not_recorder",
            _("A data officer looks at records and does not change them."),
            _("Ask the desk to record it."),
        )
    if Role.SHIFT_LEAD in _MAY[deed]:
        raise UserError("lead_only", _("This is for the shift lead."), _("Call the shift lead."))
    raise UserError("manager_only", _("This is for the manager of the centre."), _("Ask the manager."))


def refuse_act(session: Session, act_kind: str) -> None:
    """UserError as `refuse` where acts of this kind are not this role's: the one gate of every door's writing."""
    if (deed := _ACTS.get(act_kind)) is not None:
        refuse(session, deed)
