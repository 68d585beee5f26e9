"""Finds text that is cut: what widgets paint themselves is watched as it is painted, what Qt paints is measured.

Text may end in dots only on a widget that says so by its property `elides`, and then its tool tip holds all of it.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QLabel, QWidget

from ui.widgets.runs import RunsLabel

if TYPE_CHECKING:
    from collections.abc import Iterator

DOTS = "…"
_SLACK = 1.5  # pixels: a fraction of a letter's edge


class Painted(NamedTuple):
    """A text that a widget painted: how wide and high it is, and the room it was given."""

    widget: QWidget
    text: str
    wide: float
    high: float
    room: QRectF

    def fault(self) -> str:
        """Why a reader would not read all of it; empty where all is well."""
        outside = QRectF(self.widget.rect()).adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK)
        if self.wide > self.room.width() + _SLACK:
            return f"{self.text!r} is {self.wide:.0f} wide in {self.room.width():.0f} ({_where(self.widget)})"
        if (
            self.high > max(self.room.height(), 1) + _SLACK + self.high / 3
        ):  # a line may lie closer than its metrics say
            return f"{self.text!r} is {self.high:.0f} high in {self.room.height():.0f} ({_where(self.widget)})"
        if not outside.contains(self.room) and not isinstance(self.widget.parentWidget(), QAbstractItemView):
            return f"{self.text!r} is painted outside of its widget ({_where(self.widget)})"
        if self.text.endswith(DOTS) and self.text.strip(DOTS + " ") and not _may_end_in_dots(self.widget, self.text):
            return f"{self.text!r} is shortened and nothing holds it whole ({_where(self.widget)})"
        return ""


def clipped_texts(window: QWidget) -> list[str]:
    """Every visible text of a window that cannot be read whole, with the widget it stands in."""
    with _watched() as painted:
        window.grab()
    faults = [each.fault() for each in painted]
    faults += [_fault_of_label(label) for label in window.findChildren(QLabel) if _is_seen(label)]
    faults += [_fault_of_runs(runs) for runs in window.findChildren(RunsLabel) if _is_seen(runs)]
    return sorted({fault for fault in faults if fault})


def shortened_texts(window: QWidget) -> list[str]:
    """Every visible text that ends in dots and whose tool tip holds it whole: allowed, but to be looked at."""
    with _watched() as painted:
        window.grab()
    dotted = [each for each in painted if each.text.endswith(DOTS) and not each.fault()]
    return sorted({f"{each.text!r} is shortened ({_where(each.widget)})" for each in dotted})


@contextmanager
def _watched() -> Iterator[list[Painted]]:
    """Keep what is painted as text in between."""
    painted: list[Painted] = []
    real = QPainter.drawText

    def draw(self: QPainter, *given: Any) -> Any:
        found = _measure(self, given)
        if found is not None:
            painted.append(found)
        return real(self, *given)

    QPainter.drawText = draw  # type: ignore[method-assign,assignment]
    try:
        yield painted
    finally:
        QPainter.drawText = real  # type: ignore[method-assign]


def _measure(painter: QPainter, given: tuple[Any, ...]) -> Painted | None:
    widget = painter.device()
    text = next((each for each in given if isinstance(each, str)), "")
    if not isinstance(widget, QWidget) or not text.strip():
        return None
    metrics = QFontMetricsF(painter.font())
    place = given[0]
    if isinstance(place, QRect | QRectF):
        room = QRectF(place)
        flags = int(given[1]) if len(given) > 1 and isinstance(given[1], int) else 0
        if flags & int(Qt.TextFlag.TextWordWrap):
            box = metrics.boundingRect(QRectF(0, 0, room.width(), 100_000), flags, text)
            return Painted(widget, text, box.width(), box.height(), room)
        lines = text.splitlines()
        wide = max(metrics.horizontalAdvance(line) for line in lines)
        return Painted(widget, text, wide, metrics.height() * len(lines), room)
    at = place if isinstance(place, QPointF) else QPointF(place) if hasattr(place, "toPointF") else None
    if at is None:
        return None
    wide = metrics.horizontalAdvance(text)
    room = QRectF(at.x(), at.y() - metrics.ascent(), wide, metrics.height())
    return Painted(widget, text, wide, metrics.height(), room)


def _fault_of_label(label: QLabel) -> str:
    """Of a label that Qt paints: too long for its line, or higher than its place when it wraps."""
    text, room = label.text(), label.contentsRect()
    if not text.strip() or label.property("elides"):
        return ""
    metrics = QFontMetricsF(label.font())
    if label.wordWrap():
        flags = int(Qt.TextFlag.TextWordWrap) | int(label.alignment())
        box = metrics.boundingRect(QRectF(0, 0, room.width(), 100_000), flags, text)
        is_cut = box.height() > room.height() + _SLACK or box.width() > room.width() + _SLACK
        return f"{text!r} is {box.height():.0f} high in {room.height()} ({_where(label)})" if is_cut else ""
    wide = max(metrics.horizontalAdvance(line) for line in text.splitlines())
    return f"{text!r} is {wide:.0f} wide in {room.width()} ({_where(label)})" if wide > room.width() + _SLACK else ""


def _fault_of_runs(runs: RunsLabel) -> str:
    """Of a sentence with parts that look different, which wraps: higher than its place."""
    high = runs.heightForWidth(runs.width())
    return (
        f"{runs.text()!r} is {high} high in {runs.height()} ({_where(runs)})" if high > runs.height() + _SLACK else ""
    )


def _may_end_in_dots(widget: QWidget, text: str) -> bool:
    """Cells and heads of a table have tool tips of their own; others declare it."""
    around = widget.parentWidget()
    if isinstance(around, QAbstractItemView | QHeaderView):
        return True
    return bool(widget.property("elides")) and text.rstrip(DOTS).rstrip() in widget.toolTip()


def _is_seen(widget: QWidget) -> bool:
    return widget.isVisible() and not widget.visibleRegion().isEmpty()


def _where(widget: QWidget) -> str:
    names: list[str] = []
    around: QWidget | None = widget
    while around is not None and len(names) < 3:
        if type(around).__module__ != "PySide6.QtWidgets" or not names:
            names.append(type(around).__name__)
        around = around.parentWidget()
    return " in ".join(names)


def settle() -> None:
    """Let forms reflow and what they stand in take their new height."""
    for _time in range(4):
        QApplication.processEvents()
