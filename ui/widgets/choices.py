"""Fields of a fixed set: one of a list, and one of a few letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.resources.theme import Size, colour, font, px
from ui.widgets.drop_down import ENTER, DropDown
from ui.widgets.field_shell import BLEED, FieldShell, State
from ui.widgets.frames import paint_dots
from ui.widgets.icons import paint_icon
from ui.widgets.mirror import is_mirrored, placed

if TYPE_CHECKING:
    from collections.abc import Sequence


class ChoiceField(FieldShell):
    """One of a list of (code, text): Up, Down and letters go through them, Alt+Down or a blank opens them.

    `edited` carries the code. Without `helper_lines` nothing can be said below it, where nothing can be refused.
    """

    def __init__(
        self,
        label: str,
        options: Sequence[tuple[str, str]],
        *,
        helper: str = "",
        keycap: str = "",
        needed: bool = False,
        helper_lines: int = 1,
    ) -> None:
        self.combo = DropDown()
        self.helper_lines = helper_lines
        super().__init__(label, self.combo, helper=helper, keycap=keycap, needed=needed)
        self.set_options(options)
        self.set_value(self.value())
        self.combo.activated.connect(lambda _index: self._choose())
        self.combo.confirmed.connect(self._confirm)

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer these; what was chosen stays if it is among them, else the first is."""
        chosen = self.value()
        self.combo.clear()
        for code, text in options:
            self.combo.addItem(text, code)
        self.combo.setCurrentIndex(max(0, self.combo.findData(chosen)))

    def value(self) -> str:
        """The code chosen; empty where there is nothing to choose from."""
        return str(self.combo.currentData() or "")

    def text(self) -> str:
        """What is shown for it."""
        return self.combo.currentText()

    def set_value(self, code: str, state: State | None = None) -> None:
        """Choose a code; one that is not offered changes nothing. Without a state it is done, or empty where the code
        is: nothing has been chosen then.
        """
        index = self.combo.findData(code)
        if index >= 0:
            self.combo.setCurrentIndex(index)
        self.set_state(state or self._chosen_state())

    def set_text_sizes(self, *sizes: Size) -> None:
        """Texts smaller than that of other fields, each only where what is chosen is too long for the one before."""
        self.combo.setProperty("textSizes", [int(size) for size in sizes])
        self.combo.update()

    def cycle(self) -> None:
        """Choose the next, the first after the last; as the field's key does."""
        if self.combo.count():
            self.combo.setCurrentIndex((self.combo.currentIndex() + 1) % self.combo.count())
            self._choose()

    def _value_width(self) -> float:
        return self.combo.fontMetrics().horizontalAdvance(self.text())

    def _chosen_state(self) -> State:
        return "done" if self.value() else "empty"

    def _choose(self) -> None:
        if self.value_state == "error":
            self.clear_helper()
        self.set_state(self._chosen_state())
        self.edited.emit(self.value())

    def _confirm(self) -> None:
        if self.value_state != "error":
            self.set_state(self._chosen_state())
        self.confirmed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.value_state == "guess":
            return
        frame, side = self._frame_rect(), px(16)
        box = QRectF(frame.right() - side - px(8), frame.center().y() - side / 2, side, side)
        painter = QPainter(self)
        paint_icon(painter, "chevron-down", colour("muted"), placed(painter, box, frame))


class SegmentField(FieldShell):
    """One of a few letters, or none. Options are (code, letter shown, further letters that mean it)."""

    has_guess_word = False  # the dots stand around the segment

    def __init__(
        self, label: str, options: Sequence[tuple[str, str, str]], *, helper: str = "", keycap: str = ""
    ) -> None:
        self.segments = _Segments(options)
        super().__init__(label, self.segments, helper=helper, keycap=keycap, needed=False)
        self.set_insets(BLEED)  # the segments fill the frame
        self.segments.chosen.connect(self._choose)
        self.segments.confirmed.connect(self._confirm)

    def value(self) -> str:
        """The code chosen; empty for none."""
        return self.segments.value

    def text(self) -> str:
        """The letter of the code chosen."""
        return self.segments.letter()

    def set_value(self, code: str, state: State | None = None) -> None:
        """Choose a code, or none with an empty one."""
        self.segments.value = code
        self.set_state(state or ("done" if code else "empty"))

    def set_state(self, state: State) -> None:
        super().set_state(state)
        self.segments.state = state
        self.segments.update()

    def _heard_value(self) -> str:
        return self.text()

    def _choose(self, code: str) -> None:
        self.set_state("done")
        self.edited.emit(code)

    def _confirm(self) -> None:
        self.set_state("done" if self.value() else "empty")
        self.confirmed.emit()

    def _frame_look(self) -> str:
        return self.state if self.state in ("error", "empty") else "plain"


class _Segments(QAbstractButton):
    """A button to whoever hears the window: a widget of no kind is passed over."""

    chosen = Signal(str)
    confirmed = Signal()

    def __init__(self, options: Sequence[tuple[str, str, str]]) -> None:
        super().__init__()
        self._options = tuple(options)
        self.value = ""
        self.state = "empty"
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def letter(self) -> str:
        """The letter of the value; empty for none."""
        return next((letter for code, letter, _more in self._options if code == self.value), "")

    def _take(self, code: str) -> None:
        self.value = code
        self.update()
        self.chosen.emit(code)

    def _step(self, by: int) -> None:
        codes = [code for code, _letter, _more in self._options]
        index = codes.index(self.value) + by if self.value in codes else 0
        self._take(codes[max(0, min(len(codes) - 1, index))])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text().casefold()
        if event.key() in ENTER:
            self.confirmed.emit()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._step(1 if (event.key() == Qt.Key.Key_Right) != is_mirrored(self) else -1)
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._take("")
        elif found := [code for code, letter, more in self._options if typed and typed in (letter + more).casefold()]:
            self._take(found[0])
        else:
            event.ignore()  # a button of Qt would go to the next field by an arrow

    def mousePressEvent(self, event: QMouseEvent) -> None:
        x = self.width() - event.position().x() if is_mirrored(self) else event.position().x()
        index = int(x * len(self._options) // max(1, self.width()))
        self._take(self._options[max(0, min(len(self._options) - 1, index))][0])

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(Size.VALUE if self.height() > px(30) else Size.BASE))
        width = self.width() / len(self._options)
        for number, (code, letter, _more) in enumerate(self._options):
            box = placed(painter, QRectF(number * width, 0, width, self.height()), QRectF(self.rect()))
            is_chosen = code == self.value
            if is_chosen:
                self._paint_chosen(painter, box.adjusted(px(4), px(4), -px(4), -px(4)))
            ink = "accent" if is_chosen and self.state != "guess" else "muted"
            painter.setPen(colour(ink))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)

    def _paint_chosen(self, painter: QPainter, box: QRectF) -> None:
        if self.state == "guess":
            paint_dots(painter, box, px(4))
            return
        painter.setPen(QPen(Qt.PenStyle.NoPen))
        painter.setBrush(colour("accent_wash"))
        painter.drawRoundedRect(box, px(4), px(4))
