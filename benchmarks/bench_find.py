"""Search as you type on 100,000 people, and its fragment stage against the bare FTS5 query."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.people import made_register
from benchmarks.rows import Row, median, ms, p95, times
from intake_app.domain.search_terms import parse_query
from intake_app.opening import REGISTER_KEY, Unlocked
from intake_app.services.people import find_people
from intake_app.storage.engine import open_connection
from intake_app.storage.search_stages import fragments

PEOPLE = 100_000
RUNS = 400
BUDGET_MS, BUDGET_RATIO = 16, 3
FRAGMENTS = ("ванов", "ергей", "андрс", "икола", "ксандр", "узне", "0199", "67890", "енк", "овск")
TYPED = (
    *("И", "Ив", "Ива", "Иван", "Иванов", "Иванов С", "Иванов Сергей", "Сергей Иванов", "Иванов Сергей Петрович"),
    *("s", "se", "ser", "serg", "sergey", "sergei i", "alex", "Әбіл", "Нұрлан", "айгерим к", "Александр Александр"),
    *("zzz", "Ы", "Щерб", "к м", "а и", "4512", "345678", "+7912345", "9123", "ORL-A-000001-9", "ORL-A-0001", "mat 1"),
    *FRAGMENTS,
)


def run() -> list[Row]:
    """Type every search over and over against one register."""
    with tempfile.TemporaryDirectory() as folder:
        centre = made_register(Path(folder) / "centre", PEOPLE)
        all_typed = times(lambda number: find_people(centre.register, TYPED[number % len(TYPED)]), RUNS)
        slowest = max(TYPED, key=lambda text: median(times(lambda _number: find_people(centre.register, text), 5, 1)))
        ours, bare = _fragment_stage(centre)
        centre.close()
    ratio = median(ours) / median(bare)
    return [
        Row(
            "find on 100,000 people, p95",
            ms(p95(all_typed)),
            f"{BUDGET_MS} ms",
            f"median {ms(median(all_typed))}, slowest “{slowest}” of {len(TYPED)} searches",
            p95(all_typed) * 1000 <= BUDGET_MS,
        ),
        Row(
            "fragment stage against bare FTS5",
            f"{ratio:.2f} x",
            f"{BUDGET_RATIO} x",
            f"medians {ms(median(ours))} / {ms(median(bare))}, 500 rows at most",
            ratio <= BUDGET_RATIO,
        ),
    ]


def _fragment_stage(centre: Unlocked) -> tuple[list[float], list[float]]:
    """Our stage against the index's own 500 row numbers, for fragments that few and many people have."""
    connection = open_connection(centre.folder.register, centre.data_key.subkey(REGISTER_KEY))

    def ours(number: int) -> object:
        return fragments(connection.execute, _folded(number), [])

    def bare(number: int) -> object:
        sql = "SELECT rowid FROM search_text WHERE search_text MATCH ? LIMIT 500"
        return connection.execute(sql, (f'"{_folded(number)}"',)).fetchall()

    answers = times(ours, RUNS), times(bare, RUNS)
    connection.close()
    return answers


def _folded(number: int) -> str:
    return parse_query(FRAGMENTS[number % len(FRAGMENTS)]).words[0][0]
