"""The search index: a B-tree of whole words and a trigram index for fragments.

Measured traps: `ORDER BY rank` on a fragment that everyone has costs 200-350 ms, unranked under
1 ms; trigrams match nothing under three letters. So: exact words, then beginnings, then unranked
fragments; ranking is ours, over few candidates.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from intake_app.domain.name_keys import fold_tokens
from intake_app.domain.search_terms import Query, search_words
from intake_app.storage.rows import column_list, quoted, to_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from intake_app.domain.records import Card, Document, Person

FRAGMENT_LIMIT = 500
CANDIDATES = 400
IN_BATCH = 500
MIN_FRAGMENT = 3
_LAST = "\U0010ffff"

_Stage = Callable[[Connection, str, list[tuple[str, ...]]], list[int]]


def index(connection: Connection, people: Mapping[str, bool]) -> None:
    """Bring the words of these people up to date; the flag says that a person has no old words yet."""
    ids = list(people)
    tokens: list[tuple[str, int]] = []
    texts: list[tuple[int, str]] = []
    for start in range(0, len(ids), IN_BATCH):
        part = ids[start : start + IN_BATCH]
        for row_no, person_id, words in _words(connection, part):
            if not people[person_id]:
                _forget(connection, row_no)
            texts.append((row_no, words))
            tokens += [(token, row_no) for token in words.split()]
    if texts:
        connection.exec_driver_sql("INSERT INTO search_token (token, row_no) VALUES (?, ?)", sorted(tokens))
        connection.exec_driver_sql("INSERT INTO search_text (rowid, words) VALUES (?, ?)", texts)


def _forget(connection: Connection, row_no: int) -> None:
    words = connection.exec_driver_sql("SELECT words FROM search_text WHERE rowid = ?", (row_no,)).scalar()
    if words is not None:
        old = [(token, row_no) for token in words.split()]
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
    if query.card_number:
        sql = "SELECT person_id FROM card WHERE card_number = ? AND deleted = 0 LIMIT ?"
        return tuple((row[0], "card") for row in connection.exec_driver_sql(sql, (query.card_number, limit)))
    if not query.words:
        return ()
    found: dict[int, str] = {}
    for reason, stage in (("word", _exact), ("beginning", _beginnings), ("fragment", _fragments)):
        if len(found) >= limit:
            break
        for row_no in _all_words(connection, query.words, stage):
            found.setdefault(row_no, reason)
    ranked = _named(connection, list(found.items())[:CANDIDATES], limit)
    if len(ranked) < limit:
        known = {person_id for person_id, _reason in ranked}
        sleepers = _in_places(connection, query, limit)
        ranked += [(person_id, "place") for person_id in sleepers if person_id not in known]
    return tuple(ranked[:limit])


def _named(connection: Connection, found: list[tuple[int, str]], limit: int) -> list[tuple[str, str]]:
    """The people of row numbers: best reason first, the newest record first within it."""
    if not found:
        return []
    order = {"word": 0, "beginning": 1, "fragment": 2}
    best = sorted(found, key=lambda item: (order[item[1]], -item[0]))[:limit]
    marks = ", ".join("?" * len(best))
    sql = f"SELECT row_no, person_id FROM person WHERE row_no IN ({marks}) AND deleted = 0"
    rows = connection.exec_driver_sql(sql, tuple(row_no for row_no, _reason in best))
    ids: dict[int, str] = {row[0]: row[1] for row in rows}
    return [(ids[row_no], reason) for row_no, reason in best if row_no in ids]


def _all_words(connection: Connection, words: tuple[tuple[str, ...], ...], stage: _Stage) -> list[int]:
    """Row numbers that have every word: the longest word leads, the others are checked against its people."""
    first, *others = sorted(words, key=lambda forms: -len(forms[0]))
    candidates: dict[int, None] = {}
    for form in first:
        candidates |= dict.fromkeys(stage(connection, form, others))
    return list(candidates)


def _exact(connection: Connection, form: str, others: list[tuple[str, ...]]) -> list[int]:
    sql = "SELECT t.row_no FROM search_token t WHERE t.token = ?"
    return _checked(connection, sql, (form,), others, "t.row_no")


def _beginnings(connection: Connection, form: str, others: list[tuple[str, ...]]) -> list[int]:
    sql = "SELECT t.row_no FROM search_token t WHERE t.token >= ? AND t.token < ?"
    return _checked(connection, sql, (form, form + _LAST), others, "t.row_no")


def _fragments(connection: Connection, form: str, others: list[tuple[str, ...]]) -> list[int]:
    if len(form) < MIN_FRAGMENT:
        return []
    sql = "SELECT t.rowid FROM search_text t WHERE t.search_text MATCH ?"
    return _checked(connection, sql, ('"' + form.replace('"', "") + '"',), others, "t.rowid")


def _checked(
    connection: Connection, sql: str, parameters: tuple[str, ...], others: list[tuple[str, ...]], row_no: str
) -> list[int]:
    """Run a stage; each further word must begin some word of the same person, or stand inside one."""
    values: list[object] = list(parameters)
    for forms in others:
        checks = " OR ".join("instr(' ' || w.words, ?) > 0" for _form in forms)
        sql += f" AND EXISTS (SELECT 1 FROM search_text w WHERE w.rowid = {row_no} AND ({checks}))"
        values += [form if len(form) >= MIN_FRAGMENT else f" {form}" for form in forms]
    values.append(FRAGMENT_LIMIT)
    rows = connection.exec_driver_sql(f"{sql} LIMIT ?", tuple(values))
    return [row[0] for row in rows]


def _in_places(connection: Connection, query: Query, limit: int) -> list[str]:
    """People who sleep in a place whose name has every word."""
    places = []
    for place_id, name in connection.exec_driver_sql("SELECT place_id, name FROM place WHERE deleted = 0"):
        parts = (*fold_tokens(name), *name.lower().replace(",", " ").split())
        if all(any(part == form for form in forms for part in parts) for forms in query.words):
            places.append(place_id)
    found: list[str] = []
    for place_id in places[:IN_BATCH]:
        sql = "SELECT person_id FROM placement WHERE place_id = ? AND deleted = 0 AND ends_on = '' LIMIT ?"
        found += [row[0] for row in connection.exec_driver_sql(sql, (place_id, limit))]
    return found[:limit]
