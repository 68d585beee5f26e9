"""Search as you type on 100,000 and on 1,000,000 people, and its fragment stage against the bare FTS5 query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.people import CHEAP, PASSPHRASE, kept_register
from benchmarks.rows import Row, median, ms, p95, times
from intake_app.clock import SystemClock
from intake_app.domain.search_terms import parse_query
from intake_app.domain.search_wants import fragments
from intake_app.opening import REGISTER_KEY, Doors, Unlocked, unlock
from intake_app.paths import data_folder
from intake_app.services.people import find_people
from intake_app.services.searches import search
from intake_app.storage.engine import open_connection
from intake_app.storage.search_stages import Counts, find_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PEOPLE, MANY_PEOPLE = 100_000, 1_000_000
RUNS = 400
LISTED = 500
BUDGET_MS, MANY_BUDGET_MS, LIST_BUDGET_MS, BUDGET_RATIO = 16, 50, 8, 3
FRAGMENTS = ("ванов", "ергей", "андрс", "икола", "ксандр", "узне", "0199", "67890", "енк", "овск")
TYPED = (
    *("И", "Ив", "Ива", "Иван", "Иванов", "Иванов С", "Иванов Сергей", "Сергей Иванов", "Иванов Сергей Петрович"),
    *("s", "se", "ser", "serg", "sergey", "sergei i", "alex", "Әбіл", "Нұрлан", "айгерим к", "Александр Александр"),
    *("zzz", "Ы", "Щерб", "к м", "а и", "4512", "345678", "+7912345", "9123", "ORL-A-000001-9", "ORL-A-0001", "mat 1"),
    *FRAGMENTS,
)
MEANT_OTHERWISE = (
    *("bdfyjd", "Cthutq", "шмфтщм", "Hehtubq", "2,sk", "y9hkfy", "Gtnhtyrj"),  # the keys of another layout
    *("Иваонв", "Сегрей", "Абдырахманов", "Александер Волкоский", "Петрова Анна", "Смирноав"),  # typing errors
    *("Саша", "Саша Иванов", "Женя Петров", "Коля", "Микола", "Лена Сидорова"),  # short forms and other spellings
)
NARROWED = (
    *("Егоров 1991", "Зырянов 25.05.1992", "Макаров 25.05.1992", "Иванов 1975", "1991 Сергей", "25.05.1992"),
    *("Сергей Иванович 1980", "Роман Иванович", "Сергей Петрович", "Иван Сер", "Сергей А", "Фёдор Л", "ванов с"),
    *("С.П. Иванов", "Иванов И", "Ли", "Ян", "Л Я", "Петренко", "Константинопольский"),
)
ALL_TYPED = (*TYPED, *MEANT_OTHERWISE, *NARROWED)


def run() -> list[Row]:
    """Type every search over and over against kept registers, and the keys of some words one after the other."""
    centre = _opened(PEOPLE)
    rows = [
        _found(centre, f"find on {PEOPLE:,} people", BUDGET_MS),
        _typed_on(centre),
        _fragment_stage(centre),
    ]
    centre.close()
    many = _opened(MANY_PEOPLE)
    rows.append(_found(many, f"find on {MANY_PEOPLE:,} people", MANY_BUDGET_MS))
    many.close()
    return rows


def _opened(count: int) -> Unlocked:
    return unlock(data_folder(kept_register(count)), PASSPHRASE, Doors(SystemClock(), CHEAP))


def _found(centre: Unlocked, what: str, budget: float) -> Row:
    """As the command line asks: fifty people with their lines."""
    taken = times(lambda number: find_people(centre.register, ALL_TYPED[number % len(ALL_TYPED)]), RUNS, len(ALL_TYPED))
    slowest = max(ALL_TYPED, key=lambda text: median(times(lambda _number: find_people(centre.register, text), 3, 1)))
    return Row(
        f"{what}, p95",
        ms(p95(taken)),
        f"{budget} ms",
        f"median {ms(median(taken))}, slowest “{slowest}” of {len(ALL_TYPED)} searches",
        p95(taken) * 1000 <= budget,
    )


def _typed_on(centre: Unlocked) -> Row:
    """As the list of people asks at each key: five hundred row numbers, no lines."""
    keys = list(_keys())

    def at_key(number: int) -> object:
        with centre.register.reading() as reading:
            return search(centre.register, reading, keys[number % len(keys)], LISTED)

    taken = times(at_key, len(keys), 20)
    return Row(
        "the search of a key in the list, p95",
        ms(p95(taken)),
        f"{LIST_BUDGET_MS} ms",
        f"median {ms(median(taken))}, {len(keys)} keys of {len(ALL_TYPED)} searches",
        p95(taken) * 1000 <= LIST_BUDGET_MS,
    )


def _keys() -> Iterator[str]:
    for text in ALL_TYPED:
        yield from (text[: end + 1] for end in range(len(text)))


def _fragment_stage(centre: Unlocked) -> Row:
    """Our stage against the index's own 500 row numbers, for fragments that few and many people have."""
    connection = open_connection(centre.folder.register, centre.data_key.subkey(REGISTER_KEY))
    counts = Counts(connection.execute)

    def bare(number: int) -> object:
        sql = "SELECT rowid FROM search_text WHERE search_text MATCH ? LIMIT 500"
        return connection.execute(sql, (f'"{_folded(number)}"',)).fetchall()

    ours, theirs = times(_ours(connection.execute, counts), RUNS), times(bare, RUNS)
    connection.close()
    ratio = median(ours) / median(theirs)
    return Row(
        "fragment stage against bare FTS5",
        f"{ratio:.2f} x",
        f"{BUDGET_RATIO} x",
        f"medians {ms(median(ours))} / {ms(median(theirs))}, 500 rows at most",
        ratio <= BUDGET_RATIO,
    )


def _ours(execute: Callable[..., object], counts: Counts) -> Callable[[int], object]:
    return lambda number: find_all(execute, fragments(((_folded(number),),)), counts)


def _folded(number: int) -> str:
    return parse_query(FRAGMENTS[number % len(FRAGMENTS)]).words[0][0]
