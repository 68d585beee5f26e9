"""The list of people with keys in the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from intake_app.domain.roles import Role
from intake_app.i18n import _
from intake_app.messages import say_word
from ui.table_roles import TONE_ROLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.opening.keys import KeyHolder

_NO_PARENT = QModelIndex()


class UsersModel(QAbstractTableModel):
    """A row for each user: name, role, and whether they can open the register here."""

    def __init__(self) -> None:
        super().__init__()
        self._holders: tuple[KeyHolder, ...] = ()

    def show_holders(self, holders: Sequence[KeyHolder]) -> None:
        """Show these."""
        self.beginResetModel()
        self._holders = tuple(holders)
        self.endResetModel()

    def holder(self, row: int) -> KeyHolder | None:
        """Whose row it is."""
        return self._holders[row] if 0 <= row < len(self._holders) else None

    def row_of(self, user_id: str) -> int:
        """The row of a user; the first where they are not in the list."""
        return next((row for row, each in enumerate(self._holders) if each.user_id == user_id), 0)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._holders)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else 3

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        holder = self._holders[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return (holder.name, say_word("role", holder.role), say_key(holder))[index.column()]
        if role == TONE_ROLE and index.column() == 2:
            return "danger" if holder.is_revoked else "muted" if holder.is_self or not holder.can_open else ""
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return (_("Name"), _("Role"), _("Opens this register"))[section]
        return None


def say_key(holder: KeyHolder) -> str:
    """Whether somebody can open the register here, in words."""
    if holder.is_revoked:
        return _("revoking was cut short: revoke once more")
    if not holder.can_open:
        return _("no key on this laptop")
    return _("yes, you") if holder.is_self else _("yes")


def role_options() -> list[tuple[str, str]]:
    """Every role with its words."""
    return [(role.value, say_word("role", role.value)) for role in Role]
