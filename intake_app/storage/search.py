"""The search index: a B-tree of whole words and a trigram index for fragments.

Measured traps: `ORDER BY rank` on a fragment that everyone has costs 200-350 ms, unranked under
1 ms; trigrams match nothing under three letters. So: exact words, then beginnings, then unranked
fragments; ranking is ours, over few candidates.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from intake_app.domain.name_keys import fold_tokens
from intake_app.domain.search_terms import Query, search_words
from intake_app.storage.rows import column_list, execute_many, quoted, to_record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from intake_app.domain.records import Card, Document, Person

FRAGMENT_LIMIT = 500
COMMON = 2_000
IN_BATCH = 500
MIN_FRAGMENT = 3
_LAST = "\U0010ffff"

_Run = Callable[..., Any]
_Forms = tuple[str, ...]
_Stage = Callable[[_Run, str, list[_Forms]], Iterable[int]]


def index(connection: Connection, people: Mapping[str, bool]) -> None:
    """Read the words of these people anew; the flag says that a person has no old words yet."""
    ids = list(people)
    for start in range(0, len(ids), IN_BATCH):
        texts = []
        for row_no, person_id, words in _words(connection, ids[start : start + IN_BATCH]):
            if not people[person_id]:
                forget(connection, row_no)
            texts.append((row_no, words))
        add(connection, texts)


def add(connection: Connection, texts: list[tuple[int, str]]) -> None:
    """Index the words of people who have none yet, by row number."""
    if not texts:
        return
    tokens = sorted((token, row_no) for row_no, words in texts for token in words.split())
    if tokens:  # a deleted person, and a name without a letter, have none
        execute_many(connection, "INSERT INTO search_token (token, row_no) VALUES (?, ?)", tokens)
    execute_many(connection, "INSERT INTO search_text (rowid, words) VALUES (?, ?)", texts)


def forget(connection: Connection, row_no: int) -> None:
    """Take the words of a person out of the index."""
    words = connection.exec_driver_sql("SELECT words FROM search_text WHERE rowid = ?", (row_no,)).scalar()
    if words is not None:
        old = [(token, row_no) for token in words.split()]
        if old:
            connection.exec_driver_sql("DELETE FROM search_token WHERE token = ? AND row_no = ?", old)
        connection.exec_driver_sql("DELETE FROM search_text WHERE rowid = ?", (row_no,))


def _words(connection: Connection, person_ids: list[str]) -> Iterable[tuple[int, str, str]]:
    """(row_no, person_id, words) of people; a deleted or merged person has no words."""
    marks = ", ".join("?" * len(person_ids))
    documents: dict[str, list[Document]] = _belongings(connection, "document", person_ids)
    cards: dict[str, list[Card]] = _belongings(connection, "card", person_ids)
    sql = f"SELECT row_no, {column_list('person')} FROM person WHERE person_id IN ({marks})"
    for row in connection.exec_driver_sql(sql, tuple(person_ids)):
        person: Person = to_record("person", row[1:])
        words = (
            ""
            if person.deleted
            else search_words(person, documents.get(person.person_id, ()), cards.get(person.person_id, ()))
        )
        yield row[0], person.person_id, words


def _belongings(connection: Connection, table: str, person_ids: list[str]) -> dict[str, list[Any]]:
    marks = ", ".join("?" * len(person_ids))
    sql = f"SELECT {column_list(table)} FROM {quoted(table)} WHERE person_id IN ({marks}) AND deleted = 0"
    found: dict[str, list[Any]] = {}
    for row in connection.exec_driver_sql(sql, tuple(person_ids)):
        record = to_record(table, row)
        found.setdefault(record.person_id, []).append(record)
    return found


def find(connection: Connection, query: Query, limit: int) -> tuple[tuple[str, str], ...]:
    """(person_id, reason) best first: `card`, `word`, `beginning`, `fragment`, `place`."""
    # The driver's own cursor: a keystroke has a frame's time, and most of these answers are one number a row.
    run: _Run = connection.connection.cursor().execute
    if query.card_number:
        sql = "SELECT person_id FROM card WHERE card_number = ? AND deleted = 0 LIMIT ?"
        return tuple((row[0], "card") for row in run(sql, (query.card_number, limit)))
    if not query.words:
        return ()
    ranked = _named(run, _ranked(_staged(run, query.words, limit), limit))
    if len(ranked) < limit:
        known = {person_id for person_id, _reason in ranked}
        ranked += [(person_id, "place") for person_id in _in_places(run, query, limit) if person_id not in known]
    return tuple(ranked[:limit])


def find_rows(connection: Connection, query: Query, limit: int) -> array[int]:
    """The row numbers of whom `find` finds, in any order: a list of hundreds needs nothing more of them."""
    run: _Run = connection.connection.cursor().execute
    if query.card_number:
        return _row_numbers(run, [row[0] for row in find(connection, query, limit)])
    if not query.words:
        return array("I")
    rows = array("I", (row_no for row_no, _reason in _ranked(_staged(run, query.words, limit), limit)))
    if len(rows) < limit:
        known = frozenset(rows)
        placed = _row_numbers(run, _in_places(run, query, limit))
        rows.extend(row_no for row_no in placed if row_no not in known)
    return rows[:limit]


def _row_numbers(run: _Run, person_ids: list[str]) -> array[int]:
    sql = "SELECT p.row_no FROM json_each(?) j JOIN person p ON p.person_id = j.value WHERE p.deleted = 0"
    return array("I", _numbers(run, sql, (json.dumps(person_ids),))) if person_ids else array("I")


def _staged(run: _Run, words: tuple[_Forms, ...], limit: int) -> dict[int, str]:
    """Row numbers with the best reason they were found for."""
    (first, *others), is_common = _rarest_first(run, words)
    stages: tuple[tuple[str, _Stage], ...] = (
        ("word", exact),
        ("beginning", partial(beginnings, is_common=is_common)),
        ("fragment", fragments),
    )
    found: dict[int, str] = {}
    for reason, stage in stages:
        if len(found) >= limit:
            break
        for form in first:
            for row_no in stage(run, form, others):
                found.setdefault(row_no, reason)
    return found


def _ranked(found: dict[int, str], limit: int) -> list[tuple[int, str]]:
    """Best reason first, the newest record first within it."""
    order = {"word": 0, "beginning": 1, "fragment": 2}
    return sorted(found.items(), key=lambda item: (order[item[1]], -item[0]))[:limit]


def _rarest_first(run: _Run, words: tuple[_Forms, ...]) -> tuple[list[_Forms], bool]:
    """The words with the fewest people first: the first one leads, the others are checked against its people.

    And whether even the first is of so many that the index is the quicker to check the others.
    """
    if len(words) == 1:
        return list(words), False
    sql = "SELECT count(*) FROM (SELECT 1 FROM search_token WHERE token >= ? AND token < ? LIMIT ?)"
    counts = {
        forms: sum(run(sql, (form, form + _LAST, COMMON)).fetchone()[0] for form in forms) or COMMON for forms in words
    }
    ordered = sorted(words, key=counts.__getitem__)
    return ordered, counts[ordered[0]] > FRAGMENT_LIMIT


def exact(run: _Run, form: str, others: list[_Forms]) -> Iterable[int]:
    """Row numbers of people with this very word."""
    return _checked(run, "SELECT t.row_no FROM search_token t WHERE t.token = ?", (form,), others)


def beginnings(run: _Run, form: str, others: list[_Forms], *, is_common: bool = False) -> Iterable[int]:
    """Row numbers of people with a word that begins so."""
    sql, values = "SELECT t.row_no FROM search_token t WHERE t.token >= ? AND t.token < ?", [form, form + _LAST]
    indexed, short = _parted(others)
    if not is_common or not indexed:
        return _checked(run, sql, values, others)
    sql += " AND t.row_no IN (SELECT rowid FROM search_text WHERE search_text MATCH ?)"
    return _checked(run, sql, [*values, " AND ".join(map(_phrases, indexed))], short)


def fragments(run: _Run, form: str, others: list[_Forms]) -> Iterable[int]:
    """Row numbers of people in whose words it stands anywhere; none for fewer than three letters."""
    if len(form) < MIN_FRAGMENT:
        return ()
    indexed, short = _parted(others)
    sql = "SELECT t.rowid AS row_no FROM search_text t WHERE t.search_text MATCH ?"
    return _checked(run, sql, [" AND ".join(map(_phrases, ((form,), *indexed)))], short, "t.rowid")


def _parted(others: list[_Forms]) -> tuple[list[_Forms], list[_Forms]]:
    """The words that the index knows in every form, and those that are too short for it."""
    indexed = [forms for forms in others if all(len(form) >= MIN_FRAGMENT for form in forms)]
    return indexed, [forms for forms in others if forms not in indexed]


def _phrases(forms: _Forms) -> str:
    """What the index is asked for: any of the forms."""
    return "(" + " OR ".join('"' + form.replace('"', "") + '"' for form in forms) + ")"


def _checked(
    run: _Run, sql: str, parameters: Iterable[object], others: list[_Forms], row_no: str = "t.row_no"
) -> Iterable[int]:
    """Run a stage; each further word must begin some word of the same person, or stand inside one."""
    values: list[object] = list(parameters)
    for forms in others:
        checks = " OR ".join("instr(' ' || w.c0, ?) > 0" for _form in forms)
        # The index's own table of words: for few people, read by row number, it is quicker than the index.
        sql += f" AND EXISTS (SELECT 1 FROM search_text_content w WHERE w.id = {row_no} AND ({checks}))"
        values += [form if len(form) >= MIN_FRAGMENT else f" {form}" for form in forms]
    values.append(FRAGMENT_LIMIT)
    return _numbers(run, f"{sql} LIMIT ?", values)


def _numbers(run: _Run, sql: str, values: Iterable[object]) -> list[int]:
    """The numbers a query selects as `row_no`, handed over in one piece.

    Between any two rows the driver waits for the interpreter, which the window has while it paints.
    """
    joined = run(f"SELECT group_concat(row_no) FROM ({sql})", values).fetchone()[0]
    return list(map(int, joined.split(","))) if joined else []


def _named(run: _Run, ranked: list[tuple[int, str]]) -> list[tuple[str, str]]:
    """The people of row numbers who are not deleted, in the same order."""
    marks = ", ".join("?" * len(ranked))
    sql = f"SELECT group_concat(row_no || ' ' || person_id) FROM person WHERE row_no IN ({marks}) AND deleted = 0"
    joined = run(sql, [row_no for row_no, _reason in ranked]).fetchone()[0]
    ids = dict(pair.split(" ") for pair in joined.split(",")) if joined else {}
    return [(ids[str(row_no)], reason) for row_no, reason in ranked if str(row_no) in ids]


def _in_places(run: _Run, query: Query, limit: int) -> list[str]:
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
