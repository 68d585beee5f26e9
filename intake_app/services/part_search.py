"""Finding somebody by two things said at once: a name and where they sleep, or either and their token."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from intake_app.domain.local_records import QueueLine
from intake_app.domain.search_terms import parse_query

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from intake_app.services.unit_of_work import Reading

MOST_WORDS = 5
LONGEST_TOKEN = 4
"""Digits; a longer number is a phone's or a document's."""


def find_by_parts(reading: Reading, text: str, today: date, limit: int) -> frozenset[int]:
    """Row numbers of those whom some first words find as well as the rest, where one of the two is where they sleep:
    `иванов hall 1`, `hall 1 иванов`. A short number at the end may be the token of today or of last night: `иванов 47`.

    For a text that as a whole finds nobody: each parting is two searches, of at most `limit` people.
    """
    words = text.split()
    if not 1 < len(words) <= MOST_WORDS:
        return frozenset()
    if having := rows_with_token(reading, words[-1], today):
        rest = words[:-1]
        if both := (_found(reading, rest, limit) or _parted(reading, rest, limit)) & having:
            return both
    return _parted(reading, words, limit)


def rows_with_token(reading: Reading, token: str, today: date) -> frozenset[int]:
    """Row numbers of those who have a token today, or had it yesterday; none for what is no token."""
    if not (token.isdecimal() and len(token) <= LONGEST_TOKEN):
        return frozenset()
    days = {day.isoformat() for day in (today, today - timedelta(days=1))}
    lines = [line for line in reading.kept(QueueLine, token=token) if line.day in days and line.person_id]
    return frozenset(reading.row_numbers([line.person_id for line in lines]))


def _parted(reading: Reading, words: Sequence[str], limit: int) -> frozenset[int]:
    for end in range(1, len(words)):
        for place, name in ((words[end:], words[:end]), (words[:end], words[end:])):
            sleeping = reading.rows_sleeping(parse_query(" ".join(place)), limit)
            if both := sleeping and _found(reading, name, limit).intersection(sleeping):
                return both
    return frozenset()


def _found(reading: Reading, words: Sequence[str], limit: int) -> frozenset[int]:
    return frozenset(hit.row_no for hit in reading.rows_matching(parse_query(" ".join(words)), limit))
