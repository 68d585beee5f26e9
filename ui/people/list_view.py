"""The list of people: all of them, or those whom the words in the search box find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from intake_app.i18n import _, ngettext
from intake_app.services.people import find_people
from ui.people.list_model import PAGE, PeopleModel
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyRow, EmptyState
from ui.widgets.layouts import bare
from ui.widgets.table import Table

if TYPE_CHECKING:
    from intake_app.domain.person_rows import PersonRow
    from intake_app.services.open_register import OpenRegister
    from intake_app.services.people import Found
    from ui.context import WindowContext

FOUND_AT_MOST = 200
_WIDTHS = [300, 260, 110, 150, 190]


def count_people(register: OpenRegister) -> int:
    """How many people are recorded."""
    with register.reading() as reading:
        return reading.count_people()


def read_page(register: OpenRegister, start: int) -> tuple[PersonRow, ...]:
    """A page of the list, the person recorded last first."""
    with register.reading() as reading:
        return reading.rows(reading.person_ids(start, PAGE), register.clock.now().date().isoformat())


class PeopleList(QWidget):
    """`opened(person_id)`; `counted(text)` says how many are shown."""

    opened = Signal(str)
    counted = Signal(str)

    def __init__(self, context: WindowContext) -> None:
        super().__init__()
        self.context = context
        self.model = PeopleModel(self)
        self.table = Table(_("People"))
        self.go = Button(_("Go to the desk"), "Ctrl+1", primary=True)
        self.text = ""
        self._all = 0
        self._stack = QStackedWidget()
        self._build()
        self._connect()

    def search(self, text: str) -> None:
        """Show whom the words find; everybody for no words."""
        self.text = text.strip()
        self.refresh()

    def refresh(self) -> None:
        """Read anew, beside the window."""
        register, text = self.context.register, self.text
        self.context.jobs.read(lambda: count_people(register), self._show_count, latest="people")
        if text:
            self.context.jobs.read(
                lambda: find_people(register, text, FOUND_AT_MOST), self._show_found, latest="people_found"
            )

    def take_focus(self) -> None:
        """Put the focus on the table, its first row if none is chosen; on the way on where there is nobody."""
        if self.model.rowCount() and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 0))
        (self.table if self.model.rowCount() else self.go).setFocus()

    def _build(self) -> None:
        self.table.setModel(self.model)
        self.table.set_widths(_WIDTHS)
        self.go.clicked.connect(lambda: self.context.bus.asked_to_show.emit("desk", None))
        bring = EmptyRow(
            "file-spreadsheet",
            _("Bring in an export of your own"),
            _("CSV files of this or another desk; every row that cannot be taken is named"),
            lambda: self.context.bus.asked_to_show.emit("exchange", None),
        )
        nobody = EmptyState(
            _("No one is recorded yet"),
            _("The first arrival is recorded at the desk. If you already have a list, bring it in."),
            self.go,
            [bring],
        )
        nothing = EmptyState(
            _("Nobody is found"),
            _("Try the beginning of the family name, the card, the phone or the document number. Esc shows everybody."),
        )
        for widget in (self.table, _centred(nobody), _centred(nothing)):
            self._stack.addWidget(widget)
        column = bare(QVBoxLayout(self))
        column.addWidget(self._stack)

    def _connect(self) -> None:
        self.model.needed.connect(self._read_page)
        self.table.opened.connect(self._open)

    def _read_page(self, start: int) -> None:
        register = self.context.register
        self.context.jobs.read(lambda: read_page(register, start), lambda rows: self._give(start, rows))

    def _give(self, start: int, rows: tuple[PersonRow, ...]) -> None:
        if not self.text:
            self.model.give(start, rows)

    def _show_count(self, count: int) -> None:
        self._all = count
        if not self.text:
            row = self.table.currentIndex().row()
            self.model.show_count(count)
            if 0 <= row < count:
                self.table.setCurrentIndex(self.model.index(row, 0))
            self._stack.setCurrentIndex(0 if count else 1)
            self.counted.emit(ngettext("{count} person", "{count} people", count).format(count=f"{count:,}"))

    def _show_found(self, found: tuple[Found, ...]) -> None:
        if not self.text:
            return
        self.model.show_rows([each.row for each in found])
        self._stack.setCurrentIndex(0 if found else 2)
        more = "+" if len(found) == FOUND_AT_MOST else ""
        self.counted.emit(_("{found} of {all}").format(found=f"{len(found)}{more}", all=f"{self._all:,}"))

    def _open(self, row: int) -> None:
        if (person := self.model.person_at(row)) is not None:
            self.opened.emit(person.person.person_id)


def _centred(state: EmptyState) -> QWidget:
    holder = QWidget()
    row = bare(QHBoxLayout(holder))
    row.addStretch(1)
    row.addWidget(state, 4)
    row.addStretch(1)
    return holder
