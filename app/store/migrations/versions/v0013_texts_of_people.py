"""What entries of the ledger commit to is found by its event; its id begins with the person."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Add the event; ids of rows that there are stay as they travelled."""
    op.add_column("consent_texts", sa.Column("event", sa.Text(), nullable=False, server_default=""))
    op.execute("UPDATE consent_texts SET event = id")
    op.create_index("ix_consent_texts_event", "consent_texts", ["event"])
