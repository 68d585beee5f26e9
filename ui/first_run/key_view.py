"""The recovery key in numbered groups, large enough to be copied by hand."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from intake_app.i18n import _
from ui.resources.theme import Size, Weight, colour, font, px

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute  # groups are read from the left everywhere
_ROW, _PER_ROW = 62, 4


class KeyView(QWidget):
    """Seven groups in two rows; it can be read by a screen reader and not be selected or copied."""

    def __init__(self, recovery_key: str) -> None:
        super().__init__()
        self._groups = recovery_key.split("-")
        self.setAccessibleName(_("Recovery key: {key}").format(key=" ".join(self._groups)))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        rows = -(-len(self._groups) // _PER_ROW)
        return QSize(px(480), rows * px(_ROW) + px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_focused = self.hasFocus()
        painter.setPen(QPen(colour("focus" if is_focused else "border"), 2 if is_focused else 1))
        painter.setBrush(colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), px(8), px(8))
        width = (self.width() - 2 * px(16)) / _PER_ROW
        for place, group in enumerate(self._groups):
            row, column = divmod(place, _PER_ROW)
            box = QRectF(px(16) + column * width, px(12) + row * px(_ROW), width, px(_ROW))
            painter.setPen(colour("muted"))
            painter.setFont(font(Size.STATUS))
            painter.drawText(box.adjusted(px(8), px(6), 0, 0), _LEFT, str(place + 1))
            painter.setPen(colour("text"))
            painter.setFont(font(Size.TITLE, Weight.SEMIBOLD))
            painter.drawText(box.adjusted(px(8), px(22), 0, 0), _LEFT, group)
