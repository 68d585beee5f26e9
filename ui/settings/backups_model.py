"""The list of backups in the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QLocale, QModelIndex, QPersistentModelIndex, Qt

from intake_app.i18n import _, interface_language
from ui.moments import moment_in_words
from ui.table_roles import TONE_ROLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.opening.backups import ListedBackup

_NO_PARENT = QModelIndex()
_SIZES = QLocale.DataSizeFormat.DataSizeSIFormat


class BackupsModel(QAbstractTableModel):
    """A row for each backup, newest first: when it was made, where it lies, how large it is."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[ListedBackup] = ()
        self._time_zone = ""

    def show_lines(self, lines: Sequence[ListedBackup], time_zone: str) -> None:
        """Show these, with the time of the centre."""
        self.beginResetModel()
        self._lines, self._time_zone = lines, time_zone
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
            place = _("this laptop") if line.place == "inside" else _("second place")
            # As files are called in every language: those of 1,024 have no words of their own in most.
            size = QLocale(interface_language()).formattedDataSize(line.size, 1, _SIZES)
            return (moment_in_words(line.made_at, self._time_zone), place, size)[index.column()]
        if role == TONE_ROLE:
            return "muted" if index.column() == 2 else ""
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return (_("Made"), _("Where"), _("Size"))[section]
        return None
