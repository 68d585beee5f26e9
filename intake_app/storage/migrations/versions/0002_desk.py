"""The desk's own records, the order of lists, and acts by their id."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from intake_app.storage import person_keys

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("centre", sa.Column("tracing_phone", sa.Text(), nullable=False, server_default=""))
    op.create_index(op.f("ix_change_act_id"), "change", ["act_id"], unique=False)
    op.create_table(
        "person_key",
        sa.Column("row_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("row_no", name=op.f("pk_person_key")),
    )
    person_keys.fill(op.get_bind())
    op.create_index(op.f("ix_person_key_name_key"), "person_key", ["name_key"], unique=False)
    op.create_table(
        "print_job",
        sa.Column("job_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("handout", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.Text(), nullable=False),
        sa.Column("printed_at", sa.Text(), nullable=False),
        sa.Column("handed_at", sa.Text(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("fault", sa.Text(), nullable=False),
        sa.Column("is_outdated", sa.Integer(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("job_id", name=op.f("pk_print_job")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_print_job_state"), "print_job", ["state"], unique=False)
    op.create_index(op.f("ix_print_job_person_id"), "print_job", ["person_id"], unique=False)
    op.create_table(
        "queue_line",
        sa.Column("line_id", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("placement_id", sa.Text(), nullable=False),
        sa.Column("party", sa.Text(), nullable=False),
        sa.Column("need_code", sa.Text(), nullable=False),
        sa.Column("noted_at", sa.Text(), nullable=False),
        sa.Column("called_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("line_id", name=op.f("pk_queue_line")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_queue_line_day"), "queue_line", ["day"], unique=False)
    op.create_index(op.f("ix_queue_line_person_id"), "queue_line", ["person_id"], unique=False)
    op.create_table(
        "message",
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("kept_at", sa.Text(), nullable=False),
        sa.Column("keep_until", sa.Text(), nullable=False),
        sa.Column("for_whom", sa.Text(), nullable=False),
        sa.Column("from_whom", sa.Text(), nullable=False),
        sa.Column("reach", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_message")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "reserved_card",
        sa.Column("card_number", sa.Text(), nullable=False),
        sa.Column("reserved_at", sa.Text(), nullable=False),
        sa.Column("kit", sa.Text(), nullable=False),
        sa.Column("used_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("card_number", name=op.f("pk_reserved_card")),
        sqlite_with_rowid=False,
    )
