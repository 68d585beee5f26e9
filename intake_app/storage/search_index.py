"""The search index as it is kept: a B-tree of whole words and keys, a trigram index for fragments, the words of each
person by row number, and the words near to other words. All of it follows from the records (`domain.search_entries`).

The words of each person stand once, in `search_row` and `search_more`; the trigram index keeps none (`content=''`) and
is told the old ones when they go. A save that changes no word of somebody leaves the index alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from intake_app.domain.records import Card, Document, Person, Stay
from intake_app.domain.search_entries import Indexed, SearchEntry
from intake_app.storage import search_near
from intake_app.storage.rows import execute_many, quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection

PERSON_FIELDS = (
    *("family_name", "given_name", "patronymic", "family_name_latin", "given_name_latin", "other_names"),
    *("sex", "birth_date", "birth_date_estimated", "citizenship", "phone", "merged_into", "deleted"),
)
"""What an entry is made from when it is read anew: fields of the first version, for an upgrade reads them too."""
_BELONGINGS: dict[type[Any], tuple[str, ...]] = {
    Document: ("document_id", "person_id", "document_type", "document_number", "document_country"),
    Card: ("card_id", "person_id", "card_number"),
    Stay: ("stay_id", "person_id", "entered_on", "departed_on", "departure"),
}
_KEPT = "names, numbers, keys, is_gone FROM search_row JOIN search_more USING (row_no)"
IN_BATCH = 500


def index(connection: Connection, people: Mapping[str, bool]) -> None:
    """Read the entries of these people anew; the flag says that a person has no old one yet."""
    ids = list(people)
    for start in range(0, len(ids), IN_BATCH):
        fresh = []
        for row_no, person_id, new in _read(connection, ids[start : start + IN_BATCH]):
            old = Indexed() if people[person_id] else _kept(connection, row_no)
            if old[:3] != new[:3]:
                forget(connection, row_no, old)
                fresh.append((row_no, new))
            elif old.is_gone != new.is_gone:
                sql = "UPDATE search_row SET is_gone = ? WHERE row_no = ?"
                connection.exec_driver_sql(sql, (new.is_gone, row_no))
        add(connection, fresh)


def add(connection: Connection, entries: Collection[tuple[int, Indexed]]) -> None:
    """Index people who have no entry yet, by row number; an empty entry leaves nothing."""
    entries = [entry for entry in entries if any(entry[1])]
    if not entries:
        return
    tokens = sorted((token, row_no) for row_no, entry in entries for token in entry.tokens)
    texts = [(row_no, entry.text) for row_no, entry in entries]
    execute_many(connection, "INSERT INTO search_token (token, row_no) VALUES (?, ?)", tokens)
    execute_many(connection, "INSERT INTO search_text (rowid, words) VALUES (?, ?)", texts)
    names = [(row_no, entry.names, entry.is_gone) for row_no, entry in entries]
    execute_many(connection, "INSERT INTO search_row (row_no, names, is_gone) VALUES (?, ?, ?)", names)
    more = [(row_no, entry.numbers, entry.keys) for row_no, entry in entries]
    execute_many(connection, "INSERT INTO search_more (row_no, numbers, keys) VALUES (?, ?, ?)", more)
    search_near.add(connection, {word for _row_no, entry in entries for word in entry.names.split()})


def forget(connection: Connection, row_no: int, old: Indexed | None = None) -> None:
    """Take everything of a person out of the index; `old` is what is kept, where it was read already."""
    entry = _kept(connection, row_no) if old is None else old
    if not any(entry):
        return
    tokens = [(token, row_no) for token in entry.tokens]
    execute_many(connection, "DELETE FROM search_token WHERE token = ? AND row_no = ?", tokens)
    sql = "INSERT INTO search_text (search_text, rowid, words) VALUES ('delete', ?, ?)"
    connection.exec_driver_sql(sql, (row_no, entry.text))
    for table in ("search_row", "search_more"):
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE row_no = ?", (row_no,))
    search_near.drop_unused(connection, entry.names.split())


def rebuild(connection: Connection) -> None:
    """Index everybody, where nobody is."""
    ids = [row[0] for row in connection.exec_driver_sql("SELECT person_id FROM person ORDER BY row_no")]
    for start in range(0, len(ids), IN_BATCH):
        part = ids[start : start + IN_BATCH]
        add(connection, [(row_no, entry) for row_no, _person_id, entry in _read(connection, part)])


def compare(connection: Connection) -> Iterator[tuple[str, str]]:
    """People whose entry is not what their records say, as findings of the check."""
    kept = {row[0]: _indexed(row[1:]) for row in connection.exec_driver_sql(f"SELECT row_no, {_KEPT}")}
    ids = [row[0] for row in connection.exec_driver_sql("SELECT person_id FROM person ORDER BY row_no")]
    for start in range(0, len(ids), IN_BATCH):
        for row_no, person_id, entry in _read(connection, ids[start : start + IN_BATCH]):
            if kept.pop(row_no, Indexed()) != entry:
                yield ("search_differs", person_id)
    yield from (("search_without_change", str(row_no)) for row_no in kept)


def _kept(connection: Connection, row_no: int) -> Indexed:
    row = connection.exec_driver_sql(f"SELECT {_KEPT} WHERE row_no = ?", (row_no,)).first()
    return _indexed(row) if row is not None else Indexed()


def _indexed(row: Sequence[Any]) -> Indexed:
    return Indexed(row[0], row[1], row[2], bool(row[3]))


def _read(connection: Connection, person_ids: list[str]) -> Iterable[tuple[int, str, Indexed]]:
    """(row_no, person_id, entry) of people as their records say."""
    marks = ", ".join("?" * len(person_ids))
    columns = ", ".join(map(quoted, PERSON_FIELDS))
    sql = f"SELECT row_no, person_id, {columns} FROM person WHERE person_id IN ({marks})"
    entries: dict[str, tuple[int, SearchEntry]] = {}
    for row_no, person_id, *values in connection.exec_driver_sql(sql, tuple(person_ids)):
        person = Person(person_id=person_id, **dict(zip(PERSON_FIELDS, values, strict=True)))
        entries[person_id] = (row_no, SearchEntry(person))
    for kind, fields in _BELONGINGS.items():
        table, columns = quoted(kind.__name__.lower()), ", ".join(map(quoted, fields))
        sql = f"SELECT {columns} FROM {table} WHERE person_id IN ({marks}) AND deleted = 0 ORDER BY {fields[0]}"
        for row in connection.exec_driver_sql(sql, tuple(person_ids)):
            record = kind(**dict(zip(fields, row, strict=True)))
            if record.person_id in entries:  # theirs may not have arrived yet
                entries[record.person_id][1].add(record)
    return [(row_no, person_id, entry.indexed()) for person_id, (row_no, entry) in entries.items()]
