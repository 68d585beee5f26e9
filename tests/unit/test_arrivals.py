from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from intake_app.domain.arrivals import ALL_INPUTS, Arrival, DeskContext, FieldProblem, check_field, parse_arrival

DESK = DeskContext(date(2022, 11, 25), "KZ")


def parse(**flat: Any) -> Arrival:
    return parse_arrival({"family_name": "Иванов", **flat}, DESK)


def refusal(**flat: Any) -> tuple[str, str]:
    with pytest.raises(FieldProblem) as refused:
        parse(**flat)
    return refused.value.field, refused.value.code


def test_only_a_name_is_needed() -> None:
    told = parse_arrival({"other_names": "Лёха"}, DESK)

    assert told.person.other_names == "Лёха"
    assert told.document is None
    assert told.stay.arrived_on == "2022-11-25"


@pytest.mark.parametrize("empty", ["", "   ", "\t"])
def test_nothing_that_could_be_a_name_is_refused(empty: str) -> None:
    assert refusal(family_name=empty) == ("family_name", "name_missing")


@pytest.mark.parametrize(
    ("flat", "field", "code"),
    [
        ({"birth_date": "31.02.1990"}, "birth_date", "impossible_date"),
        ({"birth_date": "1990-13"}, "birth_date", "impossible_date"),
        ({"birth_date": "2023-01-01"}, "birth_date", "in_future"),
        ({"birth_date": "1850"}, "birth_date", "too_old"),
        ({"birth_date": "soon"}, "birth_date", "not_a_date"),
        ({"entered_on": "2022-11-26"}, "entered_on", "in_future"),
        ({"entered_on": "2022"}, "entered_on", "day_missing"),
        ({"entered_on": "2022-11-25", "birth_date": "2022-11-26"}, "birth_date", "in_future"),
        ({"entered_on": "2021-11-25", "birth_date": "2022-01-02"}, "entered_on", "entered_before_birth"),
        ({"entered_on": "2022-11-25", "arrived_on": "2022-11-24"}, "arrived_on", "arrived_before_entry"),
        ({"entered_on": "2022-11-25", "departed_on": "2022-11-24"}, "departed_on", "departed_before_entry"),
        ({"issued_on": "2030-01-01"}, "issued_on", "in_future"),
        ({"issued_on": "2020-01-01", "expires_on": "2019-01-01"}, "expires_on", "expires_before_issue"),
        ({"given_name": "a\x00b"}, "given_name", "control_character"),
        ({"given_name": "\ud800"}, "given_name", "not_text"),
        ({"given_name": "x" * 1_000_000}, "given_name", "too_long"),
        ({"given_name": 7}, "given_name", "not_text"),
        ({"sex": "maybe"}, "sex", "unknown_sex"),
        ({"citizenship": "Atlantis"}, "citizenship", "unknown_country"),
        ({"languages": ["klingonese"]}, "languages", "unknown_language"),
        ({"languages": 3}, "languages", "not_a_list"),
        ({"document_type": "library card"}, "document_type", "unknown_document_type"),
        ({"document_number": "9" * 51}, "document_number", "too_long"),
        ({"sleeps": "hotel"}, "sleeps", "unknown_choice"),
        ({"guarded": "yes"}, "guarded", "not_yes_or_no"),
        ({"shoe_size": "43"}, "shoe_size", "unknown_field"),
        ({"deleted": True}, "deleted", "unknown_field"),
        ({"person_id": "x"}, "person_id", "unknown_field"),
    ],
)
def test_a_field_that_cannot_be_taken_is_named_with_the_reason(flat: dict[str, Any], field: str, code: str) -> None:
    assert refusal(**flat) == (field, code)


@pytest.mark.parametrize(
    ("typed", "stored", "is_estimated"),
    [
        ("25", "1997", True),
        ("1997", "1997", False),
        ("051997", "1997-05", False),
        ("25051997", "1997-05-25", False),
        (1997, "1997", False),
        ("", "", False),
        (None, "", False),
    ],
)
def test_a_birth_date_is_kept_as_far_as_it_is_known(typed: Any, stored: str, is_estimated: bool) -> None:
    person = parse(birth_date=typed).person

    assert (person.birth_date, person.birth_date_estimated) == (stored, is_estimated)


