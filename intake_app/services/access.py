"""Who sees what, decided once for window, command line, sheets and exports (protection.md, "Who may what").

A volunteer's search by name answers initials and a birth year; the whole record opens on a document, a card, or a name
with the birth date. Somebody guarded shows a volunteer only that the shift lead is to be called.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from intake_app.domain.person_rows import PersonRow
from intake_app.domain.records import Person
from intake_app.domain.roles import Role
from intake_app.errors import UserError
from intake_app.i18n import _
from intake_app.services.deeds import Deed, may

if TYPE_CHECKING:
    from intake_app.domain.roles import Session

_DESK = frozenset({"desk", "tonight", "find"})
_LEAD = _DESK | {"people", "duplicates", "handouts", "messages", "exchange", "settings"}
_PAGES = {
    Role.VOLUNTEER: _DESK,
    Role.SHIFT_LEAD: _LEAD,
    Role.MANAGER: _LEAD,
    Role.DATA_OFFICER: frozenset({"find", "people", "duplicates", "exchange", "settings"}),
    Role.PROTECTION: _LEAD - {"exchange", "duplicates"},
}


class Sight(StrEnum):
    """How much of somebody a line shows."""

    WHOLE = "whole"
    INITIALS = "initials"
    GUARDED = "guarded"


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A line as this session may see it: what must not be seen is not in the row any more."""

    row: PersonRow
    sight: Sight


def pages_of(role: Role) -> frozenset[str]:
    """The keys of the pages a role has in the rail (product.md, "Screens")."""
    return _PAGES[role]


def is_limited(session: Session) -> bool:
    """Whether this session sees people only as far as they are proven: a volunteer's."""
    return session.role is Role.VOLUNTEER


def may_take_back(session: Session, *, done_by: str, is_of_today: bool) -> bool:
    """Who may undo: a lead any act; everybody else what they did themselves (a user_id) on the centre's same day."""
    return may(session, Deed.TAKE_BACK) or (is_of_today and done_by == session.user_id)


def may_open(session: Session, person: Person, *, is_proven: bool = False) -> bool:
    """Whether the whole record may be shown; `is_proven` where a card, document or name with birth date names it."""
    return not is_limited(session) or (is_proven and not person.guarded)


def refuse_guarded(session: Session, person: Person) -> None:
    """UserError `guarded` where a volunteer meets somebody guarded; the others go on."""
    if person.guarded and is_limited(session):
        raise UserError("guarded", _("This record is kept apart."), _("Call the shift lead."))


def refuse_hidden(session: Session, person: Person) -> None:
    """UserError `hidden` where a volunteer meets somebody who was hidden; the others see it, to restore them."""
    if person.deleted and is_limited(session):
        raise UserError("hidden", _("This record was hidden."), _("Call the shift lead."))


def refuse_unproven(session: Session, person: Person, *, is_proven: bool) -> None:
    """UserError `guarded` or `unproven` where the whole record must not be shown to this session."""
    refuse_guarded(session, person)
    if not may_open(session, person, is_proven=is_proven):
        raise UserError(
            "unproven",
            _("A name alone does not open a record."),
            _("Ask for the card, the document, or the whole birth date."),
        )


def refuse_volunteer(session: Session) -> None:
    """UserError `lead_only` for a volunteer: what comes next is the shift lead's or the manager's."""
    if is_limited(session):
        raise UserError("lead_only", _("This is for the shift lead."), _("Call the shift lead."))


def person_line(session: Session, row: PersonRow, *, is_proven: bool = False) -> PersonLine:
    """What a list may show of somebody: to a volunteer without proof initials and birth year, of the guarded none."""
    if may_open(session, row.person, is_proven=is_proven):
        return PersonLine(row, Sight.WHOLE)
    if row.person.guarded:
        nobody = Person(person_id=row.person.person_id, guarded=True)
        return PersonLine(PersonRow(nobody), Sight.GUARDED)
    shown = Person(
        person_id=row.person.person_id,
        given_name=initials(row.person),
        birth_date=row.person.birth_date[:4],
        birth_date_estimated=row.person.birth_date_estimated,
    )
    return PersonLine(PersonRow(shown), Sight.INITIALS)


def initials(person: Person) -> str:
    """`S. I.`: of the given and family name, in Latin where it is known; of other names where there is nothing else."""
    latin, own = (
        (person.given_name_latin, person.family_name_latin),
        (person.given_name, person.family_name),
    )
    names = next((pair for pair in (latin, own) if any(pair)), tuple(person.other_names.split()[:2]))
    return " ".join(f"{name[0].upper()}." for name in (each.strip() for each in names) if name)
