"""The trail of who did and saw what, as a table."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from intake_app.i18n import _, ngettext, say_number
from intake_app.messages import say_word
from ui.moments import moment_in_words

if TYPE_CHECKING:
    from intake_app.services.audits import TrailLine, TrailPage

_NO_PARENT = QModelIndex()


class AuditModel(QAbstractTableModel):
    """A row for each entry: when, who, what, of whom."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[TrailLine, ...] = ()
        self._time_zone = ""

    def show_page(self, page: TrailPage) -> None:
        """Show these, with the time of the centre."""
        self.beginResetModel()
        self._lines, self._time_zone = page.lines, page.time_zone
        self.endResetModel()

    def oldest(self) -> int:
        """The number of the last row's entry; 0 where there is none."""
        return self._lines[-1].entry.audit_no if self._lines else 0

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else 4

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role != Qt.ItemDataRole.DisplayRole:
            return None
        line = self._lines[index.row()]
        at = moment_in_words(datetime.fromisoformat(line.entry.at), self._time_zone)
        return (at, line.user_name, say_what(line), say_whom(line))[index.column()]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return (_("When"), _("Who"), _("What"), _("Of whom"))[section]
        return None


def say_what(line: TrailLine) -> str:
    """What was done; of an act, which."""
    entry = line.entry
    return say_word("act", entry.detail) if entry.kind == "act" else say_word("audit", entry.kind)


def say_whom(line: TrailLine) -> str:
    """Cards of who is still here, ids of the others; of many only how many."""
    count = max(line.people, line.entry.count if line.entry.kind != "act" else 0)
    if not line.of:
        return ngettext("{count} person", "{count} people", count).format(count=say_number(count)) if count else ""
    named = ", ".join(line.of)
    rest = line.people - len(line.of)
    if rest <= 0:
        return named
    words = ngettext("{named} and {count} more", "{named} and {count} more", rest)
    return words.format(named=named, count=say_number(rest))
