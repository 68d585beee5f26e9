"""Handouts: what waits for the printer, what lies in its tray, what was handed over, and the paper kit."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from intake_app.i18n import _
from intake_app.services.access import pages_of
from intake_app.services.print_lists import STATES, JobList
from intake_app.services.print_queue import HANDED_OVER, PRINTED, WAITING
from ui.handouts.actions import QueueActions
from ui.handouts.kit_view import KitView
from ui.handouts.queue import COLUMNS, KITS, is_said_by_rows, say_band, say_empty, say_print_button, say_side
from ui.handouts.queue_model import QueueModel
from ui.pdf_pages import PdfPages
from ui.preview import show_preview
from ui.resources.theme import px
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.field_shell import BLEED
from ui.widgets.labels import label
from ui.widgets.layouts import within
from ui.widgets.page import LOW, Page
from ui.widgets.stack import Stack
from ui.widgets.tab_bar import Tab, TabBar
from ui.widgets.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from intake_app.domain.changes import Changes
    from intake_app.services.print_lists import JobLine
    from ui.context import WindowContext

_WIDTHS = [152, 120, 128, 64, 300]  # pixels at 100 %
_LESSER = ("language", "when", "copies")
_NARROW = 660
_ROOMY = 440  # a page lower than that, in pixels at 100 %, keeps its room for sheets


def make_handouts_page(context: WindowContext) -> HandoutsPage:
    """The page as the window's rail opens it."""
    return HandoutsPage(context)


