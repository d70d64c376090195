"""Names and telephones get an index each: an import asks for duplicates once for every row."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the indexes; the two telephones are the words of `digits_key`."""
    op.create_index("ix_people_name_key", "people", ["name_key"])
    op.execute(
        "CREATE INDEX ix_people_first_phone ON people "
        "(substr(digits_key, 1, instr(digits_key || ' ', ' ') - 1))"
    )
    op.execute(
        "CREATE INDEX ix_people_last_phone ON people "
        "(substr(digits_key, instr(digits_key, ' ') + 1))"
    )
