"""The lines of a list that were read, a page at a time, and the pages that are wanted next. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ui.people.list_lines import ShownLine

PAGE = 32
"""Lines read at once: what a window shows and some; each key in the search box waits for the first of them."""
_AHEAD = 2
_MOST_PAGES = 48


class LineStore:
    """Of a list of `size` lines; those read longest ago are forgotten when there are too many."""

    def __init__(self) -> None:
        self.size = 0
        self._pages: dict[int, tuple[ShownLine | None, ...]] = {}
        self._wanted: dict[int, None] = {}

    def begin(self, size: int, first: Sequence[ShownLine | None]) -> None:
        """Another list; `first` are its first lines as far as they were read with it."""
        self.size = size
        self._pages = {start: tuple(first[start : start + PAGE]) for start in range(0, len(first), PAGE)}
        self._wanted = {}

    def give(self, start: int, lines: Sequence[ShownLine | None]) -> int:
        """The lines of a page that was asked for; answers how many of them, from its first, were known just so."""
        old = self._pages.pop(start, ())
        while len(self._pages) >= _MOST_PAGES:
            self._pages.pop(next(iter(self._pages)))
        self._pages[start] = tuple(lines)
        return len(old) if old == self._pages[start][: len(old)] else 0

    def line(self, row: int) -> ShownLine | None:
        """The line in a row; None while it is not read, and for somebody who is gone."""
        page = self._pages.get(row - row % PAGE, ())
        return page[row % PAGE] if row % PAGE < len(page) else None

    def is_read(self, row: int) -> bool:
        """Whether the line of a row was read, be it of somebody who is gone."""
        return row % PAGE < len(self._pages.get(row - row % PAGE, ()))

    def lines(self) -> Iterator[ShownLine]:
        """All lines that are known."""
        return (line for page in self._pages.values() for line in page if line)

    def want(self, row: int) -> bool:
        """Ask for the page of a row, and after it for its neighbours: whoever scrolls comes there next.

        Answers whether there was anything to ask for.
        """
        start = row - row % PAGE
        if not 0 <= row < self.size or start in self._wanted or self._is_whole(start):
            return False
        around = (start + by * PAGE for far in range(_AHEAD, 0, -1) for by in (far, -far))
        for page in (*around, start):
            if 0 <= page < self.size and not self._is_whole(page):
                self._wanted.pop(page, None)
                self._wanted[page] = None
        return True

    def wanted(self) -> tuple[int, ...]:
        """The first rows of pages asked for and not given, the last asked first; asking is over with it."""
        wanted = tuple(page for page in reversed(self._wanted) if not self._is_whole(page))
        self._wanted = {}
        return wanted

    def is_wanting(self) -> bool:
        """Whether pages were asked for since `wanted` was."""
        return bool(self._wanted)

    def _is_whole(self, start: int) -> bool:
        return len(self._pages.get(start, ())) >= min(PAGE, self.size - start)
