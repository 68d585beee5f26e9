"""What was erased, what is counted of those who are nameless, and how long the names of those who left are kept."""

from __future__ import annotations

import os

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("centre", sa.Column("retention_days", sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "erasure",
        sa.Column("erasure_id", sa.Text(), nullable=False),
        sa.Column("erased_id", sa.Text(), nullable=False),
        sa.Column("record_ids", sa.Text(), nullable=False),
        sa.Column("erased_on", sa.Text(), nullable=False),
        sa.Column("deleted", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("erasure_id", name=op.f("pk_erasure")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "past_stay",
        sa.Column("past_stay_id", sa.Text(), nullable=False),
        sa.Column("sex", sa.Text(), nullable=False),
        sa.Column("birth_year", sa.Text(), nullable=False),
        sa.Column("citizenship", sa.Text(), nullable=False),
        sa.Column("entered_in", sa.Text(), nullable=False),
        sa.Column("arrived_in", sa.Text(), nullable=False),
        sa.Column("departed_in", sa.Text(), nullable=False),
        sa.Column("departure", sa.Text(), nullable=False),
        sa.Column("deleted", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("past_stay_id", name=op.f("pk_past_stay")),
        sqlite_with_rowid=False,
    )
    op.get_bind().exec_driver_sql(
        "INSERT INTO local_value (name, value) VALUES ('erasure_key', ?)", (os.urandom(32).hex(),)
    )
    op.execute("INSERT INTO search_text (search_text, rank) VALUES ('secure-delete', 1)")
