"""The buttons of the page: what can be done to the pair, the record or the list that is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from intake_app.i18n import _
from ui.widgets.buttons import Button

if TYPE_CHECKING:
    from ui.duplicates.page import DuplicatesPage


class PageButtons(QObject):
    """One primary button stands at the right: look, compare, or join."""

    def __init__(self, page: DuplicatesPage) -> None:
        super().__init__(page)
        self.look = Button(_("Look through the register"), "F5", primary=True, icon="search")
        self.again = Button(_("Look again"), "F5", flat=True, icon="search")
        self.stop = Button(_("Stop"), "Esc", flat=True)
        self.compare = Button(_("Compare the two"), "Enter", primary=True)
        self.doubt = Button(_("They may be the same after all"), "Del", icon="undo-2")
        self.back = Button(_("Back"), "Esc", flat=True)
        self.later = Button(_("Decide later"), "F6", flat=True)
        self.differ = Button(_("Not the same person"), "F8")
        self.join = Button(_("Join the two records"), "Ctrl+Enter", primary=True)
        self.take_back = Button(_("Take it back"), "Ctrl+Z", icon="undo-2")
        for button in (self.stop, self.back, self.later, self.again):
            page.actions_left.addWidget(button)
        for button in (self.doubt, self.differ, self.look, self.compare, self.join):
            page.actions_right.addWidget(button)

    def show_for(self, page: DuplicatesPage) -> None:
        """Those that do something as the page stands."""
        is_review = page.review is not None or page.is_asking()
        is_asking = page.is_asking()
        lists = page.lists
        is_running = lists.finder.is_running()
        has_pair, has_told = lists.pair() is not None, lists.told() is not None
        is_declared = is_review and page.review is not None and page.review.comparison.are_different
        shown = {
            self.stop: is_running and not is_review,
            self.back: is_review,
            self.later: is_review and not is_asking,
            self.again: not is_review and not is_running and (has_pair or has_told),
            self.doubt: not is_review and has_told,
            self.differ: is_review and not is_asking and not is_declared,
            self.look: not is_review and not is_running and not has_pair and not has_told,
            self.compare: not is_review and has_pair,
            self.join: is_review and not is_asking and not is_declared,
        }
        for button, is_shown in shown.items():
            button.setVisible(is_shown)
