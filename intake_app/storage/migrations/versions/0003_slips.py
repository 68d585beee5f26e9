"""What the bed slip says that was printed for a line of the queue."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("queue_line", sa.Column("slip_said", sa.Text(), nullable=False, server_default=""))
