"""The desk: the form in the middle, notice and outlook at the right, everything by keyboard."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy, QSpacerItem

from intake_app.i18n import _
from ui.desk.actions import DeskActions
from ui.desk.commands import DeskCommands
from ui.desk.decided import Decided
from ui.desk.fields import FormFields
from ui.desk.form import SPEAK_ALONE
from ui.desk.guesses import load_lists
from ui.desk.look import DeskLook
from ui.desk.outcomes import Outcomes
from ui.desk.panel import DeskPanel
from ui.desk.party_box import PartyBox
from ui.desk.party_dots import PartyDots
from ui.desk.slots import FIRST, NOTICE
from ui.desk.token_box import TokenBox
from ui.resources.theme import px
from ui.widgets.buttons import Button
from ui.widgets.field_shell import BLEED
from ui.widgets.mirror import margins
from ui.widgets.page import MARGIN, Page

if TYPE_CHECKING:
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
        self.commands = DeskCommands(self)
        self.work.load()

    def _begin(self, start: DeskStart) -> None:
        """Everything is loaded: show the notice and the form."""
        right = self.right = DeskPanel(start.notices)
        self.panel.addWidget(right)
        right.stand(is_wide=self.is_panel_below, room=self.height())
        right.notice.answered.connect(self._answer_notice)
        right.notice.confirmed.connect(lambda: self.work.confirm(NOTICE))
        right.notice.taken_back.connect(self.work.whole.ask_notice_again)
        right.parked.chosen.connect(self.work.whole.take_back)
        right.answered.connect(self.commands.answer_card)
        right.sheet.asked_to_preview.connect(self.commands.preview)

    def _answer_notice(self, answer: str, language: str, version: str) -> None:
        self.work.whole.answer_notice(answer, language, version)
        if answer == SPEAK_ALONE:
            self.go_to(NOTICE)

    def _pause(self, is_paused: bool) -> None:
        if is_paused:
            self.work.context.keys.hold(self)
        else:
            self.work.context.keys.release()

    def _build(self) -> None:
        self.title_side.addWidget(self.token)
        self.title_side.insertWidget(0, self.party)  # comes and goes: the token stands where it stood
        self.title_row.setContentsMargins(
            *margins(self, px(MARGIN), 0, px(MARGIN) - BLEED, 0)
        )  # its frame in line with those of the fields
        self.title_row.insertWidget(1, self.dots)
        self.dots.hide()
        shrinking, fixed = QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum
        self.body.addItem(QSpacerItem(0, px(_ABOVE - _LEAST_ABOVE), fixed, shrinking))
        self.body.addWidget(self.fields)
        for button in (self.read_back, self.park):  # what stands last may get longer words: nothing moves
            self.actions_left.addWidget(button)
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
            (work.whole.scanned, self.look.show_scan),
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

    def _set_margins(self) -> None:
        """The margins above and below the form shrink on a low screen before it begins to scroll."""
        super()._set_margins()
        kept = self.body.contentsMargins()
        self.body.setContentsMargins(kept.left(), px(_LEAST_ABOVE), kept.right(), 0)

    def look_ahead(self) -> None:
        """What the first answers need: else the first person waits for libraries and for names of countries."""
        if (form := self.work.form) is not None:
            self.work.context.jobs.take_long(partial(load_lists, form.facts), lambda _none: None)

    def put_panel_first(self, *, is_first: bool) -> None:
        """Above the form where large text leaves no room beside it: the notice comes before the name."""
        if is_first != self.is_panel_first:
            self.is_panel_first = is_first
            self._arrange()
            self._column.activate()  # now: what is gone to next is scrolled to where it stands then

    def _arrange(self) -> None:
        super()._arrange()
        self.bar.keep_low(is_low=self.is_panel_below)
        if self.right is not None:
            self.right.stand(is_wide=self.is_panel_below, room=self.height())

    def key_words(self) -> tuple[tuple[str, str], ...]:
        """What F1 says of keys that the fields take by themselves, or call by their label only."""
        return (
            ("Shift+Tab", _("Back to the field before")),
            ("\u2190+\u2192", _("The notice in another language")),
            ("F3", _("Another kind of document")),
            ("F4", _("No document")),
        )

    def take_focus(self) -> None:
        """Back to where the form stands."""
        self.work.go_on()

    def take_scan(self, text: str) -> bool:
        self.work.whole.take_scan(text)
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
