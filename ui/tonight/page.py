"""Tonight: the table in the middle, whom to call at the right, everything by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QStackedWidget, QWidget

from intake_app.i18n import _, ngettext
from intake_app.packs.notices import load_notices
from intake_app.values import say_languages
from ui.resources.theme import px
from ui.tonight.actions import TonightActions
from ui.tonight.hints import Hints
from ui.tonight.night_rows import lay_rows
from ui.tonight.notice_row import NoticeRow
from ui.tonight.panel import Bar, TonightPanel
from ui.tonight.paste_view import PasteView
from ui.tonight.rest import RestCounter
from ui.tonight.room import fit_shown, order_lines
from ui.tonight.start_view import NightStart
from ui.tonight.table import LinesTable
from ui.tonight.words import say_record
from ui.widgets.buttons import Button
from ui.widgets.field_shell import BLEED
from ui.widgets.labels import label
from ui.widgets.layouts import bare, bring_into_view
from ui.widgets.page import Page

if TYPE_CHECKING:
    from intake_app.domain.changes import Changes
    from intake_app.services.nights import Tonight
    from ui.context import WindowContext
    from ui.tonight.board import Board
    from ui.tonight.work import Start

_TICK_MS = 30_000  # how long somebody has waited is said in minutes
_BAR = 150
_PANEL = 262


def make_tonight_page(context: WindowContext) -> TonightPage:
    """The page as the window's rail opens it."""
    return TonightPage(context)