class HandoutsPage(Page):
    """Tabs for the groups of the queue and the paper kits; the sheet of the chosen row at the right."""

    is_frugal = True  # F12 shows the chosen sheet
    has_halo = True  # for the one field of the kits

    def __init__(self, context: WindowContext) -> None:
        super().__init__(_("Handouts"), has_panel=True, has_actions=True, is_scrolling=False)
        self.work = QueueActions(context, self)
        self.tabs = TabBar(_("Groups of the print queue"))
        self.table = Table(_("Sheets"))
        self.model = QueueModel()
        self.kits = KitView()
        self.empty: dict[str, EmptyState] = {state: EmptyState(*say_empty(state)) for state in STATES}
        self.stack = Stack()
        self.side_title = label(_("The chosen sheet"), "head")
        self.side_note = label("", "helper", is_wrapped=True)
        self.side = PdfPages(widest=294, margin=0, has_bar=False)
        self.print = Button(_("Print waiting"), "Ctrl+P", primary=True)
        self.stop = Button(_("Stop printing"), "Ctrl+.")
        self.again = Button(_("Print again"), "Ctrl+R")
        self.again_from = Button(_("Again from here on"), "Ctrl+Shift+R")
        self.give = Button(_("Handed over"), "Ctrl+H")
        self.give_all = Button(_("All handed over"), "Ctrl+Shift+H")
        self.drop = Button(_("Remove"), "Delete", flat=True)
        self.large = Button(_("Show large"), "F12", flat=True)
        self.way = Button(_("Where sheets go"), "F4", flat=True)
        self.jobs: JobList | None = None
        self._pdf = b""
        self._may_choose_printer = "exchange" in pages_of(context.register.session.role)
        self._build()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Read the group that is shown anew."""
        if self.tabs.current() == KITS:
            self.work.load_kits()
        self.work.load(self.state())

    def state(self) -> str:
        """The group that is shown; that of the waiting while the kits are."""
        return self.tabs.current() if self.tabs.current() in STATES else WAITING

    def chosen(self) -> JobLine | None:
        """The job in the row with the cursor."""
        return self.model.line_at(self.table.currentIndex().row()) if self.tabs.current() != KITS else None

    def _build(self) -> None:
        self.tabs.set_tabs(self._tabs())
        self.table.setModel(self.model)
        # Card and what to do can be read at any text size: what is left out stands in the preview or is said elsewhere.
        self.table.set_widths(_WIDTHS, lesser=[COLUMNS.index(name) for name in _LESSER], narrow=_NARROW)
        for widget in (self.table, self.kits, *self.empty.values()):
            self.stack.addWidget(widget)
        self.body.addWidget(within(self.tabs))
        self.body.addSpacing(px(8))
        self.body.addWidget(self.stack, 1)
        self.panel.addWidget(self.side_title)
        self.panel.addWidget(self.side_note)
        self.panel.addWidget(self.side, 100)
        self.panel.addStretch(1)
        self.side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.side.setAccessibleName(_("The chosen sheet as it would be printed"))
        for button in (self.drop, self.large, self.way):
            self.actions_left.addWidget(button)
        for button in (self.again, self.again_from, self.give, self.give_all, self.stop, self.print, self.kits.make):
            self.actions_right.addWidget(button)
        self.stop.hide()
        self.band.keep_place()
        _order_tabs(self)

    def _connect(self) -> None:
        work = self.work
        self.tabs.chosen.connect(self._show_tab)
        self.table.opened.connect(lambda _row: self._show_large())
        self.table.moved.connect(lambda _row: self._follow())
        self.print.clicked.connect(work.print_waiting)
        self.stop.clicked.connect(work.spool.stop)
        self.again.clicked.connect(lambda: self._with_chosen(lambda line: work.reprint(line.job.job_id)))
        self.again_from.clicked.connect(lambda: self._with_chosen(lambda line: work.reprint_from(line.job.job_id)))
        self.way.clicked.connect(work.ask_for_printer)
        self.give.clicked.connect(lambda: self._with_chosen(lambda line: work.hand_over((line.job.job_id,))))
        self.give_all.clicked.connect(work.hand_over_all)
        self.drop.clicked.connect(lambda: self._with_chosen(lambda line: work.drop(line.job.job_id, line.card_number)))
        self.large.clicked.connect(self._show_large)
        self.kits.asked.connect(work.make_kit)
        self.kits.asked_again.connect(work.print_kit)
        work.listed.connect(self._show_jobs)
        work.kits_listed.connect(lambda kits: self.kits.show_kits(kits, self.jobs.time_zone if self.jobs else "UTC"))
        work.previewed.connect(self._show_preview)
        work.spool.progressed.connect(self._show_progress)

    def _tabs(self) -> list[Tab]:
        counts = self.jobs.counts if self.jobs else {}
        words = {WAITING: _("Waiting"), PRINTED: _("Printed"), HANDED_OVER: _("Handed over")}
        return [*(Tab(state, words[state], counts.get(state)) for state in STATES), Tab(KITS, _("Paper kit"))]

    def _show_tab(self, key: str) -> None:
        self.model.show_jobs(JobList((), {}, 0, 0, ""), self.state())
        self._show_preview(b"", "")
        if key == KITS:
            self._fit()
        self.refresh()
        _order_tabs(self)

    def _show_jobs(self, jobs: JobList) -> None:
        """The group as it is now; the cursor stays on its sheet, or where it stood."""
        chosen, row = self.chosen(), max(0, self.table.currentIndex().row())
        self.jobs = jobs
        self.tabs.set_tabs(self._tabs())
        text, kind = say_band(jobs)
        if text and not (self.height() < px(LOW) and is_said_by_rows(jobs, kind)):
            self.band.say(text, kind)
        else:
            self.band.clear()
        if self.tabs.current() != KITS:
            self.model.show_jobs(jobs, self.state())
            found = self.model.row_of(chosen.job.job_id) if chosen else -1
            last = self.model.rowCount() - 1
            self.table.setCurrentIndex(self.model.index(found if found >= 0 else min(row, last), 0))
            if last < 0:
                self._show_preview(b"", "")
        self._fit()

    def _fit(self) -> None:
        """Show the table, what an empty group says, or the kits; and the keys that do something there."""
        state, jobs, line = self.tabs.current(), self.jobs, self.chosen()
        is_kits = state == KITS
        has_rows = self.model.rowCount() > 0
        had_focus = self.isAncestorOf(QApplication.focusWidget() or self)
        self.stack.setCurrentWidget(self.kits if is_kits else self.table if has_rows else self.empty[state])
        self.stack.set_inset(0 if is_kits else BLEED)
        self.print.setVisible(not is_kits)
        self.kits.make.setVisible(is_kits)
        ready = jobs.ready if jobs else 0
        self.print.set_text(say_print_button(ready, jobs.held if jobs else 0, state))
        self.print.setEnabled(ready > 0)
        self.again.setVisible(state in (PRINTED, HANDED_OVER) and line is not None)
        self.again_from.setVisible(state == PRINTED and line is not None and not line.job.is_outdated)
        self.way.setVisible(self._may_choose_printer and (state == WAITING or is_kits))
        self.give.setVisible(state == PRINTED and line is not None)
        self.give_all.setVisible(state == PRINTED and has_rows)
        for button in (self.drop, self.large):
            button.setVisible(line is not None)
        if had_focus and not self.isAncestorOf(QApplication.focusWidget() or self):
            self.take_focus()  # what was taken away hands its focus on to the next in the window: "Someone asks"

    def _follow(self) -> None:
        """The cursor stands on another sheet: show it at the right."""
        line = self.chosen()
        self._fit()
        if line is None:
            self._show_preview(b"", "")
        else:
            self.work.preview(line.job.job_id)

    def _show_preview(self, pdf: bytes, reason: str) -> None:
        self._pdf = pdf
        self.side.show_pdf(pdf)
        self.side.setVisible(bool(pdf))
        is_kits = self.tabs.current() == KITS
        self.side_title.setText(_("What is in it") if is_kits else _("The chosen sheet"))
        self.side_note.setText(reason or ("" if pdf else say_side(is_kits=is_kits)))
        self.side_note.setVisible(bool(self.side_note.text()))

    def _show_large(self) -> None:
        line = self.chosen()
        if line is None or not self._pdf:
            return
        job_id = line.job.job_id
        if line.job.state == WAITING:
            text, act = _("Print this sheet"), lambda: self.work.spool.print_job(job_id)
        else:
            text, act = _("Print again"), lambda: self.work.reprint(job_id)
        show_preview(self, self._pdf, title=line.card_number, print_text=text, printed=act)

    def _show_progress(self, printed: int, count: int) -> None:
        """While sheets are printed: how far, and a way to stop."""
        self.stop.setVisible(count > 1)
        self.subtitle.setVisible(self.title.isVisibleTo(self) or count > 0)
        self.subtitle.setText(
            _("printing {done} of {count}").format(done=min(printed + 1, count), count=count) if count else ""
        )
        if count and printed:
            self.refresh()

    def _with_chosen(self, act: Callable[[JobLine], None]) -> None:
        if (line := self.chosen()) is not None:
            act(line)

    def show_argument(self, argument: object) -> None:
        """With the key of a tab, that tab is shown."""
        if argument in (*STATES, KITS):
            self.tabs.button(str(argument)).click()

    def place(self) -> object:
        return self.tabs.current()

    def take_focus(self) -> None:
        """On the first sheet; on the way on where there is none."""
        if self.tabs.current() == KITS:
            self.kits.count.focus()
        elif self.model.rowCount():
            self.table.setFocus()
        else:
            self.tabs.button(self.tabs.current()).setFocus()

    def take_changes(self, changes: Changes | None, initiator: object) -> None:
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window with large text the sheets are worth more than room for what is not said."""
        is_low = self.height() < px(_ROOMY)
        self.band.keep_place(is_kept=not is_low)
        self.tabs.set_one_line(is_one_line=is_low)
        super().resizeEvent(event)


def _order_tabs(page: HandoutsPage) -> None:
    """Tab goes as the eye does: the groups, the sheets, what is done with them; what takes one away comes last."""
    shown = (page.tabs.button(page.tabs.current()), page.table, page.kits.count, page.kits.make)
    acts = (page.print, page.give, page.give_all, page.again, page.again_from, page.stop)
    for widget, following in pairwise((*shown, *acts, page.large, page.way, page.drop)):
        QWidget.setTabOrder(widget, following)
