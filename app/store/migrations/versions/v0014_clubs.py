"""Clubs: the registers and the published week, one row a part."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Make the table and the index of its outbox."""
    op.create_table(
        "club_parts",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False, server_default=""),
        sa.Column("removed_at", sa.Text(), nullable=True),
        sa.Column("base_clock", sa.Text(), nullable=False),
        sa.Column("field_clocks", sa.Text(), nullable=False, server_default="{}"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("dirty", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_club_parts"),
    )
    op.create_index(
        "ix_club_parts_dirty", "club_parts", ["dirty"],
        sqlite_where=sa.text("dirty IS NOT NULL"),
    )  # fmt: skip
