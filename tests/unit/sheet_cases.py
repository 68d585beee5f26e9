"""Made-up people and what the desk knows of them, for the tests of the personal sheet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from intake_app.domain.deadlines import StayFacts, compute_deadlines
from intake_app.domain.records import Centre, Document, Person, Stay
from intake_app.packs.handouts import load_sheet_texts
from intake_app.packs.rules import load_rule_pack
from intake_app.services.sheets import SheetFacts, build_sheet, choose_texts

if TYPE_CHECKING:
    from intake_app.domain.report_models import SheetModel

TODAY = date(2022, 11, 25)
SLEEPS = ("here", "host", "own", "leaving", "")

CENTRE = Centre(
    centre_id="c",
    name="Центр приёма, Орал",
    code="ORL",
    country="KZ",
    phone="+77000000000",
    phone_hours="днём и ночью",
    meals=("08:00", "13:00", "19:00"),
    host_languages=("kaz", "rus"),
)
PERSON = Person(
    person_id="p",
    family_name="Иванов",
    given_name="Сергей",
    patronymic="Петрович",
    family_name_latin="IVANOV",
    given_name_latin="SERGEI",
    birth_date="1997-05-25",
    citizenship="RUS",
    languages=("rus",),
)
LONG_NAMED = replace(
    PERSON,
    family_name="Рождественская-Константинопольская",
    given_name="Александра Валентина-Евангелина",
    patronymic="Мухаммадшарифджановна",
    family_name_latin="ROZHDESTVENSKAIA-KONSTANTINOPOLSKAIA",
    given_name_latin="ALEKSANDRA VALENTINA-EVANGELINA",
)
PASSPORT = Document(
    document_id="d",
    person_id="p",
    document_type="internal_passport",
    document_number="4512 345678",
    document_country="RUS",
)


def make_facts(
    person: Person = PERSON,
    document: Document | None = PASSPORT,
    centre: Centre = CENTRE,
    *,
    sleeps: str = "here",
    entered_on: str = "2022-11-25",
    today: date = TODAY,
    place_name: str = "Зал 1, мат 37",
) -> SheetFacts:
    """The facts of a sheet, with the dates that the real rules give."""
    stay = Stay(stay_id="s", person_id="p", entered_on=entered_on, arrived_on=entered_on, sleeps=sleeps)
    entered = date.fromisoformat(entered_on) if entered_on else None
    clocks = StayFacts(entered, sleeps=sleeps, citizenship=person.citizenship)  # type: ignore[arg-type]
    return SheetFacts(
        person=person,
        document=document,
        stay=stay,
        place_name=place_name,
        card_number="ORL-A-000123-Q",
        deadlines=compute_deadlines(load_rule_pack("KZ"), clocks, today),
        centre=centre,
        today=today,
    )


def make_sheet(facts: SheetFacts | None = None, language: str = "ru") -> SheetModel:
    """The sheet of these facts in a language, with the clerk's column that the centre asks for."""
    facts = facts or make_facts()
    return build_sheet(facts, *choose_texts(facts.person, facts.centre, load_sheet_texts(), language))
