"""What people are sorted by in lists, beside them by row number: derived from their names, like the search index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from intake_app.domain.collation import person_key
from intake_app.domain.records import Person
from intake_app.storage.rows import execute_many

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

_NAMES = ("family_name", "given_name", "patronymic", "family_name_latin", "given_name_latin", "other_names")
_SELECT = f"SELECT row_no, person_id, {', '.join(_NAMES)} FROM person"


def write(connection: Connection, keys: list[tuple[int, str]]) -> None:
    """Keep the keys of people who have none yet: (row_no, key)."""
    execute_many(connection, "INSERT INTO person_key (row_no, name_key) VALUES (?, ?)", keys)


def change(connection: Connection, person: Person) -> None:
    """Keep the key of somebody who may be called otherwise now."""
    sql = "UPDATE person_key SET name_key = ? WHERE row_no = (SELECT row_no FROM person WHERE person_id = ?)"
    connection.exec_driver_sql(sql, (person_key(person), person.person_id))


def fill(connection: Connection) -> None:
    """Keep the key of everybody, in a register that had none."""
    write(connection, [(row_no, key) for row_no, _person_id, key in _keys(connection.exec_driver_sql(_SELECT))])


def compare(connection: Any) -> Iterator[tuple[str, str]]:
    """People whose key is not what their names say, as findings of the check; takes the driver's own connection."""
    kept = dict(_rows(connection, "SELECT row_no, name_key FROM person_key"))
    for row_no, person_id, key in _keys(_rows(connection, _SELECT)):
        if kept.pop(row_no, None) != key:
            yield ("person_key_differs", person_id)
    yield from (("person_key_without_change", str(row_no)) for row_no in kept)


def _keys(rows: Iterable[Any]) -> Iterator[tuple[int, str, str]]:
    for row_no, person_id, *names in rows:
        person = Person(person_id=person_id, **dict(zip(_NAMES, names, strict=True)))
        yield row_no, person_id, person_key(person)


def _rows(connection: Any, sql: str) -> Any:
    cursor = connection.cursor()
    cursor.execute(sql)
    return cursor
