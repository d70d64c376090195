"""The whole intake: a title, who speaks, the device's system, teach-back, and stubs to be written."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the columns; what was written before is left as it is."""
    with op.batch_alter_table("consultations") as batch:
        for name in ("speaker_name", "system", "title", "teach_back"):
            batch.add_column(sa.Column(name, sa.Text(), nullable=False, server_default=""))
        batch.add_column(sa.Column("is_stub", sa.Integer(), nullable=False, server_default="0"))
