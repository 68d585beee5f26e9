from __future__ import annotations

import json
from datetime import date

import pytest

from intake_app.packs.letters import russian_letters
from ui.bursts import Burst
from ui.desk.answers import find_obstacle, has_adult, make_arrival, may_be_held
from ui.desk.drafts import keep_form, restore_form
from ui.desk.facts import DeskFacts
from ui.desk.form import SPEAK_ALONE, DeskForm, Party
from ui.desk.scans import fill_from_scan
from ui.desk.slots import KINDS, NOTICE, ORDER, DocumentKind

TODAY = date(2022, 11, 25)
PLACES = (("p1", "Hall 1, mat 1"), ("p2", "Hall 1, mat 2"))
FACTS = DeskFacts(TODAY, "KZ", "Asia/Oral", PLACES)
PASSPORT = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F3204153ZE184226B<<<<<16"
SERGEI = {
    "document_number": "4512 345678",
    "family_name": "Иванов",
    "given_name": "Сергей",
    "patronymic": "Петрович",
    "birth_date": "25051997",
    "entered_on": "25112022",
    "phone": "+7 912 345-67-89",
    "languages": "русский",
}


def form_with(**typed: str) -> DeskForm:
    """A form whose notice was understood, with fields typed and confirmed."""
    form = DeskForm(FACTS)
    form.answer_notice("understood", "rus", "1")
    for name, text in typed.items():
        form.edit(name, text)
        form.confirm(name)
    return form


def test_enter_goes_through_the_fields_in_the_order_of_the_design() -> None:
    form, way, name = DeskForm(FACTS), ["token"], "token"
    while (following := form.confirm(name)) != name:
        way.append(following)
        name = following
    assert tuple(way) == ORDER


@pytest.mark.parametrize(
    ("typed", "said", "kind"),
    [
        ("25051997", "25 May 1997, 25 years old", "said"),
        ("051997", "May 1997, 25 years old", "said"),
        ("1997", "1997, 24 or 25 years old", "said"),
        ("25", "about 1997, 24 or 25 years old", "said"),
        ("2004", "2004, 17 or 18 years old", "warning"),
        ("31021997", "No such day in the calendar.", "error"),
        ("2031", "This day has not come yet.", "error"),
    ],
)
def test_a_birth_date_is_said_back_in_words(typed: str, said: str, kind: str) -> None:
    slot = form_with(birth_date=typed).slots["birth_date"]
    assert (slot.helper, slot.kind) == (said, kind)


def test_while_typing_nothing_is_called_wrong_yet() -> None:
    form = DeskForm(FACTS)
    form.edit("birth_date", "3102199")
    assert form.slots["birth_date"].state == "empty"


def test_enter_in_a_wrong_field_stays_there() -> None:
    form = DeskForm(FACTS)
    form.edit("entered_on", "26112022")
    assert form.confirm("entered_on") == "entered_on"
    assert form.slots["entered_on"].state == "error"


def test_guesses_follow_from_what_was_typed_and_are_marked() -> None:
    form = form_with(**SERGEI)
    slots = form.slots
    assert (slots["sex"].raw, slots["sex"].state) == ("M", "guess")
    assert (slots["citizenship"].shown, slots["citizenship"].state) == ("Russia", "guess")
    assert (slots["family_name_latin"].raw, slots["family_name_latin"].state) == ("IVANOV", "guess")
    assert slots["given_name"].helper == "Latin: SERGEI"
    assert (slots["sleeps"].raw, slots["sleeps"].state) == ("here:p1", "guess")


def test_what_somebody_typed_is_not_guessed_over() -> None:
    form = form_with(citizenship="Казахстан", family_name_latin="IVANOFF")
    form.edit("family_name", "Иванов")
    assert form.slots["citizenship"].raw == "KAZ"
    assert form.slots["family_name_latin"].raw == "IVANOFF"


def test_enter_makes_a_guess_certain() -> None:
    form = form_with(patronymic="Петровна")
    assert form.slots["sex"].state == "guess"
    form.confirm("sex")
    assert (form.slots["sex"].raw, form.slots["sex"].state) == ("F", "done")


def test_what_is_saved_is_what_the_form_shows() -> None:
    arrival = make_arrival(form_with(**SERGEI))
    person, document = arrival.person, arrival.document
    assert (person.family_name, person.family_name_latin, person.sex, person.citizenship) == (
        *("Иванов", "IVANOV", "M", "RUS"),
    )
    assert (person.phone, person.languages, person.birth_date) == ("+79123456789", ("rus",), "1997-05-25")
    assert document is not None
    assert (document.document_type, document.document_number) == ("internal_passport", "4512 345678")
    assert (arrival.stay.sleeps, arrival.place_id, arrival.stay.entered_on) == ("here", "p1", "2022-11-25")
    assert arrival.notice is not None
    assert (arrival.notice.answer, arrival.notice.language) == ("understood", "rus")


