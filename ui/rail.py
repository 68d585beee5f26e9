"""The navigation rail: which centre and desk this is, and one row for each page."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.resources.theme import Size, Weight, colour, font, px
from ui.widgets.icons import paint_icon
from ui.widgets.labels import label
from ui.widgets.pressed import EnterButton

WIDTH = 196
ROW = 36
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class Rail(QWidget):
    """196 wide; `chosen(key)` when somebody picks a page. `set_current` marks one without choosing it."""

    chosen = Signal(str)

    def __init__(self, centre: str, desk: str) -> None:
        super().__init__()
        self._buttons: dict[str, RailButton] = {}
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(px(WIDTH) - 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(px(8), px(14), px(8), px(12))
        self._column.setSpacing(0)
        self._names = (label("", "rail"), label("", "helper"))
        for line in self._names:
            line.setContentsMargins(px(10), 0, px(4), 0)
            line.setMinimumWidth(1)
            self._column.addWidget(line)
        self.set_names(centre, desk)
        self._column.addSpacing(px(15))
        self._column.addStretch(1)

    def set_names(self, centre: str, desk: str) -> None:
        """Say which centre and desk this is."""
        for line, text in zip(self._names, (centre, desk), strict=True):
            line.setText(text)
            line.setToolTip(text)

    def add(self, key: str, title: str, icon: str, shortcut: str, *, is_apart: bool = False) -> None:
        """Add a page's row below the others, with a gap above if it stands apart."""
        button = RailButton(title, icon)
        button.setToolTip(shortcut)
        button.clicked.connect(lambda: self.chosen.emit(key))
        self._buttons[key] = button
        place = self._column.count() - 1
        if is_apart:
            self._column.insertSpacing(place, px(12))
            place += 1
        self._column.insertWidget(place, button)

    def set_current(self, key: str) -> None:
        """Mark the page that is shown."""
        for each, button in self._buttons.items():
            button.setChecked(each == key)


class RailButton(EnterButton):
    """An icon and a word; washed in the accent when its page is shown."""

    def __init__(self, title: str, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.setText(title)
        self.setAccessibleName(title)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(WIDTH - 16), px(ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0, 1, 0, -1)
        is_here = self.isChecked()
        painter.setPen(Qt.PenStyle.NoPen)
        if is_here or self.underMouse():
            painter.setBrush(colour("accent_wash" if is_here else "hover"))
            painter.drawRoundedRect(box, px(6), px(6))
        if self.hasFocus():
            painter.setPen(QPen(colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), px(6), px(6))
        side = px(18)
        ink = colour("accent" if is_here else "muted")
        paint_icon(painter, self._icon, ink, QRectF(px(10), box.center().y() - side / 2, side, side))
        painter.setPen(colour("accent" if is_here else "text"))
        painter.setFont(font(Size.BASE, Weight.SEMIBOLD if is_here else Weight.MEDIUM))
        room = box.adjusted(px(38), 0, -px(8), 0)
        text = QFontMetricsF(painter.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _LEFT, text)
