"""The tables. Every column of a record table bears the name of the record's field; a test compares them.

`row_no` is this laptop's own short number for a person, for the search index; it never leaves.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, Table, Text, text

from intake_app.domain.local_records import INDEXED, LOCAL_TYPES, local_fields
from intake_app.domain.records import RECORD_TYPES, FieldKind, field_specs

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMING)

_COLUMN_TYPES = {
    FieldKind.TEXT: Text,
    FieldKind.LIST: Text,  # Words joined by one space; no item of a list holds a space.
    FieldKind.NUMBER: Integer,
    FieldKind.FLAG: Integer,
}


def _record_table(name: str) -> Table:
    specs = field_specs(name)
    columns: list[Column[object]] = []
    if name == "person":
        columns.append(Column("row_no", Integer, primary_key=True))
        columns.append(Column(specs[0].name, Text, unique=True, nullable=False))
    else:
        columns.append(Column(specs[0].name, Text, primary_key=True))
    columns += [Column(spec.name, _COLUMN_TYPES[spec.kind], nullable=False) for spec in specs[1:]]
    return Table(name, metadata, *columns, sqlite_with_rowid=name == "person")


RECORD_TABLES: dict[str, Table] = {name: _record_table(name) for name in RECORD_TYPES}

for _table in RECORD_TABLES.values():
    for _field in ("person_id", "person_id_a", "person_id_b", "group_id", "place_id", "card_number"):
        if _field in _table.c and not _table.c[_field].primary_key and not _table.c[_field].unique:
            Index(None, _table.c[_field])

# A list of a hundred thousand people is walked by row number without touching the people themselves.
Index(None, RECORD_TABLES["person"].c.deleted)
# Few are joined into another record: those who are, and nobody else, are found by it.
Index(None, RECORD_TABLES["person"].c.merged_into, sqlite_where=text("merged_into != ''"))

change = Table(
    "change",
    metadata,
    Column("replica_no", Integer, primary_key=True, autoincrement=False),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("act_id", Text, nullable=False, index=True),
    Column("act_kind", Text, nullable=False),
    Column("hlc_ms", Integer, nullable=False),
    Column("hlc_counter", Integer, nullable=False),
    Column("table_name", Text, nullable=False),
    Column("record_id", Text, nullable=False, index=True),
    Column("patch", Text, nullable=False),
    Column("supersedes", Text, nullable=False),
    Column("user_id", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("schema_version", Integer, nullable=False),
    Column("salt", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

conflict = Table(
    "conflict",
    metadata,
    Column("record_id", Text, primary_key=True),
    Column("field", Text, primary_key=True),
    sqlite_with_rowid=False,
)

replica = Table(
    "replica",
    metadata,
    Column("replica_no", Integer, primary_key=True),
    Column("replica", LargeBinary, nullable=False, unique=True),
)

# Local to this laptop from here on: never part of a bundle.

local_value = Table(
    "local_value",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_with_rowid=False,
)

draft = Table(
    "draft",
    metadata,
    Column("draft_id", Text, primary_key=True),
    Column("saved_at", Text, nullable=False),
    Column("body", Text, nullable=False),
    sqlite_with_rowid=False,
)

export_mark = Table(
    "export_mark",
    metadata,
    Column("mark_id", Integer, primary_key=True),
    Column("exported_at", Text, nullable=False),
    Column("user_id", Text, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("vector", Text, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("audit_no", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("user_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("count", Integer, nullable=False),
    Column("detail", Text, nullable=False),
    Column("seal", LargeBinary, nullable=False),
)
"""The trail of who did and saw what (`domain.audit`)."""

search_token = Table(
    "search_token",
    metadata,
    Column("token", Text, primary_key=True),
    Column("row_no", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

search_row = Table(
    "search_row",
    metadata,
    Column("row_no", Integer, primary_key=True, autoincrement=False),
    Column("names", Text, nullable=False),
    Column("is_gone", Integer, nullable=False),
)
"""Derived: the words of a person's names (`domain.search_entries`), apart from the rest so that many lie on a page."""

search_more = Table(
    "search_more",
    metadata,
    Column("row_no", Integer, primary_key=True, autoincrement=False),
    Column("numbers", Text, nullable=False),
    Column("keys", Text, nullable=False),
)
"""Derived: what else a person is found by; every word and key of both tables is in `search_token`."""

search_near = Table(
    "search_near",
    metadata,
    Column("near", Text, primary_key=True),
    Column("word", Text, primary_key=True),
    sqlite_with_rowid=False,
)
"""Derived: the different words of names, for typing errors (`domain.typing_errors`)."""

person_key = Table(
    "person_key",
    metadata,
    Column("row_no", Integer, primary_key=True, autoincrement=False),
    Column("name_key", Text, nullable=False, index=True),
)
"""Derived: what a person is sorted by in lists (`domain.collation`)."""


def _local_table(name: str) -> Table:
    columns = local_fields(name)
    return Table(
        name,
        metadata,
        Column(columns[0][0], Text, primary_key=True),
        *(Column(field, Text if kind is str else Integer, nullable=False) for field, kind in columns[1:]),
        *(Index(f"ix_{name}_{field}", field) for field in INDEXED.get(name, ())),
        sqlite_with_rowid=False,
    )


LOCAL_TABLES: dict[str, Table] = {name: _local_table(name) for name in LOCAL_TYPES}

SEARCH_TEXT = "CREATE VIRTUAL TABLE search_text USING fts5(words, content='', columnsize=0, tokenize='trigram')"
"""Beside the tables: the trigrams of each person's words by `row_no`, for fragments of at least three letters."""
