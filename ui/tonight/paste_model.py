"""What a pasted list would record, line by line, and why a line cannot be taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from intake_app.i18n import _
from ui.models.words import say_name
from ui.table_roles import ICON_ROLE, TONE_ROLE
from ui.tonight.words import say_born, say_problem, say_sex, say_sleeps

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from intake_app.domain.tonight_lines import PastedLine

_Index = QModelIndex | QPersistentModelIndex
_COLUMNS = 5


class PasteModel(QAbstractTableModel):
    """One row a line: its number, name, birth, sex, and where they sleep or what is wrong."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[PastedLine, ...] = ()
        self._today: date | None = None

    def show(self, lines: Sequence[PastedLine], today: date) -> None:
        """Other lines."""
        self.beginResetModel()
        self._lines, self._today = tuple(lines), today
        self.endResetModel()

    def row_of(self, number: int) -> int:
        """The row of a line's number; -1 where it has none."""
        return next((row for row, line in enumerate(self._lines) if line.number == number), -1)

    def number_at(self, row: int) -> int:
        """The number of the line in a row."""
        return self._lines[row].number

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else _COLUMNS

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(line, index.column())
        if role == TONE_ROLE:
            return "muted" if index.column() == 0 else "danger" if line.problem else ""
        if role == ICON_ROLE and line.problem is not None and index.column() == 1:
            return "circle-alert"
        return None

    def _text(self, line: PastedLine, column: int) -> str:
        if column == 0:
            return str(line.number)
        if line.arrival is None:
            return say_problem(line.problem).removesuffix(".") if column == 1 and line.problem else ""  # as in any cell
        person, today = line.arrival.person, self._today
        if column == 2 and today is not None:
            return say_born(person.birth_date, is_estimated=person.birth_date_estimated, today=today)
        sleeps = line.arrival.stay.sleeps
        return {
            1: say_name(person),
            3: say_sex(person.sex),
            4: _("next place") if sleeps == "here" else say_sleeps(sleeps),
        }.get(column, "")

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (_("Line"), _("Name"), _("Born"), _("Sex"), _("Sleeps"))[section]
