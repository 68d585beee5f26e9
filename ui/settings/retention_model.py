"""The list of those whose names the centre need not keep any more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from intake_app.i18n import _
from intake_app.values import say_iso
from ui.models.words import say_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.services.retention import DueLine

_NO_PARENT = QModelIndex()


class RetentionModel(QAbstractTableModel):
    """A row for each: name, card, and since when they are gone."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[DueLine, ...] = ()

    def show_lines(self, lines: Sequence[DueLine]) -> None:
        """Show these."""
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else 3

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role != Qt.ItemDataRole.DisplayRole:
            return None
        line = self._lines[index.row()]
        return (say_name(line.person), line.card_number, say_iso(line.gone_on.isoformat()))[index.column()]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return (_("Name"), _("Card"), _("Gone since"))[section]
        return None
