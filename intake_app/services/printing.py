"""From people to the sheets that are printed for them."""

from __future__ import annotations

from dataclasses import astuple, replace
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

from intake_app.domain.arrivals import NEXT_FREE
from intake_app.domain.audit import AuditKind
from intake_app.domain.local_records import PERSONAL_SHEET, QueueLine
from intake_app.domain.paper_models import BedSlip
from intake_app.domain.records import Person, Place
from intake_app.errors import UserError
from intake_app.i18n import _
from intake_app.services.access import refuse_guarded
from intake_app.services.open_register import OpenRegister, centre_of
from intake_app.services.people import PersonFile, deadlines_of, read_file, refuse_unseen, resolve
from intake_app.services.sheets import SheetFacts, build_sheet, choose_texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.arrivals import Arrival
    from intake_app.domain.records import Centre
    from intake_app.domain.report_models import SheetModel
    from intake_app.domain.sheet_texts import SheetTexts
    from intake_app.domain.tonight import TonightLine
    from intake_app.services.unit_of_work import Reading

_NO_DAY = date(1900, 1, 1)
"""A today on which no date has passed and no advice is late."""


def sheets_for(register: OpenRegister, cards_or_ids: Sequence[str], language: str = "") -> tuple[SheetModel, ...]:
    """The personal sheets of people in the order asked, each once, in its reader's language or the one wanted.

    UserError where a sheet waits for the shift lead, a person is unknown, there is no text in the language, or a
    volunteer asks for somebody guarded, or by an id without the card.
    """
    if not cards_or_ids:
        raise UserError("nobody_given", _("Nobody was named to print a sheet for."), _("Give a card number."))
    with register.reading() as reading:
        shown = {resolve(reading, text): text for text in reversed(cards_or_ids)}
        person_ids = tuple(reversed(shown))
        for person_id in person_ids:
            if (person := reading.get(Person, person_id)) is not None:
                refuse_unseen(register, reading, person, shown[person_id])
        sheets = tuple(read_sheet(register, reading, person_id, language) for person_id in person_ids)
    register.witness(AuditKind.PRINT, *person_ids, count=len(sheets), detail=PERSONAL_SHEET)
    return sheets


def read_sheet(register: OpenRegister, reading: Reading, person_id: str, language: str = "") -> SheetModel:
    """One person's sheet within a reading or an act; errors as `sheets_for`, and `guarded` for a volunteer."""
    facts = _read_facts(register, reading, person_id)
    refuse_guarded(register.session, facts.person)
    return _word(register, facts, language)


def digest_sheet(register: OpenRegister, reading: Reading, person_id: str, language: str = "") -> str:
    """A digest of what a person's sheet says of them now: the same on every day and for every meal time.

    Taken from the words as they are printed, without the parts that are the centre's or the calendar's. A sheet that
    is held has a digest too: what it would say.
    """
    facts = replace(_read_facts(register, reading, person_id), today=_NO_DAY, is_held=False)
    model = _word(register, facts, language)
    said = (
        model.language,
        model.head.titles,
        model.head.card_number,
        astuple(model.recorded),
        model.tonight.place,
        model.dates_note,
        tuple(astuple(row) for row in model.dates),
        tuple(astuple(row) for row in model.steps),
    )
    return sha256(repr(said).encode()).hexdigest()


def preview_sheet(register: OpenRegister, arrival: Arrival, *, language: str = "", is_held: bool = False) -> SheetModel:
    """The sheet of somebody who is not saved yet, as it would be printed: without card number and code, and without a
    word in their place, which would have to be in the language of the sheet.

    The bed is the one chosen, or the next that is free. UserError `sheet_held` where the sheet would wait for the lead.
    """
    with register.reading() as reading:
        centre = centre_of(reading)
        today = register.today(centre)
        place_name = _find_place_name(reading, arrival, today)
    documents = (arrival.document,) if arrival.document else ()
    facts = SheetFacts(
        person=arrival.person,
        document=arrival.document,
        stay=arrival.stay,
        place_name=place_name,
        card_number="",
        deadlines=deadlines_of(register.rules(centre), arrival.person, documents, (arrival.stay,), today),
        centre=centre,
        today=today,
        is_held=is_held,
    )
    model = _word(register, facts, language)
    return replace(model, head=replace(model.head, card_number="", has_code=False))


def slips_for(register: OpenRegister, person_ids: Sequence[str]) -> tuple[BedSlip, ...]:
    """Bed slips in the order asked, each in its reader's language, with the token of the queue where there is one.

    Somebody whose bed is held, who is guarded or deleted gets none.
    """
    with register.reading() as reading:
        slips = (slip_of(register, reading, person_id) for person_id in person_ids)
        return tuple(slip for slip in slips if slip is not None)


def slip_of(register: OpenRegister, reading: Reading, person_id: str, language: str = "") -> BedSlip | None:
    """One person's bed slip within a reading; None as `slips_for`.

    `language` (ISO 639) is the one the notice was read out in, for somebody of whom none is known.
    """
    facts = _read_facts(register, reading, person_id)
    if facts.is_held or facts.person.guarded or facts.person.deleted:
        return None
    lines = reading.kept(QueueLine, person_id=person_id)
    person = facts.person if facts.person.languages else replace(facts.person, languages=_known(language))
    reader, _clerk = choose_texts(person, facts.centre, register.sheet_texts())
    place = build_sheet(facts, reader, None).tonight.place
    return _word_slip(reader, lines[-1].token if lines else "", facts.card_number, place)


def token_slip(register: OpenRegister, reading: Reading, line: TonightLine, number: str, language: str) -> BedSlip:
    """The slip of a bed without a record: as `slip_of` words it, with a number that stands for nobody."""
    nobody = Person(person_id="", languages=_known(language))
    reader, _clerk = choose_texts(nobody, centre_of(reading), register.sheet_texts())
    return _word_slip(reader, line.token, number, line.place_name)


def _known(language: str) -> tuple[str, ...]:
    return (language,) if language else ()


def _word_slip(reader: SheetTexts, token: str, card_number: str, place: str) -> BedSlip:
    return BedSlip(
        token=token,
        token_word=reader.say("slip.token") if token else "",
        card_number=card_number,
        lead=reader.say("tonight.title"),
        place=place,
        disclaimer=reader.say("slip.not_document"),
    )


def _find_place_name(reading: Reading, arrival: Arrival, today: date) -> str:
    """The bed that saving would give now."""
    if arrival.stay.sleeps != "here":
        return ""
    place_id = arrival.place_id or NEXT_FREE
    if place_id == NEXT_FREE:
        place_id = next(iter(reading.free_places(today.isoformat(), 1)), "")
    place = reading.get(Place, place_id) if place_id else None
    return place.name if place else ""


def _word(register: OpenRegister, facts: SheetFacts, language: str) -> SheetModel:
    reader, clerk = choose_texts(facts.person, facts.centre, register.sheet_texts(), language)
    return build_sheet(facts, reader, clerk)


def _read_facts(register: OpenRegister, reading: Reading, person_id: str) -> SheetFacts:
    centre = centre_of(reading)
    today = register.today(centre)
    return _facts(read_file(reading, person_id, register.rules(centre), today), centre, today)


def _facts(file: PersonFile, centre: Centre, today: date) -> SheetFacts:
    return SheetFacts(
        person=file.person,
        document=file.primary_document,
        stay=file.stay,
        place_name=file.place_name,
        card_number=file.card_number,
        deadlines=file.deadlines,
        centre=centre,
        today=today,
        is_held=file.is_held,
    )
