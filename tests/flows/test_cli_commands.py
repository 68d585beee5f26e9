"""Each row of the command table, answered in JSON that keeps to docs/cli and in text for people."""

from __future__ import annotations

import csv
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import click
import pytest
from pypdf import PdfReader

from intake_app.cli import window
from intake_app.cli.main import program
from intake_app.clock import FixedClock
from intake_app.domain.cards import parse_card
from tests.flows.conftest import CENTRE, ROOT, CommandLine
from tests.made import PASSPHRASE

LATER = ("merge", "conflicts", "sync", "roll", "report")


def test_every_command_has_its_schema_and_every_schema_its_command() -> None:
    assert {path.stem for path in (ROOT / "docs/cli").glob("*.json")} == set(_commands())


@pytest.mark.parametrize("command", LATER)
def test_commands_of_later_parts_are_not_offered(cli: CommandLine, command: str) -> None:
    cli(command).refusal(2)


@pytest.mark.parametrize("arguments", [("find",), ("register",), ("init", "--code", "ORL"), ("sheet", "X")])
def test_a_command_that_lacks_what_it_needs_is_wrong_usage(cli: CommandLine, arguments: tuple[str, ...]) -> None:
    cli(*arguments).refusal(2)


def test_every_command_is_documented_and_takes_the_common_options() -> None:
    for name, command in _commands().items():
        assert command.help, name
        options = {option for parameter in command.params for option in parameter.opts}
        assert {"--data", "--user", "--key-file", "--json"} <= options, name


def _commands() -> dict[str, click.Command]:
    """Every command by its name; one of a group as `group-name`."""
    found: dict[str, click.Command] = {}
    for name, command in program.commands.items():
        below = command.commands.items() if isinstance(command, click.Group) else ()
        found |= {f"{name}-{each}": each_command for each, each_command in below} or {name: command}
    return found


# init


def test_a_new_centre_answers_what_it_is_and_its_recovery_key(unset: CommandLine) -> None:
    answer = unset.json("init", *CENTRE, "--user", "Aigerim")
    assert {name: answer[name] for name in ("centre", "code", "country", "desk", "time_zone", "user")} == {
        "centre": "Oral, hall 1",
        "code": "ORL",
        "country": "KZ",
        "desk": "A",
        "time_zone": "Asia/Oral",
        "user": "Aigerim",
    }
    assert Path(answer["data"]) == unset.data
    assert (unset.data / "config").is_dir()


def test_the_recovery_key_is_shown_to_people_too(unset: CommandLine) -> None:
    assert "Recovery key:" in unset("init", *CENTRE, "--user", "Aigerim").out


def test_a_centre_needs_its_first_manager(unset: CommandLine) -> None:
    assert "--user" in unset("init", *CENTRE).refusal(2)
    assert not unset.data.exists()


@pytest.mark.parametrize(
    ("option", "value"),
    [("--centre", " "), ("--code", "ORALX"), ("--country", "Nowhere"), ("--desk", "ABCD"), ("--time-zone", "Oral")],
)
def test_a_bad_answer_at_set_up_is_refused_and_leaves_nothing(unset: CommandLine, option: str, value: str) -> None:
    given = [*CENTRE]
    given[given.index(option) + 1] = value
    unset("init", *given, "--user", "Aigerim").refusal()
    assert not unset.data.exists()


def test_a_short_passphrase_is_refused_and_leaves_nothing(unset: CommandLine) -> None:
    assert "shorter" in unset("init", *CENTRE, "--user", "Aigerim", passphrase="short").refusal()
    assert not unset.data.exists()


def test_a_second_centre_never_goes_over_the_first(cli: CommandLine) -> None:
    cli.record()
    cli("init", *CENTRE, "--user", "Aigerim").refusal()
    assert cli.json("check")["counts"]["person"] == 1


# who is asking


@pytest.mark.parametrize("passphrase", ["not the right one", "x"])
def test_a_wrong_passphrase_is_refused(cli: CommandLine, passphrase: str) -> None:
    assert "passphrase" in cli("places", passphrase=passphrase).refusal()


