"""Who was joined into another record, who is not the same person, and what this laptop gave along."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_index("ix_person_merged_into", "person", ["merged_into"], sqlite_where=sa.text("merged_into != ''"))
    op.create_table(
        "not_the_same",
        sa.Column("not_the_same_id", sa.Text(), nullable=False),
        sa.Column("person_id_a", sa.Text(), nullable=False),
        sa.Column("person_id_b", sa.Text(), nullable=False),
        sa.Column("deleted", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("not_the_same_id", name=op.f("pk_not_the_same")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_not_the_same_person_id_a", "not_the_same", ["person_id_a"])
    op.create_index("ix_not_the_same_person_id_b", "not_the_same", ["person_id_b"])
    op.create_table(
        "moved_record",
        sa.Column("moved_id", sa.Text(), nullable=False),
        sa.Column("table", sa.Text(), nullable=False),
        sa.Column("first_owner", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("moved_id", name=op.f("pk_moved_record")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_moved_record_first_owner", "moved_record", ["first_owner"])
