"""Who must do what by when: the legal clocks of everybody, in a few streamed queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Literal

from intake_app.domain.audit import AuditKind
from intake_app.domain.records import Document, Person, Stay
from intake_app.services.deeds import Deed, refuse
from intake_app.services.open_register import OpenRegister, centre_of
from intake_app.services.people import deadlines_of

if TYPE_CHECKING:
    from datetime import date

    from intake_app.domain.deadlines import Deadline
    from intake_app.services.unit_of_work import Reading

When = Literal["overdue", "today", "this_week", "later"]

_WEEK = timedelta(days=7)
_PERSON = ("person_id", "card_number", "citizenship", "document_country")
_STAY = ("person_id", "stay_id", "entered_on", "arrived_on", "sleeps", "departed_on", "departure")


@dataclass(frozen=True, slots=True)
class DueLine:
    """One clock of one person, named by id and card only."""

    person_id: str
    card_number: str
    deadline: Deadline

    def when(self, on: date) -> When:
        """Where the day to act lies, seen from a day: within the next seven days is this week."""
        if self.deadline.act_by < on:
            return "overdue"
        if self.deadline.act_by == on:
            return "today"
        return "this_week" if self.deadline.act_by < on + _WEEK else "later"


def list_due(register: OpenRegister, on: date) -> tuple[DueLine, ...]:
    """Every running clock as of a day, the first to act on first; who has left the country by then has none.

    UserError `lead_only` for a volunteer.
    """
    refuse(register.session, Deed.LISTS)
    register.witness(AuditKind.LIST, detail="due")
    with register.reading() as reading:
        rules = register.rules(centre_of(reading))
        day = on.isoformat()
        stays = _stays(reading, day)
        lines: list[DueLine] = []
        for person_id, card, citizenship, country in reading.export_rows(
            "people", _PERSON, on=day, with_guarded=True, only=None
        ):
            if person_id not in stays:
                continue
            person = Person(person_id=person_id, citizenship=citizenship or "")
            document = Document(document_id="", person_id=person_id, document_country=country or "")
            deadlines = deadlines_of(rules, person, (document,), stays[person_id], on)
            lines += [DueLine(person_id, card or "", deadline) for deadline in deadlines]
    return tuple(sorted(lines, key=lambda line: (line.deadline.act_by, line.deadline.due_on, line.card_number)))


def _stays(reading: Reading, day: str) -> dict[str, list[Stay]]:
    """Everybody's stays that have begun by a day: where no day of entry was told, by the day they came to this place.

    A stay without a day of entry has no clock, but it ends those of the stay before it.
    """
    stays: dict[str, list[Stay]] = {}
    for row in reading.export_rows("stays", _STAY, on=day, with_guarded=True, only=None):
        values: dict[str, Any] = dict(zip(_STAY, row, strict=True))
        stay = Stay(**values)
        if (stay.entered_on or stay.arrived_on) <= day:
            stays.setdefault(stay.person_id, []).append(stay)
    return stays