def test_the_user_named_must_be_whom_the_passphrase_opens(cli: CommandLine) -> None:
    assert cli("places", "--user", "aigerim").status == 0
    assert "user" in cli("places", "--user", "Somebody").refusal()


def test_common_options_hold_before_and_after_the_command(cli: CommandLine, tmp_path: Path) -> None:
    cli.record()
    before = cli("--user", "Aigerim", "--json", "find", "Иванов")
    after = cli("find", "Иванов", "--user", "Aigerim", "--json")
    assert before.document("find") == after.document("find")
    assert "user" in cli("--user", "Somebody", "places").refusal()
    assert cli("--user", "Somebody", "places", "--user", "Aigerim").status == 0
    assert "no register" in cli("find", "Иванов", "--data", tmp_path / "elsewhere").refusal()


def test_where_there_is_no_register_it_is_said_so(unset: CommandLine) -> None:
    assert "no register" in unset("find", "x").refusal()
    assert not unset.data.exists()


# find, show, history


def test_people_are_found_by_name_in_any_script_card_phone_document_and_room(cli: CommandLine) -> None:
    cli.json("places", "--add", "House 4: 2")
    person = cli.record(sleeps="here", phone="+77011234567", document_number="75 1234567")
    for text in ("иванов", "Sergey", "Ivan", person["card_number"], "77011234567", "751234567", "House 4"):
        (found,) = cli.json("find", text)["people"]
        assert found["person_id"] == person["person_id"], text
    assert cli.json("find", "Сергей", "Иванов")["people"][0]["reason"] == "word"
    assert cli.json("find", "nobody")["people"] == []
    assert "Nobody" in cli("find", "nobody").out


def test_the_number_of_answers_is_limited(cli: CommandLine) -> None:
    people = [{"family_name": "Иванов", "given_name": name} for name in ("Лев", "Пётр", "Глеб")]
    cli.json("register", "--from", "-", stdin=json.dumps(people))
    assert len(cli.json("find", "Иванов", "--limit", "2")["people"]) == 2
    cli("find", "Иванов", "--limit", "0").refusal(2)


def test_a_record_is_shown_by_card_and_by_person_id(cli: CommandLine) -> None:
    cli.json("places", "--add", "Hall 1, mat 1-3")
    first = cli.record(birth_date="1997-05-25", sleeps="here", document_number="75 1234567")
    second = cli.record(birth_date="1997-05-25")
    shown = cli.json("show", first["card_number"].lower().replace("-", " "))
    assert shown == cli.json("show", first["person_id"])
    assert {name: shown[name] for name in ("person", "documents", "stay", "deadlines")} == {
        name: first[name] for name in ("person", "documents", "stay", "deadlines")
    }
    assert [card["card_number"] for card in shown["cards"]] == [first["card_number"]]
    assert [bed["place_name"] for bed in shown["placements"]] == ["Hall 1, mat 1"]
    assert [each["person_id"] for each in shown["possible_duplicates"]] == [second["person_id"]]


def test_nobody_has_a_card_that_was_not_given_out(cli: CommandLine) -> None:
    cli("show", "ORL-A-000009-X").refusal()
    cli("history", "Иванов").refusal()
    cli("show", "\x1b[2J").refusal()


def test_history_tells_every_change_with_who_when_and_what(cli: CommandLine) -> None:
    person = cli.record(birth_date="1997")
    entries = cli.json("history", person["card_number"])["history"]
    assert {entry["table"] for entry in entries} == {"person", "stay", "card"}
    assert {(entry["act_kind"], entry["user"]) for entry in entries} == {("register", "Aigerim")}
    assert entries[0]["patch"]["birth_date"] == "1997"
    assert entries[0]["before"] == {}
    text = cli("history", person["card_number"]).out
    assert "Aigerim" in text
    assert "Birth date: 1997" in text


# deadlines


