"""What narrows a list, as chips: each is taken away by its x, and by Delete or Enter where the focus is on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from intake_app.i18n import _
from ui.resources.theme import Size, Weight, colour, font, px
from ui.widgets.icons import IconLabel, paint_icon
from ui.widgets.labels import label
from ui.widgets.layouts import bare
from ui.widgets.mirror import kept_in_order
from ui.widgets.pressed import EnterButton

if TYPE_CHECKING:
    from collections.abc import Sequence

HEIGHT = 30
_SIDE = 11
_ICON = 14


class Chip(EnterButton):
    """A filter in force, or the way to another one (`is_adding`)."""

    removed = Signal()

    def __init__(self, text: str, *, is_adding: bool = False) -> None:
        super().__init__()
        self._is_adding = is_adding
        self.setText(text)
        self.setAccessibleName(text if is_adding else _("Take away: {filter}").format(filter=text))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if not is_adding:
            self.clicked.connect(self.removed)

    def sizeHint(self) -> QSize:
        text = QFontMetricsF(self._font()).horizontalAdvance(self.text())
        return QSize(round(text) + 2 * px(_SIDE) + px(_ICON) + px(6), px(HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not self._is_adding:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        is_ringed = self.hasFocus()
        painter.setPen(QPen(colour("focus"), 2) if is_ringed else QPen(colour("border"), 1))
        if not self._is_adding and not is_ringed:
            painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("surface" if self._is_adding else "hover"))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        self._paint_words(painter)

    def _paint_words(self, painter: QPainter) -> None:
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        is_icon_left = self._is_adding != is_mirrored
        side, gap = px(_ICON), px(_SIDE)
        left = gap if is_icon_left else self.width() - gap - side
        icon = QRectF(left, (self.height() - side) / 2, side, side)
        paint_icon(painter, "plus" if self._is_adding else "x", colour("muted"), icon)
        painter.setFont(self._font())
        painter.setPen(colour("muted" if self._is_adding else "text"))
        start = gap + side + px(6) if is_icon_left else gap
        room = QRectF(start, 0, self.width() - 2 * gap - side - px(6) + 2, self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, kept_in_order(painter, self.text()))

    def _font(self) -> QFont:
        return font(Size.LABEL, Weight.MEDIUM)


class ChipRow(QWidget):
    """`removed(name)` takes a filter away, `asked()` wants another."""

    removed = Signal(str)
    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.add = Chip(_("Filter"), is_adding=True)
        self._hint_icon = IconLabel("languages", size=15)
        self._hint = label("", "helper")
        self._row = bare(QHBoxLayout(self), px(8))
        self._chips: list[Chip] = []
        self._build()

    def show_chips(self, chips: Sequence[tuple[str, str]]) -> None:
        """(name, text) of each filter in force."""
        for chip in self._chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for number, (name, text) in enumerate(chips):
            chip = Chip(text)
            chip.removed.connect(lambda name=name: self._remove(name))
            self._row.insertWidget(number, chip)
            chip.show()  # at once, so that it can have the focus
            self._chips.append(chip)

    def tab_stops(self) -> list[QWidget]:
        """The filters in force, and the way to another one."""
        return [*self._chips, self.add]

    def say(self, hint: str) -> None:
        """What the search has understood, at the end of the row."""
        if hint == self._hint.text() and self._hint_icon.isHidden() == (not hint):
            return
        self._hint.setText(hint)
        self._hint_icon.setVisible(bool(hint))

    def _remove(self, name: str) -> None:
        self.add.setFocus()
        self.removed.emit(name)

    def _build(self) -> None:
        self._row.addWidget(self.add)
        self._row.addStretch(1)
        self._row.addWidget(self._hint_icon)
        self._row.addWidget(self._hint)
        self.setFixedHeight(px(HEIGHT))
        self.add.clicked.connect(self.asked)
        self.say("")
