"""Who shares a key with whom (`domain.match_keys`): read from the same B-tree as words."""

from __future__ import annotations

import json
from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

_LAST = "\U0010ffff"
# One look per key, the newest rows first; CROSS JOIN keeps the few keys in the lead.
_ROWS = (
    "SELECT j.value, (SELECT group_concat(row_no) FROM (SELECT row_no FROM search_token WHERE token = j.value "
    "ORDER BY row_no DESC LIMIT ?)) FROM json_each(?) j"
)
_SHARED = (
    "SELECT token, group_concat(row_no) FROM search_token WHERE token >= ? AND token < ? "
    "GROUP BY token HAVING count(*) BETWEEN 2 AND ?"
)


def rows_with(connection: Connection, keys: Sequence[str], most: int) -> dict[str, array[int]]:
    """See `services.unit_of_work.People.rows_with_keys`."""
    wanted = json.dumps(list(dict.fromkeys(keys)))
    found = connection.exec_driver_sql(_ROWS, (most, wanted)).all()
    rows = {key: _numbers(joined) for key, joined in found if joined}
    return dict(sorted(rows.items(), key=lambda item: len(item[1])))


def shared(connection: Connection, beginning: str, most: int) -> Iterator[tuple[str, array[int]]]:
    """See `services.unit_of_work.People.shared_keys`."""
    for key, joined in connection.exec_driver_sql(_SHARED, (beginning, beginning + _LAST, most)):
        yield key, _numbers(joined)


def _numbers(joined: str) -> array[int]:
    return array("I", map(int, joined.split(",")))
