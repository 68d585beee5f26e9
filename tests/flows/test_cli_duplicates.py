"""The command that looks the whole register through for people recorded twice."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.flows.conftest import CommandLine

ZYRYANOV = {"family_name": "Зырянов", "given_name": "Сергей", "birth_date": "1987-05-12", "sex": "M"}


def _record_pair(cli: CommandLine) -> tuple[str, str]:
    first = cli.record(**ZYRYANOV, document_number="4512 345678", document_type="internal_passport")
    second = cli.record(family_name="ZYRIANOV", given_name="SERGUEI", birth_date="1987-12-05", phone="+79123456789")
    cli.record(family_name="Иванов", given_name="Олег", birth_date="1990")
    return tuple(sorted((first["person_id"], second["person_id"])))


def test_a_pair_is_answered_by_ids_with_score_and_reasons_and_without_a_name(cli: CommandLine) -> None:
    pair = _record_pair(cli)

    answer = cli.json("duplicates")

    [found] = answer["pairs"]
    assert (found["person_id_a"], found["person_id_b"]) == pair
    assert found["flagged"]
    assert found["score"] > 0.5
    assert found["reasons"] == ["same_name", "swapped_birth_date"]
    assert answer["flagged"] == 1
    assert answer["file"] == ""
    read = cli("duplicates").out
    assert "same birth date, day and month exchanged" in read
    assert "ыряно" not in read.lower()


def test_the_pairs_are_written_into_a_file_for_a_spreadsheet(cli: CommandLine, tmp_path: Path) -> None:
    pair = _record_pair(cli)
    target = tmp_path / "pairs.csv"

    cli.json("duplicates", "--out", target)

    with target.open(encoding="utf-8", newline="") as file:
        head, row = csv.reader(file)
    assert head == ["person_id_a", "person_id_b", "score", "flagged", "reasons"]
    assert (row[0], row[1], row[3], row[4]) == (*pair, "true", "same_name swapped_birth_date")
    assert 0.5 < float(row[2]) <= 1


def test_where_nobody_is_recorded_twice_no_pair_is_answered(cli: CommandLine) -> None:
    cli.record(**ZYRYANOV)
    assert cli.json("duplicates") == {"pairs": [], "flagged": 0, "file": ""}
    assert "0 pairs" in cli("duplicates").out
