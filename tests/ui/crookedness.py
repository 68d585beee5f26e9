"""Finds what stands crooked: a widget that is cut at the edge of what it is in, or that lies over its neighbour."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QLineEdit, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

READ = (QAbstractButton, QLabel, QLineEdit)
"""What somebody reads or uses; grounds, lines and spaces may lie under others."""


def crooked_widgets(window: QWidget) -> list[str]:
    """What is cut at an edge across which nothing scrolls, and what lies over something else, in words."""
    everything: list[QWidget] = window.findChildren(QWidget)
    seen = [each for each in everything if isinstance(each, READ) and _is_seen(each)]
    cut = [f"{_say(each)} is cut at {edge}" for each in seen if (edge := _cut_at(each, window))]
    return sorted({*cut, *_crossings(seen)})


def _is_seen(widget: QWidget) -> bool:
    return widget.isVisible() and not widget.visibleRegion().isEmpty() and not widget.rect().isEmpty()


def _cut_at(widget: QWidget, window: QWidget) -> str:
    around, rect = widget.parentWidget(), QRect(widget.pos(), widget.size())
    while around is not None:
        scrolls = around.parentWidget()
        if isinstance(scrolls, QAbstractScrollArea) and scrolls.viewport() is around:
            if scrolls.verticalScrollBar().maximum() == 0 and not _within(rect.top(), rect.bottom(), around.height()):
                return f"the height of {type(scrolls).__name__}"
            if not _scrolls_across(scrolls) and not _within(rect.left(), rect.right(), around.width()):
                return f"the width of {type(scrolls).__name__}"
            return ""
        if not around.rect().adjusted(-1, -1, 1, 1).contains(rect):
            return type(around).__name__
        if around is window:
            return ""
        rect.translate(around.pos())
        around = around.parentWidget()
    return ""


def _scrolls_across(area: QAbstractScrollArea) -> bool:
    """Whether what is wider can be scrolled to: Qt counts how much wider it is without a bar too."""
    is_off = area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    return area.horizontalScrollBar().maximum() > 0 and not is_off


def _within(start: int, end: int, room: int) -> bool:
    return start >= -1 and end <= room


def _crossings(seen: Iterable[QWidget]) -> Iterator[str]:
    """Neighbours in one widget that lie over each other."""
    by_parent: dict[QWidget | None, list[QWidget]] = {}
    for each in seen:
        by_parent.setdefault(each.parentWidget(), []).append(each)
    for neighbours in by_parent.values():
        for one, other in combinations(neighbours, 2):
            shared = one.geometry().intersected(other.geometry())
            if shared.width() > 1 and shared.height() > 1:
                yield f"{_say(one)} lies over {_say(other)}"


def _say(widget: QWidget) -> str:
    text = getattr(widget, "text", str)()
    at = widget.mapTo(widget.window(), QPoint(0, 0))
    return f"{text or widget.accessibleName()!r} ({type(widget).__name__} at {at.x()}, {at.y()})"
