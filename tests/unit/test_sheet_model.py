"""What the personal sheet says, before anything is drawn."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from intake_app.domain.records import Centre, Document, Person, Stay
from intake_app.errors import UserError
from intake_app.packs.handouts import load_sheet_texts
from intake_app.services.sheets import build_sheet, choose_texts
from tests.unit.sheet_cases import CENTRE, PASSPORT, PERSON, SLEEPS, make_facts, make_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intake_app.domain.report_models import SheetModel

LANGUAGES = tuple(load_sheet_texts())
FORBIDDEN = (
    *("refugee", "asylum", "draft", "беженец", "беженц", "убежищ", "мобилиз", "призыв", "босқын", "баспана"),
    *("әскер", "войн", "соғыс", "war "),
)


def read_all(model: Any) -> Iterator[str]:
    """Every text of a model, plain spaces only."""
    if isinstance(model, str):
        yield model.replace("\u00a0", " ")
    elif isinstance(model, tuple):
        for each in model:
            yield from read_all(each)
    elif is_dataclass(model):
        for field in fields(model):
            yield from read_all(getattr(model, field.name))


def say(model: SheetModel) -> str:
    return "\n".join(read_all(model))


def test_the_dates_are_said_in_words_with_what_to_do_and_how_sure_it_is() -> None:
    notification, registration, stay = make_sheet().dates
    assert (notification.lead, notification.day, notification.month) == ("Не позднее среды", "30", "ноября")
    assert notification.what.replace("\u00a0", " ") == "Мы обязаны сообщить полиции, что вы живёте у нас."
    assert notification.mark == "подтверждено"
    assert notification.is_confirmed
    assert (registration.lead, registration.day) == ("Не позднее пятницы", "23")
    assert (stay.lead, stay.day, stay.month) == ("Последний день: среда", "22", "февраля")
    assert stay.year.replace("\u00a0", " ") == "2023 года"


def test_a_disputed_rule_asks_in_writing_instead_of_ordering() -> None:
    for language in LANGUAGES:
        row = make_sheet(language=language).dates[1]
        assert not row.is_confirmed
        assert row.mark == load_sheet_texts()[language].say("mark.disputed")
    assert "Ask the migration police in writing" in make_sheet(language="en").dates[1].what.replace("\u00a0", " ")


def test_only_the_centre_says_we_and_only_for_its_own_beds() -> None:
    words = {sleeps: make_sheet(make_facts(sleeps=sleeps), "en") for sleeps in SLEEPS}
    acts = {sleeps: model.dates[0].what.replace("\u00a0", " ") for sleeps, model in words.items()}
    assert acts["here"] == "We must tell the police that you live here."
    assert acts["host"] == "Your hosts must tell the police that you live with them."
    assert acts["own"] == "The owner of the home must tell the police that you live there."
    assert acts[""] == "Whoever houses you must tell the police about you."
    assert "tell the police" not in acts["leaving"]


def test_a_bed_is_named_only_where_it_is_ours_since_a_hosts_place_may_be_an_address() -> None:
    for sleeps in SLEEPS:
        text = say(make_sheet(make_facts(sleeps=sleeps, place_name="Абай 15, кв. 4")))
        assert ("Абай 15" in text) == (sleeps == "here"), sleeps


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sleeps", SLEEPS)
def test_nothing_that_could_harm_the_person_is_on_the_sheet(language: str, sleeps: str) -> None:
    hidden = {
        name: f"HIDDEN{number}"
        for number, name in enumerate(
            ("other_names", "birth_place", "phone", "messenger", "emergency_contact", "merged_into", "sex")
        )
    }
    person = replace(PERSON, birth_date="1997-03-29", guarded=True, **hidden)  # type: ignore[arg-type]
    document = replace(
        PASSPORT,
        document_number="HID4512345678",
        mrz="P<HIDDEN",
        issuing_authority="HIDDENOFFICE",
        issued_on="2014-02-03",
    )
    facts = make_facts(person, document, sleeps=sleeps)
    assert facts.stay is not None
    stay = replace(facts.stay, destination="HIDDENTOWN", entry_point="HIDDENGATE", intention="onward")
    text = say(make_sheet(replace(facts, stay=stay), language))
    for word in ("HID", "1997-03-29", "29.03", "29 ", "4512", "2014", *FORBIDDEN):
        assert word.lower() not in text.lower(), word


def test_a_birth_date_is_told_as_a_year_and_an_estimate_as_one() -> None:
    assert "Год рождения 1997." in make_sheet().recorded.facts.replace("\u00a0", " ")
    about = make_sheet(make_facts(replace(PERSON, birth_date="1962", birth_date_estimated=True)))
    assert "Год рождения 1962, примерно." in about.recorded.facts.replace("\u00a0", " ")
    assert "рожд" not in make_sheet(make_facts(replace(PERSON, birth_date=""))).recorded.facts


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (PASSPORT, "Internal passport ending in 678."),
        (replace(PASSPORT, as_told=True), "Internal passport ending in 678, as you told us."),
        (replace(PASSPORT, document_number="12345"), "Internal passport."),
        (replace(PASSPORT, document_number=""), "Internal passport."),
        (replace(PASSPORT, document_type="", document_number="C01X0006H"), "Document ending in 06H."),
        (None, "No document."),
    ],
)
def test_a_document_is_told_by_its_kind_and_never_by_half_its_number(document: Document | None, said: str) -> None:
    assert make_sheet(make_facts(document=document), "en").recorded.facts.replace("\u00a0", " ").endswith(said)


def test_whether_a_work_permit_is_needed_follows_from_the_citizenship_and_is_asked_where_it_is_not_known() -> None:
    def said(citizenship: str) -> str:
        return say(make_sheet(make_facts(replace(PERSON, citizenship=citizenship)), "en"))

    for member in ("RUS", "ARM", "BLR", "KGZ"):
        assert "You need no work permit." in said(member)
    for other in ("UKR", "", "XXA"):
        assert "You need no work permit." not in said(other)
        assert "ask if you need a permit" in said(other)


def test_a_citizen_of_the_country_gets_no_steps_for_foreigners() -> None:
    assert make_sheet(make_facts(replace(PERSON, citizenship="KAZ"))).steps == ()


def test_who_has_shown_no_document_is_not_told_to_photograph_it() -> None:
    for document in (None, replace(PASSPORT, as_told=True)):
        steps = make_sheet(make_facts(document=document), "en").steps
        assert [step.word for step in steps] == ["Papers", "IIN", "SIM, bank"]
        assert "identity document" in steps[1].bring


def test_who_travels_on_gets_the_steps_of_a_journey() -> None:
    steps = make_sheet(make_facts(sleeps="leaving"), "en").steps
    assert [step.word for step in steps] == ["Photos", "Passport", "Leaving"]


def test_a_country_we_know_nothing_of_prints_no_number_and_only_the_general_step() -> None:
    model = make_sheet(replace(make_facts(centre=replace(CENTRE, country="GEO")), deadlines=()), "en")
    assert model.tonight.emergency_number == ""
    assert [step.word for step in model.steps] == ["Photos"]
    assert not {"112", "1414", "IIN", "Kazakhstan"} & set(say(model).replace(".", " ").replace(",", " ").split())


def test_settings_that_are_missing_leave_nothing_behind() -> None:
    facts = make_facts(centre=Centre(centre_id="c", country="KZ"), place_name="")
    model = make_sheet(facts, "en")
    assert model.head.phone == ""
    assert model.head.place_lines == ()
    assert model.tonight.place.replace("\u00a0", " ") == "Ask us for a bed"
    assert [line.replace("\u00a0", " ") for line in model.tonight.lines] == ["Doctor: ask at the desk."]
    assert model.clerk_title == model.clerk_language == ""
    assert all(row.clerk is None for row in model.dates)


def test_the_centres_address_is_printed_only_when_it_is_set() -> None:
    assert make_sheet().head.place_lines == ("Центр приёма, Орал", "днём и ночью")
    model = make_sheet(make_facts(centre=replace(CENTRE, sheet_address="ул. Школьная, 1")))
    assert model.head.place_lines[-1] == "ул. Школьная, 1"


def test_the_phone_is_printed_in_groups_and_meals_in_words() -> None:
    model = make_sheet()
    assert model.head.phone == "+7 700 000 0000"
    assert model.tonight.lines[0].replace("\u00a0", " ") == "Еда в 8:00, 13:00 и 19:00."


def test_a_day_that_has_passed_is_said_so_and_advice_that_comes_too_late_is_not_given() -> None:
    model = make_sheet(make_facts(today=date(2023, 2, 20)), "en")
    assert [row.mark for row in model.dates] == ["this day has passed", "this day has passed", "confirmed"]
    assert not model.dates[0].is_confirmed
    assert "15 February" not in say(model).replace("\u00a0", " ")
    assert "Ask us today" in model.dates[2].how


def test_without_a_day_of_entry_the_sheet_asks_for_it() -> None:
    model = make_sheet(make_facts(entered_on=""), "en")
    assert model.dates == ()
    assert "Tell us when you entered" in model.dates_note.replace("\u00a0", " ")


def test_a_rule_that_we_have_no_words_for_is_not_left_out() -> None:
    facts = make_facts()
    strange = replace(facts.deadlines[0], rule="kz.new", text_key="kz.new.person")
    safe = replace(strange, wording="safe")
    model = make_sheet(replace(facts, deadlines=(strange, safe)), "en")
    assert [row.what.replace("\u00a0", " ") for row in model.dates] == [
        "Ask us what to do by this day.",
        "Ask the migration police in writing what you must do.",
    ]


def test_the_footer_tells_the_date_the_sources_and_truthfully_who_has_reviewed_the_text() -> None:
    footer = make_sheet(language="en").footer.replace("\u00a0", " ")
    assert footer.startswith("Rules as of 25 November 2022. Sources: expatcentre.aifc.kz, ")
    assert footer.endswith("This is not legal advice. Text 1: English not yet reviewed, Kazakh not yet reviewed.")
    facts, texts = make_facts(), load_sheet_texts()
    reviewed = replace(texts["ru"], review="reviewed", version="2")
    model = build_sheet(facts, reviewed, texts["kk"])
    assert model.footer.replace("\u00a0", " ").endswith("Текст 2/1: русский проверен, казахский ещё не проверен.")
    assert model.clerk_mark != ""
    assert build_sheet(facts, texts["kk"], reviewed).clerk_mark == ""


def test_the_title_has_the_first_given_name_as_the_reader_writes_it() -> None:
    def title(language: str, **names: str) -> str:
        person = replace(PERSON, **names)  # type: ignore[arg-type]
        return make_sheet(make_facts(person), language).head.titles[0].replace("\u00a0", " ")

    assert title("ru") == "Сергей, это ваш лист"
    assert title("en") == "Sergei, this is your sheet"
    assert title("ru", given_name="Анна Мария") == "Анна, это ваш лист"
    assert title("ru", given_name="", given_name_latin="") == "Это ваш лист"
    assert len(title("ru", given_name="Щ" * 200)) < 50


def test_a_name_is_not_repeated_where_it_is_written_in_latin_already() -> None:
    person = replace(PERSON, family_name="Meyer", given_name="Anna", patronymic="")
    twice = replace(person, family_name_latin="MEYER", given_name_latin="ANNA")
    assert make_sheet(make_facts(twice)).recorded.latin_names == ()


def test_the_readers_language_is_the_persons_then_the_centres_and_the_clerks_is_another() -> None:
    texts = load_sheet_texts()

    def chosen(*languages: str, hosts: tuple[str, ...] = ("kaz", "rus"), wanted: str = "") -> tuple[str, str]:
        reader, clerk = choose_texts(
            replace(PERSON, languages=languages), replace(CENTRE, host_languages=hosts), texts, wanted
        )
        return reader.language, clerk.language if clerk else ""

    assert chosen("rus") == ("ru", "kk")
    assert chosen("kaz") == ("kk", "ru")
    assert chosen("ara", "eng") == ("en", "kk")
    assert chosen("ara") == ("en", "kk")
    assert chosen() == ("ru", "kk")
    assert chosen("ara", hosts=()) == ("en", "")
    assert chosen("rus", hosts=("rus",)) == ("ru", "")
    assert chosen("rus", wanted="eng") == ("en", "kk")
    assert chosen("rus", wanted="EN") == ("en", "kk")
    with pytest.raises(UserError) as refused:
        chosen("rus", wanted="ar")
    assert refused.value.code == "no_sheet_language"


def test_a_held_sheet_is_not_made() -> None:
    with pytest.raises(UserError) as refused:
        make_sheet(replace(make_facts(), is_held=True))
    assert refused.value.code == "sheet_held"


def test_a_person_with_a_name_alone_gets_a_sheet() -> None:
    facts = replace(make_facts(Person(person_id="p", given_name="Аня"), None), stay=None, deadlines=(), place_name="")
    model = make_sheet(facts)
    assert model.recorded.names == ("Аня",)
    assert model.recorded.entry == ""
    assert Stay(stay_id="s", person_id="p").sleeps == ""
