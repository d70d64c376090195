"""People remember when they were last worked with, so that "recent" needs no search through visits.

The value is the newest of the day a person was added and of her consultations. The device remembers
the day on which retention was last applied.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_LONG_AGO = "2000-01-01T00:00:00.000000Z"


def upgrade() -> None:
    """Add the columns, fill them, and only then forbid empty ones."""
    with op.batch_alter_table("device") as batch:
        batch.add_column(sa.Column("swept_on", sa.Text()))
    with op.batch_alter_table("people") as batch:
        batch.add_column(sa.Column("touched_at", sa.Text()))
    op.execute(
        "UPDATE people SET touched_at = max("
        f"coalesce(added_at, '{_LONG_AGO}'), "
        "coalesce((SELECT max(opened_at) FROM consultations WHERE person = people.id), "
        f"'{_LONG_AGO}'))"
    )
    with op.batch_alter_table("people") as batch:
        batch.alter_column("touched_at", existing_type=sa.Text(), nullable=False)
    op.create_index("ix_people_touched", "people", ["removed_at", "touched_at"])
