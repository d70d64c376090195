"""The consent ledger: entries that are only added, what they commit to apart, heads, keys, receipts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make its tables and the triggers that keep entries as they are."""
    op.create_table(
        "consent_entries",
        sa.Column("log", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("entry", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("log", "number", name="pk_consent_entries"),
        sa.UniqueConstraint("event"),
    )
    for word in ("update", "delete"):
        op.execute(
            f"CREATE TRIGGER consent_entries_no_{word} BEFORE {word.upper()} ON consent_entries "
            "BEGIN SELECT RAISE(ABORT, 'the consent ledger is only added to'); END"
        )
    for name, last in (
        ("consent_payloads", ("salt", "payload")),
        ("consent_receipts", ("signed",)),
    ):
        kind: type[sa.Text] | type[sa.LargeBinary] = (
            sa.Text if name == "consent_receipts" else sa.LargeBinary
        )
        op.create_table(
            name,
            sa.Column("event", sa.Text(), nullable=False),
            sa.Column("person", sa.Text(), nullable=False),
            *(sa.Column(one, kind(), nullable=False) for one in last),
            sa.PrimaryKeyConstraint("event", name=f"pk_{name}"),
        )
        op.create_index(f"ix_{name}_person", name, ["person"])
    op.create_table(
        "consent_heads",
        sa.Column("log", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("root", sa.LargeBinary(), nullable=False),
        sa.Column("peaks", sa.LargeBinary(), nullable=False),
        sa.Column("signed", sa.Text(), nullable=False),
        sa.Column("is_own", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("log", name="pk_consent_heads"),
    )
    op.create_table(
        "consent_known",
        sa.Column("log", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("log", name="pk_consent_known"),
    )
    op.create_table(
        "consent_keys",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("public", sa.Text(), nullable=False),
        sa.Column("private", sa.LargeBinary(), nullable=True),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_consent_keys"),
    )
