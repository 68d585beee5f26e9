"""Someone asks, an authority asks: a cover over the whole window that says what to say, and takes a message.

Nothing is searched for here and no name of anybody is shown. What is typed goes to the lead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.i18n import _
from intake_app.packs.asks import load_asks
from intake_app.services.centres import read_centre
from intake_app.services.drafts import forget_draft, list_drafts
from intake_app.services.messages import changed, keep_message
from ui.asks.ask_area import MARGIN, AskArea
from ui.asks.fields import AskFields
from ui.asks.form import AUTHORITY, SOMEONE, AskForm, is_aside
from ui.asks.sentences import Sentences, TracingRow
from ui.draft_keeper import DraftKeeper
from ui.resources.theme import px
from ui.widgets.action_bar import ActionBar
from ui.widgets.buttons import Button
from ui.widgets.field_shell import BLEED
from ui.widgets.icons import IconLabel
from ui.widgets.labels import ElidedLabel, Hairline, label, set_tone
from ui.widgets.layouts import bare, bring_into_view

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.domain.local_records import Message
    from intake_app.domain.records import Centre
    from intake_app.errors import UserError
    from ui.context import WindowContext

BAR = 72
_ICONS = {SOMEONE: "message-circle-question-mark", AUTHORITY: "shield"}


class AskCover(QWidget):
    """`left` when the clerk goes back to the desk; `asked_other` when the other cover is wanted instead."""

    left = Signal()
    asked_other = Signal()

    def __init__(self, context: WindowContext, kind: str) -> None:
        super().__init__()
        self._context = context
        self.form = AskForm(kind)
        self.fields = AskFields(kind)
        self.tracing = TracingRow()
        self.keep = Button(_("Keep the message"), "Ctrl+Enter", primary=True)
        self.back = Button(_("Back to the desk"), "Esc", flat=True)
        self.bring_back = Button(_("Bring back what was half typed"), "Ctrl+B", flat=True)
        self.said = ElidedLabel("", "helper")
        self._area = AskArea(self._head(), self.bring_back, Sentences(kind, load_asks()), self.tracing, self.fields)
        self._drafts = DraftKeeper(context, self.form.draft_id, self.form.kept, self)
        self._aside: Mapping[str, Any] = {}
        self._build()
        self._connect()
        self._read()

    def take_focus(self) -> None:
        """Where typing begins; but what is to be said comes first where large text leaves no room for both."""
        self.fields.take_focus()
        if not self.form.has_typed():
            self._area.verticalScrollBar().setValue(0)

    def keep_draft(self) -> None:
        """Keep what is half typed: the window is being locked. Durable when this returns."""
        self._drafts.keep_now()

    def leave(self) -> None:
        """Back to the desk; what is half typed is put aside."""
        self._put_aside()
        self.left.emit()

    def keep_message(self) -> None:
        """Keep what is typed for the lead; what is missing is said below its field."""
        register, note = self._context.register, self.form.note()
        self.keep.setEnabled(False)
        self._context.jobs.write(lambda: keep_message(register, note), self._say_kept, self._refuse)

    def _build(self) -> None:
        self.setProperty("ground", "surface")
        self.setAutoFillBackground(True)
        outer = bare(QVBoxLayout(self))
        outer.addWidget(self._area, 1)
        outer.addWidget(Hairline())
        outer.addLayout(self._bar())

    def _head(self) -> QHBoxLayout:
        row = bare(QHBoxLayout(), px(10))
        row.setContentsMargins(BLEED, 0, BLEED, 0)
        is_authority = self.form.kind == AUTHORITY
        row.addWidget(IconLabel(_ICONS[self.form.kind], "accent", 22))
        row.addWidget(label(_("Authority asks") if is_authority else _("Someone asks"), "title"))
        row.addStretch(1)
        row.addWidget(IconLabel("eye-off", "muted", 16))
        hidden = ElidedLabel(_("Names are hidden while this is open"), "muted")
        row.addWidget(hidden)
        return row

    def _bar(self) -> QHBoxLayout:
        bar, holder = ActionBar(), bare(QHBoxLayout())
        holder.setContentsMargins(px(MARGIN - 32), px(BAR - 56) // 2, px(MARGIN - 32), px(BAR - 56) // 2)
        holder.addWidget(bar)
        is_authority = self.form.kind == AUTHORITY
        self.other = Button(
            _("Someone asks") if is_authority else _("Authority asks"),
            "F9" if is_authority else "F10",
            flat=True,
            icon=_ICONS[SOMEONE if is_authority else AUTHORITY],
        )
        if is_authority:
            self.keep.set_text(_("Keep the request"))
        for button in (self.back, self.other):
            bar.left.addWidget(button)
        self.bring_back.hide()
        self._rest()
        bar.right.addWidget(self.said)
        bar.right.addWidget(self.keep)
        return holder

    def _connect(self) -> None:
        self.back.clicked.connect(self.leave)
        self.other.clicked.connect(self._go_to_other)
        self.keep.clicked.connect(self.keep_message)
        self.bring_back.clicked.connect(lambda: self._restore(self._aside))
        self.fields.edited.connect(self._edit)
        self._area.settled.connect(lambda: self.fields.stay_in_view() if self.form.has_typed() else None)

    def _read(self) -> None:
        register = self._context.register
        if self.form.kind == SOMEONE:
            self._context.jobs.read(lambda: read_centre(register), self._show_centre, latest="asks_centre")
        draft_id = self.form.draft_id

        def find() -> Mapping[str, Any]:
            return next((draft.fields for draft in list_drafts(register) if draft.draft_id == draft_id), {})

        self._context.jobs.read(find, self._take_draft, latest="asks_draft")

    def _show_centre(self, centre: Centre) -> None:
        self.tracing.show_number(centre.tracing_phone)

    def _take_draft(self, kept: Mapping[str, Any]) -> None:
        """What a lock or a crash interrupted is here again; what was put aside is offered."""
        if not kept or self.form.has_typed():
            return
        if is_aside(kept):
            self._aside = kept
            self._drafts.took(kept)
            self.bring_back.show()
        else:
            self._restore(kept)

    def _restore(self, kept: Mapping[str, Any]) -> None:
        self._aside = {}
        self.bring_back.hide()
        self._drafts.took(kept)
        self.form.restore(kept)
        self.fields.show_values(self.form.values)
        self.take_focus()

    def _edit(self, name: str, text: str) -> None:
        self.form.edit(name, text)
        bring_into_view(self.fields.fields[name])
        self._rest()
        self._drafts.touch()

    def _go_to_other(self) -> None:
        self._put_aside()
        self.asked_other.emit()

    def _put_aside(self) -> None:
        """The cover is left: what is half typed is not shown to the next who asks."""
        self.form.is_put_aside = True
        self._drafts.keep_soon()

    def _say_kept(self, message: Message) -> None:
        self.keep.setEnabled(True)
        self.form.values.clear()
        self.fields.show_values({})
        self._drafts.forget()
        register, draft_id = self._context.register, self.form.draft_id
        self._context.jobs.write(lambda: forget_draft(register, draft_id), lambda _done: None)
        self._say(_("Kept for the lead"), "good")
        self._context.bus.changed.emit(changed(message.message_id), self)
        self.take_focus()

    def _refuse(self, error: UserError) -> None:
        self.keep.setEnabled(True)
        if self.fields.show_problem(error):
            bring_into_view(self.fields.fields[error.field])
        else:
            self._say(str(error), "danger")

    def _rest(self) -> None:
        is_authority = self.form.kind == AUTHORITY
        self._say(_("The manager sees it; kept 30 days") if is_authority else _("The lead sees it; kept 30 days"))

    def _say(self, text: str, tone: str = "") -> None:
        self.said.setText(text)
        self.said.setAccessibleName(text)
        set_tone(self.said, tone)
