"""`register` through the front door: typed fields, machine-readable zones, both, and everything it refuses."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from intake_app.domain.records import field_specs
from tests.unit.mrz_specimens import RUSSIAN, SPECIMENS, TD1, TD2, TD3

if TYPE_CHECKING:
    from pathlib import Path

    from tests.flows.conftest import CommandLine


def zone_file(folder: Path, *zones: str) -> Path:
    path = folder / "zones.txt"
    path.write_text("\n\n".join(zones) + "\n", encoding="utf-8")
    return path


def refused(cli: CommandLine, flat: Any) -> str:
    """The sentence for an input, after which nobody is recorded."""
    sentence = cli("register", "--from", "-", "--json", stdin=json.dumps(flat)).refusal()
    assert cli.json("check")["counts"].get("person", 0) == 0
    return sentence


def test_a_person_is_answered_as_recorded_with_card_dates_and_bed(cli: CommandLine) -> None:
    cli.json("places", "--add", "Hall 1, mat 1-3")
    answer = cli.record(
        patronymic="Петрович",
        birth_date="25051997",
        sex="м",
        document_type="internal_passport",
        document_number="4512 345678",
        document_country="Россия",
        entered_on="25.11.2022",
        sleeps="here",
        languages="rus",
        phone="8 701 123 45 67",
    )
    person = answer["person"]
    assert set(person) == {spec.name for spec in field_specs("person")}
    assert (person["birth_date"], person["sex"], person["citizenship"]) == ("1997-05-25", "M", "RUS")
    assert (person["family_name_latin"], person["given_name_latin"]) == ("IVANOV", "SERGEI")
    assert person["phone"] == "+77011234567"
    assert answer["card_number"].startswith("ORL-A-000001-")
    assert answer["place"] == "Hall 1, mat 1"
    assert [document["document_number"] for document in answer["documents"]] == ["4512 345678"]
    assert answer["stay"]["entered_on"] == answer["stay"]["arrived_on"] == "2022-11-25"
    dates = {each["rule"]: (each["due_on"], each["act_by"], each["owed_by"]) for each in answer["deadlines"]}
    assert dates["kz.registration_30_days"] == ("2022-12-24", "2022-12-23", "person")
    assert dates["kz.host_notification"][2] == "centre"
    assert answer["possible_duplicates"] == []
    assert {each["code"] for each in answer["findings"]} == {"guessed_from_document", "guessed_from_name"}


def test_what_is_only_known_in_part_is_kept_in_part(cli: CommandLine) -> None:
    assert cli.record(birth_date="25")["person"]["birth_date"] == "1997"
    assert cli.record(birth_date="25")["person"]["birth_date_estimated"] is True
    assert cli.record(birth_date="05.1997")["person"]["birth_date"] == "1997-05"
    told = cli.record(document_type="passport", as_told=True)["documents"][0]
    assert (told["as_told"], told["document_number"]) == (True, "")


def test_a_list_is_one_party(cli: CommandLine) -> None:
    flat = [{"family_name": f"Друг{number}", "birth_date": "1997"} for number in range(5)]
    people = cli.json("register", "--from", "-", stdin=json.dumps(flat))["people"]
    assert len({person["card_number"] for person in people}) == 5
    assert len({person["group_id"] for person in people}) == 1
    assert people[0]["group_id"]


def test_a_large_party_is_answered_in_its_order_each_with_a_card_and_the_one_group(cli: CommandLine) -> None:
    flat = [{"family_name": f"Друг{number}"} for number in range(400)]
    people = cli.json("register", "--from", "-", stdin=json.dumps(flat))["people"]
    assert [person["person"]["family_name"] for person in people] == [each["family_name"] for each in flat]
    assert len({person["card_number"] for person in people}) == len(flat)
    assert len({person["group_id"] for person in people}) == 1


def test_a_party_is_recorded_whole_or_not_at_all(cli: CommandLine) -> None:
    sentence = refused(cli, [{"family_name": "Белов"}, {"family_name": "Белова", "birth_date": "30.02.1990"}])
    assert sentence.startswith("Person 2: Birth date (birth_date):")


def test_a_child_alone_is_saved_and_held(cli: CommandLine) -> None:
    cli.json("places", "--add", "Hall 1, mat 1-3")
    child = cli.record(birth_date="15", sleeps="here")
    assert (child["is_held"], child["place"]) == (True, "")


def test_the_same_document_or_name_and_birth_date_is_pointed_out(cli: CommandLine) -> None:
    first = cli.record(birth_date="1997-05-25", document_number="75 1234567")
    again = cli.record(given_name="Sergey", family_name="Ivanov", birth_date="1997-05-25", document_number="751234567")
    (possible,) = again["possible_duplicates"]
    assert possible["person_id"] == first["person_id"]
    assert possible["score"] > 0.99
    assert possible["reasons"] == ["same_document", "same_name_and_birth_date"]


@pytest.mark.parametrize(("zone", "name", "fields"), SPECIMENS, ids=[name for _zone, name, _fields in SPECIMENS])
def test_each_specimen_answers_the_fields_of_its_zone(
    cli: CommandLine, tmp_path: Path, zone: str, name: str, fields: dict[str, str]
) -> None:
    (answer,) = cli.json("register", "--mrz", zone_file(tmp_path, zone))["people"]
    said = {**answer["stay"], **answer["documents"][0], **answer["person"]}
    assert {key: said[key] for key in fields if key != "optional_data"} == {
        key: value for key, value in fields.items() if key != "optional_data"
    }
    assert said["mrz"] == zone
    if name != "RUS-INTERNAL":
        assert (said["family_name"], said["given_name"]) == ("ERIKSSON", "ANNA MARIA")


def test_zones_parted_by_a_blank_line_are_one_party(cli: CommandLine, tmp_path: Path) -> None:
    people = cli.json("register", "--mrz", zone_file(tmp_path, TD3, RUSSIAN))["people"]
    assert [person["person"]["family_name"] for person in people] == ["ERIKSSON", "Щёлочкин"]
    assert people[0]["group_id"] == people[1]["group_id"] != ""


def test_a_wrong_digit_is_refused_by_field_and_nothing_is_recorded(cli: CommandLine) -> None:
    wrong = TD3.replace("7408122", "7408132")
    sentence = cli("register", "--mrz", "-", stdin=wrong).refusal()
    assert "birth_date" in sentence
    assert "7408132" not in sentence
    assert cli.json("check")["counts"].get("person", 0) == 0


def test_a_repair_that_the_check_digit_proves_is_made_and_reported(cli: CommandLine) -> None:
    (answer,) = cli.json("register", "--mrz", "-", stdin=TD3.replace("7408122", "74O8122"))["people"]
    repaired = [each for each in answer["findings"] if each["severity"] == "repaired"]
    assert [(each["field"], each["code"]) for each in repaired] == [("birth_date", "letter_read_as_digit")]
    assert answer["person"]["birth_date"] == "1974-08-12"


def test_typed_fields_and_a_zone_complete_each_other(cli: CommandLine, tmp_path: Path) -> None:
    typed = {
        "family_name": "Эрикссон",
        "given_name": "Анна Мария",
        "birth_date": "1974",
        "phone": "+77011234567",
        "document_number": "L898902C3",
        "entered_on": "25.11.2022",
    }
    zones = zone_file(tmp_path, TD3)
    (answer,) = cli.json("register", "--from", "-", "--mrz", zones, stdin=json.dumps(typed))["people"]
    person = answer["person"]
    assert (person["family_name"], person["family_name_latin"]) == ("Эрикссон", "ERIKSSON")
    assert (person["birth_date"], person["phone"]) == ("1974-08-12", "+77011234567")
    assert answer["stay"]["entered_on"] == "2022-11-25"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("birth_date", "12.08.1975"),
        ("birth_date", "1975"),
        ("sex", "M"),
        ("family_name", "Петрова"),
        ("given_name_latin", "OLGA"),
        ("document_number", "L898902C4"),
        ("document_country", "RUS"),
        ("document_type", "visa"),
        ("expires_on", "2012-04-16"),
        ("citizenship", "KAZ"),
    ],
)
def test_a_contradiction_is_refused_by_field(cli: CommandLine, tmp_path: Path, field: str, value: str) -> None:
    zones = zone_file(tmp_path, TD3)
    answer = cli("register", "--from", "-", "--mrz", zones, "--json", stdin=json.dumps({field: value}))
    assert f"({field})" in answer.refusal()
    assert cli.json("check")["counts"].get("person", 0) == 0


def test_an_exact_date_on_paper_is_no_estimate(cli: CommandLine, tmp_path: Path) -> None:
    typed = json.dumps({"birth_date": "1974-08-12", "birth_date_estimated": True})
    answer = cli("register", "--from", "-", "--mrz", zone_file(tmp_path, TD3), stdin=typed)
    assert "(birth_date_estimated)" in answer.refusal()


def test_a_zone_among_the_typed_fields_is_read_like_a_scanned_one(cli: CommandLine) -> None:
    assert cli.record(family_name="Eriksson", given_name="Anna Maria", mrz=TD1)["person"]["birth_date"] == "1974-08-12"
    wrong = json.dumps({"family_name": "Eriksson", "mrz": TD1.replace("7408122", "7408132")})
    assert "birth_date" in cli("register", "--from", "-", stdin=wrong).refusal()


def test_people_and_zones_must_be_as_many(cli: CommandLine, tmp_path: Path) -> None:
    people = json.dumps([{"sleeps": "here"}, {"sleeps": "here"}, {"sleeps": "here"}])
    answer = cli("register", "--from", "-", "--mrz", zone_file(tmp_path, TD3, TD2), stdin=people)
    assert "3 people and 2 zones" in answer.refusal()


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({}, "family_name"),
        ({"family_name": "   "}, "family_name"),
        ({"family_name": None, "given_name": ""}, "family_name"),
        ({"family_name": "Иванов", "birth_date": "31.04.1990"}, "birth_date"),
        ({"family_name": "Иванов", "birth_date": "2031-01-01"}, "birth_date"),
        ({"family_name": "Иванов", "birth_date": "1650"}, "birth_date"),
        ({"family_name": "Иванов", "birth_date": 1.5}, "birth_date"),
        ({"family_name": "Иванов", "birth_date": ["1990"]}, "birth_date"),
        ({"family_name": "Иванов", "entered_on": "26.11.2022"}, "entered_on"),
        ({"family_name": "Иванов", "birth_date": "2020", "entered_on": "01.01.2019"}, "entered_on"),
        ({"family_name": "Я" * 201}, "family_name"),
        ({"family_name": "Я" * 1_000_000}, "family_name"),
        ({"family_name": "Ива\u0000нов"}, "family_name"),
        ({"family_name": "Ива\u001b[2Jнов"}, "family_name"),
        ({"family_name": "\ud800"}, "family_name"),
        ({"family_name": {"deep": 1}}, "family_name"),
        ({"family_name": "Иванов", "sex": "да"}, "sex"),
        ({"family_name": "Иванов", "citizenship": "Атлантида"}, "citizenship"),
        ({"family_name": "Иванов", "languages": ["эльфийский"]}, "languages"),
        ({"family_name": "Иванов", "languages": 5}, "languages"),
        ({"family_name": "Иванов", "sleeps": "на вокзале"}, "sleeps"),
        ({"family_name": "Иванов", "guarded": "yes"}, "guarded"),
        ({"family_name": "Иванов", "mrz": 7}, "mrz"),
        ({"family_name": "Иванов", "draft_status": "x", "ethnicity": "y"}, "draft_status"),
        ({"family_name": "Иванов", "person_id": "1"}, "person_id"),
    ],
)
def test_bad_fields_are_refused_by_name_in_one_sentence(cli: CommandLine, fields: Any, named: str) -> None:
    sentence = refused(cli, fields)
    assert named in sentence
    assert len(sentence) < 400
    assert "Иванов" not in sentence


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"{", "not JSON"),
        (b"nonsense", "not JSON"),
        (b'{"family_name": NaN}', "not JSON"),
        (b'{"family_name": "\xff"}', "UTF-8"),
        ('{"family_name": "Иванов"}'.encode("utf-16"), "UTF-8"),
        (b'"text"', "not an object"),
        (b"[1]", "not an object"),
        (b"[[]]", "not an object"),
        (b"null", "not an object"),
        (b"[]", "nobody"),
        (b"[" * 100_000, "not JSON"),
        (b"1" * 100_000, "not JSON"),
        (b'{"family_name": "a", "family_name": "b"}', "twice"),
        (b" " * (16 * 1024 * 1024 + 1), "16 MiB"),
    ],
    ids=lambda value: value[:24].decode("latin-1") if isinstance(value, bytes) else value,
)
def test_what_is_no_input_is_refused_in_one_sentence(cli: CommandLine, data: bytes, said: str) -> None:
    assert said in cli("register", "--from", "-", "--json", stdin=data).refusal()


def test_a_byte_order_mark_does_no_harm(cli: CommandLine) -> None:
    data = '{"family_name": "Иванов"}'.encode("utf-8-sig")
    assert cli.json("register", "--from", "-", stdin=data)["people"][0]["person"]["family_name"] == "Иванов"


@pytest.mark.parametrize("text", ["hello", "P<UTO", "\n\n\n", "P" * 5000, "\x00" * 300])
def test_what_is_no_zone_is_refused_in_one_sentence(cli: CommandLine, text: str) -> None:
    cli("register", "--mrz", "-", stdin=text).refusal()


def test_a_missing_input_file_is_said_so(cli: CommandLine, tmp_path: Path) -> None:
    assert "cannot be read" in cli("register", "--from", tmp_path / "none.json").refusal()
    assert "cannot be read" in cli("register", "--mrz", tmp_path).refusal()


def test_register_needs_something_to_register(cli: CommandLine) -> None:
    assert "--from" in cli("register").refusal(2)
    assert "standard input" in cli("register", "--from", "-", "--mrz", "-").refusal(2)


def test_right_to_left_and_formulas_are_kept_as_they_are_and_shown_safely(cli: CommandLine) -> None:
    person = cli.record(family_name="\u202eвонавИ", given_name='=HYPERLINK("x")')
    assert person["person"]["family_name"] == "\u202eвонавИ"
    assert person["person"]["given_name"] == '=HYPERLINK("x")'
    shown = cli("show", person["card_number"])
    assert "\u202e" not in shown.out
    assert "\u2068вонавИ\u2069" in shown.out