def test_a_name_is_all_that_is_needed_and_a_kind_alone_is_no_document() -> None:
    form = form_with(family_name="Ким")
    assert find_obstacle(form) is None
    assert make_arrival(form).document is None


def test_the_notice_comes_before_everything() -> None:
    form = DeskForm(FACTS)
    form.edit("family_name", "Ким")
    obstacle = find_obstacle(form)
    assert obstacle is not None
    assert obstacle.name == NOTICE


def test_somebody_who_speaks_alone_is_neither_saved_nor_kept_as_a_draft() -> None:
    form = DeskForm(FACTS)
    form.edit("token", "49")
    form.answer_notice(SPEAK_ALONE, "rus", "1")
    obstacle = find_obstacle(form)
    assert obstacle is not None
    assert "Nothing is written" in obstacle.text
    assert keep_form(form) == {}


def test_without_a_name_saving_says_so_at_the_name() -> None:
    obstacle = find_obstacle(form_with(birth_date="1990"))
    assert obstacle is not None
    assert obstacle.name == "family_name"


def test_a_contradiction_between_fields_is_said_at_one_of_them() -> None:
    form = form_with(family_name="Ким", birth_date="2022-11-20", entered_on="19112022")
    obstacle = find_obstacle(form)
    assert obstacle is not None
    assert form.slots[obstacle.name].state == "error"


def test_a_document_that_was_only_told_of_says_so() -> None:
    form = form_with(family_name="Ким")
    form.refuse_document()
    assert make_arrival(form).document is None
    form.slots["document_number"] = form.slots["document_number"]
    form.edit("issuing_authority", "УВД")
    document = make_arrival(form).document
    assert document is not None
    assert document.as_told


def test_without_papers_no_citizenship_is_guessed_until_there_is_a_paper_after_all() -> None:
    form = form_with(family_name="Ким")
    assert form.slots["citizenship"].raw == "RUS"
    form.refuse_document()
    assert form.slots["citizenship"].raw == ""
    assert make_arrival(form).person.citizenship == ""
    form.refuse_document()
    assert form.slots["citizenship"].raw == "RUS"
    form.refuse_document()
    form.edit("document_number", "4512 345678")
    assert form.slots["citizenship"].raw == "RUS"


def test_the_kind_of_document_stays_for_the_next_form() -> None:
    form = form_with(family_name="Ким")
    form.choose_kind(DocumentKind("national_id", "KAZ"))
    assert form.slots["citizenship"].raw == "KAZ"
    form.begin_new()
    assert form.kind == DocumentKind("national_id", "KAZ")
    assert form.slots["citizenship"].raw == "KAZ"


def test_the_next_in_a_party_carries_entry_language_and_an_adjoining_place_but_no_phone() -> None:
    form = form_with(**SERGEI)
    party = Party("g", ("a",), ("ORL-A-000001-9",), has_adult=True)
    form.begin_next(party, DeskFacts(TODAY, "KZ", "Asia/Oral", PLACES[1:]))
    slots = form.slots
    assert (slots["entered_on"].raw, slots["entered_on"].state) == ("2022-11-25", "guess")
    assert (slots["languages"].shown, slots["languages"].state) == ("Russian", "guess")
    assert slots["sleeps"].raw == "here:p2"
    assert (slots["phone"].raw, slots["phone"].shown) == ("", "+7")
    assert (form.notice, slots["family_name"].raw) == ("", "")


def test_the_first_record_of_a_shift_guesses_no_entry_and_the_next_one_does() -> None:
    form = DeskForm(FACTS)
    assert form.slots["entered_on"].raw == ""
    form = form_with(**SERGEI)
    form.begin_new()
    assert form.slots["entered_on"].helper == "as the last record"


def test_a_bed_that_was_given_away_meanwhile_is_replaced_and_said() -> None:
    form = form_with(**SERGEI)
    form.confirm("sleeps")
    form.take_facts(DeskFacts(TODAY, "KZ", "Asia/Oral", PLACES[1:]))
    assert form.slots["sleeps"].raw == "here:p2"
    assert "taken" in form.slots["sleeps"].helper


def test_who_sleeps_elsewhere_gets_no_bed() -> None:
    form = form_with(**SERGEI)
    form.edit("sleeps", "host")
    form.take_facts(FACTS)
    arrival = make_arrival(form)
    assert (arrival.stay.sleeps, arrival.place_id) == ("host", "")


@pytest.mark.parametrize(
    ("born", "need", "adult", "held"),
    [
        ("2010", "", False, True),
        ("2010", "", True, False),
        ("1990", "", False, False),
        ("", "child_alone", False, True),
    ],
)
def test_a_child_without_an_adult_is_foreseen_to_be_held(born: str, need: str, adult: bool, held: bool) -> None:
    form = form_with(family_name="Ким", birth_date=born)
    form.edit("need_code", need)
    form.party = Party(has_adult=adult)
    assert may_be_held(form) is held


