"""What all fields of a form have in common: label, frame, and a helper line always reserved: a message moves nothing.

The frame paints itself from `state`, because a style sheet has no outer ring and its dots are uneven. A field is
`BLEED` pixels wider than its frame on both sides, which is where the focus ring's halo goes.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.resources.theme import Size, font, px
from ui.widgets.field_words import (
    Helper,
    keycap_width,
    label_width,
    paint_guess,
    paint_helper,
    paint_keycap,
    paint_label,
)
from ui.widgets.frames import paint_frame
from ui.widgets.layouts import bring_into_view
from ui.widgets.mirror import inset

State = Literal["empty", "guess", "done", "focus", "error"]
Kind = Literal["muted", "error", "warning", "said"]

LABEL, FRAME, HELPER, GAP = 18, 36, 18, 4
HEIGHT = LABEL + GAP + FRAME + GAP + HELPER
BLEED = 3
_ICONS = {"error": "circle-alert", "warning": "triangle-alert"}


class FieldShell(QWidget):
    """Everything of a field but what is typed into; `editor` stands in the frame.

    `edited` carries the new text or code, `confirmed` is Enter, `left` says that the focus went elsewhere.
    """

    edited = Signal(str)
    confirmed = Signal()
    left = Signal()
    frame_height = FRAME
    has_guess_word = True

    def __init__(self, label: str, editor: QWidget, *, helper: str, keycap: str, needed: bool) -> None:
        super().__init__()
        self.label = label
        self.editor = editor
        self._keycap = keycap
        self._keycap_word = ""
        self._needed = needed
        self._resting_helper = helper
        self._helper = Helper(helper)
        self._state: State = "empty"
        self._frame_height = px(self.frame_height)
        self._build()

    @property
    def key_words(self) -> tuple[str, str]:
        """The key beside the label and what it does, for the list of keys; both empty where there is none."""
        words = f"{self.label} ({self._keycap_word})" if self._keycap_word else self.label
        return (self._keycap, words) if self._keycap else ("", "")

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
        self._describe()
        self.update()

    def set_helper(self, text: str, kind: Kind = "muted", icon: str = "") -> None:
        """Say something below the frame; an error also makes the frame red."""
        self._helper = Helper(text, kind, icon or _ICONS.get(kind, ""))
        self._say_whole()
        self._describe()
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
        return self._helper.text

    def set_label(self, label: str) -> None:
        """Another label, as when the country's name stands in it."""
        self.label = label
        self.editor.setAccessibleName(label)
        self._say_whole()
        self.update()

    def set_keycap_word(self, word: str) -> None:
        """A word before the keycap, such as what the key does."""
        self._keycap_word = word
        self._say_whole()
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
        self.editor.installEventFilter(self)
        self.setProperty("elides", True)
        self._say_whole()
        self.setFocusProxy(self.editor)
        self.setFixedHeight(px(LABEL) + 2 * px(GAP) + px(HELPER) + self._frame_height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._layout = QHBoxLayout(self)
        self._layout.addWidget(self.editor)
        self.set_insets(BLEED + px(11))

    def _heard_value(self) -> str:
        """The value in words, where the editor itself is not one that says it."""
        return ""

    def _describe(self) -> None:
        """What is heard after the label: a value that the editor does not say, and what stands below the frame."""
        self.editor.setAccessibleDescription(", ".join(filter(None, (self._heard_value(), self._helper.text))))

    def _say_whole(self) -> None:
        """What is shortened for want of room is whole in the tool tip."""
        is_short = label_width(self.label) > self._label_room()
        self.setToolTip("\n".join(filter(None, (self.label if is_short else "", self._helper.text))))

    def _label_room(self) -> float:
        return self.width() - 2 * BLEED - keycap_width(self._keycap, self._keycap_word)

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
            bring_into_view(self)
            self.update()
        elif watched is self.editor and event.type() == QEvent.Type.FocusOut:
            self._editor_left()
            self.update()
        elif watched is self.editor and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self.watch_key(event)
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say_whole()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row = QRectF(BLEED, 0, self.width() - 2 * BLEED, px(LABEL))
        paint_label(
            painter, inset(painter, row, 0, row.width() - self._label_room()), self.label, is_needed=self._needed
        )
        paint_keycap(painter, row, self._keycap, self._keycap_word)
        paint_frame(painter, self._frame_rect(), self._frame_look(), is_focused=self.editor.hasFocus())
        if self._state == "guess" and self.has_guess_word:
            paint_guess(painter, self._frame_rect())
        paint_helper(painter, row.translated(0, self.height() - px(HELPER)), self._helper)
