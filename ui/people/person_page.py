"""The page of one person: a head, tabs, and in place of a tab the form that corrects what stands in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.i18n import _
from ui.pages import Compare
from ui.people.correction_view import FormView
from ui.people.forms import FormProblems
from ui.people.join_view import JoinView
from ui.people.person import PersonView, load_person
from ui.people.person_acts import rights_acts
from ui.people.person_asks import make_asked
from ui.people.person_forms import form_of_tab
from ui.people.person_head import PersonHead
from ui.people.person_state import PersonState
from ui.people.person_tabs import make_group, make_identity, make_papers, make_stays
from ui.people.person_view import make_overview
from ui.people.person_work import OlderEntries, PersonWork
from ui.people.undo_key import UndoKey
from ui.printing import print_sheets
from ui.resources.theme import px
from ui.widgets.empty import EmptyState
from ui.widgets.labels import Hairline
from ui.widgets.layouts import bare, within
from ui.widgets.page import MARGIN, Page
from ui.widgets.tab_bar import Tab, TabBar

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from intake_app.domain.changes import Changes
    from intake_app.errors import UserError
    from ui.context import WindowContext
    from ui.people.person_asks import Asked
    from ui.widgets.story import Story


_LOW = 400  # pixels at 100 %


class PersonPage(Page):
    """`left` asks for the list again; `corrected` carries the changes of whatever was done here."""

    left = Signal()
    corrected = Signal(object)

    def __init__(self, context: WindowContext) -> None:
        self.head = PersonHead()
        self.tabs = TabBar(_("Parts of the record"), px(MARGIN))
        super().__init__("")
        self.context = context
        self.view: PersonView | None = None
        self.correction: Asked | None = None
        self.story: Story | None = None
        self.work = PersonWork(context, self)
        self.undo_key = UndoKey(context, self, self.work)
        self._older = OlderEntries(context, self)
        self._shown: QWidget | None = None
        self._bar: QWidget | None = None
        self._proof = ""
        self._connect()

    def open(self, person_id: str, shown: str = "") -> None:
        """Read and show a person, beside the window; `shown` is what was typed or scanned to find them."""
        if self.view is not None and self.view.file.person.person_id != person_id:
            self.tabs.set_current("overview")
            self.work.last_act = ""
        self._proof = shown
        register = self.context.register
        self.context.jobs.read(
            lambda: load_person(register, person_id, shown), self.show_person, self._refuse, latest="person"
        )

    def show_person(self, view: PersonView) -> None:
        """Show somebody who was read."""
        has_focus = self._has_focus()  # asked before a tab that has it may make way for others
        self.view = view
        self.correction = None
        self.head.show_person(view)
        self.head.edit.setVisible(view.can_change)
        self.tabs.show()
        self.tabs.set_tabs(_tabs(view))
        self.state.show_person(view)
        self._show_tab()
        if has_focus:
            self.take_focus()

    def refresh(self) -> None:
        """Read the person anew, unless somebody is just correcting it."""
        if self.view is not None and self.correction is None:
            self.open(self.view.file.person.person_id, self._proof)

    def start_correction(self) -> None:
        """Correct what the tab shows: the stay on Stay, the document on Documents, else the person."""
        if self.view is not None and self.correction is None and self.view.can_change:
            self.ask(*form_of_tab(self.view, self.tabs.current()))

    def ask(self, key: str, record_id: str = "") -> None:
        """Show a form in place of the tab."""
        if self.view is None or self.correction is not None:
            return
        if key == "compare":
            self.context.bus.asked_to_show.emit("duplicates", Compare((self.view.file.person.person_id,)))
            return

        def forget(changes: Changes) -> None:
            self._refuse(None)
            self.corrected.emit(changes)
            self.left.emit()

        self.correction = make_asked(self.context, self, self.view, self.work, (key, record_id), forget)
        if isinstance(self.correction, FormView):
            self.correction.asked_to_save.connect(self.save_correction)
        self.correction.left.connect(self.step_back)
        self.undo_key.rest()
        self._show(self.correction, self.correction.bar)
        self._show_buttons()
        self.correction.take_focus()

    def save_correction(self) -> None:
        """Check and save; what is wrong is said beside its field."""
        if not isinstance(self.correction, FormView):
            return
        try:
            work = self.correction.form.check(self.correction.typed())
        except FormProblems as wrong:
            self.correction.show_problems(wrong.problems)
            return
        self.correction.show_problems({})
        self.work.save(work)

    def step_back(self) -> None:
        """Esc: from a form to the person, from the person to the list."""
        if self.correction is not None and self.view is not None:
            self.show_person(self.view)
        else:
            self.left.emit()

    def take_focus(self) -> None:
        if self.correction is not None:
            self.correction.take_focus()
        elif self.tabs.isVisibleTo(self) and self.view is not None:
            self.tabs.button(self.tabs.current()).setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.head.back.setFocus()

    def _connect(self) -> None:
        def print_sheet() -> None:
            if self.view is not None:
                print_sheets(self.context, [self.view.file.person.person_id])

        self.work.changed.connect(self._changed)
        self.work.refused.connect(self._refuse_form)
        self.head.back.clicked.connect(self.step_back)
        self.head.edit.clicked.connect(self.start_correction)
        self.head.print.clicked.connect(print_sheet)
        self.state.restore.clicked.connect(lambda: self.ask("restore"))
        self.tabs.chosen.connect(lambda _key: self._show_tab() if self.correction is None else None)

    def _show_tab(self) -> None:
        view, key = self.view, self.tabs.current()
        if view is None:
            return
        self.head.fit(self.height())

        def undo(act_id: str) -> None:
            known = {each.act_id: each for each in view.story.entries}
            if (entry := known.get(act_id) or self._older.find(act_id)) is not None:
                self.undo_key.undo(entry, view.card)

        self._older.forget()
        self.story = self._older.begin(view, undo) if key == "history" else None
        makers = {
            "overview": lambda: make_overview(
                view, self.ask, undo, self._show_history, has_facts=not self.head.has_facts
            ),
            "identity": lambda: make_identity(
                view, self.ask, rights_acts(self.context.register.session, view.card_shown)
            ),
            "group": lambda: make_group(view, self.open, self.ask),
            "stay": lambda: make_stays(view, self.ask),
            "papers": lambda: make_papers(view, self.ask),
        }
        self._show(self.undo_key.stand_below(self.story or makers[key](), view))
        self._show_buttons()

    def _show_history(self) -> None:
        self.tabs.set_current("history")
        self._show_tab()
        self.take_focus()

    def _show_buttons(self) -> None:
        is_free = self.correction is None and self.view is not None and not self.view.file.person.deleted
        self.head.edit.setVisible(is_free and self.view is not None and self.view.can_change)
        self.head.print.setVisible(is_free and self.view is not None and not self.view.file.is_held)
        self.head.back.setVisible(self.correction is None)
        self.head.fit(self.height(), has_form=self.correction is not None)
        self.state.restore.setEnabled(self.correction is None)

    def _show(self, widget: QWidget, bar: QWidget | None = None) -> None:
        """Show a tab or a form, and below it the bar that stays in sight while a form scrolls."""
        for old in filter(None, (self._shown, self._bar)):
            if old.isAncestorOf(self.window().focusWidget()):
                self.setFocus()  # what is taken away hands its focus on to the next in the window: "Someone asks"
            old.hide()
            old.setParent(None)
            old.deleteLater()
        shown = widget if widget is self.correction else within(widget)
        self._shown, self._bar = shown, QWidget()
        line = bare(QVBoxLayout(self._bar))
        for each in (Hairline(), bar) if bar is not None else ():
            line.addWidget(each)
        self._foot.addWidget(self._bar)
        self.body.addWidget(shown)
        shown.show()  # at once: its keys work from now on
        self._bar.setVisible(bar is not None)

    def _changed(self, changes: Changes) -> None:
        self.correction = None
        if self.view is not None:
            self.open(self.view.file.person.person_id, self._proof)
        self.corrected.emit(changes)

    def _refuse(self, error: UserError | None) -> None:
        """Nobody to show, or nobody this session may see: say only what to do; nothing where they were just erased."""
        has_focus = self._has_focus()
        self.view = None
        self.correction = None
        self.head.show_nobody()
        self.tabs.hide()
        self.state.show_nobody()
        self.undo_key.rest()
        self._show(EmptyState(error.what, error.do, self.undo_key.offer_last()) if error is not None else QWidget())
        self._show_buttons()
        if has_focus:
            self.take_focus()

    def _refuse_form(self, error: UserError) -> None:
        """What only the register could tell stands beside its field, where there is one."""
        if isinstance(self.correction, JoinView):
            self.correction.refuse(str(error))
        elif isinstance(self.correction, FormView) and error.field in self.correction.fields:
            self.correction.show_problems({error.field: error.what})
        else:
            self.context.bus.said.emit(str(error), "danger")

    def _has_focus(self) -> bool:
        """Whether the focus is this page's, also while the window is not the active one; somebody who is typing
        elsewhere, as in the search box, is left alone.
        """
        focus: QWidget | None = self.window().focusWidget()
        return self.isVisible() and (focus is None or focus is self or self.isAncestorOf(focus))

    def _build_page(self, *, has_panel: bool, has_actions: bool, is_scrolling: bool) -> None:
        """The head in place of the title row, and the tabs below the band."""
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = bare(QVBoxLayout(self))
        column.addWidget(self.head)
        self.state = PersonState(self.band)
        self.state.setContentsMargins(px(MARGIN), 0, px(MARGIN), 0)
        column.addWidget(self.state)
        column.addWidget(self.tabs)
        column.addWidget(self._content(is_scrolling=True), 1)
        self._foot = bare(QVBoxLayout())
        column.addLayout(self._foot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        had_facts = self.head.has_facts
        self.head.fit(self.height(), has_form=self.correction is not None)
        self.tabs.set_one_line(is_one_line=self.height() < px(_LOW))
        super().resizeEvent(event)
        if had_facts != self.head.has_facts and self.correction is None and self.tabs.current() == "overview":
            self._show_tab()


def _tabs(view: PersonView) -> list[Tab]:
    """What is not built yet, paperwork and notes, is not shown."""
    together = {line.row.person.person_id for company in view.companies for line in company.people}
    papers = len(view.file.documents) + len(view.file.cards)
    return [
        Tab("overview", _("Overview")),
        Tab("identity", _("Identity")),
        Tab("group", _("Group"), len(together) if len(together) > 1 else None),
        Tab("stay", _("Stay"), len(view.file.stays) if len(view.file.stays) > 1 else None),
        Tab("papers", _("Documents and cards"), papers),
        Tab("history", _("History"), view.story.total),
    ]
