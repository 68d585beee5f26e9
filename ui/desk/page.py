"""The desk: the form in the middle, the notice at the right, everything by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent

from intake_app.i18n import _
from ui.desk.actions import DeskActions
from ui.desk.answers import may_be_held
from ui.desk.fields import KIND, FormFields
from ui.desk.form import SPEAK_ALONE
from ui.desk.notice_card import answer_rows
from ui.desk.panel import DeskPanel
from ui.desk.slots import NOTICE
from ui.desk.token_box import TokenBox
from ui.models.words import say_languages
from ui.widgets.buttons import Button
from ui.widgets.choices import ChoiceField
from ui.widgets.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.domain.changes import Changes
    from ui.context import WindowContext
    from ui.desk.form import DeskForm
    from ui.desk.saving import DeskStart


def make_desk_page(context: WindowContext) -> DeskPage:
    """The page as the window's rail opens it."""
    return DeskPage(context)


class DeskPage(Page):
    """Shows the form of `work` and hands it what is typed."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(_("New arrival"), has_panel=True, has_actions=True)
        self.token = TokenBox()
        self.fields = FormFields()
        self.save_next = Button(_("Save, next in party"), "F6")
        self.save = Button(_("Save and print"), "Ctrl+Enter", primary=True)
        self.new = Button(_("New form"), "Ctrl+N", flat=True)
        self.right: DeskPanel | None = None
        self.work = DeskActions(context, self)
        self._build()
        self._connect()
        self.work.load()

    def begin(self, start: DeskStart) -> None:
        """Everything is loaded: show the notice and the form."""
        self.right = DeskPanel(start.notices)
        self.panel.addWidget(self.right)
        self.right.notice.answered.connect(self.work.answer_notice)
        self.right.notice.confirmed.connect(lambda: self.work.confirm(NOTICE))

    def show_form(self, form: DeskForm) -> None:
        """Make everything look as the form stands."""
        self.token.show_text(form.slots["token"].shown)
        self.fields.show_form(form)
        recorded = len(form.party.cards)
        self.set_title(
            _("New arrival"), _("person {number} of the party").format(number=recorded + 1) if recorded else ""
        )
        self.save.set_text(_("Save, call the lead") if may_be_held(form) else _("Save and print"))
        if self.right is not None:
            self.right.notice.answers.show_answer(form.notice)
            self.right.show_party(form.party.cards)

    def show_band(self, form: DeskForm) -> None:
        """The one line under the title: a hold, or how the notice was given."""
        if form.notice == SPEAK_ALONE:
            token = form.slots["token"].raw
            bed = _("Bed by token {token}, call the shift lead.") if token else _("Bed by token, call the shift lead.")
            self.band.say(bed.format(token=token), "warning", strong=_("Nothing is written."))
        elif may_be_held(form):
            text = _("The record is saved; bed and sheet are held, call the shift lead.")
            self.band.say(text, "warning", strong=_("Perhaps under 18, no adult recorded."))
        elif form.notice:
            given = _("Notice given in {language}, text {version}; {answer}").format(
                language=say_languages((form.notice_language,)),
                version=form.notice_version,
                answer=dict(answer_rows())[form.notice].lower(),
            )
            self.band.say(given, "good")
        else:
            self.band.say(_("Give the notice first, before the name"), "muted")

    def go_to(self, name: str) -> None:
        """Put the focus on a field, the token or the notice."""
        if name == "token":
            self.token.line.setFocus()
        elif name == NOTICE:
            if self.right is not None:
                self.right.notice.answers.setFocus()
        else:
            self.fields.focus(name)

    def _build(self) -> None:
        self.title_side.addWidget(self.token)
        self.body.addWidget(self.fields)
        self.actions_left.addWidget(self.new)
        self.actions_right.addWidget(self.save_next)
        self.actions_right.addWidget(self.save)

    def _connect(self) -> None:
        work = self.work
        self.fields.edited.connect(work.edit)
        self.fields.confirmed.connect(work.confirm)
        self.fields.left.connect(work.leave)
        self.token.edited.connect(lambda text: work.edit("token", text))
        self.token.confirmed.connect(lambda: work.confirm("token"))
        self.token.left.connect(lambda: work.leave("token"))
        self.save.clicked.connect(lambda: work.saver.save(is_next_coming=False))
        self.save_next.clicked.connect(lambda: work.saver.save(is_next_coming=True))
        self.new.clicked.connect(work.start_anew)
        self._add_key("F3", self._turn_kind)
        self._add_key("F4", work.refuse_document)

    def _add_key(self, key: str, act: Callable[[], None]) -> None:
        QShortcut(QKeySequence(key), self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _turn_kind(self) -> None:
        kinds = self.fields.fields[KIND]
        if isinstance(kinds, ChoiceField):
            kinds.cycle()

    def take_focus(self) -> None:
        """Back to where the form stands."""
        self.work.go_on()

    def take_scan(self, text: str) -> bool:
        self.work.take_scan(text)
        return True

    def keep_draft(self) -> None:
        self.work.drafts.keep_now()

    def take_changes(self, changes: Changes | None, initiator: object) -> None:
        if initiator is not self:
            self.work.reload_facts()

    def say_crash(self, reference: str) -> None:
        self.work.saver.stop()
        super().say_crash(reference)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.work.go_on()
