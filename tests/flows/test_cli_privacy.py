"""Erasing, retention and the audit trail through the command line."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from intake_app.clock import FixedClock
from intake_app.opening import REGISTER_KEY, unlock
from intake_app.paths import data_folder
from intake_app.services.departures import record_departure
from intake_app.storage.engine import open_connection
from tests.flows.conftest import schema_of
from tests.made import EVENING, PASSPHRASE, doors

if TYPE_CHECKING:
    from tests.flows.conftest import CommandLine


CUT = (
    "DELETE FROM audit WHERE audit_no > 2",
    """UPDATE local_value SET value = (SELECT audit_no || ':' || lower(hex(seal)) FROM audit WHERE audit_no = 2)
    WHERE name = 'audit_head'""",
)
"""Takes off the end of the trail and makes what is left look whole."""


def alter(data: Path, *statements: str) -> None:
    """What somebody with the key does to the file behind our back."""
    unlocked = unlock(data_folder(data), PASSPHRASE, doors())
    key = unlocked.data_key.subkey(REGISTER_KEY)
    unlocked.close()
    connection = open_connection(data / "register.db", key)
    for sql in statements:
        connection.execute(sql)
    connection.close()


def test_somebody_who_was_forgotten_is_not_here_any_more(cli: CommandLine) -> None:
    person = cli.record(document_number="75 1234567", birth_date="1997-05-25")
    other = cli.record(family_name="Ким", given_name="Анна")

    answer = cli.json("forget", person["card_number"].lower().replace("-", " "))

    assert (answer["is_erased"], answer["person_id"]) == (True, person["person_id"])
    assert cli.json("find", "Иванов")["people"] == []
    assert "nobody" in cli("show", person["card_number"]).refusal()
    assert cli.json("show", other["card_number"])["person"]["family_name"] == "Ким"
    assert cli.json("check")["findings"] == []


def test_a_dry_run_erases_nothing_and_names_the_backups(cli: CommandLine, tmp_path: Path) -> None:
    person = cli.record()
    cli.json("backup", "--to", tmp_path)

    answer = cli.json("forget", person["card_number"], "--dry-run")

    assert answer["is_erased"] is False
    assert cli.json("find", "Иванов")["people"]


def test_an_export_that_may_hold_the_person_is_named(cli: CommandLine, tmp_path: Path) -> None:
    cli.json("export", "--out", tmp_path / "before", "--csv", "--purpose", "head office", "--plain")
    cli.clock = FixedClock(EVENING + timedelta(days=1))
    person = cli.record()
    cli.json("export", "--out", tmp_path / "after", "--csv", "--purpose", "head office", "--plain")

    assert cli.json("forget", person["card_number"])["exported_at"] == ["2022-11-26T18:40:00Z"]


def test_a_card_that_nobody_has_is_refused(cli: CommandLine) -> None:
    assert "nobody" in cli("forget", "ORL-A-000001-0").refusal()


def test_those_who_left_are_made_nameless_when_the_manager_says_so(cli: CommandLine) -> None:
    clock = FixedClock(EVENING)
    cli.clock = clock
    person = cli.record(entered_on="2022-11-20")
    unlocked = unlock(data_folder(cli.data), PASSPHRASE, doors(clock))
    record_departure(unlocked.register, [person["person_id"]], "left")
    unlocked.close()
    clock.instant += timedelta(days=31)

    listed = cli.json("retention", "--days", "30")
    applied = cli.json("retention", "--apply")
    after = cli.json("retention")

    assert listed["people"] == [{"person_id": person["person_id"], "gone_on": "2022-11-25"}]
    assert (applied["is_applied"], applied["people"], after["people"]) == (True, listed["people"], [])
    assert cli.json("find", "Иванов")["people"] == []


@pytest.mark.parametrize("days", ["3", "-1", "9999"])
def test_a_retention_out_of_all_reason_is_refused(cli: CommandLine, days: str) -> None:
    assert "days" in cli("retention", "--days", days).refusal()


def test_the_trail_tells_who_recorded_and_who_looked(cli: CommandLine) -> None:
    person = cli.record()
    cli.json("show", person["card_number"])

    answer = cli.json("audit")

    told = [(entry["kind"], entry["detail"], entry["user"]) for entry in answer["entries"]]
    assert ("act", "register", "Aigerim") in told
    assert [entry["subject"] for entry in answer["entries"] if entry["kind"] == "view"] == [person["person_id"]]
    assert answer["head"].startswith(f"{answer['entries'][0]['number']}:")


def test_a_trail_that_was_changed_is_found_by_the_command(cli: CommandLine) -> None:
    cli.record()
    alter(cli.data, "UPDATE audit SET user_id = 'x' WHERE audit_no = 2")

    answer = cli("audit", "--verify", "--json")

    document = json.loads(answer.out)
    schema_of("audit").validate(document)
    assert (answer.status, document["is_whole"], document["findings"]) == (
        3,
        False,
        [{"code": "audit_altered", "where": "2"}],
    )


def test_a_head_kept_elsewhere_shows_a_trail_that_was_cut(cli: CommandLine) -> None:
    cli.record()
    head = cli.json("audit")["head"]
    alter(cli.data, *CUT)
    for backup in (cli.data / "backups").glob("*"):
        backup.unlink()  # they would witness it too
    assert cli.json("audit", "--verify")["is_whole"] is True

    answer = json.loads(cli("audit", "--head", head, "--json").out)

    assert [finding["code"] for finding in answer["findings"]] in (["audit_rewritten"], ["audit_cut_off"])


def test_a_backup_witnesses_the_trail(cli: CommandLine) -> None:
    cli.record()
    unlocked = unlock(data_folder(cli.data), PASSPHRASE, doors())
    unlocked.back_up()
    unlocked.close()
    assert cli.json("audit", "--verify")["is_whole"] is True

    alter(cli.data, *CUT)

    assert json.loads(cli("audit", "--verify", "--json").out)["is_whole"] is False


def test_what_is_no_head_is_refused(cli: CommandLine) -> None:
    assert "hexadecimal" in cli("audit", "--head", "12:abc").refusal()


def test_everything_held_about_somebody_is_handed_to_them_in_their_language(cli: CommandLine, tmp_path: Path) -> None:
    people = [
        {"family_name": "Иванов", "given_name": "Сергей", "languages": "ru", "phone": "+77011234567", "sex": "M"},
        {"family_name": "Соседова", "given_name": "Анна"},
    ]
    both = cli.json("register", "--from", "-", stdin=json.dumps(people))["people"]
    card = both[0]["card_number"]
    cli.json("show", card)

    pdf, data = map(Path, cli.json("copy", card, "--out", tmp_path / "copy")["files"])

    text = " ".join(page.extract_text() for page in PdfReader(pdf).pages)
    held = json.loads(data.read_text(encoding="utf-8"))
    assert (pdf.name, data.name) == (f"{card}.pdf", f"{card}.json")
    for words in ("Всё, что мы храним о вас", "Иванов", "701 123 4567", "Кто смотрел"):
        assert words in text, words
    assert (held["person"]["phone"], held["companions"]) == ("+77011234567", 1)
    assert {step["kind"] for step in held["looks"]} >= {"view"}
    for file in (text, data.read_text(encoding="utf-8")):
        assert "Соседова" not in file
        assert "Aigerim" not in file
    assert (pdf.stat().st_mode & 0o077, data.stat().st_mode & 0o077) == (0, 0)


def test_the_copy_of_a_long_history_has_numbered_pages(cli: CommandLine, tmp_path: Path) -> None:
    people = [{"family_name": f"Имя{number}", "given_name": "Пётр"} for number in range(40)]
    both = cli.json("register", "--from", "-", stdin=json.dumps(people))["people"]
    card = both[0]["card_number"]
    for _look in range(60):
        cli("show", card)

    pdf = cli.json("copy", card, "--out", tmp_path)["files"][0]

    pages = PdfReader(pdf).pages
    assert len(pages) > 1
    assert f"Page {len(pages)} of {len(pages)}" in pages[-1].extract_text()