def test_somebody_without_a_birth_date_makes_no_adult_of_the_party() -> None:
    assert not has_adult(form_with(family_name="Ким"))
    assert has_adult(form_with(family_name="Ким", birth_date="1990"))


def test_a_draft_brings_back_what_was_typed_and_goes_through_json() -> None:
    form = form_with(**SERGEI)
    form.edit("given_name", "Серг")
    other = DeskForm(FACTS)
    restore_form(other, json.loads(json.dumps(keep_form(form))))
    assert make_arrival(other) == make_arrival(form)
    assert other.slots["birth_date"].helper == "25 May 1997, 25 years old"


def test_an_empty_form_keeps_no_draft() -> None:
    assert keep_form(DeskForm(FACTS)) == {}


def test_a_draft_of_another_version_is_read_as_far_as_it_is_known() -> None:
    form = DeskForm(FACTS)
    restore_form(form, {"slots": {"family_name": {"raw": "Ким"}, "unknown": {"raw": "x"}}, "kind": "?", "notice": [1]})
    assert (form.slots["family_name"].raw, form.kind) == ("Ким", KINDS[0])


def test_a_phone_typed_whole_after_the_offered_code_is_one_number() -> None:
    assert form_with(phone="+7+7 912 345-67-89").slots["phone"].shown == "+7 912 345-67-89"


def test_a_calling_code_alone_is_no_phone() -> None:
    assert form_with(phone="+7").slots["phone"].raw == ""


def test_a_scan_fills_what_it_proves_and_enter_goes_past_it() -> None:
    form = DeskForm(FACTS)
    result = fill_from_scan(form, PASSPORT, russian_letters())
    assert (result.is_filled, result.lines) == (True, ())
    assert form.slots["document_number"].raw == "L898902C3"
    assert form.slots["family_name_latin"].raw == "ERIKSSON"
    assert form.kind == DocumentKind("passport")
    form.answer_notice("understood", "eng", "1")
    assert form.confirm(NOTICE) == "entered_on"
    document = make_arrival(form).document
    assert document is not None
    assert (document.document_country, document.mrz) == ("UTO", PASSPORT)


def test_of_a_scan_with_an_error_only_what_check_digits_prove_is_filled() -> None:
    form = DeskForm(FACTS)
    result = fill_from_scan(form, PASSPORT.replace("7408122", "7408123"), russian_letters())
    assert {line.label for line in result.lines if line.kind == "error"} == {
        "Birth date",
        "Last check digit of the zone",
    }
    slots = form.slots
    assert (slots["document_number"].raw, slots["expires_on"].raw) == ("L898902C3", "15.04.2032")
    assert (slots["birth_date"].raw, slots["family_name_latin"].raw, form.mrz) == ("", "", "")


def test_text_that_is_no_zone_fills_nothing() -> None:
    form = DeskForm(FACTS)
    result = fill_from_scan(form, "P<UTO" * 20, russian_letters())
    assert not result.is_filled
    assert not form.has_typed()


def burst_of(text: str, apart_ms: int) -> Burst:
    """The keys of a text, so far apart."""
    burst = Burst()
    for number, char in enumerate(text):
        burst.take(char, number * apart_ms)
    return burst


@pytest.mark.parametrize(("apart_ms", "is_scan"), [(1, True), (20, True), (49, True), (50, False), (120, False)])
def test_only_the_pace_of_a_scanner_makes_a_scan(apart_ms: int, is_scan: bool) -> None:
    assert burst_of(f"{PASSPORT}\n", apart_ms).is_scan is is_scan


def test_fast_typing_that_is_no_zone_is_no_scan() -> None:
    burst = burst_of("Константинопольский\n", 10)
    assert (burst.is_scan, burst.ends_early) == (False, True)


def test_an_entry_that_was_refused_is_not_what_the_next_form_guesses() -> None:
    form = form_with(birth_date="12031990", entered_on="01011985")
    form.confirm("entered_on")
    assert form.slots["entered_on"].state == "error"
    form.begin_new()
    assert form.slots["entered_on"].raw == ""


def test_a_token_that_was_kept_although_it_is_no_slip_is_not_doubted_again_after_a_crash() -> None:
    form = DeskForm(FACTS)
    form.edit("token", "ORL-A-000001-1")
    assert (form.confirm("token"), form.slots["token"].state) == ("token", "error")
    form.confirm("token")
    assert form.slots["token"].state == "done"
    again = DeskForm(FACTS)
    restore_form(again, json.loads(json.dumps(keep_form(form))))
    assert again.slots["token"].state == "done"
    assert find_obstacle(again) == find_obstacle(form)
