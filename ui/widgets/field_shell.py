"""What all fields of a form have in common: an editor in a frame, its state, and what is said below and heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QWidget

from ui.resources.theme import Size, font, px
from ui.widgets.field_frame import BLEED, FRAME, GAP, HEIGHT, HELPER, LABEL, FieldFrame, Kind, State
from ui.widgets.field_words import Helper
from ui.widgets.layouts import bring_into_view

if TYPE_CHECKING:
    from intake_app.errors import UserError

__all__ = ["BLEED", "FRAME", "GAP", "HEIGHT", "HELPER", "LABEL", "FieldShell", "Kind", "State"]

_ICONS = {"error": "circle-alert", "warning": "triangle-alert"}


class FieldShell(FieldFrame):
    """Everything of a field but what is typed into; `editor` stands in the frame.

    `edited` carries the new text or code, `confirmed` is Enter, `left` says that the focus went elsewhere.
    """

    edited = Signal(str)
    confirmed = Signal()
    left = Signal()

    def __init__(self, label: str, editor: QWidget, *, helper: str, keycap: str, needed: bool) -> None:
        super().__init__(label, helper=helper, keycap=keycap, needed=needed)
        self.editor = editor
        self._heard = QLabel(label, self)  # on Linux a drop-down is called by its value, and by a label that is its own
        self._build()

    @property
    def state(self) -> State:
        """How the frame looks now: its own state, or the focus, which an error outlasts."""
        if self._state == "error":
            return "error"
        return "focus" if self.editor.hasFocus() else self._state

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

    def refuse(self, error: UserError) -> str:
        """Say what is wrong, and what to do where both can be read whole; answers what is to be said elsewhere."""
        is_whole = self.fits_helper(str(error), self.width())
        self.set_helper(str(error) if is_whole else error.what, "error")
        self.focus()
        return "" if is_whole else error.do

    def clear_helper(self) -> None:
        """Show again what stood below at first; an error is over."""
        if self._state == "error":
            self.set_state("empty")
        self.set_helper(self._resting_helper)

    def set_label(self, label: str) -> None:
        self.editor.setAccessibleName(label)
        self._heard.setText(label)
        super().set_label(label)

    def add_trailing(self, widget: QWidget) -> None:
        """Put a small widget at the end of the frame, behind the editor."""
        self._layout.addWidget(widget)

    def set_insets(self, inset: int) -> None:
        """How far the editor stands from both sides, in pixels."""
        self._layout.setContentsMargins(inset, px(LABEL + GAP), inset, px(GAP) + self._helper_height())

    def focus(self) -> None:
        """Take the focus."""
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        self.editor.setParent(self)
        if isinstance(self.editor, QComboBox):
            self._heard.setBuddy(self.editor)
        self._heard.setFixedSize(0, 0)
        self.editor.setFont(font(Size.VALUE))
        self.editor.setAccessibleName(self.label)
        self.editor.installEventFilter(self)
        self._say_whole()
        self.setFocusProxy(self.editor)
        self.setFixedHeight(px(LABEL) + 2 * px(GAP) + self._helper_height() + self._frame_height)
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

    def watch_key(self, event: QKeyEvent) -> None:
        """A key is about to reach the editor."""

    def _frame_look(self) -> str:
        return self.state

    def _editor_focused(self) -> None:
        """Somebody came to the editor."""

    def _editor_left(self) -> None:
        self.left.emit()

    def _is_typed_into(self) -> bool:
        return self.editor.hasFocus()

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


def field_of(editor: QWidget) -> QWidget:
    """The field that an editor stands in, with its label and helper; the editor itself where it stands in none."""
    shell = editor.parentWidget()
    return shell if isinstance(shell, FieldShell) else editor
