"""Keys beside the words that people are found by, the words near to others, and each person's words only once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from intake_app.storage import search_index

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "search_row",
        sa.Column("row_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("names", sa.Text(), nullable=False),
        sa.Column("is_gone", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("row_no", name=op.f("pk_search_row")),
    )
    op.create_table(
        "search_more",
        sa.Column("row_no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("numbers", sa.Text(), nullable=False),
        sa.Column("keys", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("row_no", name=op.f("pk_search_more")),
    )
    op.create_table(
        "search_near",
        sa.Column("near", sa.Text(), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("near", "word", name=op.f("pk_search_near")),
        sqlite_with_rowid=False,
    )
    op.execute("DELETE FROM search_token")
    op.execute("DROP TABLE search_text")
    op.execute("CREATE VIRTUAL TABLE search_text USING fts5(words, content='', columnsize=0, tokenize='trigram')")
    op.execute("INSERT INTO search_text (search_text, rank) VALUES ('secure-delete', 1)")
    search_index.rebuild(op.get_bind())
