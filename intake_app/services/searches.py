"""One search for every door: whom a typed text finds, best first, and why. Who may see them is decided elsewhere
(`services.access`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.search_terms import Hit, parse_query
from intake_app.services.open_register import centre_of
from intake_app.services.part_search import find_by_parts, rows_with_token

if TYPE_CHECKING:
    from collections.abc import Iterable

    from intake_app.services.open_register import OpenRegister
    from intake_app.services.unit_of_work import Reading

ENOUGH = 10
"""People found as it was typed, from which on nobody asks what else may have been meant."""


def search(register: OpenRegister, reading: Reading, text: str, limit: int) -> tuple[Hit, ...]:
    """Those whom a card, token, name part, birth date beside it, phone, document or room finds, or two of them at once;
    where they are few, and nobody has all the words of several, also whom it may have meant: other spellings, short
    forms, another layout, typing errors.

    At most `limit`, each once, with a code of `domain.search_terms.REASONS`. Nobody who is hidden, but by their card.
    """
    query = parse_query(text)
    found = reading.rows_matching(query, limit)
    typed = text.strip()
    if typed.isdecimal():
        having = rows_with_token(reading, typed, register.today(centre_of(reading)))
        found = (*(Hit(row_no, "token") for row_no in sorted(having, reverse=True)), *found)
    elif not found:
        both = find_by_parts(reading, text, register.today(centre_of(reading)), limit)
        found = tuple(Hit(row_no, "place") for row_no in sorted(both, reverse=True))
    is_exact = len(query.words) > 1 and any(hit.reason == "word" for hit in found)
    if len(found) < ENOUGH and not is_exact:
        found = (*found, *reading.rows_otherwise(query, register.short_names(), limit))
    return _each_once(found)[:limit]


def _each_once(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    best: dict[int, Hit] = {}
    for hit in hits:
        best.setdefault(hit.row_no, hit)
    return tuple(best.values())
