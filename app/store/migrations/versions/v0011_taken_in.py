"""Entries of other centres' consent logs, each with its own proof: what a take-out brings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Make their table."""
    op.create_table(
        "consent_taken_in",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("event", "person", "log")),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("entry", sa.LargeBinary(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=True),
        sa.Column("payload", sa.LargeBinary(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("path", sa.LargeBinary(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("head", "receipt", "archive")),
        sa.PrimaryKeyConstraint("event", name="pk_consent_taken_in"),
    )
    op.create_index("ix_consent_taken_in_person", "consent_taken_in", ["person"])
