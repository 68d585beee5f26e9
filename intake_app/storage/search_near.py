"""The different words of names by what they share with words near to them (`domain.typing_errors`).

A word is kept as long as anybody has it in the search index; with the last one it goes.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from intake_app.domain.typing_errors import can_have_near, closest, errors_forgiven, near_keys
from intake_app.storage.rows import execute_many

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from sqlalchemy import Connection

MOST_CANDIDATES = 2_000
"""Words that are looked at for one that was mistyped."""
_KNOWN = "SELECT 1 FROM search_near WHERE near = ? AND word = ?"


def add(connection: Connection, words: Iterable[str]) -> None:
    """Keep words that somebody has now."""
    run = connection.connection.cursor().execute
    fresh = [
        (near, word)
        for word in words
        if can_have_near(word)
        for keys in (near_keys(word),)
        if run(_KNOWN, (keys[0], word)).fetchone() is None
        for near in keys
    ]
    if fresh:
        execute_many(connection, "INSERT INTO search_near (near, word) VALUES (?, ?)", sorted(fresh))


def drop_unused(connection: Connection, words: Iterable[str]) -> None:
    """Forget those of the words that nobody has any more."""
    has = "SELECT 1 FROM search_token WHERE token = ? LIMIT 1"
    gone = [word for word in words if connection.exec_driver_sql(has, (word,)).first() is None]
    pairs = [(near, word) for word in gone if can_have_near(word) for near in near_keys(word)]
    if pairs:
        execute_many(connection, "DELETE FROM search_near WHERE near = ? AND word = ?", pairs)


def near_words(run: Callable[..., Any], word: str, most: int) -> list[str]:
    """The words that a mistyped one may stand for, the nearest first; none for a number or a short word."""
    if not errors_forgiven(word):
        return []
    sql = "SELECT DISTINCT n.word FROM json_each(?) j CROSS JOIN search_near n ON n.near = j.value LIMIT ?"
    found = run(sql, (json.dumps(near_keys(word)), MOST_CANDIDATES)).fetchall()
    return [each for _errors, each in closest(word, (row[0] for row in found))[:most]]
