"""Messages: what those who asked have left, for the lead to read and to act on."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from intake_app.i18n import _, interface_language, ngettext, pgettext
from intake_app.services.centres import read_centre
from intake_app.services.messages import REMOVED, list_messages, mark_read, remove_message
from ui.asks.messages_model import COLUMNS, MessagesModel, parts_of
from ui.moments import moment_in_words
from ui.resources.theme import px
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.field import Field
from ui.widgets.labels import label
from ui.widgets.layouts import bare, empty, within
from ui.widgets.page import Page
from ui.widgets.table import Table

if TYPE_CHECKING:
    from intake_app.domain.changes import Changes
    from intake_app.domain.local_records import Message
    from intake_app.errors import UserError
    from ui.context import WindowContext

_NARROW, _NARROWEST = 640, 520  # pixels at 100 %, of the table


def make_messages_page(context: WindowContext) -> MessagesPage:
    """The page as the window's rail opens it."""
    return MessagesPage(context)


class MessagesPage(Page):
    """The table on the left, the message in full on the right; Enter marks it read, Del asks why it is to be removed.

    While that is asked another primary button removes it, and nothing else is shown that Enter would do.
    """

    runs_down = True
    panel_has_halo = True  # for the reason

    def __init__(self, context: WindowContext) -> None:
        super().__init__(_("Messages"), has_panel=True, has_actions=True, is_scrolling=False)
        self._context = context
        self._time_zone = ""
        self.model = MessagesModel(self._say_short)
        self.table = Table(_("Messages"))
        self.words = QWidget()
        self.reason = Field(_("Why remove it"), helper=_("Enter removes it; Esc keeps it"))
        self.read = Button(_("Mark as read"), "Enter", primary=True)
        self.removal = Button(_("Remove this message"), "Enter", primary=True, danger=True)
        self.remove = Button(_("Remove this message"), "Del", flat=True)
        self.keep = Button(_("Keep it"), "Esc", flat=True)
        self._told, self._stack = QWidget(), QStackedWidget()
        self._build()
        self._connect()
        self._reload()

    def take_focus(self) -> None:
        """The table; the page itself where there is nothing to go to: Enter does nothing then."""
        (self.table if self.model.rowCount() else self).setFocus()

    def take_changes(self, changes: Changes | None, initiator: object) -> None:
        if changes is None or changes.tables & {"message", "centre"}:
            self._reload()

    def mark_read(self) -> None:
        """The message under the cursor was read."""
        message, register = self._message(), self._context.register
        if message is not None and not message.seen_at:
            self._context.jobs.write(lambda: mark_read(register, message.message_id), self._tell)

    def ask_reason(self) -> None:
        """Removing needs a reason: ask for it beside the message."""
        message = self._message()
        if message is not None and message.kind != REMOVED:
            self._show_reason(is_asked=True)
            self.reason.focus()

    def remove_message(self) -> None:
        """Remove the message under the cursor, for the reason that is typed."""
        message, register, reason = self._message(), self._context.register, self.reason.text()
        if message is not None:
            self._context.jobs.write(
                lambda: remove_message(register, message.message_id, reason), self._say_removed, self._refuse
            )

    def _build(self) -> None:
        self.table.setModel(self.model)
        # A moment stands whole, in Russian too; how to reach them and who they are is said in the panel.
        reach, who = ((COLUMNS.index(name),) for name in ("reach", "from_whom"))
        self.table.set_widths(
            [150, 166, 118, 138, 148], firm=(0,), lesser=reach, narrow=_NARROW, least=who, narrowest=_NARROWEST
        )
        nothing = EmptyState(
            _("No messages"),
            _("Whoever asks for somebody leaves a message with F9.\nIt waits here for 30 days."),
        )
        for widget in (self.table, nothing):
            self._stack.addWidget(widget)
        self.body.addWidget(self._stack)
        self._told = within(self.words)
        self.panel.addWidget(self._told)
        self.panel.addWidget(self.reason)
        self.panel.addStretch(1)
        self.actions_left.addWidget(self.remove)
        self.actions_left.addWidget(self.keep)
        for button in (self.read, self.removal):
            self.actions_right.addWidget(button)
        bare(QVBoxLayout(self.words), px(4))
        self._show_reason(is_asked=False)

    def _connect(self) -> None:
        self.table.moved.connect(lambda _row: self._show_message())
        self.table.opened.connect(lambda _row: self.reason.focus() if self.reason.isVisible() else self.mark_read())
        self.read.clicked.connect(self.mark_read)
        self.removal.clicked.connect(self.remove_message)
        self.remove.clicked.connect(self.ask_reason)
        self.reason.confirmed.connect(self.remove_message)
        self.keep.clicked.connect(self._keep_it)

    def _reload(self) -> None:
        register = self._context.register
        self._context.jobs.read(
            lambda: (read_centre(register).time_zone, list_messages(register)), self._show, latest="messages"
        )

    def _show(self, found: tuple[str, tuple[Message, ...]]) -> None:
        before = self._message()
        self._time_zone, messages = found
        self.model.show_messages(messages)
        unread = sum(not message.seen_at for message in messages)
        self.set_title(_("Messages"), ngettext("{count} unread", "{count} unread", unread).format(count=unread))
        self._stack.setCurrentIndex(0 if messages else 1)
        for part in (self.bar_line, self.bar):  # nothing at all where there is nothing to act on
            part.setVisible(bool(messages))
        if self.hasFocus() or (self.table.hasFocus() and not messages):
            self.take_focus()
        row = self.model.row_of(before.message_id) if before else 0
        self.table.selectRow(max(0, row))
        self._show_message()

    def _message(self) -> Message | None:
        return self.model.message_at(self.table.currentIndex().row())

    def _show_message(self) -> None:
        """The message under the cursor, in full."""
        self._show_reason(is_asked=False)
        layout = self.words.layout()
        if layout is not None:
            empty(layout)
        message = self._message()
        self._told.setVisible(message is not None)
        if message is None or layout is None:
            return
        for name, text in (*parts_of(message), *self._times(message)):
            layout.addWidget(label(name, "label"))
            words = label(text, "row", is_wrapped=True)
            words.setContentsMargins(0, 0, 0, px(8))
            words.setAlignment((words.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask) | Qt.AlignmentFlag.AlignTop)
            layout.addWidget(words)

    def _times(self, message: Message) -> tuple[tuple[str, str], ...]:
        from intake_app.values import say_iso

        return (
            (pgettext("message", "Left"), self._say_moment(message.kept_at)),
            (_("Kept until"), say_iso(message.keep_until)),
        )

    def _say_moment(self, instant: str) -> str:
        return moment_in_words(datetime.fromisoformat(instant), self._time_zone) if self._time_zone else ""

    def _say_short(self, instant: str) -> str:
        """Day and hour, as a narrow column has room for them."""
        if not self._time_zone:
            return ""
        local = datetime.fromisoformat(instant).astimezone(ZoneInfo(self._time_zone))
        day = QLocale(interface_language()).toString(QDate(local.year, local.month, local.day), "d MMM")
        return f"{day}, {local:%H:%M}"

    def _show_reason(self, *, is_asked: bool) -> None:
        if not is_asked:
            self.reason.clear_helper()
            self.reason.set_text("")
        message = self._message()
        self.reason.setVisible(is_asked)
        self.keep.setVisible(is_asked)
        self.remove.setVisible(message is not None and not is_asked)
        self.remove.setEnabled(message is not None and message.kind != REMOVED)
        self.read.setVisible(message is not None and not is_asked)  # with nothing to do it would only be asked about
        self.read.setEnabled(message is not None and not message.seen_at)
        self.removal.setVisible(message is not None and is_asked)

    def _keep_it(self) -> None:
        self._show_reason(is_asked=False)
        self.take_focus()

    def _say_removed(self, changes: Changes) -> None:
        self._context.bus.said.emit(_("1 message removed"), "good")
        self._tell(changes)
        self.take_focus()

    def _tell(self, changes: Changes) -> None:
        self._context.bus.changed.emit(changes, self)

    def _refuse(self, error: UserError) -> None:
        self.reason.set_helper(error.what, "error")
        self.reason.focus()