@pytest.mark.parametrize("typed", ["2022", "2022-11"])
def test_a_stay_begins_on_a_day_and_a_month_alone_is_told_from_a_wrong_date(typed: str) -> None:
    assert refusal(entered_on=typed) == ("entered_on", "day_missing")
    assert refusal(entered_on="2022-13") == ("entered_on", "not_a_date")
    assert refusal(entered_on="2022-11-26") == ("entered_on", "in_future")


def test_an_estimate_that_is_said_to_be_one_stays_one_in_any_order_of_keys() -> None:
    assert parse(birth_date="1997", birth_date_estimated=True).person.birth_date_estimated
    assert parse_arrival(
        {"birth_date_estimated": True, "family_name": "И", "birth_date": "1997"}, DESK
    ).person.birth_date_estimated


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("м", "M"), ("Ж", "F"), ("m", "M"), ("F", "F"), ("x", "X"), ("х", "X"), ("", "")],
)
def test_sex_is_one_key_on_either_keyboard(typed: str, stored: str) -> None:
    assert parse(sex=typed).person.sex == stored


def test_citizenship_follows_the_document_and_is_reported_as_a_guess() -> None:
    guessed = parse(document_country="RU")
    told = parse(document_country="RU", citizenship="KGZ")

    assert guessed.person.citizenship == "RUS"
    assert ("citizenship", "guessed_from_document") in {(item.field, item.code) for item in guessed.findings}
    assert told.person.citizenship == "KGZ"


def test_a_latin_name_is_made_from_cyrillic_but_never_for_a_kazakhstani_document() -> None:
    russian = parse(given_name="Юлия", document_country="RUS").person
    kazakh = parse(given_name="Гүлнәр", document_country="KAZ").person
    typed = parse(given_name="Юлия", given_name_latin="YULIYA").person

    assert (russian.family_name_latin, russian.given_name_latin) == ("IVANOV", "IULIIA")
    assert (kazakh.family_name_latin, kazakh.given_name_latin) == ("", "")
    assert typed.given_name_latin == "YULIYA"


def test_a_latin_name_that_is_guessed_is_never_longer_than_a_name_may_be() -> None:
    guessed = parse(family_name="Щ" * 200, given_name="Щ Щ" * 66).person

    again = parse(family_name_latin=guessed.family_name_latin, given_name_latin=guessed.given_name_latin).person
    assert len(guessed.family_name_latin) == 200
    assert again.family_name_latin == guessed.family_name_latin
    assert again.given_name_latin == guessed.given_name_latin


def test_an_expired_document_is_taken_and_pointed_out() -> None:
    taken = parse(document_type="passport", expires_on="2022-11-24")

    assert taken.document is not None
    assert ("expires_on", "document_expired") in {(item.field, item.code) for item in taken.findings}


def test_no_paper_seen_is_not_a_document() -> None:
    assert parse(as_told=True).document is None
    assert parse(as_told=True, document_type="passport").document is not None


def test_a_phone_is_kept_as_one_number_where_it_is_one_and_as_typed_where_not() -> None:
    assert parse(phone="8 701 123 45 67").person.phone == "+77011234567"
    assert parse(phone="+7").person.phone == ""
    assert parse(phone="ask his brother").person.phone == "ask his brother"


def test_languages_are_understood_by_name_and_code_and_kept_in_order() -> None:
    assert parse(languages="русский").person.languages == ("rus",)
    assert parse(languages=["kk", "rus", "kaz"]).person.languages == ("kaz", "rus")
    assert parse(languages="kaz rus").person.languages == ("kaz", "rus")


@pytest.mark.parametrize("name", ALL_INPUTS)
def test_empty_input_clears_any_field(name: str) -> None:
    cleared = check_field(name, None, DESK)

    assert not any(cleared.values())
