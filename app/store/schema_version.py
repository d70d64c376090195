"""The number of the present schema: the fast question at each start, without Alembic."""

from __future__ import annotations

# The header of a file (`PRAGMA user_version`) holds the number of its last migration step.
HEAD = 14
