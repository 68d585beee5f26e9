"""When the bed slip of a line of the queue was printed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("queue_line", sa.Column("slipped_at", sa.Text(), nullable=False, server_default=""))
