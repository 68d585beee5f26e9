"""`backup` and `rescue` on the command line, and the backups that commands make by themselves."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from intake_app.paths import data_folder

if TYPE_CHECKING:
    from tests.flows.conftest import CommandLine


def backups_of(cli: CommandLine) -> list[Path]:
    return sorted(cli.data.glob("backups/*.intake-backup"))


def test_a_command_makes_the_backup_of_the_day_and_says_nothing_of_it(cli: CommandLine) -> None:
    answer = cli("register", "--from", "-", "--json", stdin='{"family_name": "Иванов", "given_name": "Пётр"}')
    assert (answer.status, answer.err) == (0, "")
    assert len(backups_of(cli)) == 1
    cli.record()
    assert len(backups_of(cli)) == 1


def test_where_the_automatic_backup_fails_the_command_is_done_and_it_is_said(cli: CommandLine) -> None:
    (cli.data / "backups").write_bytes(b"a file where a folder is needed")
    answer = cli("register", "--from", "-", "--json", stdin='{"family_name": "Иванов", "given_name": "Пётр"}')
    assert answer.status == 0
    assert answer.err.startswith("No backup was made.")
    assert "Иванов" in answer.out


def test_a_second_place_is_set_used_missed_and_taken_away(cli: CommandLine, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    cli("backup", "--second", stick).refusal()
    stick.mkdir()
    both = cli.json("backup", "--second", stick)
    assert [Path(file).parent for file in both["files"]] == [cli.data / "backups", stick]
    listed = cli.json("backup", "--list")
    assert [each["place"] for each in listed["backups"]] == ["inside", "second"]
    assert (listed["second_place"], listed["problem"]) == (str(stick), "")
    assert listed["last_verified"] == listed["backups"][0]["made_at"]

    shutil.rmtree(stick)
    alone = cli.json("backup")
    assert len(alone["files"]) == 1
    assert "was not there" in alone["problem"]
    assert "was not there" in cli("backup", "--list").out
    assert cli.json("backup", "--list", "--second", "")["second_place"] == ""


def test_a_damaged_register_is_rescued_by_one_command(cli: CommandLine) -> None:
    person = cli.record()
    cli.json("backup")
    register = data_folder(cli.data).register
    content = bytearray(register.read_bytes())
    content[5000:9000] = bytes(4000)
    register.write_bytes(content)
    cli("places").refusal(3)

    answer = cli.json("rescue")

    assert Path(answer["kept_aside"]).read_bytes() == content
    assert answer["desk"] != "A"
    assert cli.json("show", person["card_number"])["person"] == person["person"]
    assert cli.json("check")["is_sound"] is True
    assert "holds up" in cli("rescue").refusal()


def test_a_copied_folder_says_which_desk_it_is_now(cli: CommandLine, tmp_path: Path) -> None:
    cli.record()
    shutil.copytree(cli.data, tmp_path / "copy")
    cli.data = tmp_path / "copy"
    answer = cli("places")
    assert answer.status == 0
    assert "copied" in answer.err
    assert cli("places").err == ""
    assert not cli.record()["card_number"].startswith("ORL-A-")
