"""Left and right for what paints itself: rectangles are reckoned from the left, and mirrored where a language asks.

A painter of a widget knows the widget's direction, and Qt mirrors the alignment of a text by itself; places are ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QLineEdit, QWidget

RIGHT_TO_LEFT = Qt.LayoutDirection.RightToLeft


def is_mirrored(widget: QWidget) -> bool:
    """Whether a widget runs from right to left."""
    return widget.layoutDirection() == RIGHT_TO_LEFT


def margins(widget: QWidget, leading: int, top: int, trailing: int, bottom: int) -> tuple[int, int, int, int]:
    """The margins of a layout in a widget, by where a line of text begins and ends: Qt does not mirror them."""
    return (trailing, top, leading, bottom) if is_mirrored(widget) else (leading, top, trailing, bottom)


def begin_at_edge(line: QLineEdit) -> None:
    """Let what is typed, and the caret while nothing is, stand where the window's lines begin.

    Qt asks the text alone: Latin letters would begin at the far side of a mirrored window, and so would nothing.
    """
    if is_mirrored(line):
        line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)


def placed(painter: QPainter, rect: QRectF, room: QRectF) -> QRectF:
    """Where a rectangle reckoned from the room's left stands, in the painter's direction."""
    if painter.layoutDirection() != RIGHT_TO_LEFT:
        return rect
    return QRectF(room.left() + room.right() - rect.right(), rect.top(), rect.width(), rect.height())


def kept_in_order(painter: QPainter, text: str) -> str:
    """A text of its own direction: in a mirrored window `25 May 1997` and `+7 912 ...` begin with what they begin with.

    A right-to-left text stays one: the first strong letter tells (FIRST STRONG ISOLATE, POP DIRECTIONAL ISOLATE).
    """
    return f"\u2068{text}\u2069" if painter.layoutDirection() == RIGHT_TO_LEFT and text else text


def inset(painter: QPainter, rect: QRectF, leading: float = 0, trailing: float = 0) -> QRectF:
    """The rectangle, narrower where a line of text begins and where it ends."""
    if painter.layoutDirection() == RIGHT_TO_LEFT:
        leading, trailing = trailing, leading
    return rect.adjusted(leading, 0, -trailing, 0)
