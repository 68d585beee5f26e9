"""Finding people, and opening one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, cast

from intake_app.domain.audit import AuditKind
from intake_app.domain.cards import parse_card
from intake_app.domain.deadlines import Deadline, RulePack, Sleeps, StayFacts, compute_deadlines
from intake_app.domain.person_rows import PersonRow, primary_document
from intake_app.domain.proofs import Proof, parse_proof
from intake_app.domain.records import (
    Card,
    Consent,
    Document,
    Group,
    Need,
    Person,
    Place,
    Placement,
    Stay,
    id_of,
)
from intake_app.domain.stays import current_of, order_of_stay
from intake_app.errors import UserError
from intake_app.i18n import _
from intake_app.services.access import PersonLine, Sight, is_limited, person_line, refuse_hidden, refuse_unproven
from intake_app.services.open_register import OpenRegister, centre_of
from intake_app.services.owners import canonical_id
from intake_app.services.searches import search

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from intake_app.domain.changes import Heads
    from intake_app.domain.roles import Session
    from intake_app.services.unit_of_work import Reading


@dataclass(frozen=True, slots=True)
class Found:
    """A line of a search answer as this session may see it, and why it was found."""

    row: PersonRow
    reason: str
    sight: Sight = Sight.WHOLE


@dataclass(frozen=True, slots=True)
class PersonFile:
    """All current records of one person, with the heads that whoever looks at them has seen."""

    person: Person
    documents: tuple[Document, ...]
    stays: tuple[Stay, ...]
    cards: tuple[Card, ...]
    placements: tuple[tuple[Placement, str], ...]
    groups: tuple[tuple[Group, tuple[str, ...]], ...]
    needs: tuple[Need, ...]
    consents: tuple[Consent, ...]
    deadlines: tuple[Deadline, ...]
    primary_document: Document | None
    seen: dict[str, Heads]

    @property
    def card_number(self) -> str:
        """The card in use; empty where there is none."""
        in_use = [card.card_number for card in self.cards if not card.voided_on]
        return in_use[-1] if in_use else ""

    @property
    def stay(self) -> Stay | None:
        """The stay they have now, else their last."""
        return current_of(self.stays)

    @property
    def place_name(self) -> str:
        """Where the person sleeps; empty where no place was given."""
        is_open = [name for placement, name in self.placements if not placement.ends_on]
        return is_open[-1] if is_open else ""

    @property
    def is_held(self) -> bool:
        """Whether bed and sheet wait for the shift lead: perhaps a child without an adult."""
        return any(need.need_code == "child_alone" and not need.met_on for need in self.needs)


def find_people(register: OpenRegister, text: str, limit: int = 50) -> tuple[Found, ...]:
    """Whom a typed text finds (`services.searches`), best first.

    A volunteer sees whole lines only of those whom the text proves (`domain.proofs`), and nobody who is hidden.
    """
    with register.reading() as reading:
        today = register.today(centre_of(reading))
        proof = parse_proof(text, today)
        hits = search(register, reading, text, limit)
        rows = reading.list_rows([hit.row_no for hit in hits], today.isoformat())
        seen = (hit for hit in hits if hit.row_no in rows)
        if is_limited(register.session):
            seen = (hit for hit in seen if not rows[hit.row_no].person.deleted)
        found = []
        for hit in seen:
            line = _line(register.session, reading, rows[hit.row_no], proof)
            found.append(Found(line.row, hit.reason, line.sight))
    register.witness(AuditKind.SEARCH, count=len(found))
    return tuple(found)


def resolve(reading: Reading, card_or_id: str) -> str:
    """The id of the person a card number or person_id names; UserError where there is none.

    Of a record that was joined with another the one who stands for both.
    """
    text = card_or_id.strip()
    card = parse_card(text)
    person_id = reading.person_with_card(str(card)) if card else None
    if person_id is None and text.isascii() and reading.get(Person, text.lower()) is not None:
        person_id = text.lower()
    if person_id is None:
        raise UserError(
            "person_unknown",
            _("There is nobody with the card or id {text}.").format(text=text[:60]),
            _("Check the number, or search by name."),
        )
    return canonical_id(reading, person_id)


def open_person(register: OpenRegister, person_id: str, shown: str = "") -> PersonFile:
    """Everything recorded about one person; `shown` is what was typed or scanned to find them.

    Where their record was joined with another, it is the file of who stands for both.
    UserError `guarded`, `hidden` or `unproven` where a volunteer may not see it (`services.access`).
    """
    with register.reading() as reading:
        centre = centre_of(reading)
        today = register.today(centre)
        file = read_file(reading, canonical_id(reading, person_id), register.rules(centre), today)
        refuse_unseen(register, reading, file.person, shown)
    register.witness(AuditKind.VIEW, file.person.person_id)
    return file


def refuse_unseen(register: OpenRegister, reading: Reading, person: Person, shown: str) -> None:
    """UserError `guarded`, `hidden` or `unproven` where this session may not see the whole of somebody.

    `shown` is what was typed or scanned to find them: a card, a document, a name with the birth date.
    """
    refuse_hidden(register.session, person)
    if not is_limited(register.session):
        return
    proof = parse_proof(shown, register.today(centre_of(reading)))
    papers, cards = reading.of_person(Document, person.person_id), reading.of_person(Card, person.person_id)
    refuse_unproven(register.session, person, is_proven=proof.holds_for(person, papers, cards))


def open_people(register: OpenRegister, person_ids: Iterable[str]) -> Iterator[PersonFile]:
    """Everything recorded about each of them, in their order and from one moment; a shared group is read once."""
    with register.reading() as reading:
        centre = centre_of(reading)
        rules, today = register.rules(centre), register.today(centre)
        members = cache(reading.members)
        for person_id in person_ids:
            yield read_file(reading, person_id, rules, today, members)


def read_file(
    reading: Reading,
    person_id: str,
    rules: RulePack,
    today: date,
    members: Callable[[str], tuple[str, ...]] | None = None,
) -> PersonFile:
    """Everything recorded about one person, within a reading; `members` may know the members of groups already."""
    members = members or reading.members
    person = reading.get(Person, person_id)
    if person is None:
        raise UserError("person_unknown", _("This person is not recorded here."), _("Search by name."))
    documents = reading.of_person(Document, person_id)
    stays = reading.of_person(Stay, person_id)
    placements = reading.of_person(Placement, person_id)
    records: tuple[object, ...] = (person, *documents, *stays)
    return PersonFile(
        person=person,
        documents=documents,
        stays=stays,
        cards=reading.of_person(Card, person_id),
        placements=tuple((placement, _place_name(reading, placement)) for placement in placements),
        groups=tuple((group, members(group.group_id)) for group in reading.groups_of(person_id)),
        needs=reading.of_person(Need, person_id),
        consents=reading.of_person(Consent, person_id),
        deadlines=deadlines_of(rules, person, documents, stays, today),
        primary_document=primary_document(documents, today.isoformat()),
        seen={id_of(record): reading.heads(id_of(record)) for record in records},
    )


def deadlines_of(
    rules: RulePack, person: Person, documents: Iterable[Document], stays: Iterable[Stay], today: date
) -> tuple[Deadline, ...]:
    """The clocks of the current stay; none without a full day of entry."""
    ordered = sorted(stays, key=order_of_stay)
    if not ordered:
        return ()
    current = ordered[-1]
    primary = primary_document(documents, today.isoformat())
    earlier = tuple(
        (entered, _left_country(stay)) for stay in ordered[:-1] if (entered := _day(stay.entered_on)) is not None
    )
    facts = StayFacts(
        entered_on=_day(current.entered_on),
        arrived_on=_day(current.arrived_on),
        sleeps=cast("Sleeps", current.sleeps),
        citizenship=person.citizenship or (primary.document_country if primary else ""),
        departed_on=_left_country(current),
        earlier_stays=earlier,
    )
    return compute_deadlines(rules, facts, today)


def _line(session: Session, reading: Reading, row: PersonRow, proof: Proof) -> PersonLine:
    """The line as the session may see it; what proves a person is read only for those it is asked of."""
    if not is_limited(session):
        return person_line(session, row)
    person_id = row.person.person_id
    documents, cards = reading.of_person(Document, person_id), reading.of_person(Card, person_id)
    return person_line(session, row, is_proven=proof.holds_for(row.person, documents, cards))


def _place_name(reading: Reading, placement: Placement) -> str:
    place = reading.get(Place, placement.place_id)
    return place.name if place else ""


def _left_country(stay: Stay) -> date | None:
    """When somebody certainly left: moved and presumed departures end no clock."""
    return _day(stay.departed_on) if stay.departure == "left" else None


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
