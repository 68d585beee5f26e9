"""Finding people by what was typed: a card, words as they are typed, where somebody sleeps; then what else was meant.

Measured traps: `ORDER BY rank` on a fragment that everyone has costs 200-350 ms, unranked under 1 ms; trigrams match
nothing under three letters. So: whole words, then beginnings, then unranked fragments; ranking is ours, over few.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from intake_app.domain.name_keys import fold_tokens
from intake_app.domain.search_terms import Hit, Query, other_layouts
from intake_app.domain.search_wants import beginnings, fragments, last_begins, whole_words, with_others
from intake_app.storage import search_near
from intake_app.storage.search_stages import LIMIT, Counts, find_all, is_dear, numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sqlalchemy import Connection

    from intake_app.domain.search_wants import Want, Words
    from intake_app.domain.short_names import ShortNames
    from intake_app.storage.search_stages import Run

    _Stages = Sequence[tuple[str, tuple[Want, ...]]]

MOST_NEAR = 24
"""Words that one mistyped word may stand for."""
MOST_SORTED = 100
FEW = 10
"""People found from which on no stage is gone through that takes long."""
_KNOWN = "known for searching"
_STAGES: tuple[tuple[str, Callable[[Words], tuple[Want, ...]]], ...] = (
    ("word", whole_words),
    ("beginning", last_begins),
    ("beginning", beginnings),
    ("fragment", fragments),
)
# Of whom most words are whole ones, whose name is covered, whose family name it is, who is here, who came last.
_BEST_FIRST = (
    "SELECT row_no FROM (SELECT r.row_no FROM json_each(?) j CROSS JOIN search_row r ON r.row_no = j.value ORDER BY "
    "{whole} DESC, length(r.names) - length(replace(r.names, ' ', '')) >= ?, {family} DESC, r.is_gone, r.row_no DESC)"
)
_IS_WHOLE = "(instr(' ' || r.names || ' ', ' ' || ? || ' ') > 0)"
_IS_IN_FAMILY = "instr(substr(r.names, 1, instr(r.names || ' ', ' ')), ?) > 0"
_WITH_CARD = (
    "SELECT p.row_no FROM card k JOIN person o ON o.person_id = k.person_id "
    "JOIN person p ON p.person_id = iif(o.merged_into = '', o.person_id, o.merged_into) "
    "WHERE k.card_number = ? AND k.deleted = 0 LIMIT ?"
)
_SLEEPING = (
    "SELECT p.row_no FROM json_each(?) j CROSS JOIN placement m ON m.place_id = j.value "
    "CROSS JOIN person p ON p.person_id = m.person_id "
    "WHERE m.deleted = 0 AND m.ends_on = '' AND p.deleted = 0 AND p.merged_into = '' LIMIT ?"
)


@dataclass(slots=True)
class _Known:
    """What was read once on a connection and holds as long as nothing is written: whoever types a given name has the
    family name counted at each key otherwise.
    """

    version: tuple[int, int]
    counts: Counts
    places: list[tuple[str, frozenset[str]]] | None = field(default=None)


def find_rows(connection: Connection, query: Query, limit: int) -> tuple[Hit, ...]:
    """Whom the words find as they are typed, best first."""
    run: Run = connection.connection.cursor().execute
    if query.card_number:
        return tuple(Hit(row_no, "card") for row_no in numbers(run, _WITH_CARD, (query.card_number, limit)))
    if not query.words:
        return ()
    known = _known(connection, run)
    stages = [(reason, stage(query.words)) for reason, stage in _STAGES]
    found = _staged(run, stages, query.words, limit, known.counts)
    if len(found) < limit:
        for row_no in _in_places(run, query, limit, known):
            found.setdefault(row_no, "place")
    return tuple(Hit(row_no, reason) for row_no, reason in found.items())[:limit]


def find_otherwise(connection: Connection, query: Query, names: ShortNames, limit: int) -> tuple[Hit, ...]:
    """Whom the words find that may have been meant: other spellings of a name, short forms, the keys of another layout,
    words that were mistyped; best first.
    """
    run: Run = connection.connection.cursor().execute
    if query.card_number or not query.words:
        return ()
    counts = _known(connection, run).counts
    found: dict[int, str] = {}
    for stages, words in _otherwise(run, query, names, counts):
        for row_no, reason in _staged(run, stages, words, limit, counts, few=0).items():
            found.setdefault(row_no, reason)
        if len(found) >= limit:
            break
    return tuple(Hit(row_no, reason) for row_no, reason in found.items())[:limit]


def _otherwise(run: Run, query: Query, names: ShortNames, counts: Counts) -> Iterator[tuple[_Stages, Words]]:
    words = query.words
    yield [("spelling", wants) for wants in with_others(words, names.spellings)], words
    yield [("short_name", wants) for wants in with_others(words, names.equivalents)], words
    for other in other_layouts(query):
        yield [("layout", stage(other.words)) for _reason, stage in _STAGES], other.words
    # Of several words those are taken to be wrong that nobody has; if there are none, each in turn.
    wrong = [place for place, forms in enumerate(words) if not any(map(counts.count_beginnings, forms))]
    near = partial(search_near.near_words, run, most=MOST_NEAR)
    yield [("typing_error", wants) for wants in with_others(words, near, wrong)], words


def _staged(run: Run, stages: _Stages, words: Words, limit: int, counts: Counts, few: int = FEW) -> dict[int, str]:
    """Row numbers in order with the best reason they were found for; later stages only until there are enough, and
    those that take long only while there are few.
    """
    found: dict[int, str] = {}
    for reason, wants in dict.fromkeys(stages):
        if not wants or len(found) >= limit:
            continue
        is_last_resort = reason == "fragment" and len(words) > 1
        if (found and is_last_resort) or (len(found) >= few and is_dear(wants, counts)):
            continue
        fresh = [row_no for row_no in find_all(run, wants, counts) if row_no not in found]
        found |= dict.fromkeys(_best_first(run, fresh, words), reason)
    return found


def _best_first(run: Run, rows: Sequence[int], words: Words) -> Sequence[int]:
    """The first of them sorted; a page of the file must be read for each, and of more whoever types wants fewer."""
    names = [form for forms in words for form in forms if form.isalpha()]
    if len(rows) <= 1:
        return rows
    whole = " + ".join(_IS_WHOLE for _name in names) or "(false)"
    family = " OR ".join(_IS_IN_FAMILY for _name in names) or "false"
    sql = _BEST_FIRST.format(whole=whole, family=f"({family})")
    return [
        *numbers(run, sql, (json.dumps(rows[:MOST_SORTED]), *names, len(words), *names)),
        *rows[MOST_SORTED:],
    ]


def _known(connection: Connection, run: Run) -> _Known:
    raw: Any = connection.connection.driver_connection
    version = (run("PRAGMA data_version").fetchone()[0], raw.total_changes)
    known = connection.info.get(_KNOWN)
    if known is None or known.version != version:
        known = connection.info[_KNOWN] = _Known(version, Counts(run))
    known.counts.ask(run)
    return known


def find_sleeping(connection: Connection, query: Query, limit: int) -> list[int]:
    """People who sleep in a place whose name has every word."""
    run: Run = connection.connection.cursor().execute
    return _in_places(run, query, limit, _known(connection, run)) if query.words else []


def _in_places(run: Run, query: Query, limit: int, known: _Known) -> list[int]:
    if known.places is None:
        places = run("SELECT place_id, name FROM place WHERE deleted = 0").fetchall()
        known.places = [(place_id, _words_of_place(name)) for place_id, name in places]
    found = [place_id for place_id, parts in known.places if all(parts.intersection(forms) for forms in query.words)]
    return numbers(run, _SLEEPING, (json.dumps(found), min(limit, LIMIT))) if found else []


def _words_of_place(name: str) -> frozenset[str]:
    return frozenset((*fold_tokens(name), *name.lower().replace(",", " ").split()))
