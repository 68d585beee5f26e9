"""Layouts without the style's own margins."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QScrollArea, QWidget
from shiboken6 import delete

from ui.widgets.field_frame import BLEED

_AROUND = 8  # pixels above and below what is brought into view
L = TypeVar("L", bound=QBoxLayout)


def bare(layout: L, spacing: int = 0) -> L:
    """The layout without margins, its parts `spacing` pixels apart."""
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    return layout


def left(*widgets: QWidget, spacing: int = 0) -> QWidget:
    """Widgets beside each other at the left of the room they are given, as wide as they want to be."""
    holder = QWidget()
    row = bare(QHBoxLayout(holder), spacing)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return holder


def within(widget: QWidget) -> QWidget:
    """As wide as the frames of fields around it, which are narrower than the fields by the halo of their ring."""
    holder = QWidget()
    row = bare(QHBoxLayout(holder))
    row.setContentsMargins(BLEED, 0, BLEED, 0)
    row.addWidget(widget)
    return holder


def let_go(layout: QLayout) -> None:
    """Take everything out of a layout; the widgets stay where they are, for another place."""
    while (item := layout.takeAt(0)) is not None:
        delete(item)  # Qt leaves it to whoever takes it, and to Python it belongs to nobody: it would stay for ever


def empty(layout: QLayout) -> None:
    """Take everything out of a layout and do away with the widgets in it."""
    widgets = [item.widget() for number in range(layout.count()) if (item := layout.itemAt(number)) is not None]
    let_go(layout)
    for widget in widgets:
        if widget is not None:
            widget.hide()  # at once: it goes only when the event loop comes to it
            widget.deleteLater()


def bring_into_view(widget: QWidget) -> None:
    """Scroll what the widget stands in until it can be seen; Qt does so by itself only for Tab.

    Of one that is higher than its room the beginning is shown; with what comes first, the margin above it.
    Not to one that `isReadFirst`: nothing is typed into it yet, and what stands above it is to be read before.
    """
    area = None if widget.property("isReadFirst") else _area_around(widget)
    if area is not None:
        area.ensureWidgetVisible(widget, 0, _AROUND)
        if (inner := area.widget()) is not None:
            _show_beginning(area, inner, widget)


def scroll_to_beginning(widget: QWidget) -> None:
    """Of what the widget stands in: there is something else to be read."""
    if (area := _area_around(widget)) is not None:
        area.verticalScrollBar().setValue(0)


def _area_around(widget: QWidget) -> QScrollArea | None:
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    return parent


def _show_beginning(area: QScrollArea, inner: QWidget, widget: QWidget) -> None:
    top = widget.mapTo(inner, QPoint()).y()
    layout = inner.layout()
    if layout is not None and top <= layout.contentsMargins().top():
        area.verticalScrollBar().setValue(0)
    elif widget.height() > area.viewport().height():
        area.verticalScrollBar().setValue(top - _AROUND)
