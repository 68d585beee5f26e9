"""The answer to every key on 100,000 people, from the key going down to the paint: within one frame at p95."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication

from benchmarks.paints import Stopwatch
from benchmarks.people import kept_register
from benchmarks.rows import Row, median, ms, p95
from benchmarks.shells import open_shell
from tests.ui.keyboard import Keyboard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ui.shell import Shell

PEOPLE = 100_000
BUDGET, HINTS = 0.016, 0.030  # seconds; possible duplicates may come in the frame after
SEARCHES = (
    *("Иванов Сергей", "ergei", "Смирнова Анна", "Ковал", "Nursultan", "0199", "Hehtubq", "Петренко", "+7912345"),
    *("ORL-A", "Жұмабай", "4512 34", "Kuznetsov", "андрс", "Фёдор Лебед", "Мельник"),
)
FIELDS = ("", "", "4512345678", "Константинопольский", "Александр", "Константинович", "25051997", "", "-1", "")
FIELDS_AFTER = ("9123456789", "русский")
AFTERWARDS = 3.0  # seconds until what a search needs has been made ready, once nobody types
CTRL = Qt.KeyboardModifier.ControlModifier


def run() -> list[Row]:
    """Press keys in the real window: at the desk, in the search box, in the list; then scroll."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    watch = Stopwatch(app)
    with open_shell(kept_register(PEOPLE), watch.jobs) as (shell, _register):
        watch.settle(1.0)
        keys = Keyboard()
        at_once = _desk(keys, watch.frame)
        watch.settle(AFTERWARDS)
        return [
            _row("a key in a field of the desk", _desk(keys, watch.frame)),
            _row("the same in the first seconds, while orders are still being read", at_once),
            _row("a key at the desk with hints and dates, all painted", _desk(keys, watch.answer), HINTS),
            _row("a key in the search box, found rows painted", _search(watch, keys)),
            _row("a key in the list of people, rows filled", _moving(watch, keys, shell)),
            _row("a frame of scrolling the list", _scrolling(watch, shell)),
        ]


def _row(what: str, taken: list[float], budget: float = BUDGET) -> Row:
    taken = sorted(taken)
    over = sum(each > budget for each in taken) / len(taken)
    against = f"median {ms(median(taken))}, longest {ms(taken[-1])}, {over:.1%} of {len(taken)} over"
    return Row(f"{what}, p95", ms(p95(taken)), f"{budget * 1000:.0f} ms", against, p95(taken) <= budget)


def _desk(keys: Keyboard, timed: Callable[[Callable[[], None]], float]) -> list[float]:
    """Every key of four forms; each is thrown away with Ctrl+N."""
    taken = []
    for _form in range(4):
        for text in (*FIELDS, *FIELDS_AFTER):
            taken += [timed(lambda key=key: keys.type(key)) for key in f"{text}\n"]  # type: ignore[misc]
        timed(lambda: keys.press(Qt.Key.Key_N, CTRL))
    return taken


def _search(watch: Stopwatch, keys: Keyboard) -> list[float]:
    """Every key of many searches, in both scripts, on the wrong layout, numbers and fragments; each begins anew."""
    taken = []
    for text in SEARCHES:
        keys.press(Qt.Key.Key_K, CTRL)
        watch.settle(0.05)
        taken += [watch.answer(lambda key=key: keys.type(key)) for key in text]  # type: ignore[misc]
    keys.press(Qt.Key.Key_K, CTRL)
    keys.press(Qt.Key.Key_Backspace)
    watch.settle()
    return taken


def _moving(watch: Stopwatch, keys: Keyboard, shell: Shell) -> list[float]:
    """Arrow keys and pages through everybody, to the end and back."""
    keys.press(Qt.Key.Key_4, CTRL)
    watch.settle()
    _table(shell).setFocus()
    way = [Qt.Key.Key_Down] * 60 + [Qt.Key.Key_PageDown] * 60 + [Qt.Key.Key_End]
    way += [Qt.Key.Key_Up] * 60 + [Qt.Key.Key_PageUp] * 60 + [Qt.Key.Key_Home]
    return [watch.answer(lambda key=key: keys.press(key)) for key in way]  # type: ignore[misc]


def _scrolling(watch: Stopwatch, shell: Shell) -> list[float]:
    """Turns of a wheel, then jumps of the bar through the whole list: what one frame costs the window's thread."""
    table = _table(shell)
    bar = table.verticalScrollBar()
    taken = [watch.frame(lambda: _turn_wheel(table)) for _turn in range(300)]
    taken += [watch.frame(lambda at=at: bar.setValue(at)) for at in _jumps(bar.maximum())]  # type: ignore[misc]
    watch.settle()
    return taken


def _jumps(most: int) -> Iterator[int]:
    return (most * step // 200 for step in range(200, 0, -1))


def _turn_wheel(table: QAbstractItemView) -> None:
    port = table.viewport()
    middle = QPointF(port.rect().center())
    no_buttons, no_keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    event = QWheelEvent(
        middle, port.mapToGlobal(middle), QPoint(), QPoint(0, -120), no_buttons, no_keys,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(port, event)


def _table(shell: Shell) -> QAbstractItemView:
    return next(view for view in shell.findChildren(QAbstractItemView) if view.isVisible() and view.model().rowCount())
