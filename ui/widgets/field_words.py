"""The words around a field's frame: label, keycap, the guess mark, the helper."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from intake_app.i18n import _
from ui.resources.theme import Size, Weight, colour, font, px
from ui.widgets.icons import paint_icon
from ui.widgets.keycap import caps_width, paint_caps
from ui.widgets.mirror import inset, kept_in_order, placed

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_WRAPPED = int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)
_LINE = 18  # pixels at 100 %
_ENDLESS = 10_000
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
    metrics = QFontMetricsF(painter.font())
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, row.width())
    painter.drawText(row, _LEFT, kept_in_order(painter, shown))
    after = inset(painter, row, metrics.horizontalAdvance(shown) + px(6))
    painter.setFont(font(Size.STATUS))
    if is_needed and QFontMetricsF(painter.font()).horizontalAdvance(_("needed")) <= after.width():
        painter.drawText(after, _LEFT, _("needed"))


def label_width(text: str) -> float:
    """How wide a label above a frame is."""
    return QFontMetricsF(font(Size.LABEL, Weight.MEDIUM)).horizontalAdvance(text)


def keycap_width(keys: str, word: str) -> float:
    """How much of the label's row the key and its word take, with their distance; 0 for no key."""
    if not keys:
        return 0
    before = QFontMetricsF(font(Size.STATUS)).horizontalAdvance(word) + px(6) if word else 0
    return caps_width(keys) + before + px(8)


def paint_keycap(painter: QPainter, row: QRectF, keys: str, word: str) -> None:
    """The field's key at the right end of the label's row, and a word before it."""
    if not keys:
        return
    width = caps_width(keys)
    caps = placed(painter, QRectF(row.right() - width, row.top(), width, row.height()), row)
    paint_caps(painter, keys, QPointF(caps.left(), caps.center().y()), colour("muted"), colour("border"))
    if word:
        painter.setFont(font(Size.STATUS))
        painter.setPen(colour("muted"))
        painter.drawText(inset(painter, row, 0, width + px(6)), _RIGHT, word)


def guess_width() -> float:
    """How much of a frame the word that marks a guess takes, with its distance from the value."""
    return QFontMetricsF(font(Size.LABEL)).horizontalAdvance(_("guess")) + px(8)


def paint_guess(painter: QPainter, frame: QRectF) -> None:
    """The word that marks a guess, in the frame at the right."""
    painter.setFont(font(Size.LABEL))
    painter.setPen(colour("muted"))
    painter.drawText(inset(painter, frame, 0, px(10)), _RIGHT, _("guess"))


def fits_helper(text: str, width: float, height: float) -> bool:
    """Whether a sentence can be read whole below a frame, in so much room and in the size of helpers."""
    return _fits(font(Size.LABEL), text, width, height)


def _fits(written: QFont, text: str, width: float, height: float) -> bool:
    """In one line, or in as many as the room is high for."""
    metrics = QFontMetricsF(written)
    if height < 2 * metrics.height():
        return metrics.horizontalAdvance(text) <= width
    box = metrics.boundingRect(QRectF(0, 0, width, _ENDLESS), int(Qt.TextFlag.TextWordWrap), text)
    return box.height() <= height and box.width() <= width


def _fitting_font(helper: Helper, width: float, height: float) -> QFont:
    """The size of helpers, or a little less where a long language is whole only so."""
    weight = Weight.SEMIBOLD if helper.kind == "said" else Weight.REGULAR
    sizes = (font(size, weight) for size in (Size.LABEL, Size.STATUS, Size.KEYCAP))
    return next((each for each in sizes if _fits(each, helper.text, width, height)), font(Size.LABEL, weight))


def paint_helper(painter: QPainter, row: QRectF, helper: Helper) -> None:
    """The line below the frame, shortened where it is too long; of a higher row the lines, from its top."""
    if not helper.text:
        return
    ink = colour(_INKS[helper.kind])
    if helper.icon:
        side = px(14)
        box = QRectF(row.left(), row.top() + (px(_LINE) - side) / 2, side, side)
        paint_icon(painter, helper.icon, ink, placed(painter, box, row))
        row = inset(painter, row, side + px(5))
    painter.setFont(_fitting_font(helper, row.width(), row.height()))
    painter.setPen(ink)
    if row.height() > px(_LINE):
        painter.drawText(row, _WRAPPED, kept_in_order(painter, helper.text))
        return
    text = painter.fontMetrics().elidedText(helper.text, Qt.TextElideMode.ElideRight, int(row.width()))
    painter.drawText(row, _LEFT, kept_in_order(painter, text))
