"""The desk: the form in the middle, notice and outlook at the right, everything by keyboard."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QSpacerItem

from intake_app.i18n import _
from ui.desk.actions import DeskActions
from ui.desk.decided import Decided
from ui.desk.fields import FormFields
from ui.desk.form import SPEAK_ALONE
from ui.desk.look import DeskLook
from ui.desk.outcomes import Outcomes
from ui.desk.panel import DeskPanel
from ui.desk.party_box import KEYS as PARTY_KEYS
from ui.desk.party_box import PartyBox
from ui.desk.party_dots import PartyDots
from ui.desk.showing import show_preview_of, show_read_back
from ui.desk.slots import FIRST, KIND, NOTICE
from ui.desk.token_box import TokenBox
from ui.resources.theme import px
from ui.widgets.bound_keys import bind_key
from ui.widgets.buttons import Button
from ui.widgets.choices import ChoiceField
from ui.widgets.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent

    from intake_app.domain.changes import Changes
    from ui.context import WindowContext
    from ui.desk.saving import DeskStart


_ABOVE, _LEAST_ABOVE = 20, 8


def make_desk_page(context: WindowContext) -> DeskPage:
    """The page as the window's rail opens it."""
    return DeskPage(context)


class DeskPage(Page):
    """Shows the form of `work` and hands it what is typed."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(_("New arrival"), has_panel=True, has_actions=True)
        self.dots = PartyDots()
        self.token = TokenBox()
        self.party = PartyBox()
        self.fields = FormFields()
        self.park = Button(_("Park"), "F5", flat=True)
        self.read_back = Button(_("Read back"), "F11", flat=True)
        self.save_next = Button(_("Save, next in party"), "F6")
        self.save = Button(_("Save and print"), "Ctrl+Enter", primary=True)
        self.right: DeskPanel | None = None
        self.work = DeskActions(context, self)
        self.look = DeskLook(self)
        self.go_to = self.look.go_to
        self.outcomes = Outcomes(self.work)
        self.decided = Decided(self.work)
        self._build()
        self._connect()
        self.work.load()

    def _begin(self, start: DeskStart) -> None:
        """Everything is loaded: show the notice and the form."""
        right = self.right = DeskPanel(start.notices)
        self.panel.addWidget(right)
        right.notice.answered.connect(self._answer_notice)
        right.notice.confirmed.connect(lambda: self.work.confirm(NOTICE))
        right.notice.taken_back.connect(self.work.ask_notice_again)
        right.parked.chosen.connect(self.work.take_back)
        right.answered.connect(self._answer_card)
        right.sheet.asked_to_preview.connect(partial(self._in_turn, self._preview))

    def _answer_notice(self, answer: str, language: str, version: str) -> None:
        self.work.answer_notice(answer, language, version)
        if answer == SPEAK_ALONE:
            self.go_to(NOTICE)

    def _answer_card(self, keys: str) -> None:
        form = self.work.form
        if form is not None and keys == "1" and form.notice == SPEAK_ALONE:
            self.decided.go_back()
        elif form is not None and keys == "Enter" and form.notice == SPEAK_ALONE:
            self.decided.give_bed()
        elif keys in ("F7", "F8", "Shift+F7"):
            self._stand()
            self.decided.answer(keys)

    def _pause(self, is_paused: bool) -> None:
        if is_paused:
            self.work.context.keys.hold(self)
        else:
            self.work.context.keys.release()

    def _build(self) -> None:
        self.title_side.addWidget(self.token)
        self.title_side.addWidget(self.party)
        self.title_row.insertWidget(1, self.dots)
        self.dots.hide()
        shrinking, fixed = QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum
        self.body.addItem(QSpacerItem(0, px(_ABOVE - _LEAST_ABOVE), fixed, shrinking))
        self.body.addWidget(self.fields)
        self.actions_left.addWidget(self.park)
        self.actions_left.addWidget(self.read_back)
        self.actions_right.addWidget(self.save_next)
        self.actions_right.addWidget(self.save)

    def _connect(self) -> None:
        work = self.work
        for source, act in (
            (work.begun, self._begin),
            (work.changed, self.look.show_form),
            (work.restarted, self.look.restart),
            (work.went, self.go_to),
            (work.returned, self.look.return_to),
            (work.paused, self._pause),
            (work.scanned, self.look.show_scan),
            (self.fields.edited, work.edit),
            (self.fields.confirmed, work.confirm),
            (self.fields.left, work.leave),
            (self.outcomes.recorded, self.look.say_held),
            (self.outcomes.refused_token, self.token.say),
            (self.party.counted, work.count_party),
            (self.party.confirmed, work.go_on),
        ):
            source.connect(act)
        self.outcomes.recorded.connect(lambda saved: work.context.bus.changed.emit(saved.save.changes, self))
        self.decided.bed_given.connect(lambda changes: work.context.bus.changed.emit(changes, self))
        self.token.edited.connect(lambda text: work.edit(FIRST, text))
        self.token.confirmed.connect(lambda: work.confirm(FIRST))
        self.token.left.connect(lambda: work.leave(FIRST))
        for button, press in (
            (self.park, self._park),
            (self.read_back, self._read_back),
            (self.save, partial(work.save, is_next_coming=False)),
            (self.save_next, partial(work.save, is_next_coming=True)),
        ):
            button.clicked.connect(partial(self._in_turn, press))
        for key, words in (
            ("F7", _("Answer the card at the right: yes")),
            ("F8", _("Answer the card at the right: no")),
            ("Shift+F7", _("Take back that it is someone else")),
        ):
            self._add_key(key, words, partial(self._answer_card, key))
        self._add_key("F3", _("Another kind of document"), self._turn_kind)
        self._add_key("F4", _("No document"), self._refuse_document)
        self._add_key(PARTY_KEYS, _("How many travel together"), self.party.ask)
        self._add_key("Ctrl+N", _("An empty form; once more brings this one back"), work.start_anew)

    def _set_margins(self) -> None:
        """The margins above and below the form shrink on a low screen before it begins to scroll."""
        super()._set_margins()
        margins = self.body.contentsMargins()
        self.body.setContentsMargins(margins.left(), px(_LEAST_ABOVE), margins.right(), 0)

    def _add_key(self, key: str, words: str, act: Callable[[], None]) -> None:
        bind_key(key, words, self, lambda: self._in_turn(act), Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def is_panel_below(self) -> bool:
        """Whether large text has put the panel below the form, where a question in it is not seen."""
        return self._side is not None and self._side.is_below

    def _in_turn(self, act: Callable[[], object], _checked: bool = False) -> None:
        """While a save runs commands wait in their place among the keys."""
        self.work.context.keys.in_turn(act)

    def _stand(self) -> None:
        """Tell the work where the focus is, however it came there."""
        if name := self.fields.focused():
            self.work.stand(name)

    def _refuse_document(self) -> None:
        self._stand()
        self.work.refuse_document()

    def _turn_kind(self) -> None:
        kinds = self.fields.fields[KIND]
        if isinstance(kinds, ChoiceField):
            kinds.cycle()

    def _park(self) -> None:
        """F5 puts a form aside; where the form is empty it goes to those that were."""
        form = self.work.form
        if form is None or form.has_typed() or self.right is None:
            self.work.park()
        elif not self.right.parked.take_focus():
            self.work.context.bus.said.emit(_("Nothing is parked."), "muted")

    def _read_back(self) -> None:
        form = self.work.form
        if form is not None and form.has_answers():
            show_read_back(self, form, self.go_to)
        elif form is not None:
            self.work.context.bus.said.emit(_("Nothing to read back yet."), "muted")

    def _preview(self) -> None:
        if self.work.form is not None:
            show_preview_of(self, self.work, lambda: self.work.save(is_next_coming=False))

    def take_focus(self) -> None:
        """Back to where the form stands."""
        self.work.go_on()

    def take_scan(self, text: str) -> bool:
        self.work.take_scan(text)
        return True

    def take_card(self, card: str) -> bool:
        """A paper slip's number belongs to the form; any other card finds its person."""
        form = self.work.form
        if form is None or card not in form.facts.slips:
            return False
        self.work.edit(FIRST, card)
        self.work.confirm(FIRST)
        return True

    def keep_draft(self) -> None:
        self.work.drafts.keep_now()

    def take_changes(self, changes: Changes | None, initiator: object) -> None:
        if initiator is not self:
            self.work.reload_facts()

    def say_crash(self, reference: str) -> None:
        self.work.release_keys()
        super().say_crash(reference)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.work.go_on()
