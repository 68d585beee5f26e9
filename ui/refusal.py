"""Why no window can be opened on this folder, in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from intake_app.i18n import _
from ui.widgets.buttons import Button
from ui.widgets.cover import Cover
from ui.widgets.labels import label

if TYPE_CHECKING:
    from intake_app.errors import UserError


class Refusal(Cover):
    """Says what is the matter and what to do; its one button closes the window."""

    def __init__(self, error: UserError) -> None:
        super().__init__(width=480)
        self.what = label(error.what, "title", is_wrapped=True)
        self.do = label(error.do, "lead", is_wrapped=True)
        self.button = Button(_("Close"), "Esc", primary=True)
        self.add_title("lock", self.what, self.do)
        self.add(self.button, above=24)
        self.end()
        self.button.clicked.connect(QApplication.closeAllWindows)
        self.setFocusProxy(self.button)