def test_clocks_are_listed_by_the_day_to_act_and_seen_from_any_day(cli: CommandLine) -> None:
    here = cli.record(entered_on="25.11.2022", sleeps="here", citizenship="RUS")
    cli.record(given_name="Лев", citizenship="KAZ", entered_on="25.11.2022")
    answer = cli.json("deadlines", "--on", "2022-12-23")
    assert {line["person_id"] for line in answer["deadlines"]} == {here["person_id"]}
    assert [line["act_by"] for line in answer["deadlines"]] == sorted(line["act_by"] for line in answer["deadlines"])
    when = {line["rule"]: line["when"] for line in answer["deadlines"]}
    assert when["kz.host_notification"] == "overdue"
    assert when["kz.registration_30_days"] == "today"
    today = cli.json("deadlines")
    assert (today["on"], today["deadlines"][0]["when"]) == ("2022-11-25", "this_week")
    assert [
        {name: line[name] for name in ("rule", "due_on", "act_by", "status", "source", "owed_by")}
        for line in today["deadlines"]
    ] == here["deadlines"]
    assert "overdue" in cli("deadlines", "--on", "23.12.2022").out
    assert "Иванов" not in cli("deadlines").out
    cli("deadlines", "--on", "soon").refusal(2)


def test_the_list_agrees_with_the_record_of_somebody_who_came_twice(cli: CommandLine) -> None:
    cli.json(
        "register", "--from", "-", stdin='{"family_name": "Лисин", "citizenship": "RUS", "entered_on": "01.09.2022"}'
    )
    lines = cli.json("deadlines")["deadlines"]
    shown = cli.json("show", lines[0]["person_id"])["deadlines"]
    assert [line["due_on"] for line in lines] == [line["due_on"] for line in shown]


# sheet


def test_several_people_are_printed_into_one_file_in_the_language_wanted(cli: CommandLine, tmp_path: Path) -> None:
    cards = [cli.record(given_name=name, birth_date="1990")["card_number"] for name in ("Лев", "Пётр")]
    out = tmp_path / "sheets.pdf"
    answer = cli.json("sheet", *cards, "--out", out, "--language", "rus")
    assert (answer["sheets"], Path(answer["file"]), answer["bytes"]) == (2, out, out.stat().st_size)
    text = "".join(page.extract_text() for page in PdfReader(out).pages)
    assert all(card in text for card in cards)
    assert cli.json("sheet", cards[0], "--out", out, "--handout", "personal_sheet")["sheets"] == 1


@pytest.mark.parametrize("options", [("--language", "xx"), ("--handout", "menu")])
def test_an_unknown_language_or_handout_is_refused_and_writes_nothing(
    cli: CommandLine, tmp_path: Path, options: tuple[str, ...]
) -> None:
    card = cli.record()["card_number"]
    cli("sheet", card, *options, "--out", tmp_path / "s.pdf").refusal()
    assert not (tmp_path / "s.pdf").exists()


def test_the_sheet_of_a_child_alone_waits(cli: CommandLine, tmp_path: Path) -> None:
    card = cli.record(birth_date="15")["card_number"]
    cli("sheet", card, "--out", tmp_path / "s.pdf").refusal()
    assert not (tmp_path / "s.pdf").exists()


def test_a_file_in_place_of_the_folder_is_said_so(cli: CommandLine, tmp_path: Path) -> None:
    card = cli.record()["card_number"]
    (tmp_path / "file").write_text("", encoding="utf-8")
    cli("sheet", card, "--out", tmp_path / "file" / "s.pdf").refusal()
    cli("export", "--out", tmp_path / "file", "--purpose", "test").refusal()
    cli("backup", "--to", tmp_path / "file").refusal()


# export and import


