"""Alembic's door: only in the process, only on the connection it is handed."""

from __future__ import annotations

from alembic import context

from intake_app.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transaction_per_migration=False,
)
context.run_migrations()
