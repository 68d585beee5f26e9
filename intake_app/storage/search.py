"""The search index: a B-tree of whole words and a trigram index for fragments.

Measured traps: `ORDER BY rank` on a fragment that everyone has costs 200-350 ms, unranked under
1 ms; trigrams match nothing under three letters. So: exact words, then beginnings, then unranked
fragments; ranking is ours, over few candidates.
"""

from __future__ import annotations

import json
from array import array
from typing import TYPE_CHECKING, Any

from intake_app.domain.name_keys import fold_tokens
from intake_app.storage import search_stages
from intake_app.storage.search_stages import FEW, numbers

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from intake_app.domain.search_terms import Query
    from intake_app.storage.search_stages import Forms, Run

COMMON = 8_000
"""Words up to which it is counted how many begin alike."""
IN_BATCH = 500
_COUNTED, _MOST_COUNTED = "counted words", 200


def find(connection: Connection, query: Query, limit: int) -> tuple[tuple[str, str], ...]:
    """(person_id, reason) best first: `card`, `word`, `beginning`, `fragment`, `place`."""
    # The driver's own cursor: a keystroke has a frame's time, and most of these answers are one number a row.
    run: Run = connection.connection.cursor().execute
    if query.card_number:
        sql = "SELECT person_id FROM card WHERE card_number = ? AND deleted = 0 LIMIT ?"
        return tuple((row[0], "card") for row in run(sql, (query.card_number, limit)))
    if not query.words:
        return ()
    ranked = _named(run, _ranked(_staged(run, query.words, limit, _counts(connection, run)), limit))
    if len(ranked) < limit:
        known = {person_id for person_id, _reason in ranked}
        ranked += [(person_id, "place") for person_id in _in_places(run, query, limit) if person_id not in known]
    return tuple(ranked[:limit])


def find_rows(connection: Connection, query: Query, limit: int) -> array[int]:
    """The row numbers of whom `find` finds, in any order: a list of hundreds needs nothing more of them."""
    run: Run = connection.connection.cursor().execute
    if query.card_number:
        return _rownumbers(run, [row[0] for row in find(connection, query, limit)])
    if not query.words:
        return array("I")
    rows = array(
        "I", (row_no for row_no, _reason in _ranked(_staged(run, query.words, limit, _counts(connection, run)), limit))
    )
    if len(rows) < limit:
        known = frozenset(rows)
        placed = _rownumbers(run, _in_places(run, query, limit))
        rows.extend(row_no for row_no in placed if row_no not in known)
    return rows[:limit]


def _rownumbers(run: Run, person_ids: list[str]) -> array[int]:
    # Walked from the few: the planner would take everybody who is not deleted first.
    sql = "SELECT p.row_no FROM json_each(?) j CROSS JOIN person p ON p.person_id = j.value WHERE p.deleted = 0"
    return array("I", numbers(run, sql, (json.dumps(person_ids),))) if person_ids else array("I")


def _staged(run: Run, words: tuple[Forms, ...], limit: int, counts: dict[str, int]) -> dict[int, str]:
    """Row numbers with the best reason they were found for."""
    (first, *others), is_common = _rarest_first(run, words, counts)
    stages = (
        ("word", search_stages.exact),
        ("beginning", search_stages.beginnings),
        ("fragment", search_stages.fragments),
    )
    found: dict[int, str] = {}
    for reason, stage in stages:
        if len(found) >= limit:
            break
        for form in first:
            for row_no in stage(run, form, others, is_common=is_common):
                found.setdefault(row_no, reason)
    return found


def _counts(connection: Connection, run: Run) -> dict[str, int]:
    """How many words begin so, as far as it was counted on this connection since anything was written: whoever types a
    given name has the family name counted at each key otherwise.
    """
    raw: Any = connection.connection.driver_connection
    version = (run("PRAGMA data_version").fetchone()[0], raw.total_changes)
    before, known = connection.info.get(_COUNTED, (None, {}))
    counts: dict[str, int] = known if before == version and len(known) < _MOST_COUNTED else {}
    connection.info[_COUNTED] = (version, counts)
    return counts


def _ranked(found: dict[int, str], limit: int) -> list[tuple[int, str]]:
    """Best reason first, the newest record first within it."""
    order = {"word": 0, "beginning": 1, "fragment": 2}
    return sorted(found.items(), key=lambda item: (order[item[1]], -item[0]))[:limit]


def _rarest_first(run: Run, words: tuple[Forms, ...], known: dict[str, int]) -> tuple[list[Forms], bool]:
    """The words with the fewest people first: the first one leads, the others are checked against its people.

    And whether even the first is of so many that the others are not looked for among the words of each.
    """
    if len(words) == 1:
        return list(words), False
    for form in {form for forms in words for form in forms}.difference(known):
        known[form] = search_stages.count_beginnings(run, form, COMMON)
    counts = {forms: sum(map(known.__getitem__, forms)) or COMMON for forms in words}
    ordered = sorted(words, key=counts.__getitem__)
    return ordered, counts[ordered[0]] > FEW


def _named(run: Run, ranked: list[tuple[int, str]]) -> list[tuple[str, str]]:
    """The people of row numbers who are not deleted, in the same order."""
    marks = ", ".join("?" * len(ranked))
    sql = f"SELECT group_concat(row_no || ' ' || person_id) FROM person WHERE row_no IN ({marks}) AND deleted = 0"
    joined = run(sql, [row_no for row_no, _reason in ranked]).fetchone()[0]
    ids = dict(pair.split(" ") for pair in joined.split(",")) if joined else {}
    return [(ids[str(row_no)], reason) for row_no, reason in ranked if str(row_no) in ids]


def _in_places(run: Run, query: Query, limit: int) -> list[str]:
    """People who sleep in a place whose name has every word."""
    places = []
    for place_id, name in run("SELECT place_id, name FROM place WHERE deleted = 0").fetchall():
        parts = (*fold_tokens(name), *name.lower().replace(",", " ").split())
        if all(any(part == form for form in forms for part in parts) for forms in query.words):
            places.append(place_id)
    found: list[str] = []
    for place_id in places[:IN_BATCH]:
        sql = "SELECT person_id FROM placement WHERE place_id = ? AND deleted = 0 AND ends_on = '' LIMIT ?"
        found += [row[0] for row in run(sql, (place_id, limit)).fetchall()]
    return found[:limit]
