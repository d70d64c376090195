"""Runs the steps a server database still needs, each in a transaction of its own."""

from __future__ import annotations

from types import ModuleType

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, inspect, text

from app.domain.errors import Unavailable
from app.server.migrations import v0001_initial

STEPS: tuple[ModuleType, ...] = (v0001_initial,)
# Two servers that start at once wait for each other here.
_LOCK = 0x4D444743


def upgrade(connection: Connection) -> int:
    """Run the missing steps and return how many ran.

    Raises:
        Unavailable: `store.newer_program` when the database is ahead of this program.
    """
    done = 0
    if not connection.in_transaction():
        connection.begin()
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    here = _version(connection)
    if here > len(STEPS):
        raise Unavailable("store.newer_program", found=here, known=len(STEPS))
    for number, step in enumerate(STEPS[here:], here + 1):
        with Operations.context(MigrationContext.configure(connection)):
            step.upgrade()
        connection.execute(text("DELETE FROM server_schema"))
        connection.execute(text("INSERT INTO server_schema VALUES (:number)"), {"number": number})
        done += 1
    connection.commit()
    return done


def _version(connection: Connection) -> int:
    if not inspect(connection).has_table("server_schema"):
        connection.execute(text("CREATE TABLE server_schema (number INTEGER NOT NULL)"))
        return 0
    found = connection.execute(text("SELECT number FROM server_schema")).scalar_one_or_none()
    return int(found or 0)
