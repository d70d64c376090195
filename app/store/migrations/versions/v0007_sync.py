"""Synchronisation: the state of this device, the journal, and the day's tally of the desk."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

OUTBOXES = (
    "operators", "settings", "telework_fields", "telework_loans", "tallies", "follow_ups",
    "follow_up_attempts", "delegations", "merges",
)  # fmt: skip


def upgrade() -> None:
    """Make the tables and the indexes of the outboxes."""
    _make_tallies()
    _make_state()
    _make_journal()


def _make_tallies() -> None:
    op.execute("ALTER TABLE device ADD COLUMN clock_offset INTEGER DEFAULT '0' NOT NULL")
    op.create_table(
        "tallies",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("opened_by", sa.Text(), nullable=True),
        sa.Column("visitors", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("topics", sa.Text(), nullable=False, server_default="[]"),
        sa.Column("note", sa.Text(), nullable=False, server_default=""),
        sa.Column("lead", sa.Text(), nullable=False, server_default=""),
        sa.Column("base_clock", sa.Text(), nullable=False),
        sa.Column("field_clocks", sa.Text(), nullable=False, server_default="{}"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("dirty", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_tallies"),
    )
    for table in OUTBOXES:
        op.create_index(
            f"ix_{table}_dirty", table, ["dirty"], sqlite_where=sa.text("dirty IS NOT NULL")
        )


def _make_state() -> None:
    op.create_table(
        "sync_state",
        sa.Column("one", sa.Integer(), nullable=False),
        sa.Column("server", sa.Text(), nullable=False),
        sa.Column("ca_file", sa.Text(), nullable=False, server_default=""),
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("centre", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("private_key", sa.LargeBinary(), nullable=False),
        sa.Column("lease_secret", sa.Text(), nullable=False),
        sa.Column("bundle_secret", sa.Text(), nullable=False),
        sa.Column("lease_days", sa.Integer(), nullable=False),
        sa.Column("lease_number", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("extended_until", sa.Text(), nullable=True),
        sa.Column("last_contact", sa.Text(), nullable=False),
        sa.Column("latest_seen", sa.Text(), nullable=False),
        sa.Column("revoked_at", sa.Text(), nullable=True),
        sa.Column("epoch", sa.Text(), nullable=False, server_default=""),
        sa.Column("cursor", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("schema", sa.Integer(), nullable=False),
        sa.Column("fetches_all", sa.Integer(), nullable=False, server_default="1"),
        sa.CheckConstraint("one = 1", name="ck_sync_state_one"),
        sa.PrimaryKeyConstraint("one", name="pk_sync_state"),
    )
    op.create_table(
        "sync_gone",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("is_told", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "id", name="pk_sync_gone"),
    )
    op.create_index("ix_sync_gone_is_told", "sync_gone", ["is_told"],
                    sqlite_where=sa.text("is_told = 0"))  # fmt: skip
    op.create_table(
        "sync_acks",
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("at", name="pk_sync_acks"),
    )


def _make_journal() -> None:
    op.create_table(
        "sync_waiting",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("needs", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "id", name="pk_sync_waiting"),
    )
    op.create_index("ix_sync_waiting_needs", "sync_waiting", ["needs"])
    op.create_table(
        "sync_conflicts",
        sa.Column("number", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False)
          for name in ("at", "kind", "id", "field", "kept", "kept_clock", "lost", "lost_clock")),
        sa.Column("is_choice", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_sync_conflicts"),
    )  # fmt: skip
    op.create_index("ix_sync_conflicts_kind", "sync_conflicts",
                    ["kind", "id", "field", "lost_clock"], unique=True)  # fmt: skip
