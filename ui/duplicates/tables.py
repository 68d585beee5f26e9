"""The three tables of the page as Qt's item models: likely pairs, pairs said to be two people, and two records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from intake_app.i18n import _
from ui.duplicates.words import say_head, say_likelihood, say_reasons
from ui.models.short_dates import short_birth
from ui.models.words import say_name
from ui.table_roles import ICON_ROLE, NO_ICON, TONE_ROLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.person_rows import PersonRow
    from intake_app.services.not_the_same import Declared
    from intake_app.services.pair_lists import PairLine
    from ui.duplicates.review import Review, ReviewRow

_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_SHOWN = Qt.ItemDataRole.DisplayRole


class _RowsModel(QAbstractTableModel):
    """Rows of texts under heads; a subclass says what stands in a cell."""

    heads: tuple[str, ...] = ()

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[Any] = ()

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show these instead of those before."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row(self, number: int) -> Any:
        """What a row is of; None outside."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def cell(self, row: Any, column: int, role: int) -> object:
        """What a cell says in a role."""
        raise NotImplementedError

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.heads)

    def data(self, index: _Index, role: int = _SHOWN) -> object:
        row = self.row(index.row()) if index.isValid() else None
        return None if row is None else self.cell(row, index.column(), role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _SHOWN) -> object:
        is_head = orientation == Qt.Orientation.Horizontal and role == _SHOWN and section < len(self.heads)
        return self.heads[section] if is_head else None


def _say_both(rows: Sequence[PersonRow]) -> tuple[str, ...]:
    """Name and birth date of each of two: a long name is cut at its own end, never the date by which they are told."""
    people = [row.person for row in rows]
    born = [short_birth(each.birth_date, is_estimated=each.birth_date_estimated) for each in people]
    return tuple(words for person, day in zip(people, born, strict=True) for words in (say_name(person), day))


class PairsModel(_RowsModel):
    """Likely pairs, the likeliest first."""

    def __init__(self) -> None:
        super().__init__()
        self.heads = (_("Recorded first"), _("Born"), _("Recorded again"), _("Born"), _("How likely"))

    def row_of(self, ids: tuple[str, ...]) -> int:
        """Where a pair stands; -1 where it does not."""
        return next((number for number, line in enumerate(self._rows) if line.ids == ids), -1)

    def cell(self, row: PairLine, column: int, role: int) -> object:
        if role == _SHOWN:
            return (*_say_both(row.rows), say_likelihood(row.score))[column]
        if role == Qt.ItemDataRole.ToolTipRole and column == len(self.heads) - 1:
            return say_reasons(row.reasons)
        if role == TONE_ROLE:
            is_last = column == len(self.heads) - 1
            return "muted" if is_last else "strong" if row.is_flagged else ""
        return None


class DeclaredModel(_RowsModel):
    """Pairs said not to be the same, the newest first."""

    def __init__(self) -> None:
        super().__init__()
        self.heads = (_("One"), _("Born"), _("The other"), _("Born"))

    def cell(self, row: Declared, column: int, role: int) -> object:
        return _say_both(row.rows)[column] if role == _SHOWN else None


class ReviewModel(_RowsModel):
    """Two records, field by field: what is taken is marked, what differs too."""

    def show_review(self, review: Review) -> None:
        """Show a comparison as it is decided so far; the rows stay where they were if they are the same ones."""
        files = review.comparison.files
        heads = (_("Field"), *(say_head(file, is_first=number == 0) for number, file in enumerate(files)))
        rows = review.rows()
        is_same = heads == self.heads and [row.name for row in rows] == [row.name for row in self._rows]
        if not is_same:
            self.beginResetModel()
        self.heads, self._rows = heads, rows
        if not is_same:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(heads) - 1))

    def cell(self, row: ReviewRow, column: int, role: int) -> object:
        is_taken = column > 0 and row.is_choice and row.taken == column - 1
        if role == _SHOWN:
            return row.label if column == 0 else row.sides[column - 1] or _("not recorded")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = row.label if column == 0 else row.sides[column - 1] or _("not recorded")
            if column == 0 and row.is_choice:
                return _("{field}, differs").format(field=said)
            return _("{value}, taken").format(value=said) if is_taken else said
        if role == ICON_ROLE:
            return "check" if is_taken else "arrow-left-right" if column == 0 and row.is_choice else NO_ICON
        if role == TONE_ROLE:
            return self._tone(row, column, is_taken=is_taken)
        return None

    def _tone(self, row: ReviewRow, column: int, *, is_taken: bool) -> str:
        if is_taken or (column == 0 and row.is_choice):
            return "strong"
        is_quiet = column == 0 or row.is_choice or not row.sides[column - 1]
        return "muted" if is_quiet else ""
