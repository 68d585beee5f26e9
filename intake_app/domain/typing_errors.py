"""Words that differ by typing errors: what two of them share, and how far they are apart.

An error is one letter left out, put in, taken for another, or two neighbours swapped. One is forgiven in a word of
four letters and more, two from eight. Words within one error of another share one of their near keys always, within two
nearly always: where the first five letters hold at most one of them, or the last five none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

ONE_FROM, TWO_FROM = 4, 8
"""Letters from which one and two errors are forgiven."""
SHORTEST = ONE_FROM - 1
"""Letters of the shortest word that one with an error may stand for."""
_HEAD, _TAIL = 5, 5
_TAIL_SIGN = "<"


def near_keys(word: str) -> tuple[str, ...]:
    """What a word shares with those near to it: its beginning, the same with each letter left out, its long end."""
    head = word[:_HEAD]
    without = (head[:place] + head[place + 1 :] for place in range(len(head))) if len(word) >= ONE_FROM else ()
    tail = (_TAIL_SIGN + word[-_TAIL:],) if len(word) >= TWO_FROM - 1 else ()
    return tuple(dict.fromkeys((head, *without, *tail)))


def can_have_near(word: str) -> bool:
    """Whether a word is a name long enough to be mistyped; numbers are never guessed at."""
    return len(word) >= SHORTEST and word.isalpha()


def errors_forgiven(word: str) -> int:
    """How many errors are forgiven in a typed word."""
    if not word.isalpha() or len(word) < ONE_FROM:
        return 0
    return 2 if len(word) >= TWO_FROM else 1


def closest(word: str, candidates: Iterable[str]) -> list[tuple[int, str]]:
    """Those of other words that the errors forgiven in this one lead to, with how many, the fewest first."""
    from rapidfuzz.distance import OSA  # 50 ms to load, and most searches need none of it

    most = errors_forgiven(word)
    apart = ((OSA.distance(word, each, score_cutoff=most), each) for each in candidates if each != word)
    return sorted((distance, each) for distance, each in apart if distance <= most)
