"""The messages as a table, and one of them in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from intake_app.domain.names import isolate
from intake_app.i18n import _, pgettext
from intake_app.services.messages import REMOVED
from ui.asks.form import AUTHORITY
from ui.table_roles import ICON_ROLE, TONE_ROLE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from intake_app.domain.local_records import Message

_Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("kept_at", "for_whom", "from_whom", "reach", "body")


class MessagesModel(QAbstractTableModel):
    """Rows in the order given; `say_moment` puts an instant into the centre's time."""

    def __init__(self, say_moment: Callable[[str], str]) -> None:
        super().__init__()
        self._messages: tuple[Message, ...] = ()
        self._say_moment = say_moment

    def show_messages(self, messages: Sequence[Message]) -> None:
        """Show these instead of those before."""
        self.beginResetModel()
        self._messages = tuple(messages)
        self.endResetModel()

    def message_at(self, row: int) -> Message | None:
        """The message in a row; None outside."""
        return self._messages[row] if 0 <= row < len(self._messages) else None

    def row_of(self, message_id: str) -> int:
        """Where a message stands; -1 where it is not."""
        return next((row for row, each in enumerate(self._messages) if each.message_id == message_id), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._messages)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        message = self.message_at(index.row()) if index.isValid() else None
        if message is None:
            return None
        column = COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(message, column)
        if role == TONE_ROLE:
            return _tone(message, column)
        if role == ICON_ROLE and column == "kept_at":
            return _icon(message)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (pgettext("message", "Left"), _("For whom"), _("From whom"), _("How to reach them"), _("What to tell"))[
            section
        ]

    def _text(self, message: Message, column: str) -> str:
        if column == "kept_at":
            return self._say_moment(message.kept_at)
        if message.kind == REMOVED:
            return _("removed: {reason}").format(reason=isolate(message.body)) if column == "for_whom" else ""
        if message.kind == AUTHORITY:
            return _say_request(message, column)
        return isolate(str(getattr(message, column)))


def parts_of(message: Message) -> tuple[tuple[str, str], ...]:
    """Everything a message says, as label and words; parts that are empty are left out."""
    if message.kind == REMOVED:
        parts: tuple[tuple[str, str], ...] = ((_("Removed by"), message.from_whom), (_("Reason"), message.body))
    elif message.kind == AUTHORITY:
        parts = (
            (_("Name"), message.from_whom),
            (_("Office"), message.for_whom),
            (_("Written request"), message.reach),
        )
    else:
        parts = (
            (_("For whom"), message.for_whom),
            (_("From whom"), message.from_whom),
            (_("How to reach them"), message.reach),
            (_("What to tell"), message.body),
        )
    return tuple((name, isolate(text)) for name, text in parts if text)


def _say_request(message: Message, column: str) -> str:
    """An authority asks for nobody in particular: who it is, where, and their paper, under the heads of a message."""
    if column == "for_whom":
        return _("Authority asks")
    return isolate({"from_whom": message.from_whom, "reach": message.for_whom, "body": message.reach}.get(column, ""))


def _tone(message: Message, column: str) -> str:
    if message.kind == REMOVED:
        return "muted"
    if message.seen_at:
        return "muted" if column == "kept_at" else ""
    return "strong"


def _icon(message: Message) -> str:
    if message.kind == REMOVED:
        return "x"
    if message.kind == AUTHORITY:
        return "shield"
    return "mail-open" if message.seen_at else "mail"
