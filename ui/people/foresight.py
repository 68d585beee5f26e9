"""Answers to the likeliest next keys of a search, read while nobody types: such a key is answered in its own frame.

What is ready is what was read for the same question: who may see what is decided where every list is read. Nothing
outlives a change of the register, and the trail hears of an answer when it is shown.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer

from intake_app.domain.keyboards import has_cyrillic
from intake_app.domain.person_lists import ListQuery
from ui.people.list_lines import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from intake_app.domain.short_names import ShortNames
    from intake_app.services.people_lists import Roster
    from ui.people.list_lines import ShownLine
    from ui.people.list_work import Opened

AFTER_MS = 25
"""How long an answer has been shown before the next are read: the paint comes first."""
FIRST_AFTER_MS = 10
"""The pause before each first letter of another search, which nobody types just now."""
LASTS_MS = 600_000
"""How long an answer is one at most: days end, and names are not kept in memory for nobody."""
NEXT, FIRST = 8, 40
"""Letters foreseen behind what is typed, and for an empty box, there beside the digits."""
_KEPT = 96
_LONGEST_END = 3
_NAMES = ("name", "latin", "card")
_DIGITS = "0123456789"
_Key = tuple[ListQuery, tuple[tuple[str, ...], ...], int]


class Asked(NamedTuple):
    """A question to the list, and how many lines are seen of the answer."""

    query: ListQuery
    roster: Roster | None
    seen: int


class Foresight(QObject):
    """`begin` after an answer was shown, `stop` at a key, `forget` when anything has changed; `find` is what is ready.

    `read(asked, done)` reads an answer beside the window, one at a time: a key waits for one at most.
    """

    def __init__(
        self, read: Callable[[Asked, Callable[[Opened], None]], None], names: Callable[[], ShortNames], parent: QObject
    ) -> None:
        super().__init__(parent)
        self.usual: Mapping[str, int] = {}
        """Words of names without capitals, and how often they are met."""
        self.shown: Asked | None = None
        """What was asked for last and is shown; None from the next question on."""
        self._read = read
        self._names = names
        self._kept: dict[_Key, Opened] = {}
        self._roster: Roster | None = None
        self._lines: tuple[ShownLine | None, ...] = ()
        self._next: list[Asked] | None = None
        self._first: list[Asked] = []
        self._anew: tuple[Asked, Mapping[str, int]] | None = None
        self._age = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._step)
        self._lasting = QTimer(self)
        self._lasting.setSingleShot(True)
        self._lasting.timeout.connect(self.forget)

    def find(self, asked: Asked) -> Opened | None:
        """The answer, if it is ready."""
        opened = self._kept.get(self._key(asked)) if asked.roster is self._roster else None
        return replace(opened, snapshot=replace(opened.snapshot, query=asked.query)) if opened is not None else None

    def begin(self, asked: Asked, opened: Opened) -> None:
        """This is shown now: what comes next is read a moment later."""
        self.stop()
        self._keep(asked, opened)
        self.shown, self._lines = asked, opened.lines
        self._timer.start(AFTER_MS)
        if not self._lasting.isActive():
            self._lasting.start(LASTS_MS)

    def stop(self) -> None:
        """Somebody types on: what is not read yet is not read."""
        self._timer.stop()
        self.shown, self._next = None, None

    def forget(self) -> None:
        """The register is another: nothing that was read of it is an answer any more."""
        self.stop()
        self._age += 1
        self._kept, self._anew = {}, None

    def _step(self) -> None:
        """One answer; the next when it is there."""
        if self.shown is None:
            return
        if self._next is None:
            self._guess(self.shown)
        for coming in (self._next or [], self._first):
            while coming and self.find(coming[0]) is not None:
                del coming[0]
            if coming:
                self._read(coming[0], partial(self._take, coming[0], self._age))
                return

    def _guess(self, shown: Asked) -> None:
        """What comes next; the first letters of other searches are gone through once."""
        self._next = _with_each(shown, next_letters(shown.query.text, self._lines, self.usual))
        anew = shown._replace(query=replace(shown.query, text="")), self.usual
        if anew != self._anew:
            self._anew, self._first = anew, _with_each(anew[0], next_letters("", (), self.usual))

    def _take(self, asked: Asked, age: int, opened: Opened) -> None:
        if age == self._age and asked.roster is self._roster:
            self._keep(asked, opened)
            if self.shown is not None and not self._timer.isActive():
                self._timer.start(0 if self._next else FIRST_AFTER_MS)

    def _keep(self, asked: Asked, opened: Opened) -> None:
        """Those kept longest make room, but for first letters: each search begins with one."""
        if asked.roster is not self._roster:
            self._kept, self._roster = {}, asked.roster
        key = self._key(asked)
        self._kept.pop(key, None)
        self._kept[key] = opened
        if len(self._kept) > _KEPT:
            del self._kept[next((each for each in self._kept if len(each[0].text) > 1), key)]

    def _key(self, asked: Asked) -> _Key:
        """The same for texts that differ in capitals or blanks around them, and are looked for as the same words."""
        text = asked.query.text.casefold().strip()
        return replace(asked.query, text=text), words_of(asked.query.text, self._names()), asked.seen


def _with_each(asked: Asked, letters: Iterable[str]) -> list[Asked]:
    query = asked.query
    return [asked._replace(query=replace(query, text=query.text + letter)) for letter in letters]


def next_letters(text: str, lines: Sequence[ShownLine | None], usual: Mapping[str, int]) -> list[str]:
    """What is likeliest typed behind a text, the likeliest first: as words go on in the lines it has found, then as
    names usually do. No blank: it asks for the same.
    """
    *before, stem = text.casefold().split(" ")
    if text.rstrip()[-1:].isdecimal() or stem == "+":
        return list(_DIGITS)
    shown = Counter(word for line in lines if line is not None for word in _name_words(line))
    if not text:
        return [*_in_order(_following("", usual))[:FIRST], *_DIGITS, "+"]
    script, letters = has_cyrillic(text), dict[str, None]()
    for found in _guesses(before, stem, shown, usual):
        ordered = _in_order(found)
        letters |= dict.fromkeys(each for each in ordered if not each.isalpha() or has_cyrillic(each) == script)
        if len(letters) >= NEXT:
            break
    return list(letters)[:NEXT]


def _guesses(before: Sequence[str], stem: str, shown: Counter[str], usual: Mapping[str, int]) -> Iterator[Counter[str]]:
    """Letters behind the beginning of a word, best guess first. An ending that no name here has after that beginning
    may be one that others have.
    """
    if not stem:
        yield _following("", {word: 1 for word in shown if word not in before})
        yield _following("", usual)
        return
    yield _following(stem, shown + Counter(usual))
    for length in range(min(_LONGEST_END, len(stem)), 0, -1):
        yield _inside(stem[-length:], usual)


def _following(stem: str, words: Mapping[str, int]) -> Counter[str]:
    """The letters behind a beginning of words."""
    found: Counter[str] = Counter()
    for word, count in words.items():
        if len(word) > len(stem) and word.startswith(stem):
            found[word[len(stem)]] += count
    return found


def _inside(part: str, words: Mapping[str, int]) -> Counter[str]:
    """The letters behind a part of words."""
    found: Counter[str] = Counter()
    for word, count in words.items():
        end = word.find(part) + len(part)
        if len(part) <= end < len(word):
            found[word[end]] += count
    return found


def _in_order(found: Counter[str]) -> list[str]:
    return [letter for letter, _count in found.most_common()]


def _name_words(line: ShownLine) -> list[str]:
    return " ".join(line.texts.get(column, "") for column in _NAMES).casefold().split()
