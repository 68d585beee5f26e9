"""A button that has the focus below a long text: arrows and page keys go on in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSlider

from ui.widgets.buttons import Button

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ui.widgets.scrolling import ScrollArea

_STEPS = {
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
}


class ScrollButton(Button):
    """As any button; what scrolls in `area`, which the keyboard passes by, is reached from here."""

    def __init__(self, text: str, keycap: str, area: ScrollArea, *, primary: bool = False, flat: bool = False) -> None:
        super().__init__(text, keycap, primary=primary, flat=flat)
        self._area = area

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self._area.verticalScrollBar().triggerAction(step)
        else:
            super().keyPressEvent(event)
