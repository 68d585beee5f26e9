"""What of a field is painted: the label with its keycap, the frame, and a helper line always reserved.

A message moves nothing. The frame paints itself from its state, because a style sheet has no outer ring and its dots
are uneven. A field is `BLEED` pixels wider than its frame on both sides, which is where the focus ring's halo goes.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.resources.theme import px
from ui.widgets.field_words import (
    Helper,
    fits_helper,
    guess_width,
    keycap_width,
    label_width,
    paint_guess,
    paint_helper,
    paint_keycap,
    paint_label,
)
from ui.widgets.frames import paint_frame
from ui.widgets.mirror import inset

State = Literal["empty", "guess", "done", "focus", "error"]
Kind = Literal["muted", "error", "warning", "said"]

LABEL, FRAME, HELPER, GAP = 18, 36, 18, 4
HEIGHT = LABEL + GAP + FRAME + GAP + HELPER
BLEED = 3
_ICON_ROOM = 22
_SIDE = 13  # of a value from the frame, at 100 %


class FieldFrame(QWidget):
    """Label, frame and helper around whatever stands inside; knows nothing of values and keys."""

    frame_height = FRAME
    helper_lines = 1
    has_guess_word = True

    def __init__(self, label: str, *, helper: str, keycap: str, needed: bool) -> None:
        super().__init__()
        self.label = label
        self._keycap = keycap
        self._keycap_word = ""
        self._needed = needed
        self._resting_helper = helper
        self._helper = Helper(helper)
        self._state: State = "empty"
        self._frame_height = px(self.frame_height)
        self.setProperty("elides", True)

    @property
    def key_words(self) -> tuple[str, str]:
        """The key beside the label and what it does, for the list of keys; both empty where there is none."""
        words = f"{self.label} ({self._keycap_word})" if self._keycap_word else self.label
        return (self._keycap, words) if self._keycap else ("", "")

    @property
    def value_state(self) -> State:
        """What is known of the value, whether or not the field has the focus: empty, guess, done or error."""
        return self._state

    def set_needed(self, *, is_needed: bool) -> None:
        """Say beside the label whether the field is needed."""
        self._needed = is_needed
        self.update()

    def helper(self) -> str:
        """What stands below the frame."""
        return self._helper.text

    def fits_helper(self, text: str, widest: int) -> bool:
        """Whether a sentence can be read whole below the frame, with an icon before it; `widest` is the most the frame
        will have, in pixels, where it has not been laid out yet.
        """
        width = min(self.width() - 2 * BLEED, widest) - px(_ICON_ROOM)
        return fits_helper(text, width, self._helper_height())

    def set_label(self, label: str) -> None:
        """Another label, as when the country's name stands in it."""
        self.label = label
        self._say_whole()
        self.update()

    def set_keycap_word(self, word: str) -> None:
        """A word before the keycap, such as what the key does."""
        self._keycap_word = word
        self._say_whole()
        self.update()

    def _say_whole(self) -> None:
        """What is shortened for want of room is whole in the tool tip."""
        is_short = label_width(self.label) > self._label_room()
        self.setToolTip("\n".join(filter(None, (self.label if is_short else "", self._helper.text))))

    def _label_room(self) -> float:
        return self.width() - 2 * BLEED - keycap_width(self._keycap, self._keycap_word)

    def _helper_height(self) -> int:
        return px(HELPER) * self.helper_lines

    def _frame_rect(self) -> QRectF:
        return QRectF(BLEED, px(LABEL + GAP), self.width() - 2 * BLEED, self._frame_height)

    def _frame_look(self) -> str:
        return self._state

    def _value_width(self) -> float:
        """How wide the value is, where a word may stand behind it."""
        return 0

    def _says_guess(self) -> bool:
        """The dots say it too: without room for value and word the value is whole."""
        room = self._frame_rect().width() - 2 * px(_SIDE)
        return self._state == "guess" and self.has_guess_word and self._value_width() + guess_width() <= room

    def _is_typed_into(self) -> bool:
        """Whether the focus stands inside: the ring around the frame."""
        return False

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
        paint_frame(painter, self._frame_rect(), self._frame_look(), is_focused=self._is_typed_into())
        if self._says_guess():
            paint_guess(painter, self._frame_rect())
        high = self._helper_height()
        paint_helper(painter, QRectF(row.left(), self.height() - high, row.width(), high), self._helper)