def people_csv(folder: Path) -> list[dict[str, str]]:
    with (folder / "people.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_an_export_is_csv_with_a_warning_that_says_who_can_read_it(cli: CommandLine, tmp_path: Path) -> None:
    cli.record(given_name="=1+1")
    answer = cli("export", "--out", tmp_path / "out", "--purpose", "weekly report", "--json")
    document = answer.document("export")
    assert "plain" in answer.err
    assert (document["is_encrypted"], document["readable_by"]) == (False, ["anyone"])
    assert document["counts"]["people"] == 1
    assert sorted(Path(file).name for file in document["files"]) == sorted(
        f"{table}.csv" for table in ("people", "documents", "stays", "groups", "placements", "cards")
    )
    assert people_csv(tmp_path / "out")[0]["given_name"] == "'=1+1"


def test_an_export_takes_chosen_fields_formats_and_only_what_is_new(cli: CommandLine, tmp_path: Path) -> None:
    cli.record()
    out = tmp_path / "out"
    cli.json("export", "--out", out, "--purpose", "x", "--csv", "--xlsx", "--bom", "--fields", "family_name, phone")
    assert (out / "people.csv").read_bytes().startswith(b"\xef\xbb\xbfperson_id,family_name,phone\r\n")
    assert (out / "export.xlsx").is_file()
    assert cli.json("export", "--out", out, "--purpose", "x", "--since-last")["counts"]["people"] == 0
    cli.record(guarded=True)
    assert cli.json("export", "--out", out, "--purpose", "x")["counts"]["people"] == 1
    assert cli.json("export", "--out", out, "--purpose", "x", "--with-guarded")["counts"]["people"] == 2


def test_an_export_needs_a_purpose_known_fields_and_one_kind_of_protection(cli: CommandLine, tmp_path: Path) -> None:
    out = tmp_path / "out"
    cli("export", "--out", out).refusal(2)
    cli("export", "--out", out, "--purpose", " ").refusal()
    assert "ethnicity" in cli("export", "--out", out, "--purpose", "x", "--fields", "ethnicity").refusal()
    cli("export", "--out", out, "--purpose", "x", "--to", "age1nonsense").refusal()
    cli("export", "--out", out, "--purpose", "x", "--bundle").refusal(2)
    assert not out.exists()


def test_an_export_comes_back_into_another_centre_and_only_once(cli: CommandLine, tmp_path: Path) -> None:
    person = cli.record(birth_date="1997-05", document_number="75 1234567", sleeps="host")
    cli.json("export", "--out", tmp_path / "out", "--purpose", "x")
    here = cli.data
    cli.data = tmp_path / "other"
    cli("init", *CENTRE[:6], "--desk", "B", "--user", "Berik")
    dry = cli.json("import", tmp_path / "out" / "people.csv", "--dry-run")
    assert (dry["imported"], cli.json("check")["counts"].get("person", 0)) == (1, 0)
    assert cli.json("import", tmp_path / "out")["imported"] == 1
    again = cli.json("import", tmp_path / "out")
    assert (again["imported"], again["known"], again["rows"]) == (0, 1, [])
    assert cli.json("show", person["card_number"])["person"] == person["person"]
    cli.data = here
    assert cli.json("import", tmp_path / "out")["known"] == 1


def test_bad_rows_of_an_import_are_told_by_number_and_reason(cli: CommandLine, tmp_path: Path) -> None:
    cli.record()
    cli.json("export", "--out", tmp_path / "out", "--purpose", "x")
    people = tmp_path / "out" / "people.csv"
    text = people.read_text(encoding="utf-8").replace("Иванов", "Петров")
    people.write_bytes(text.encode())
    (row,) = cli.json("import", people)["rows"]
    assert (row["row"], row["problem"], row["field"]) == (2, "different", "family_name")
    assert "never overwritten" in row["message"]
    assert cli.json("find", "Петров")["people"] == []
    cli("import", tmp_path / "none.csv").refusal()


def test_an_encrypted_export_needs_its_identity(cli: CommandLine, tmp_path: Path) -> None:
    import pyrage

    identity = pyrage.x25519.Identity.generate()
    cli.record()
    answer = cli("export", "--out", tmp_path / "out", "--purpose", "x", "--to", str(identity.to_public()), "--json")
    assert answer.document("export")["is_encrypted"] is True
    assert answer.err == ""
    key = tmp_path / "key.txt"
    key.write_text(f"# made for a test\n{identity}\n", encoding="utf-8")
    cli("import", tmp_path / "out" / "people.csv.age").refusal()
    assert cli.json("import", tmp_path / "out" / "people.csv.age", "--identity", key)["known"] == 1


# backup, restore, check


def test_a_backup_comes_back_as_a_desk_of_its_own(cli: CommandLine, tmp_path: Path) -> None:
    person = cli.record()
    stick = tmp_path / "stick"
    cli("backup", "--to", stick).refusal()
    stick.mkdir()
    written = Path(cli.json("backup", "--to", stick)["file"])
    assert "Иванов" not in written.name
    cli("restore", written).refusal()
    cli.data = tmp_path / "restored"
    assert "user" in cli("restore", written, "--user", "Somebody").refusal()
    assert cli("places").refusal()
    answer = cli.json("restore", written, "--desk", "B", "--user", "Aigerim")
    assert (answer["desk"], answer["code"], Path(answer["data"])) == ("B", "ORL", cli.data)
    assert cli.json("show", person["card_number"])["person"] == person["person"]
    assert cli.record()["card_number"].startswith("ORL-B-")
    assert cli.json("check")["is_sound"] is True


def test_a_damaged_backup_is_refused_as_damaged(cli: CommandLine, tmp_path: Path) -> None:
    written = Path(cli.json("backup", "--to", tmp_path)["file"])
    data = bytearray(written.read_bytes())
    data[len(data) // 2] ^= 1
    written.write_bytes(data)
    cli.data = tmp_path / "restored"
    cli("restore", written).refusal(3)
    cli("restore", tmp_path / "none").refusal(1)


def test_a_damaged_register_is_refused_as_damaged(cli: CommandLine) -> None:
    register = cli.data / "register.db"
    register.write_bytes(bytes(len(register.read_bytes())))
    cli("places").refusal(3)


def test_a_sound_register_is_said_to_be_sound(cli: CommandLine) -> None:
    cli.record()
    answer = cli.json("check")
    assert (answer["is_sound"], answer["findings"]) == (True, [])
    assert "All is well." in cli("check").out


# places


def test_places_are_added_in_runs_and_listed_with_their_beds(cli: CommandLine) -> None:
    cli.json("places", "--add", "Hall 1, mat 1-2", "--add", "House 4: 6")
    cli.record(sleeps="here")
    places = cli.json("places")["places"]
    assert [(place["name"], place["capacity"], place["taken"], place["free"]) for place in places] == [
        ("Hall 1, mat 1", 1, 1, 0),
        ("Hall 1, mat 2", 1, 0, 1),
        ("House 4", 6, 0, 6),
    ]
    cli("places", "--add", "Hall 1, mat 9-1").refusal()


# the door itself


def test_an_unforeseen_error_is_one_sentence_and_its_log_holds_no_value(
    cli: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A clock that breaks stands for any bug of ours: its message holds what no log may keep.
    class BrokenClock(FixedClock):
        def now(self) -> datetime:
            raise ZeroDivisionError("Секретная Фамилия")

    cli.clock = BrokenClock(datetime(2022, 11, 25, tzinfo=UTC))
    sentence = cli("register", "--from", "-", stdin='{"family_name": "Секретная"}').refusal()
    log = (cli.data / "errors.log").read_text(encoding="utf-8")
    assert sentence.partition("reference ")[2][:8] in log
    assert "ZeroDivisionError" in log
    assert "test_cli_commands.py" in log
    assert "екретн" not in log + sentence
    assert (cli.data / "errors.log").stat().st_mode & 0o077 == 0


def test_without_a_display_the_window_says_what_to_do_instead(
    unset: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert "display" in unset().refusal()


def test_the_window_is_a_program_of_its_own() -> None:
    assert Path(window.window_command()[0]).name.startswith("intake-desktop")
    assert window.has_display({}, "win32")
    assert window.has_display({"DISPLAY": ":0"}, "linux")
    assert not window.has_display({"DISPLAY": ""}, "linux")


def test_cards_in_answers_are_whole_card_numbers(cli: CommandLine) -> None:
    assert parse_card(cli.record()["card_number"]) is not None


def test_text_for_people_fits_its_columns(cli: CommandLine) -> None:
    cli.record(given_name="Лев")
    cli.record(given_name="Александра-Екатерина")
    lines = cli("find", "Иванов").out.splitlines()
    assert len({line.index("whole word") for line in lines[1:]}) == 1


def test_help_needs_no_register_and_no_passphrase(unset: CommandLine) -> None:
    answer = unset("register", "--help", passphrase="")
    assert answer.status == 0
    assert "--mrz" in answer.out
    assert unset("--help", passphrase="").status == 0
    assert PASSPHRASE not in answer.out
