"""A row of tabs: the one shown is underlined. Ctrl+Tab, Ctrl+PgDn and Alt with its number go to another."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from intake_app.i18n import _, say_number
from ui.resources.theme import Size, Weight, colour, font, px
from ui.widgets.bound_keys import bind_key
from ui.widgets.flow import Flow
from ui.widgets.keycap import Keycap
from ui.widgets.labels import Hairline, label
from ui.widgets.layouts import bare
from ui.widgets.mirror import inset, is_mirrored, kept_in_order
from ui.widgets.pressed import EnterButton

if TYPE_CHECKING:
    from collections.abc import Sequence

HEIGHT = 40
_GAP, _PADDING = 8, 9  # between tabs, and beside the words of each: room for the ring of the focus
_MORE, _AROUND = 36, 6  # of how many more there are
_BEFORE_COUNT = 6
_NUMBERED = 9  # tabs that have a number
_STEPS = {"Ctrl+Tab": 1, "Ctrl+PgDown": 1, "Ctrl+Shift+Tab": -1, "Ctrl+PgUp": -1}


class Tab(NamedTuple):
    """A tab's key, its word, and how many things are in it; none for a number that says nothing."""

    key: str
    text: str
    amount: int | None = None


class TabBar(QWidget):
    """`chosen(key)` when somebody goes to another tab; `set_current` marks one without choosing it.

    The line below a tab stands in line with what is around the bar, its words as far in as those of a table's cells.
    Tabs that have no room take a second line, or with `set_one_line` make way for the current one and its neighbours:
    how many more there are stands at that side, with a sign that points there.
    """

    chosen = Signal(str)

    def __init__(self, name: str, margin: int = 0) -> None:
        super().__init__()
        self._buttons: dict[str, TabButton] = {}
        self._current = ""
        self._is_one_line = False
        self.setAccessibleName(name)
        column = bare(QVBoxLayout(self))
        row = QHBoxLayout()
        row.setContentsMargins(margin, 0, margin, 0)
        self._row = Flow(px(_GAP), 0)
        self._side = row
        self._hidden = (label("", "helper"), label("", "helper"))
        row.setSpacing(px(_AROUND))
        row.addWidget(self._hidden[0])
        row.addLayout(self._row, 1)
        row.addWidget(self._hidden[1])
        self._keys = Keycap("")
        row.addWidget(self._keys)
        column.addLayout(row)
        column.addWidget(Hairline())
        # Not fixed: that would hold it to the height of one row where the tabs need two.
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for keys, by in _STEPS.items():
            words = _("Go to the next tab") if by > 0 else _("Go to the tab before")
            bind_key(keys, words, self, partial(self.step, by))
        self._numbers = [bind_key(f"Alt+{at + 1}", "", self, partial(self._choose_at, at)) for at in range(_NUMBERED)]

    def set_tabs(self, tabs: Sequence[Tab]) -> None:
        """These tabs in this order; a tab that was there keeps its focus."""
        if [tab.key for tab in tabs] != list(self._buttons):
            self._rebuild(tabs)
        for tab in tabs:
            self._buttons[tab.key].show_tab(tab)
        for at, shortcut in enumerate(self._numbers):
            shortcut.setEnabled(at < len(tabs))
            shortcut.setWhatsThis(_("Go to “{tab}”").format(tab=tabs[at].text) if at < len(tabs) else "")
        self.set_current(self._current if self._current in self._buttons else tabs[0].key)

    def set_one_line(self, *, is_one_line: bool) -> None:
        """Take one line only, as in a low window with large text; every tab keeps its keys."""
        if is_one_line != self._is_one_line:
            self._is_one_line = is_one_line
            self._fit()

    def current(self) -> str:
        """The key of the tab shown."""
        return self._current

    def set_current(self, key: str) -> None:
        """Mark the tab that is shown."""
        self._current = key
        for each, button in self._buttons.items():
            button.setChecked(each == key)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if each == key else Qt.FocusPolicy.ClickFocus)
        self._fit()

    def step(self, by: int) -> None:
        """Go to a neighbour; after the last comes the first."""
        if self._buttons:
            keys = list(self._buttons)
            self._choose_at((keys.index(self._current) + by) % len(keys))

    def button(self, key: str) -> TabButton:
        """The button of a tab."""
        return self._buttons[key]

    def _fit(self) -> None:
        """Show every tab, or of one line the current with as many after and before it as there is room for."""
        buttons = list(self._buttons.values())
        at = list(self._buttons).index(self._current) if self._current in self._buttons else 0
        margins = self._side.contentsMargins()
        room = self.width() - margins.left() - margins.right() - self._keys.sizeHint().width()
        if sum(button.sizeHint().width() + px(_GAP) for button in buttons) > room:
            room -= 2 * px(_MORE)
        shown: set[int] = set()
        for number in (*range(at, len(buttons)), *reversed(range(at))):
            room -= buttons[number].sizeHint().width() + px(_GAP)
            if room < 0 and shown:
                break
            shown.add(number)
        for number, button in enumerate(buttons):
            button.setVisible(not self._is_one_line or number in shown)
        self._say_hidden(buttons[: min(shown, default=0)], buttons[max(shown, default=0) + 1 :])

    def _say_hidden(self, *sides: Sequence[TabButton]) -> None:
        """How many tabs make way before those shown, and behind them; which, in the tool tip."""
        for words, hidden, said in zip(self._hidden, sides, ("\u2039 {count}", "{count} \u203a"), strict=True):
            is_said = self._is_one_line and bool(hidden)
            words.setText(said.format(count=len(hidden)) if is_said else "")
            words.setToolTip(", ".join(button.text() for button in hidden))
            words.setAccessibleName(words.toolTip())
            words.setVisible(is_said)

    def _rebuild(self, tabs: Sequence[Tab]) -> None:
        for button in self._buttons.values():
            self._row.removeWidget(button)
            button.deleteLater()
        self._buttons = {}
        for tab in tabs:
            button = self._buttons[tab.key] = TabButton(tab)
            button.clicked.connect(lambda _checked=False, key=tab.key: self._choose(key))
            self._row.addWidget(button)
            button.show()  # at once, so that it can have the focus
        self._keys.setParent(None)
        self._keys.deleteLater()
        self._keys = Keycap(f"Alt+1\N{EN DASH}{len(tabs)}")
        self._side.addWidget(self._keys)

    def _choose_at(self, position: int) -> None:
        if 0 <= position < len(self._buttons):
            self._choose(list(self._buttons)[position])

    def _choose(self, key: str) -> None:
        had_focus = any(button.hasFocus() for button in self._buttons.values())
        self.set_current(key)
        if had_focus:
            self._buttons[key].setFocus()
        self.chosen.emit(key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_one_line:
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        if event.key() in steps:
            by = steps[Qt.Key(event.key())]
            self.step(-by if is_mirrored(self) else by)
        else:
            super().keyPressEvent(event)


class TabButton(EnterButton):
    """A word with a quiet number behind it, underlined while its tab is shown."""

    def __init__(self, tab: Tab) -> None:
        super().__init__()
        self._count = ""
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_tab(tab)

    def show_tab(self, tab: Tab) -> None:
        """Another word or number."""
        self._count = "" if tab.amount is None else say_number(tab.amount)
        self.setText(tab.text)
        self.setAccessibleName(f"{tab.text} {self._count}".strip())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(self._text_width() + self._count_width()) + 1 + 2 * px(_PADDING), px(HEIGHT))

    def _text_width(self) -> float:
        return QFontMetricsF(font(Size.BASE, Weight.SEMIBOLD)).horizontalAdvance(self.text())

    def _count_width(self) -> float:
        width = QFontMetricsF(font(Size.STATUS)).horizontalAdvance(self._count)
        return px(_BEFORE_COUNT) + width if self._count else 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()  # the bar's
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_here = self.isChecked()
        box = QRectF(self.rect())
        painter.setFont(font(Size.BASE, Weight.SEMIBOLD if is_here else Weight.REGULAR))
        painter.setPen(colour("accent" if is_here else "text" if self.underMouse() else "muted"))
        # Qt itself mirrors the alignment of what a painter writes.
        room = box.adjusted(px(_PADDING), 0, -px(_PADDING), 0)
        shown = kept_in_order(painter, self.text())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        words = QFontMetricsF(painter.font()).horizontalAdvance(self.text())
        painter.setFont(font(Size.STATUS))
        painter.setPen(colour("muted"))
        after = inset(painter, room, words + px(_BEFORE_COUNT))  # the room kept for bold words stands behind both
        painter.drawText(after, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._count)
        if is_here:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent"))
            painter.drawRoundedRect(QRectF(0, box.bottom() - px(3), box.width(), px(3)), 1.5, 1.5)
        if self.hasFocus():
            painter.setPen(QPen(colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, px(5), -1, -px(6)), px(6), px(6))
