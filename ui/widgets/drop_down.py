"""One of a list: letters find by how a choice begins, a blank among them too; the list shows where one stands."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QStyleOptionViewItem

from ui.resources.theme import Size, colour, font, px
from ui.widgets.icons import paint_icon
from ui.widgets.mirror import inset, kept_in_order, placed

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
PAUSE_MS = 1_500
"""After so long without a letter the next begins another word."""
_SEEN_AT_ONCE = 12
_ROW, _SIDE, _ICON = 32, 10, 16
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class TypedWord:
    """The letters typed one after the other, and which of some texts they mean."""

    def __init__(self) -> None:
        self.text = ""
        self._last_ms = 0

    def goes_on(self, at_ms: int) -> bool:
        """Whether a letter now would belong to those before it."""
        return bool(self.text) and 0 <= at_ms - self._last_ms < PAUSE_MS

    def find(self, char: str, at_ms: int, texts: list[str], current: int) -> int:
        """The number of the text meant by one more letter; -1 where none begins so, and the letter is forgotten.

        A text that begins so comes before one of which a further word does. One letter again goes to the next.
        """
        before = self.text if self.goes_on(at_ms) else ""
        self._last_ms = at_ms
        folded = [text.casefold() for text in texts]
        typed = before + char.casefold()
        start = current if len(typed) > 1 else current + 1
        found = _first(folded, typed, start)
        if found < 0 and set(typed) == {char.casefold()}:
            typed, found = char.casefold(), _first(folded, char.casefold(), current + 1)
        self.text = typed if found >= 0 else before
        return found


class DropDown(QComboBox):
    """`confirmed` is Enter while it is closed. Open, Enter takes the row one stands on and Esc leaves all as it was."""

    confirmed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._word = TypedWord()
        self.setFrame(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(_SEEN_AT_ONCE)
        self.setProperty("elides", True)
        self.view().setItemDelegate(_Rows(self))
        self.view().installEventFilter(self)
        self.currentTextChanged.connect(self.setToolTip)

    def is_open(self) -> bool:
        """Whether its list is shown."""
        return self.view().isVisible()

    def showPopup(self) -> None:
        """Wide enough for its longest choice, as far as the screen goes."""
        widest = self.view().sizeHintForColumn(0) + 2 * px(4) + self.view().verticalScrollBar().sizeHint().width()
        screen = self.screen().availableGeometry().width()
        self.view().setMinimumWidth(min(max(self.width(), widest), screen))
        super().showPopup()

    def _typed_row(self, event: QKeyEvent, current: int) -> int | None:
        """The row a letter means, -1 for none; None for a key that is no letter. A blank goes on but does not begin."""
        char = event.text()
        is_letter = len(char) == 1 and char.isprintable() and not event.modifiers() & _COMMANDS
        if not is_letter or (char == " " and not self._word.goes_on(event.timestamp())):
            return None
        texts = [self.itemText(row) for row in range(self.count())]
        return self._word.find(char, event.timestamp(), texts, current)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is typed while the list is open; the row one stands on is taken by Enter."""
        if watched is self.view() and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            row = self._typed_row(event, self.view().currentIndex().row())
            if row is not None:
                if row >= 0:
                    self.view().setCurrentIndex(self.model().index(row, self.modelColumn()))
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.confirmed.emit()
            return
        row = self._typed_row(event, self.currentIndex())
        if row is None:
            super().keyPressEvent(event)
        elif row >= 0 and row != self.currentIndex():
            self.setCurrentIndex(row)
            self.activated.emit(row)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the wheel scrolls the form and changes no answer

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(font(Size.VALUE))
        painter.setPen(colour("muted" if self.property("tone") == "guess" else "text"))
        room = inset(painter, QRectF(self.rect()), 2, px(14))  # 2: what a QLineEdit keeps too
        for smaller in self.property("textSizes") or ():
            if painter.fontMetrics().horizontalAdvance(self.currentText()) > room.width():
                painter.setFont(font(smaller))
        text = painter.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, int(room.width()))
        sides = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, sides, kept_in_order(painter, text))


class _Rows(QStyledItemDelegate):
    """The row one stands on is filled; the choice in force has a tick."""

    def __init__(self, combo: DropDown) -> None:
        super().__init__(combo)
        self._combo = combo

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        wide = QFontMetricsF(font(Size.BASE)).horizontalAdvance(str(index.data() or ""))
        return QSize(round(wide) + 2 * px(_SIDE) + px(_ICON) + px(8), px(_ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        room = QRectF(option.rect)
        is_here = index.row() == self._combo.view().currentIndex().row()
        ink = colour("on_accent" if is_here else "text")
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_here:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent"))
            painter.drawRoundedRect(room.adjusted(1, 1, -1, -1), px(4), px(4))
        painter.setFont(font(Size.BASE))
        painter.setPen(ink)
        words = inset(painter, room, px(_SIDE), px(_SIDE) + px(_ICON) + px(8))
        text = painter.fontMetrics().elidedText(
            str(index.data() or ""), Qt.TextElideMode.ElideRight, int(words.width())
        )
        sides = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(words, sides, kept_in_order(painter, text))
        if index.row() == self._combo.currentIndex():
            side = px(_ICON)
            tick = QRectF(room.right() - px(_SIDE) - side, room.center().y() - side / 2, side, side)
            paint_icon(painter, "check", ink, placed(painter, tick, room))
        painter.restore()


def _first(texts: list[str], typed: str, start: int) -> int:
    """The first text from `start` on, and round, that begins so; else of which a word does; -1 for none."""
    order = [(start + step) % len(texts) for step in range(len(texts))] if texts else []
    begins = (row for row in order if texts[row].startswith(typed))
    words = (row for row in order if f" {typed}" in texts[row])
    return next(begins, next(words, -1))
