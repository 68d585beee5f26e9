"""The jobs of one group as an item model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from ui.handouts.queue import COLUMNS, cell_of, column_titles
from ui.table_roles import ICON_ROLE, TONE_ROLE

if TYPE_CHECKING:
    from intake_app.services.print_lists import JobLine, JobList

_Index = QModelIndex | QPersistentModelIndex
_ROLES = (Qt.ItemDataRole.DisplayRole, TONE_ROLE, ICON_ROLE)


class QueueModel(QAbstractTableModel):
    """Rows of `JobList.lines`; words are made when a row is looked at."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[JobLine, ...] = ()
        self._time_zone = ""
        self._state = ""

    def show_jobs(self, jobs: JobList, state: str) -> None:
        """Exactly these jobs, all of one state."""
        self.beginResetModel()
        self._lines, self._time_zone, self._state = jobs.lines, jobs.time_zone, state
        self.endResetModel()

    def line_at(self, row: int) -> JobLine | None:
        """The job in a row; None where there is none."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, job_id: str) -> int:
        """Where a job stands; -1 where it does not."""
        return next((row for row, line in enumerate(self._lines) if line.job.job_id == job_id), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role not in _ROLES:
            return None
        cell = cell_of(self._lines[index.row()], COLUMNS[index.column()], self._time_zone)
        return {Qt.ItemDataRole.DisplayRole: cell.text, TONE_ROLE: cell.tone, ICON_ROLE: cell.icon}[role]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        titles = column_titles(self._state)
        return titles[section] if 0 <= section < len(titles) else None
