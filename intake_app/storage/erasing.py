"""Taking everything about a person out of the register: rows, search index, order of lists, and what changes said.

What is left of a change is who changed which record when; its number stays, so that no desk looks for a missing one,
and its header still verifies (data.md, "One mechanism").
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from intake_app.domain.changes import emptied_salt, silenced_salt
from intake_app.domain.records import RECORD_TYPES, id_field
from intake_app.storage import search_index
from intake_app.storage.rows import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sqlalchemy import Connection

    from intake_app.domain.changes import Dot

_AMONG = "(SELECT value FROM json_each(?))"


def erase(connection: Connection, record_ids: Sequence[str]) -> bool:
    """Erase these records, inside the caller's transaction; False where nothing of them was here any more.

    Idempotent: what is erased already is left alone, what has arrived of it since goes too.
    """
    ids = json.dumps(list(record_ids))
    _forget_search(connection, ids)
    for table in RECORD_TYPES:
        name = quoted(id_field(table))
        connection.exec_driver_sql(f"DELETE FROM {quoted(table)} WHERE {name} IN {_AMONG}", (ids,))
    connection.exec_driver_sql(f"DELETE FROM conflict WHERE record_id IN {_AMONG}", (ids,))
    return _empty_changes(connection, ids)


def hollow(connection: Connection, dots: Iterable[Dot]) -> bool:
    """Take away what these changes said, inside the caller's transaction; their headers still verify.

    What they superseded stays, dots without a value: or what was before them would head its field again.
    """
    sql = (
        "SELECT c.patch, c.supersedes, c.reason, c.salt, c.replica_no FROM change c JOIN replica r USING (replica_no) "
    )
    hollowed = []
    for dot in dots:
        where = "WHERE r.replica = ? AND c.seq = ? AND c.patch != ''"
        for patch, supersedes, reason, salt, number in connection.exec_driver_sql(sql + where, (dot.replica, dot.seq)):
            hollowed.append((silenced_salt(salt, patch, supersedes, reason), number, dot.seq))
    if hollowed:
        connection.exec_driver_sql("UPDATE change SET patch = '', salt = ? WHERE replica_no = ? AND seq = ?", hollowed)
    return bool(hollowed)


def silence(connection: Connection, is_named: Callable[[str], bool]) -> int:
    """Take away the reasons that name somebody, inside the caller's transaction; answers how many changes had one."""
    sql = "SELECT replica_no, seq, patch, supersedes, reason, salt FROM change WHERE reason != ''"
    silenced = [
        (silenced_salt(salt, patch, supersedes, reason), replica_no, seq)
        for replica_no, seq, patch, supersedes, reason, salt in connection.exec_driver_sql(sql)
        if is_named(reason)
    ]
    if silenced:
        connection.exec_driver_sql("UPDATE change SET reason = '', salt = ? WHERE replica_no = ? AND seq = ?", silenced)
    return len(silenced)


def _forget_search(connection: Connection, ids: str) -> None:
    sql = f"SELECT row_no FROM person WHERE person_id IN {_AMONG}"
    for (row_no,) in connection.exec_driver_sql(sql, (ids,)).fetchall():
        search_index.forget(connection, row_no)
        connection.exec_driver_sql("DELETE FROM person_key WHERE row_no = ?", (row_no,))


def _empty_changes(connection: Connection, ids: str) -> bool:
    sql = (
        "SELECT replica_no, seq, patch, supersedes, reason, salt FROM change "
        f"WHERE record_id IN {_AMONG} AND patch != ''"
    )
    emptied = [
        (emptied_salt(salt, patch, supersedes, reason), replica_no, seq)
        for replica_no, seq, patch, supersedes, reason, salt in connection.exec_driver_sql(sql, (ids,))
    ]
    if emptied:
        connection.exec_driver_sql(
            "UPDATE change SET patch = '', supersedes = '', reason = '', salt = ? WHERE replica_no = ? AND seq = ?",
            emptied,
        )
    return bool(emptied)
