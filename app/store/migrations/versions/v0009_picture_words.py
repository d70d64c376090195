"""Pictures say in words what is to be seen on them."""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the words; older pictures have none yet."""
    op.execute("ALTER TABLE attachments ADD COLUMN alt TEXT DEFAULT '' NOT NULL")
