"""The keys and buttons of the desk: each does what the form, as it stands, asks for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from intake_app.i18n import _
from ui.desk.form import SPEAK_ALONE
from ui.desk.party_box import KEYS as PARTY_KEYS
from ui.desk.showing import show_preview_of, show_read_back
from ui.desk.slots import KIND
from ui.widgets.bound_keys import bind_key
from ui.widgets.choices import ChoiceField

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.desk.page import DeskPage


class DeskCommands(QObject):
    """Binds them to the page. While a save runs they wait in their place among the keys."""

    def __init__(self, page: DeskPage) -> None:
        super().__init__(page)
        self._page = page
        self._work = page.work
        self._connect()

    def answer_card(self, keys: str) -> None:
        """A key, or a click into the card at the right."""
        form, decided = self._work.form, self._page.decided
        if form is not None and keys == "1" and form.notice == SPEAK_ALONE:
            decided.go_back()
        elif form is not None and keys == "Enter" and form.notice == SPEAK_ALONE:
            decided.give_bed()
        elif keys in ("F7", "F8", "Shift+F7"):
            self._stand()
            decided.answer(keys)

    def preview(self) -> None:
        """F12: the sheet, once what is pressed before it is done."""
        self._in_turn(self._preview)

    def _connect(self) -> None:
        page, work = self._page, self._work
        for button, press in (
            (page.park, self._park),
            (page.read_back, self._read_back),
            (page.save, self._save),
            (page.save_next, partial(work.save, is_next_coming=True)),
        ):
            button.clicked.connect(partial(self._in_turn, press))
        for key, words in (
            ("F7", _("Answer the card at the right: yes")),
            ("F8", _("Answer the card at the right: no")),
            ("Shift+F7", _("Take back that it is someone else")),
        ):
            self._add_key(key, words, partial(self.answer_card, key))
        self._add_key("F3", _("Another kind of document"), self._turn_kind)
        self._add_key("F4", _("No document"), self._refuse_document)
        self._add_key(PARTY_KEYS, _("How many travel together"), page.party.ask)
        self._add_key("Ctrl+N", _("An empty form; once more brings this one back"), work.whole.start_anew)

    def _add_key(self, key: str, words: str, act: Callable[[], None]) -> None:
        bind_key(key, words, self._page, lambda: self._in_turn(act), Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _in_turn(self, act: Callable[[], object], _checked: bool = False) -> None:
        self._work.context.keys.in_turn(act)

    def _stand(self) -> None:
        """Tell the work where the focus is, however it came there."""
        if name := self._page.fields.focused():
            self._work.stand(name)

    def _refuse_document(self) -> None:
        self._stand()
        self._work.refuse_document()

    def _turn_kind(self) -> None:
        kinds = self._page.fields.fields[KIND]
        if isinstance(kinds, ChoiceField):
            kinds.cycle()

    def _park(self) -> None:
        """F5 puts a form aside; where the form is empty it goes to those that were."""
        form, right = self._work.form, self._page.right
        if form is None or form.has_typed() or right is None:
            self._work.whole.park()
        elif not right.parked.take_focus():
            self._work.context.bus.said.emit(_("Nothing is parked."), "muted")

    def _save(self) -> None:
        """Ctrl+Enter saves; of somebody who wants to speak alone nothing is written, and the bed is what there is."""
        form = self._work.form
        if form is not None and form.notice == SPEAK_ALONE:
            self._page.decided.give_bed()
        else:
            self._work.save(is_next_coming=False)

    def _read_back(self) -> None:
        form = self._work.form
        if form is not None and form.has_answers():
            show_read_back(self._page, form, self._page.go_to)
        elif form is not None:
            self._work.context.bus.said.emit(_("Nothing to read back yet."), "muted")

    def _preview(self) -> None:
        if self._work.form is not None:
            show_preview_of(self._page, self._work, self._save)
