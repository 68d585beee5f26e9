"""Likely pairs and pairs said to be two people, each on a tab; what to do next where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from intake_app.i18n import _
from ui.duplicates.finder import PairFinder
from ui.duplicates.tables import DeclaredModel, PairsModel
from ui.duplicates.words import say_found
from ui.resources.theme import px
from ui.widgets.empty import EmptyState
from ui.widgets.layouts import bare
from ui.widgets.tab_bar import Tab, TabBar
from ui.widgets.table import Table

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from intake_app.services.not_the_same import Declared
    from intake_app.services.pair_lists import PairLine, PairList
    from ui.context import WindowContext

PAIRS, DECLARED = "pairs", "declared"
_NARROW = 500  # of a table of pairs, in pixels at 100 %
Ids = tuple[str, str]


class PairLists(QWidget):
    """`opened(ids)` with Enter, `moved()` as the cursor goes, `listed()` after each reading of what there is."""

    opened = Signal(object)
    moved = Signal()
    listed = Signal()

    def __init__(self, context: WindowContext) -> None:
        super().__init__()
        self.finder = PairFinder(context, self)
        self.tabs = TabBar(_("Duplicates"))
        self.pairs, self.declared = PairsModel(), DeclaredModel()
        self.pair_table, self.declared_table = Table(_("Likely pairs")), Table(_("Said to be two people"))
        self.said = ""
        self.zone: ZoneInfo | None = None
        self._none = EmptyState("", "")
        self._none_declared = EmptyState(
            _("Nobody was said to be two people"),
            _("Compare a pair and press F8 where they are not the same: it is not shown again, on any desk."),
        )
        self._stack = QStackedWidget()
        self._counts = (0, 0)
        self._build()
        self._connect()
        self.show_tab()

    def pair(self) -> PairLine | None:
        """The likely pair under the cursor."""
        is_shown = self.tabs.current() == PAIRS
        line: PairLine | None = self.pairs.row(self.pair_table.currentIndex().row()) if is_shown else None
        return line

    def is_of_the_told(self) -> bool:
        """Whether those are listed who were said to be two people."""
        return self.tabs.current() == DECLARED

    def told(self) -> Declared | None:
        """The pair said to be two people under the cursor."""
        row = self.declared_table.currentIndex().row() if self.is_of_the_told() else -1
        line: Declared | None = self.declared.row(row)
        return line

    def ids_at(self, row: int) -> Ids | None:
        """The likely pair in a row, or in the last where there are fewer; None where there is none at all."""
        line = self.pairs.row(min(row, self.pairs.rowCount() - 1))
        return line.ids if line is not None else None

    def show_tab(self, key: str = "") -> None:
        """Show the tab chosen, or this one."""
        self.tabs.set_current(key or self.tabs.current())
        if self.tabs.current() == DECLARED:
            self._stack.setCurrentWidget(self.declared_table if self._counts[1] else self._none_declared)
        else:
            self._stack.setCurrentWidget(self.pair_table if self._counts[0] else self._none)
        self.moved.emit()

    def take_focus(self) -> bool:
        """Put the focus on the table shown; False where there is none."""
        table = self._stack.currentWidget()
        if not isinstance(table, Table):
            return False
        if not table.currentIndex().isValid():
            table.selectRow(0)
        table.setFocus()
        return True

    def _build(self) -> None:
        column = bare(QVBoxLayout(self))
        column.addWidget(self.tabs)
        column.addSpacing(px(8))
        column.addWidget(self._stack, 1)
        for table, model, widths, lesser in (
            (self.pair_table, self.pairs, [208, 106, 208, 106, 136], (4,)),  # how likely: the panel says it too
            (self.declared_table, self.declared, [274, 108, 274, 108], ()),
        ):
            table.setModel(model)
            # A birth date is what two of one name are told apart by.
            table.set_widths(widths, firm=(1, 3), lesser=lesser, narrow=_NARROW)
        for shown in (self.pair_table, self.declared_table, self._none, self._none_declared):
            self._stack.addWidget(shown)
        self._show_counts()

    def _connect(self) -> None:
        self.finder.listed.connect(self._take)
        self.tabs.chosen.connect(self.show_tab)
        self.tabs.chosen.connect(lambda _key: self.take_focus())
        self.pair_table.opened.connect(lambda row: self.opened.emit(self.ids_at(row)))
        self.declared_table.opened.connect(lambda row: self.opened.emit(self.declared.row(row).pair))
        for table in (self.pair_table, self.declared_table):
            table.moved.connect(lambda _row: self.moved.emit())

    def _take(self, found: PairList, declared: tuple[Declared, ...], zone: ZoneInfo) -> None:
        rows = [table.currentIndex().row() for table in (self.pair_table, self.declared_table)]
        self.zone = zone
        self.pairs.show_rows(found.lines)
        self.declared.show_rows(declared)
        self._counts = found.total, len(declared)
        self.said = say_found(len(found.lines), found.total) if found.total else ""
        for table, row in zip((self.pair_table, self.declared_table), rows, strict=True):
            table.selectRow(min(max(row, 0), table.model().rowCount() - 1))
        self._show_counts()
        self.show_tab()
        self.listed.emit()

    def show_running(self) -> None:
        """Say how far the search is where the invitation to it stood, and no more once it has ended."""
        if not self.finder.is_running():
            self._invite()
            return
        said = _("Looking through the register: {percent} %").format(percent=self.finder.percent())
        self._none.say(said, _("You can go on working; what is found is listed here."))

    def _show_counts(self) -> None:
        has_looked = self.finder.pairs is not None
        self.tabs.set_tabs(
            (
                Tab(PAIRS, _("Likely pairs"), self._counts[0] if has_looked else None),
                Tab(DECLARED, _("Said to be two people"), self._counts[1]),
            )
        )
        self.show_running()

    def _invite(self) -> None:
        if self.finder.pairs is not None:
            self._none.say(
                _("Nobody seems to be recorded twice"),
                _("Every pair that was found is decided. Look again after an import, or once a day."),
            )
        else:
            self._none.say(
                _("Find people who were recorded twice"),
                _("Everybody is compared with everybody, in any script and spelling. Nothing is changed by it."),
            )
