"""The consent ledger travels: entries of logs and, apart from them, what can be erased."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Make both tables and the indexes of their outboxes."""
    op.create_table(
        "consent_events",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("id", "log")),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=False, server_default="")
            for name in ("head", "key")
        ),
        sa.Column("has_text", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("refused", sa.Text(), nullable=False, server_default=""),
        *_stamps(),
        sa.PrimaryKeyConstraint("id", name="pk_consent_events"),
    )
    op.create_table(
        "consent_texts",
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("id", "person", "salt", "payload")
        ),
        sa.Column("receipt", sa.Text(), nullable=False, server_default=""),
        *_stamps(),
        sa.PrimaryKeyConstraint("id", name="pk_consent_texts"),
    )
    op.create_index("ix_consent_events_place", "consent_events", ["log", "number"])
    for name in ("consent_events", "consent_texts"):
        op.create_index(
            f"ix_{name}_dirty", name, ["dirty"], sqlite_where=sa.text("dirty IS NOT NULL")
        )


def _stamps() -> tuple[sa.Column[str], sa.Column[str], sa.Column[int], sa.Column[int]]:
    return (
        sa.Column("base_clock", sa.Text(), nullable=False),
        sa.Column("field_clocks", sa.Text(), nullable=False, server_default="{}"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("dirty", sa.Integer(), nullable=True),
    )
