"""The list of sleeping places in the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from intake_app.i18n import _
from ui.table_roles import TONE_ROLE

if TYPE_CHECKING:
    from intake_app.services.places import PlaceLine

_NO_PARENT = QModelIndex()


class PlacesModel(QAbstractTableModel):
    """A row for each place: its name, its beds, how many are free tonight."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[PlaceLine, ...] = ()

    def show_lines(self, lines: tuple[PlaceLine, ...]) -> None:
        """Show these places."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else 3

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return (line.place.name, str(line.place.capacity), str(line.free))[index.column()]
        if role == TONE_ROLE:
            return "muted" if index.column() == 1 or not line.free else ""
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return (_("Place"), _("Beds"), _("Free tonight"))[section]
        return None
