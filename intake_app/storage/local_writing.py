"""Writing what is this laptop's own: values, local records and drafts, in the transaction of whoever asks."""

from __future__ import annotations

from intake_app.storage import local
from intake_app.storage.reading import SqlReading


class LocalWriting(SqlReading):
    """A reading that also keeps what never leaves; see `services.unit_of_work.UnitOfWork`."""

    def set_local(self, name: str, value: str) -> None:
        self._connection.exec_driver_sql(local.SET_VALUE, (name, value))

    def keep(self, record: object) -> None:
        local.write(self._connection, record)

    def drop(self, kind: type[object], record_id: str) -> None:
        local.remove(self._connection, kind, record_id)

    def save_draft(self, draft_id: str, saved_at: str, body: str) -> None:
        sql = (
            "INSERT INTO draft (draft_id, saved_at, body) VALUES (?, ?, ?) "
            "ON CONFLICT (draft_id) DO UPDATE SET saved_at = excluded.saved_at, body = excluded.body"
        )
        self._connection.exec_driver_sql(sql, (draft_id, saved_at, body))

    def delete_draft(self, draft_id: str) -> None:
        self._connection.exec_driver_sql("DELETE FROM draft WHERE draft_id = ?", (draft_id,))
