"""The words around a field's frame: label, keycap, the guess mark, the helper."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from intake_app.i18n import _
from ui.resources.theme import Size, Weight, colour, font, px
from ui.widgets.icons import paint_icon
from ui.widgets.keycap import caps_width, paint_caps

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_INKS = {"muted": "muted", "error": "danger", "warning": "warning", "said": "text"}


@dataclass(frozen=True, slots=True)
class Helper:
    """What stands below the frame; kinds are muted, error, warning and said."""

    text: str
    kind: str = "muted"
    icon: str = ""


def paint_label(painter: QPainter, row: QRectF, text: str, *, is_needed: bool) -> None:
    """The label above the frame, and quietly whether the field is needed."""
    painter.setFont(font(Size.LABEL, Weight.MEDIUM))
    painter.setPen(colour("muted"))
    painter.drawText(row, _LEFT, text)
    if is_needed:
        start = QFontMetricsF(painter.font()).horizontalAdvance(text) + px(6)
        painter.setFont(font(Size.STATUS))
        painter.drawText(row.adjusted(start, 0, 0, 0), _LEFT, _("needed"))


def paint_keycap(painter: QPainter, row: QRectF, keys: str, word: str) -> None:
    """The field's key at the right end of the label's row, and a word before it."""
    if not keys:
        return
    at = row.center()
    at.setX(row.right() - caps_width(keys))
    paint_caps(painter, keys, at, colour("muted"), colour("border"))
    if word:
        painter.setFont(font(Size.STATUS))
        painter.setPen(colour("muted"))
        painter.drawText(QRectF(row.left(), row.top(), at.x() - row.left() - px(6), row.height()), _RIGHT, word)


def paint_guess(painter: QPainter, frame: QRectF) -> None:
    """The word that marks a guess, in the frame at the right."""
    painter.setFont(font(Size.LABEL))
    painter.setPen(colour("muted"))
    painter.drawText(frame.adjusted(0, 0, -px(10), 0), _RIGHT, _("guess"))


def paint_helper(painter: QPainter, row: QRectF, helper: Helper) -> None:
    """The line below the frame, shortened where it is too long."""
    if not helper.text:
        return
    ink = colour(_INKS[helper.kind])
    if helper.icon:
        side = px(14)
        paint_icon(painter, helper.icon, ink, QRectF(row.left(), row.center().y() - side / 2, side, side))
        row.setLeft(row.left() + side + px(5))
    painter.setFont(font(Size.LABEL, Weight.SEMIBOLD if helper.kind == "said" else Weight.REGULAR))
    painter.setPen(ink)
    text = painter.fontMetrics().elidedText(helper.text, Qt.TextElideMode.ElideRight, int(row.width()))
    painter.drawText(row, _LEFT, text)