class TonightPage(Page):
    """The night's start, its table, or a pasted list: one of the three is shown."""

    narrowest = 880  # below that names would end in dots beside the panel
    has_halo = True  # for the fields of the start and of a list
    begins_high = True  # every row of the table counts
    runs_down = True

    def __init__(self, context: WindowContext) -> None:
        super().__init__(_("Tonight"), has_panel=True, has_actions=True, is_scrolling=False)
        self.context = context
        self.table = LinesTable()
        self.paste = PasteView()
        self.start = NightStart(load_notices())
        self.right = TonightPanel()
        self.print_all = Button(_("Print bed slips"), "Ctrl+Enter", primary=True)
        self.save_list = Button(_("Record the list"), "Ctrl+Enter", primary=True)
        self.undo = Button(_("Undo"), "Ctrl+Z", flat=True)
        self.above = NoticeRow()
        self.hints = Hints()
        self.work = TonightActions(context, self)
        self._stack = QStackedWidget()
        self._lines = QWidget()
        self._count = label("", "rail")
        self._of = label("", "muted")
        self._bar = Bar("accent", 6)
        self._tick = QTimer(self)
        self._rest = RestCounter(context, self.right)
        self._build()
        self._connect()
        self.work.load()

    def begin(self, start: Start) -> None:
        """Everything is loaded: the night's start where the notice was not given yet, else the table."""
        night = start.tonight.night
        self.start.show_night(night)
        if not night.notice_language:
            self.start.show_language(interface_notice())
        self.show_night(start.tonight)
        self._rest.count()
        if night.notice is None:
            self._show(self.start)
        else:
            self.show_lines()

    def begin_lines(self, tonight: Tonight) -> None:
        """The notice was given: on with the table."""
        self.work.take(tonight)
        self.show_lines()

    def show_lines(self) -> None:
        """Show the table, the focus where typing goes on."""
        self._show(self._lines)
        self.work.show_field()

    def show_start(self) -> None:
        """Show what arrives and the notice again, to read it out in another language."""
        if self.work.board is not None:
            self.start.show_night(self.work.board.tonight.night)
            self._show(self.start)

    def show_paste(self, text: str) -> None:
        """Show what a pasted text would record."""
        if self.work.board is not None and self._stack.currentWidget() is not self.start:
            self._show(self.paste)
            self.paste.begin(text, self.work.board.context)

    def show_night(self, tonight: Tonight) -> None:
        """What stands around the table: title, count, notice, panel, the printing button."""
        night, count = tonight.night, len(tonight.lines)
        self.set_title(_("Tonight"), night.what)
        self._count.setText(str(count) if count or night.expected else "")
        self._of.setText(
            _("of about {expected}").format(expected=night.expected)
            if night.expected
            else ngettext("line", "lines", count)
            if count
            else _("nobody yet")
        )
        self._bar.setVisible(bool(night.expected))
        self._bar.show_share(count / night.expected if night.expected else 0)
        slips = sum(line.wants_slip for line in tonight.lines)
        self.print_all.set_text(
            ngettext("Print {count} bed slip", "Print {count} bed slips", slips).format(count=slips)
            if slips
            else _("Print bed slips")
        )
        self.print_all.setEnabled(count > 0)
        self.right.show_tonight(tonight, self.context.register.clock.now())
        given = _("Notice read out to everybody in {language}, text {version}")
        language = say_languages((night.notice_language,)) if night.notice_language else ""
        self.above.say(given.format(language=language, version=night.notice_version))

    def show_board(self, board: Board, keys: str, hint: str) -> None:
        """The rows, and what the field that is typed in takes."""
        self.table.show_rows(lay_rows(board))
        entry = board.entry
        ends_party = bool(entry.companion) and not entry.line_id and not entry.has_typed()
        self.hints.show_hint(keys, hint, is_correction=bool(entry.line_id), ends_party=ends_party)

    def leave_table(self, *, is_forward: bool) -> None:
        """Tab went past an end of the line."""
        (self.undo if is_forward else self.above.paste).setFocus()

    def _show(self, widget: QWidget) -> None:
        fitting, ignored = QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored
        for each in (self.start, self._lines, self.paste):  # one that is not shown makes the others no higher
            each.setSizePolicy(fitting, fitting if each is widget else ignored)
        self._stack.setCurrentWidget(widget)
        fit_shown((self.start, self.paste), widget, self.height(), is_low=self.is_panel_below)
        is_table, is_paste = widget is self._lines, widget is self.paste
        bleed = BLEED if is_table else 0  # the others have fields of their own
        self._stack.setContentsMargins(bleed, 0, bleed, 0)
        self.start.show_buttons(are_shown=widget is self.start)
        for button in (self.print_all, self.undo):
            button.setVisible(is_table)
        self.hints.setVisible(is_table)
        self.save_list.setVisible(is_paste)
        if self.isVisible():
            self.take_focus()
            self._bring_in(widget)

    def _build(self) -> None:
        order_lines(self._lines, self.table, self.above, self.title, is_low=False)
        for widget in (self.start, self._lines, self.paste):
            self._stack.addWidget(widget)
        self.body.addWidget(self._stack)
        self._bar.setFixedWidth(px(_BAR))
        count = bare(QHBoxLayout(), px(6))
        for part in (self._count, self._of, self._bar):
            count.addWidget(part)
        self.title_side.addLayout(count)
        self.panel.addWidget(self.right)
        if self._side is not None:
            self._side.narrow(_PANEL)
        self.actions_left.addStrut(px(36))  # as high without buttons
        for quiet in (self.hints, self.start.back):
            self.actions_left.addWidget(quiet)
        for button in (self.start.read, self.undo, self.print_all, self.save_list):
            self.actions_right.addWidget(button)
        self._tick.setInterval(_TICK_MS)
        self._tick.start()
        self._show(self.start)

    def _connect(self) -> None:
        work = self.work
        editor = self.table.editor
        editor.edited.connect(work.edit)
        editor.pressed.connect(work.press)
        editor.pasted.connect(self.show_paste)
        self.table.chosen.connect(work.walker.choose)
        self.start.read_out.connect(work.start_night)
        self.start.left.connect(self.show_lines)
        self.paste.left.connect(work.saver.leave_list)
        doubled = _("This list is here already; it was not pasted again.")
        self.paste.area.doubled.connect(lambda: self.context.bus.said.emit(doubled, "muted"))
        self.paste.area.edited.connect(lambda _text: work.draft.touch())
        self.paste.counted.connect(lambda good: self.save_list.set_text(say_record(good)))
        self.right.called.connect(work.call)
        self.right.asked_for_rest.connect(self._rest.show)
        self.print_all.clicked.connect(work.print_slips)
        self.save_list.clicked.connect(work.saver.save_list)
        self.undo.clicked.connect(work.undo)
        self.above.night.clicked.connect(self.show_start)
        self.above.paste.clicked.connect(lambda: self.show_paste(QApplication.clipboard().text()))
        work.saver.moved.connect(self.paste.show_progress)
        self._tick.timeout.connect(work.show_minutes)
        self._f6 = QShortcut(QKeySequence("F6"), self._lines, work.same_party)
        self._f6.setWhatsThis(_("The next person belongs to the same party"))
        self._f6.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _arrange(self) -> None:
        """Where large text puts the panel below, the table stands first and low: five rows are in sight."""
        was_below = self.is_panel_below
        super()._arrange()
        self._above.changeSize(0, 0)  # the table knows itself how low it may be
        if self.is_panel_below != was_below:
            order_lines(self._lines, self.table, self.above, self.title, is_low=self.is_panel_below)
        fit_shown((self.start, self.paste), self._stack.currentWidget(), self.height(), is_low=self.is_panel_below)

    def _make_room(self, bar: int) -> None:
        """The line that is typed stays in sight, with all of the table that there is room for."""
        super()._make_room(bar)
        inner = self.body.parentWidget()
        if self.is_panel_below and inner is not None and (seen := inner.parentWidget()) is not None:
            self.table.fit_into(seen.height())
        if self._stack.currentWidget() is self.start:
            bring_into_view(self.start)
        elif self._stack.currentWidget() is self.paste:
            self._bring_in(self.paste)
        elif self.table.editor.line.hasFocus():
            bring_into_view(self.table)

    def _bring_in(self, widget: QWidget) -> None:
        """Scroll to what is worked with on what was shown: all of it is higher than a low page has room for."""
        bring_into_view(self.table if widget is self._lines else widget)
        if widget is self.paste:
            bring_into_view(self.paste.area)

    def take_focus(self) -> None:
        """Back to where typing stands."""
        shown = self._stack.currentWidget()
        if shown is self.start:
            self.start.take_focus()
        elif shown is self.paste:
            self.paste.area.focus()
        else:
            self.table.editor.setFocus()

    def take_card(self, card: str) -> bool:
        return self._stack.currentWidget() is self._lines and self.work.take_card(card)

    def keep_draft(self) -> None:
        self.work.draft.keep_now()

    def take_changes(self, changes: Changes | None, initiator: object) -> None:
        if initiator is not self:
            self.work.reload()
        self._rest.count()

    def say_crash(self, reference: str) -> None:
        self.work.saver.stop()
        self.work.slips.stop()
        super().say_crash(reference)


def interface_notice() -> str:
    """The notice's first language of a night: most people come from Russia."""
    return "rus"
