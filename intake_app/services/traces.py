"""Where somebody is named beside their own records: forms half typed, messages, reasons of what was done to others.

A number counts wherever it stands, typed with spaces or without; a name only with family and given name together, in
any spelling and script it was ever recorded in: a part of a name alone may be somebody else's.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from intake_app.domain.local_records import Message
from intake_app.domain.name_keys import fold_tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from intake_app.services.unit_of_work import Reading, UnitOfWork

_SHORTEST_MARK = 5
"""Letters or figures that a number needs to stand for one person only."""
_NUMBERS = ("phone", "document_number", "card_number")
_FAMILY, _GIVEN = ("family_name", "family_name_latin"), ("given_name", "given_name_latin")


class Traces:
    """What names people who are about to be erased; to be gathered before their records go."""

    def __init__(self) -> None:
        self._ids: set[str] = set()
        self._cards: set[str] = set()
        self._marks: set[str] = set()
        self._lengths: set[int] = set()
        self._names: dict[str, list[frozenset[str]]] = {}

    def gather(self, reading: Reading, person_id: str, record_ids: Sequence[str]) -> None:
        """Take up everything that was ever recorded of one more person."""
        self._ids.update(record_ids)
        self._mark(person_id)
        families, givens = set[frozenset[str]](), set[frozenset[str]]()
        for change in reading.history(record_ids):
            said = change.patch
            if number := said.get("card_number"):
                self._cards.add(str(number))
            for name in _NUMBERS:
                self._mark(str(said.get(name) or ""))
            if change.table == "person":
                families |= _folded(said, _FAMILY)
                givens |= _folded(said, _GIVEN)
        for family in families:
            for given in givens:
                self._names.setdefault(min(family), []).append(family | given)

    def is_in(self, *texts: str) -> bool:
        """Whether these texts together name one of them."""
        return any(map(self._has_mark, texts)) or self._has_name(frozenset(fold_tokens(*texts)))

    def without(self, value: Any) -> Any:
        """What is left of a half-typed form: of a list each line by itself, of a line all or nothing.

        Ids and card numbers of whoever came before in the party, or was said to be somebody else, go alone.
        """
        lists = {name: each for name, each in value.items() if _is_lines(each)}
        plain = {name: self._without_ids(each) for name, each in value.items() if name not in lists}
        kept = {} if self.is_in(*_texts(plain)) else plain
        for name, lines in lists.items():
            if left := [line for each in lines if (line := self.without(each))]:
                kept[name] = left
        return kept

    def _without_ids(self, value: Any) -> Any:
        if isinstance(value, list):
            return [each for each in value if not self._is_id(each)]
        return "" if self._is_id(value) else value

    def _is_id(self, value: Any) -> bool:
        return isinstance(value, str) and (value in self._ids or value in self._cards)

    def _mark(self, text: str) -> None:
        if len(mark := _plain(text)) >= _SHORTEST_MARK:
            self._marks.add(mark)
            self._lengths.add(len(mark))

    def _has_mark(self, text: str) -> bool:
        plain = _plain(text)
        return any(
            plain[at : at + length] in self._marks for length in self._lengths for at in range(len(plain) - length + 1)
        )

    def _has_name(self, tokens: frozenset[str]) -> bool:
        return any(name <= tokens for token in tokens for name in self._names.get(token, ()))


def forget_traces(unit: UnitOfWork, traces: Traces) -> None:
    """Take out of the register what names them: half-typed forms, messages, and reasons of what was done to others."""
    for draft_id, saved_at, body in unit.drafts():
        typed = json.loads(body)
        left = traces.without(typed)
        if not left:
            unit.delete_draft(draft_id)
        elif left != typed:
            unit.save_draft(draft_id, saved_at, json.dumps(left, ensure_ascii=False))
    for message in unit.kept(Message):
        if traces.is_in(message.for_whom, message.from_whom, message.reach, message.body):
            unit.drop(Message, message.message_id)
    unit.silence(traces.is_in)


def _folded(said: Mapping[str, Any], names: Sequence[str]) -> set[frozenset[str]]:
    tokens = (frozenset(fold_tokens(str(said.get(name) or ""))) for name in names)
    return {each for each in tokens if each}


def _is_lines(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)


def _plain(text: str) -> str:
    """Letters and figures alone: numbers are typed with spaces and dashes or without."""
    return "".join(char for char in text.upper() if char.isalnum())


def _texts(value: object) -> Iterator[str]:
    """Every text in what JSON holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
