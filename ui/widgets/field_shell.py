"""What all fields of a form have in common: label, frame, and a helper line always reserved: a message moves nothing.

The frame paints itself from `state`, because a style sheet has no outer ring and its dots are uneven. A field is
`BLEED` pixels wider than its frame on both sides, which is where the focus ring's halo goes.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from intake_app.i18n import _
from ui.resources.theme import Size, Weight, colour, font, px
from ui.widgets.frames import paint_frame
from ui.widgets.icons import paint_icon
from ui.widgets.keycap import caps_width, paint_caps

State = Literal["empty", "guess", "done", "focus", "error"]
Kind = Literal["muted", "error", "warning", "said"]

LABEL, FRAME, HELPER, GAP = 18, 36, 18, 4
HEIGHT = LABEL + GAP + FRAME + GAP + HELPER
BLEED = 3
_ICONS = {"error": "circle-alert", "warning": "triangle-alert"}
_INKS = {"muted": "muted", "error": "danger", "warning": "warning", "said": "text"}


class FieldShell(QWidget):
    """Everything of a field but what is typed into; `editor` stands in the frame.

    `edited` carries the new text or code, `confirmed` is Enter, `left` says that the focus went elsewhere.
    """

    edited = Signal(str)
    confirmed = Signal()
    left = Signal()
    frame_height = FRAME

    def __init__(self, label: str, editor: QWidget, *, helper: str, keycap: str, needed: bool) -> None:
        super().__init__()
        self.label = label
        self.editor = editor
        self._keycap = keycap
        self._keycap_word = ""
        self._needed = needed
        self._resting_helper = helper
        self._helper, self._kind, self._helper_icon = helper, "muted", ""
        self._state: State = "empty"
        self._frame_height = px(self.frame_height)
        self._build()

    @property
    def state(self) -> State:
        """How the frame looks now: its own state, or the focus, which an error outlasts."""
        if self._state == "error":
            return "error"
        return "focus" if self.editor.hasFocus() else self._state

    @property
    def value_state(self) -> State:
        """What is known of the value, whether or not the field has the focus: empty, guess, done or error."""
        return self._state

    def set_state(self, state: State) -> None:
        """Say what is known of the value: empty, guess, done or error."""
        self._state = state
        self.editor.setProperty("tone", "guess" if state == "guess" else "")
        self.editor.style().polish(self.editor)
        self.update()

    def set_helper(self, text: str, kind: Kind = "muted", icon: str = "") -> None:
        """Say something below the frame; an error also makes the frame red."""
        self._helper, self._kind, self._helper_icon = text, kind, icon or _ICONS.get(kind, "")
        self.setToolTip(text)
        self.editor.setAccessibleDescription(text)
        if kind == "error":
            self.set_state("error")
        self.update()

    def clear_helper(self) -> None:
        """Show again what stood below at first; an error is over."""
        if self._state == "error":
            self.set_state("empty")
        self.set_helper(self._resting_helper)

    def helper(self) -> str:
        """What stands below the frame."""
        return self._helper

    def set_label(self, label: str) -> None:
        """Another label, as when the country's name stands in it."""
        self.label = label
        self.editor.setAccessibleName(label)
        self.update()

    def set_keycap_word(self, word: str) -> None:
        """A word before the keycap, such as what the key does."""
        self._keycap_word = word
        self.update()

    def add_trailing(self, widget: QWidget) -> None:
        """Put a small widget at the end of the frame, behind the editor."""
        self._layout.addWidget(widget)

    def set_insets(self, inset: int) -> None:
        """How far the editor stands from both sides, in pixels."""
        self._layout.setContentsMargins(inset, px(LABEL + GAP), inset, px(GAP + HELPER))

    def focus(self) -> None:
        """Take the focus."""
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        self.editor.setParent(self)
        self.editor.setFont(font(Size.VALUE))
        self.editor.setAccessibleName(self.label)
        self.editor.setAccessibleDescription(self._helper)
        self.editor.installEventFilter(self)
        self.setFocusProxy(self.editor)
        self.setFixedHeight(px(LABEL) + 2 * px(GAP) + px(HELPER) + self._frame_height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._layout = QHBoxLayout(self)
        self._layout.addWidget(self.editor)
        self.set_insets(BLEED + px(11))

    def watch_key(self, event: QKeyEvent) -> None:
        """A key is about to reach the editor."""

    def _frame_rect(self) -> QRectF:
        return QRectF(BLEED, px(LABEL + GAP), self.width() - 2 * BLEED, self._frame_height)

    def _frame_look(self) -> str:
        return self.state

    def _editor_focused(self) -> None:
        """Somebody came to the editor."""

    def _editor_left(self) -> None:
        self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.editor and event.type() == QEvent.Type.FocusIn:
            self._editor_focused()
            self.update()
        elif watched is self.editor and event.type() == QEvent.Type.FocusOut:
            self._editor_left()
            self.update()
        elif watched is self.editor and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self.watch_key(event)
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_label(painter)
        paint_frame(painter, self._frame_rect(), self._frame_look(), is_focused=self.editor.hasFocus())
        if self._state == "guess":
            self._paint_guess(painter)
        self._paint_helper(painter)

    def _paint_label(self, painter: QPainter) -> None:
        row = QRectF(BLEED, 0, self.width() - 2 * BLEED, px(LABEL))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(font(Size.LABEL, Weight.MEDIUM))
        painter.setPen(colour("muted"))
        painter.drawText(row, flags, self.label)
        if self._needed:
            start = QFontMetricsF(painter.font()).horizontalAdvance(self.label) + px(6)
            painter.setFont(font(Size.STATUS))
            painter.drawText(row.adjusted(start, 0, 0, 0), flags, _("needed"))
        if self._keycap:
            self._paint_cap(painter, row, row.right() - caps_width(self._keycap))

    def _paint_cap(self, painter: QPainter, row: QRectF, left: float) -> None:
        middle = row.center()
        middle.setX(left)
        paint_caps(painter, self._keycap, middle, colour("muted"), colour("border"))
        if self._keycap_word:
            painter.setFont(font(Size.STATUS))
            painter.setPen(colour("muted"))
            box = QRectF(row.left(), row.top(), left - row.left() - px(6), row.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._keycap_word)

    def _paint_guess(self, painter: QPainter) -> None:
        painter.setFont(font(Size.LABEL))
        painter.setPen(colour("muted"))
        box = self._frame_rect().adjusted(0, 0, -px(10), 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, _("guess"))

    def _paint_helper(self, painter: QPainter) -> None:
        if not self._helper:
            return
        row = QRectF(BLEED, self.height() - px(HELPER), self.width() - 2 * BLEED, px(HELPER))
        ink = colour(_INKS[self._kind])
        if self._helper_icon:
            side = px(14)
            paint_icon(painter, self._helper_icon, ink, QRectF(row.left(), row.center().y() - side / 2, side, side))
            row.setLeft(row.left() + side + px(5))
        painter.setFont(font(Size.LABEL, Weight.SEMIBOLD if self._kind == "said" else Weight.REGULAR))
        painter.setPen(ink)
        text = painter.fontMetrics().elidedText(self._helper, Qt.TextElideMode.ElideRight, int(row.width()))
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
