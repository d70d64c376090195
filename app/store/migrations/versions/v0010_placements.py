"""Telework at the centre: jobs, recipients, proposals with their stage, talks after a start."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_JOB_TEXTS = (
    "employer", "title", "windows", "required", "desired", "fields", "provides", "subsidised",
    "vetoes", "tasks",
)  # fmt: skip
_JOB_NUMBERS = ("has_consented", "capacity", "least_half_hours", "most_half_hours", "redesign_yen")

OUTBOXES = ("telework_jobs", "telework_recipients", "telework_proposals", "telework_talks")


def upgrade() -> None:
    """Make the four tables and the indexes of their outboxes."""
    op.create_table(
        "telework_jobs",
        sa.Column("id", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False, server_default="") for name in _JOB_TEXTS),
        *(sa.Column(name, sa.Integer(), nullable=False, server_default="0")
          for name in _JOB_NUMBERS),
        sa.Column("removed_at", sa.Text(), nullable=True),
        *_stamps(),
        sa.PrimaryKeyConstraint("id", name="pk_telework_jobs"),
    )  # fmt: skip
    op.create_table(
        "telework_recipients",
        sa.Column("id", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False, server_default="")
          for name in ("name", "kind", "registration")),
        sa.Column("removed_at", sa.Text(), nullable=True),
        *_stamps(),
        sa.PrimaryKeyConstraint("id", name="pk_telework_recipients"),
    )  # fmt: skip
    op.create_table(
        "telework_proposals",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("job", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("added_at", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False, server_default=""),
        sa.Column("decision", sa.Text(), nullable=False, server_default=""),
        sa.Column("handed_over_at", sa.Text(), nullable=True),
        sa.Column("starts_on", sa.Text(), nullable=True),
        sa.Column("coach", sa.Text(), nullable=False, server_default=""),
        sa.Column("ended_on", sa.Text(), nullable=True),
        *_stamps(),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_telework_proposals_person"),
        sa.PrimaryKeyConstraint("id", name="pk_telework_proposals"),
    )
    op.create_index("ix_telework_proposals_person", "telework_proposals", ["person"])
    op.create_table(
        "telework_talks",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("proposal", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("held_on", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False, server_default=""),
        *_stamps(),
        sa.ForeignKeyConstraint(
            ["proposal"], ["telework_proposals.id"], name="fk_telework_talks_proposal"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_telework_talks"),
    )
    for table in OUTBOXES:
        op.create_index(
            f"ix_{table}_dirty", table, ["dirty"], sqlite_where=sa.text("dirty IS NOT NULL")
        )


def _stamps() -> tuple[sa.Column[str], sa.Column[str], sa.Column[int], sa.Column[int]]:
    return (
        sa.Column("base_clock", sa.Text(), nullable=False),
        sa.Column("field_clocks", sa.Text(), nullable=False, server_default="{}"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("dirty", sa.Integer(), nullable=True),
    )
