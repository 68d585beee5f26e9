"""What narrows a list, as chips: each is taken away by its x, and by Delete or Enter where the focus is on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from intake_app.i18n import _
from ui.resources.theme import Size, Weight, colour, font, px
from ui.widgets.flow import Flow
from ui.widgets.icons import IconLabel, paint_icon
from ui.widgets.labels import ElidedLabel
from ui.widgets.layouts import bare
from ui.widgets.mirror import kept_in_order
from ui.widgets.pressed import EnterButton

if TYPE_CHECKING:
    from collections.abc import Sequence

HEIGHT = 30
_SIDE = 11
_ICON = 14
_GAP = 8
_SHORTEST = 48  # of the words, where there is little room
_LEAST_SHARE = 0.6  # of a filter's width that still says which it is


class Chip(EnterButton):
    """A filter in force, or the way to another one (`is_adding`).

    Words longer than the room end in dots and are whole in the tool tip.
    """

    removed = Signal()

    def __init__(self, text: str, *, is_adding: bool = False) -> None:
        super().__init__()
        self._is_adding = is_adding
        self._is_short = False
        self.setProperty("elides", True)
        self.setText(text)
        self.setAccessibleName(text if is_adding else _("Take away: {filter}").format(filter=text))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        if not is_adding:
            self.clicked.connect(self.removed)

    def set_short(self, *, is_short: bool) -> None:
        """Show the icon alone; the words are then in the tool tip."""
        if is_short != self._is_short:
            self._is_short = is_short
            self.updateGeometry()
            self.update()

    def whole_width(self) -> int:
        """How wide it is with all its words."""
        return self.short_width() + round(self._words_width()) + px(6)

    def short_width(self) -> int:
        """How wide it is with its icon alone."""
        return 2 * px(_SIDE) + px(_ICON)

    def sizeHint(self) -> QSize:
        return QSize(self.short_width() if self._is_short else self.whole_width(), px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), self.short_width() + px(6) + px(_SHORTEST)), px(HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setToolTip(self.text() if self.width() < self.whole_width() else "")

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
        if self._is_short:
            return
        painter.setFont(self._font())
        painter.setPen(colour("muted" if self._is_adding else "text"))
        start = gap + side + px(6) if is_icon_left else gap
        room = QRectF(start, 0, self.width() - 2 * gap - side - px(6) + 2, self.height())
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, round(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, kept_in_order(painter, shown))

    def _words_width(self) -> float:
        return QFontMetricsF(self._font()).horizontalAdvance(self.text())

    def _font(self) -> QFont:
        return font(Size.LABEL, Weight.MEDIUM)


class ChipRow(QWidget):
    """`removed(name)` takes a filter away, `asked()` wants another.

    Filters that have no room beside each other go on in the next line: however many there are, the window grows no
    wider. With `set_one_line` the longest gives way first, as far as it still says what it is.
    """

    removed = Signal(str)
    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.add = Chip(_("Filter"), is_adding=True)
        self._hint_icon = IconLabel("languages", size=15)
        self._hint = ElidedLabel("", "helper")
        self._row = bare(QHBoxLayout(self), px(_GAP))
        self._flow = Flow(px(_GAP), px(_GAP))
        self._chips: list[Chip] = []
        self._is_one_line = False
        self._build()

    def set_one_line(self, *, is_one_line: bool) -> None:
        """Take one line if that can be, as in a low window with large text."""
        if is_one_line != self._is_one_line:
            self._is_one_line = is_one_line
            self._fit()

    def show_chips(self, chips: Sequence[tuple[str, str]]) -> None:
        """(name, text) of each filter in force."""
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        self._flow.removeWidget(self.add)
        for name, text in chips:
            chip = Chip(text)
            chip.removed.connect(lambda name=name: self._remove(name))
            self._flow.addWidget(chip)
            chip.show()  # at once, so that it can have the focus
            self._chips.append(chip)
        self._flow.addWidget(self.add)
        self._fit()

    def tab_stops(self) -> list[QWidget]:
        """The filters in force, and the way to another one."""
        return [*self._chips, self.add]

    def say(self, hint: str) -> None:
        """What the search has understood, at the end of the row."""
        if hint == self._hint.text() and self._hint_icon.isHidden() == (not hint):
            return
        self._hint.setText(hint)
        for part in (self._hint_icon, self._hint):
            part.setVisible(bool(hint))
        self._fit()

    def sizeHint(self) -> QSize:
        """With all the words in one line."""
        said = self._hint.sizeHint().width() + self._beside_hint() if self._hint.text() else 0
        return QSize(self._chips_width() + said, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The hint is shortened before a filter is; a line is saved by the icon of the way to another one, and by the
        end of the longest filter.
        """
        wide, room = self._chips_width(), self.width()
        longest = max(self._chips, key=Chip.whole_width, default=None)
        over = wide - room - (self.add.whole_width() - self.add.short_width())
        least = over if longest is None else over - round(longest.whole_width() * (1 - _LEAST_SHARE))
        is_dear = self._is_one_line and least <= 0 < wide - room
        self.add.set_short(is_short=is_dear)
        for chip in self._chips:
            gives = over if is_dear and chip is longest else 0
            chip.setMaximumWidth(chip.whole_width() - max(0, gives))
        if self._hint.text():
            self._hint.setMaximumWidth(max(1, room - wide - self._beside_hint()))

    def _chips_width(self) -> int:
        """Of all the filters beside each other."""
        return sum(chip.whole_width() + px(_GAP) for chip in self._chips) + self.add.whole_width()

    def _beside_hint(self) -> int:
        return self._hint_icon.sizeHint().width() + 2 * px(_GAP)

    def _remove(self, name: str) -> None:
        self.add.setFocus()
        self.removed.emit(name)

    def _build(self) -> None:
        self._flow.addWidget(self.add)
        self._row.addLayout(self._flow, 1)
        self._row.addWidget(self._hint_icon)
        self._row.addWidget(self._hint)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.add.clicked.connect(self.asked)
        self.say("")
