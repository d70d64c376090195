"""Runs the steps a file still needs, each in a transaction of its own.

Batch mode rebuilds tables, so foreign keys are off (a connection's setting, outside the
transaction) and are checked for the whole file before each step is kept. A step that fails, or a
computer that stops, leaves the file as the step found it.
"""

from __future__ import annotations

from types import ModuleType

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from app.domain.errors import Unavailable
from app.store.checks import broken_links, check_index
from app.store.keyed_engine import APPLICATION_ID
from app.store.migrations.versions import (
    v0001_initial,
    v0002_recent_people,
    v0003_duplicates,
    v0004_intake,
    v0005_telework,
    v0006_desk_registers,
    v0007_sync,
    v0008_consent,
    v0009_picture_words,
    v0010_placements,
    v0011_taken_in,
    v0012_ledger_travels,
    v0013_texts_of_people,
    v0014_clubs,
)
from app.store.tables import FTS_TABLES

STEPS: tuple[ModuleType, ...] = (
    v0001_initial,
    v0002_recent_people,
    v0003_duplicates,
    v0004_intake,
    v0005_telework,
    v0006_desk_registers,
    v0007_sync,
    v0008_consent,
    v0009_picture_words,
    v0010_placements,
    v0011_taken_in,
    v0012_ledger_travels,
    v0013_texts_of_people,
    v0014_clubs,
)


def upgrade(raw: object, target: int | None = None) -> list[str]:
    """Run the missing steps on an open keyed connection.

    Args:
        raw: the DBAPI connection, in autocommit and without a transaction.
        target: the number of the last step to run; all of them when None.

    Returns:
        The revisions that ran.
    """
    engine = create_engine("sqlite://", module=dbapi2, creator=lambda: raw, poolclass=StaticPool)
    done: list[str] = []
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        try:
            for number, step in enumerate(STEPS[:target], 1):
                if _run(connection, number, step):
                    done.append(step.revision)
        finally:
            connection.exec_driver_sql("PRAGMA foreign_keys = ON")
            connection.rollback()
    return done


def _run(connection: Connection, number: int, step: ModuleType) -> bool:
    connection.exec_driver_sql("BEGIN EXCLUSIVE")
    try:
        # Asked inside the transaction: a second program may have run the step while we waited.
        if int(connection.exec_driver_sql("PRAGMA user_version").scalar_one()) >= number:
            connection.exec_driver_sql("ROLLBACK")
            return False
        context = MigrationContext.configure(connection, opts={"render_as_batch": True})
        with Operations.context(context):
            step.upgrade()
        connection.exec_driver_sql(
            "CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32) NOT NULL)"
        )
        connection.exec_driver_sql("DELETE FROM alembic_version")
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (step.revision,))
        connection.exec_driver_sql(f"PRAGMA user_version = {number}")
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        if broken_links(connection) or not check_index(connection, FTS_TABLES):
            raise Unavailable("store.migration_unsound", step=step.revision)
        connection.exec_driver_sql("COMMIT")
    except BaseException:
        connection.exec_driver_sql("ROLLBACK")
        raise
    return True
