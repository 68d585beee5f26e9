"""How keys in the search index are told from words, and the key of those born on a date (`domain.match_keys`)."""

from __future__ import annotations

KEY_SIGN = "@"
"""Begins every key, and no folded or typed word."""
ANY_END = "*"
"""Behind a key that is asked for: also those that only begin with it."""
_BORN = f"{KEY_SIGN}b"


def birth_key(date: str) -> str:
    """The key of those born on an ISO date, which may be partial; the keys of a year or month begin with its own."""
    return f"{_BORN}{date}"


def born_within(beginning: str) -> str:
    """What a search asks for to find those born within a year or month: every key that begins so."""
    return f"{_BORN}{beginning}{ANY_END}"
