"""Pictures say in words what is to be seen on them."""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the words; older pictures have none yet."""
    op.execute("ALTER TABLE attachments ADD COLUMN alt TEXT DEFAULT '' NOT NULL")
