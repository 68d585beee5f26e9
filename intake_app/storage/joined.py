"""Queries that join a person with the card, document, stay and place that stand for them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from intake_app.domain.export_tables import EXPORT_FIELDS
from intake_app.domain.person_rows import PersonRow
from intake_app.domain.records import PERSONAL_TABLES, field_specs, id_field
from intake_app.storage.rows import column_list, quoted, to_record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import Connection

PRIMARY_DOCUMENT = (
    "SELECT document_id FROM document WHERE person_id = p.person_id AND deleted = 0 ORDER BY "
    "(expires_on != '' AND expires_on < ?), "
    "CASE document_type WHEN 'passport' THEN 0 WHEN 'internal_passport' THEN 1 WHEN 'national_id' THEN 2 ELSE 3 END, "
    "issued_on DESC, document_id DESC LIMIT 1"
)
"""The same order as `domain.person_rows.primary_document`; a test compares them."""

CURRENT_FIRST = "(departed_on || departure) != '', entered_on DESC, stay_id DESC"
"""Stays in the order of `domain.stays.order_of_stay`, the current one first; a test compares them."""

_CURRENT = {
    "card": "SELECT card_id FROM card WHERE person_id = p.person_id AND deleted = 0 "
    "ORDER BY voided_on != '', card_id DESC LIMIT 1",
    "stay": f"SELECT stay_id FROM stay WHERE person_id = p.person_id AND deleted = 0 ORDER BY {CURRENT_FIRST} LIMIT 1",
    "placement": "SELECT placement_id FROM placement WHERE person_id = p.person_id AND deleted = 0 "
    "AND (ends_on = '' OR ends_on > ?) ORDER BY starts_on DESC, placement_id DESC LIMIT 1",
}

_CARD_JOIN = f"LEFT JOIN card k ON k.card_id = ({_CURRENT['card']}) "
_JOINS = (
    f"{_CARD_JOIN}LEFT JOIN document d ON d.document_id = ({PRIMARY_DOCUMENT}) "
    f"LEFT JOIN stay s ON s.stay_id = ({_CURRENT['stay']}) "
)
_PLACE_JOIN = (
    f"LEFT JOIN placement m ON m.placement_id = ({_CURRENT['placement']}) LEFT JOIN place l ON l.place_id = m.place_id "
)

_ROW_COLUMNS = (
    "coalesce(k.card_number, ''), coalesce(d.document_type, ''), coalesce(d.document_number, ''), "
    "coalesce(d.document_country, ''), coalesce(s.entered_on, ''), coalesce(s.arrived_on, ''), "
    "coalesce(s.sleeps, ''), coalesce(l.name, ''), coalesce(s.departed_on, '')"
)


def person_rows_sql(where: str) -> str:
    """A query of person rows; its first parameters are `parameters(on)`."""
    return f"SELECT {column_list('person', 'p')}, {_ROW_COLUMNS} FROM person p {_JOINS}{_PLACE_JOIN} WHERE {where}"


def numbered_rows_sql(where: str) -> str:
    """The same with the row number first, as one JSON array of arrays: nothing is handed over row by row."""
    return _as_one_array(_ROW_COLUMNS, f"{_JOINS}{_PLACE_JOIN}", where)


def numbered_cards_sql(where: str) -> str:
    """The same with the card alone, and no parameters of its own: each table that is joined is another page of the
    file to be read and deciphered for each person.
    """
    return _as_one_array("coalesce(k.card_number, '')", _CARD_JOIN, where)


def _as_one_array(columns: str, joins: str, where: str) -> str:
    values = f"p.row_no, {column_list('person', 'p')}, {columns}"
    return f"SELECT json_group_array(json_array({values})) FROM person p {joins} WHERE {where}"


def parameters(on: str) -> tuple[str, str]:
    """What the joins of `person_rows_sql` need to know: the day it is."""
    return (on, on)


_PERSON_WIDTH = len(field_specs("person"))


def to_person_row(row: Any) -> PersonRow:
    """The person row of a row of `person_rows_sql` or of `numbered_cards_sql`."""
    values = tuple(row)
    return PersonRow(to_record("person", values[:_PERSON_WIDTH]), *values[_PERSON_WIDTH:])


_DOCUMENT_FIELDS = {
    "document_type",
    "document_number",
    "document_country",
    "issued_on",
    "expires_on",
    "issuing_authority",
    "as_told",
}
_STAY_FIELDS = {
    "entered_on",
    "entry_point",
    "arrived_on",
    "sleeps",
    "intention",
    "destination",
    "departed_on",
    "departure",
}
_OF_GROUP = {"kind": "g.kind", "name": "g.name"}
_SOURCES = {
    "people": f"person p {_JOINS}",
    "documents": "document x JOIN person p USING (person_id)",
    "stays": "stay x JOIN person p USING (person_id)",
    "groups": 'group_member x JOIN "group" g ON g.group_id = x.group_id AND g.deleted = 0 '
    "JOIN person p USING (person_id)",
    "placements": "placement x LEFT JOIN place l ON l.place_id = x.place_id JOIN person p USING (person_id)",
    "cards": "card x JOIN person p USING (person_id)",
}


_ORDER = {
    table: "p.row_no" if table == "people" else f"p.row_no, x.{fields[1]}" for table, fields in EXPORT_FIELDS.items()
}
"""The order people were recorded in, then of their records: the same register gives the same files."""
_FLAGS = {"birth_date_estimated", "guarded", "as_told"}


def _column(table: str, field: str) -> str:
    if table != "people":
        return {**_OF_GROUP, "place_name": "l.name", "person_id": "p.person_id"}.get(field, f"x.{quoted(field)}")
    if field == "card_number":
        return "k.card_number"
    if field in _DOCUMENT_FIELDS:
        return f"d.{field}"
    return f"s.{field}" if field in _STAY_FIELDS else f"p.{quoted(field)}"


def _expression(table: str, field: str) -> str:
    """A cell as text: `true` or `false` for a flag, empty where nothing is joined."""
    column = _column(table, field)
    if field in _FLAGS:
        return f"CASE {column} WHEN 1 THEN 'true' WHEN 0 THEN 'false' ELSE '' END"
    return column if column.startswith(("p.", "x.", "g.")) else f"coalesce({column}, '')"


def export_rows(
    connection: Connection,
    table: str,
    fields: Sequence[str],
    *,
    on: str,
    with_guarded: bool,
    only: Sequence[str] | None,
) -> Iterator[tuple[str, ...]]:
    """Stream the rows of one file of an export, every cell as text."""
    columns = ", ".join(_expression(table, field) for field in fields)
    where = ["p.deleted = 0"] + (["x.deleted = 0"] if table != "people" else [])
    values: list[str] = [on] if table == "people" else []
    if not with_guarded:
        where.append("p.guarded = 0")
    if only is not None:
        where.append("p.person_id IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(list(only)))
    sql = f"SELECT {columns} FROM {_SOURCES[table]} WHERE {' AND '.join(where)} ORDER BY {_ORDER[table]}"
    # The driver's own cursor: a hundred thousand rows pass without being wrapped one by one.
    cursor: Any = connection.connection.cursor()
    try:
        cursor.execute(sql, values)
        yield from cursor
    finally:
        cursor.close()


def people_changed_since(connection: Connection, vector: Mapping[str, int]) -> list[str]:
    """Ids of people of whom anything was changed after the changes that a version vector counts.

    One query, so that the interpreter is free while the file is read.
    """
    replicas = connection.exec_driver_sql("SELECT replica_no, replica FROM replica").all()
    if not replicas:
        return []
    after = " OR ".join(["(replica_no = ? AND seq > ?)"] * len(replicas))
    values = tuple(value for number, replica in replicas for value in (number, vector.get(replica.hex(), 0)))
    touched = f"SELECT DISTINCT table_name, record_id FROM change WHERE {after}"
    parted = f"SELECT record_id FROM change WHERE ({after}) AND table_name = 'person' AND {_SAYS_JOINED}"
    tables = f"touched AS MATERIALIZED ({touched}), parted AS MATERIALIZED ({parted})"
    sql = f"WITH {tables} {' UNION '.join(_OWNERS)} ORDER BY 1"
    return [row[0] for row in connection.exec_driver_sql(sql, (*values, *values)) if row[0]]


def _owners(table: str, owned_by: str, key: str) -> str:
    """Whom the touched records of a table concern, by the table that says so; the touched are walked, not all.

    A bed given by token alone has no person: nobody's record is changed by it.
    """
    return (
        f"SELECT x.person_id FROM touched t CROSS JOIN {quoted(owned_by)} x "
        f"ON x.{quoted(key)} = t.record_id WHERE t.table_name = '{table}' AND x.person_id != ''"
    )


_SAYS_JOINED = "patch LIKE '%\"merged_into\"%'"
_OWNERS = (
    # Whoever is parted again takes away what was the other's until now.
    "SELECT json_extract(c.patch, '$.merged_into') FROM parted t CROSS JOIN change c USING (record_id) WHERE c."
    + _SAYS_JOINED,
    "SELECT record_id FROM touched WHERE table_name = 'person'",
    *(_owners(table, table, id_field(table)) for table in PERSONAL_TABLES),
    _owners("group", "group_member", "group_id"),
    _owners("place", "placement", "place_id"),
)
