"""A party in words: its people by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.i18n import ngettext
from ui.models.words import say_name

if TYPE_CHECKING:
    from intake_app.services.parties import Party

_NAMED = 3


def say_party(party: Party) -> str:
    """`Иванов Сергей, Иванова Анна and 2 more`."""
    names = [say_name(person) for person in party.people]
    return _with_more(names[:_NAMED], len(names) - _NAMED)


def say_party_short(party: Party) -> str:
    """The same by family names, each once: for a chip."""
    names = dict.fromkeys(person.family_name or say_name(person) for person in party.people)
    return _with_more(list(names)[:_NAMED], len(names) - _NAMED)


def _with_more(names: list[str], more: int) -> str:
    said = ", ".join(names)
    if more < 1:
        return said
    return ngettext("{names} and {count} more", "{names} and {count} more", more).format(names=said, count=more)
