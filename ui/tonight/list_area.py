"""The text of a pasted list: pasting goes to its end, and a list that stands in it already is not taken twice."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QSizePolicy

from intake_app.i18n import _
from ui.resources.theme import px
from ui.tonight.room import ANY_HEIGHT
from ui.widgets.field_shell import GAP, LABEL
from ui.widgets.text_area import TextArea

_FEW_LINES = 5  # a large text leaves no height for more


def is_list(text: str) -> bool:
    """Several lines, or cells of a spreadsheet: more than one field can hold."""
    return "\n" in text.strip() or "\t" in text.strip()


class ListArea(TextArea):
    """`doubled` when somebody pastes what stands here already. It takes the height there is."""

    doubled = Signal()
    helper_lines = 0

    def __init__(self) -> None:
        super().__init__(_("One person a line, an empty line between parties"), lines=_FEW_LINES)
        self.setMaximumHeight(ANY_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.area.installEventFilter(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is selected to be mended stays in sight where there is less room for the list."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self.area.ensureCursorVisible)  # once the text has its own room

    def _frame_rect(self) -> QRectF:
        frame = super()._frame_rect()
        frame.setHeight(self.height() - px(LABEL) - 2 * px(GAP))
        return frame

    def add(self, text: str) -> None:
        """Put a list behind what stands here; where most of its lines do already, it is the same one again."""
        own, new = self.text(), [line for line in text.splitlines() if line.strip()]
        known = frozenset(own.splitlines())
        if new and 2 * sum(line in known for line in new) >= len(new):
            self.doubled.emit()
            return
        cursor = QTextCursor(self.area.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText("\n" * bool(own and not own.endswith("\n")) + text)
        self.area.setTextCursor(cursor)

    def select(self, number: int, start: int = 0, length: int = 0) -> None:
        """Select characters of a line (its number from 1 on): typing replaces them."""
        block = self.area.document().findBlockByNumber(number - 1)
        text, cursor = block.text(), QTextCursor(block)
        cursor.setPosition(block.position() + _units(text[:start]))
        cursor.setPosition(cursor.position() + _units(text[start : start + length]), QTextCursor.MoveMode.KeepAnchor)
        self.area.setTextCursor(cursor)
        self.area.ensureCursorVisible()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A list is never pasted into a line, nor over the words that are selected to be mended."""
        is_press = event.type() == QEvent.Type.KeyPress and not self.area.isReadOnly()
        if is_press and isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Paste):
            text = QApplication.clipboard().text()
            if is_list(text):
                self.add(text)
                return True
        return super().eventFilter(watched, event)


def _units(text: str) -> int:
    """How many positions of a Qt document a text takes."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
