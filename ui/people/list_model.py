"""The list of people as a model over numbers: only what is looked at is read, a page of rows at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from intake_app.i18n import _
from intake_app.messages import say_word
from ui.models.words import say_latin, say_name
from ui.widgets.table import TONE_ROLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.person_rows import PersonRow

PAGE = 100
_MOST_PAGES = 60
_Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("name", "latin", "born", "card", "sleeps", "entered")


class PeopleModel(QAbstractTableModel):
    """Rows by number. `needed(start)` asks for the page of rows beginning there; `give` brings it.

    A row not read yet is empty and has no flags, so that it cannot be opened.
    """

    needed = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        self._pages: dict[int, tuple[PersonRow, ...]] = {}
        self._asked: set[int] = set()

    def show_count(self, count: int) -> None:
        """So many people, none of them read yet."""
        self.beginResetModel()
        self._count = count
        self._forget()
        self.endResetModel()

    def show_rows(self, rows: Sequence[PersonRow]) -> None:
        """Exactly these people, as a search has found them."""
        self.beginResetModel()
        self._forget()
        self._count = len(rows)
        for start in range(0, len(rows), PAGE):
            self._pages[start] = tuple(rows[start : start + PAGE])
        self.endResetModel()

    def give(self, start: int, rows: Sequence[PersonRow]) -> None:
        """The rows of a page that was asked for."""
        self._asked.discard(start)
        if not 0 <= start < self._count:
            return
        while len(self._pages) >= _MOST_PAGES:
            self._pages.pop(next(iter(self._pages)))
        self._pages[start] = tuple(rows)
        last = min(start + PAGE, self._count) - 1
        self.dataChanged.emit(self.index(start, 0), self.index(last, len(COLUMNS) - 1))

    def person_at(self, row: int) -> PersonRow | None:
        """The person in a row; None while it is not read."""
        start = row - row % PAGE
        page = self._pages.get(start)
        return page[row - start] if page is not None and row - start < len(page) else None

    def _forget(self) -> None:
        self._pages.clear()
        self._asked.clear()

    def _ask(self, row: int) -> None:
        start = row - row % PAGE
        if start not in self._pages and start not in self._asked:
            self._asked.add(start)
            self.needed.emit(start)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, TONE_ROLE):
            return None
        person = self.person_at(index.row())
        if person is None:
            self._ask(index.row())
            return "" if role == Qt.ItemDataRole.DisplayRole else None
        column = COLUMNS[index.column()]
        return cell_text(person, column) if role == Qt.ItemDataRole.DisplayRole else cell_tone(person, column)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid() or self.person_at(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        titles = (_("Name"), _("Latin"), _("Born"), _("Card"), _("Sleeps"), _("Entered"))
        return titles[section] if 0 <= section < len(titles) else None


def cell_text(row: PersonRow, column: str) -> str:
    """What stands in a column for a person."""
    person = row.person
    if column == "born" and person.birth_date and person.birth_date_estimated:
        return _("{year} est.").format(year=person.birth_date)
    if column == "sleeps":
        if row.departed_on:
            return _("left {day}").format(day=row.departed_on)
        return row.place_name or (say_word("sleeps", row.sleeps) if row.sleeps else "")
    texts = {
        "name": say_name(person),
        "latin": say_latin(person),
        "born": person.birth_date,
        "card": row.card_number,
        "entered": row.entered_on,
    }
    return texts[column]


def cell_tone(row: PersonRow, column: str) -> str:
    """How it looks: names stand out, somebody who has left is quiet."""
    if row.departed_on or column in ("latin", "card"):
        return "muted"
    return "strong" if column == "name" else ""
