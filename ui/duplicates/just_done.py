"""What was decided last, and the way back from it: apart from the buttons of the pair that has come up since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.i18n import _
from ui.resources.theme import px
from ui.widgets.labels import label
from ui.widgets.layouts import bare

if TYPE_CHECKING:
    from ui.duplicates.decider import Decision
    from ui.widgets.buttons import Button


class JustDone(QWidget):
    """Stands at the end of the panel, in the same place whatever pair is shown; there only while something can be
    taken back.
    """

    def __init__(self, take_back: Button) -> None:
        super().__init__()
        self._take_back = take_back
        self._said = label("", "muted", is_wrapped=True)
        column = bare(QVBoxLayout(self), px(6))
        column.addWidget(label(_("Just now"), "strong"))
        column.addWidget(self._said)
        column.addSpacing(px(4))
        column.addWidget(take_back, 0, Qt.AlignmentFlag.AlignLeading)
        self.hide()

    def show_last(self, last: Decision | None) -> None:
        """Say what was done; None where there is no way back from here."""
        self.setVisible(last is not None)
        if last is not None:
            self._said.setText(last.said.replace("-", "\u2011"))  # a card is not parted at the end of a line
            self._take_back.set_text(_("Part them again") if last.is_joining else _("Take it back"))
