"""What the desk can say of a form before it is saved: who it may be, what will be due, how the sheet will come."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from intake_app.domain.records import Document, Person, Stay
from intake_app.domain.search_terms import document_key
from intake_app.services.hints import Hint, find_hints
from intake_app.services.open_register import OpenRegister, centre_of
from intake_app.services.people import deadlines_of
from intake_app.services.print_queue import count_waiting
from intake_app.services.sheets import choose_texts

if TYPE_CHECKING:
    from collections.abc import Collection

    from intake_app.domain.arrivals import Arrival
    from intake_app.domain.deadlines import Deadline

_LAST = "~"  # an id after every other: the stay of the form is the current one


@dataclass(frozen=True, slots=True)
class Outlook:
    """`deadlines` without `is_dated` are what will be due once the day of entry is known; their days mean nothing.

    `language` is ISO 639-3 of the sheet, `waiting` how many sheets wait for the printer.
    """

    hints: tuple[Hint, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    is_dated: bool = False
    language: str = ""
    waiting: int = 0

    def is_seen(self, number: str) -> bool:
        """Whether somebody among the hints has a document of the number that was asked about."""
        return bool(document_key(number)) and any("same_document" in hint.reasons for hint in self.hints)


def foresee(
    register: OpenRegister,
    arrival: Arrival,
    *,
    told: Arrival | None = None,
    dismissed: Collection[str] = (),
    known_as: str = "",
) -> Outlook:
    """The outlook of a half-typed form; `known_as` is whom it was said to be, whose earlier stays count then.

    `told` is what hints are looked for by, where the form also holds answers that came from an earlier record.
    """
    with register.reading() as reading:
        centre = centre_of(reading)
        today = register.today(centre)
        known = reading.get(Person, known_as) if known_as else None
        stays = reading.of_person(Stay, known_as) if known else ()
        documents = reading.of_person(Document, known_as) if known else ()
    is_dated = bool(arrival.stay.entered_on)
    stay = replace(arrival.stay, stay_id=_LAST, entered_on=arrival.stay.entered_on or today.isoformat())
    if arrival.document is not None:
        documents = (*documents, arrival.document)
    reader, _clerk = choose_texts(arrival.person, centre, register.sheet_texts())
    return Outlook(
        hints=find_hints(register, told or arrival, dismissed),
        deadlines=deadlines_of(register.rules(centre), arrival.person, documents, (*stays, stay), today),
        is_dated=is_dated,
        language=reader.iso_639_3,
        waiting=count_waiting(register),
    )
