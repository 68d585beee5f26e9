"""Durable save of one person: alone, and against raw SQL writing the same rows in one transaction."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.people import made_register
from benchmarks.rows import Row, median, ms, p95, times
from intake_app.domain.arrivals import DeskContext, parse_arrival
from intake_app.opening import REGISTER_KEY, Unlocked
from intake_app.services.registration import register_party
from intake_app.storage.engine import open_connection

PEOPLE = 2_000
SAVES = 300
BUDGET_MS, BUDGET_RATIO = 10, 3
_TOLD = (
    "(SELECT row_no, row_no AS rowid, trim(names || ' ' || numbers) AS words "
    "FROM search_row JOIN search_more USING (row_no))"
)


def run() -> list[Row]:
    """Save people one by one through the service, then write exactly their rows by hand."""
    with tempfile.TemporaryDirectory() as folder:
        centre = made_register(Path(folder) / "centre", PEOPLE)
        ours = times(lambda number: save_person(centre, number), SAVES)
        raw = _raw_times(centre)
        centre.close()
    ratio = median(ours) / median(raw)
    return [
        Row(
            "durable save of one person, p95",
            ms(p95(ours)),
            f"{BUDGET_MS} ms",
            f"median {ms(median(ours))}",
            p95(ours) * 1000 <= BUDGET_MS,
        ),
        Row(
            "durable save against raw SQL of the same rows",
            f"{ratio:.2f} x",
            f"{BUDGET_RATIO} x",
            f"medians {ms(median(ours))} / {ms(median(raw))}",
            ratio <= BUDGET_RATIO,
        ),
    ]


def save_person(centre: Unlocked, number: int) -> None:
    """Record one made-up arrival through the service."""
    flat = {
        "family_name": f"Новоприбывший{number}",
        "given_name": "Сергей",
        "birth_date": "1997-05-25",
        "document_type": "internal_passport",
        "document_number": f"4512 {number:06}",
        "document_country": "RUS",
        "entered_on": "-1",
        "sleeps": "here",
        "phone": "+79123456789",
    }
    register_party(centre.register, [parse_arrival(flat, DeskContext(datetime.now(UTC).date(), "KZ"))])


def _raw_times(centre: Unlocked) -> list[float]:
    """Delete the rows of the last saved person and write them again by hand, one transaction each time."""
    connection = open_connection(centre.folder.register, centre.data_key.subkey(REGISTER_KEY))
    rows = _rows_of_lastsave_person(connection)

    def write(number: int) -> None:
        connection.execute("BEGIN IMMEDIATE")
        for sql, values in _moved(rows, number):
            connection.execute(sql, values)
        connection.execute("COMMIT")

    taken = times(write, SAVES)
    connection.close()
    return taken


def _rows_of_lastsave_person(connection: Any) -> list[tuple[str, tuple[Any, ...], list[str]]]:
    act, seq = connection.execute("SELECT act_id, max(seq) FROM change").fetchone()
    changes = connection.execute("SELECT table_name, record_id FROM change WHERE act_id = ?", (act,)).fetchall()
    places = [("change", f"seq > {seq - len(changes)}")]
    places += [(table, f"{table}_id = '{record_id}'") for table, record_id in changes]
    row_no = connection.execute("SELECT max(row_no) FROM person").fetchone()[0]
    places += [(table, f"row_no = {row_no}") for table in ("search_token", "search_row", "search_more", "search_text")]
    places.append(("local_value", "true"))
    found = []
    for table, where in places:
        # The index of fragments keeps no text of its own; what it was told stands in the row of words.
        source = f"rowid, words FROM {_TOLD}" if table == "search_text" else f'* FROM "{table}"'
        cursor = connection.execute(f"SELECT {source} WHERE {where}")
        names = [column[0] for column in cursor.description]
        found += [(table, tuple(row), names) for row in cursor.fetchall()]
    return found


def _moved(rows: list[tuple[str, tuple[Any, ...], list[str]]], number: int) -> list[tuple[str, list[Any]]]:
    """The same rows under new keys, so that each run writes as much as a save does."""
    shift = 1_000_000 + number
    statements = []
    for table, row, names in rows:
        values = list(row)
        for position, name in enumerate(names):
            if name in {"row_no", "rowid", "seq"}:
                values[position] += shift * 100
            elif name in {"record_id", f"{table}_id"}:
                values[position] = f"{values[position][:-9]}{shift:09}"
        marks = ", ".join("?" * len(values))
        columns = ", ".join(f'"{name}"' for name in names)
        verb = "REPLACE" if table == "local_value" else "INSERT"
        statements.append((f'{verb} INTO "{table}" ({columns}) VALUES ({marks})', values))
    return statements
