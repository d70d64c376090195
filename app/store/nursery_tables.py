"""Tables of the officer's data set, a database of its own beside the centre's.

Nothing of a released round can be changed: the database itself refuses, whatever the program does.
"""

from __future__ import annotations

from sqlalchemy import Column, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData()

data_set = Table(
    "data_set",
    metadata,
    Column("one", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("audit_number", Integer, nullable=False),
    Column("audit_hash", LargeBinary, nullable=False),
)
rounds = Table(
    "rounds",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("based_on", Integer),
    Column("stage", Text, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("created_at", Text, nullable=False),
    Column("seal", Text, nullable=False, server_default=""),
)
files = Table(
    "files",
    metadata,
    Column("round", Integer, primary_key=True),
    Column("word", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("columns", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("added_by", Text, nullable=False),
    Column("added_at", Text, nullable=False),
    Column("read_by", Text),
)
rulings = Table(
    "rulings",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("round", Integer, nullable=False),
    Column("child", Text, nullable=False),
    Column("nursery", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
)
runs = Table(
    "runs",
    metadata,
    Column("round", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("is_proof", Integer, nullable=False),
    Column("is_whole", Integer, nullable=False),
    Column("input_sha256", Text, nullable=False),
    Column("report", Text, nullable=False),
    Column("rows", Text, nullable=False),
)
releases = Table(
    "releases",
    metadata,
    Column("round", Integer, primary_key=True),
    Column("run", Integer, nullable=False),
    Column("input_sha256", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("submitted_by", Text, nullable=False),
    Column("submitted_at", Text, nullable=False),
    Column("approved_by", Text),
    Column("approved_at", Text),
)

_LOCKED = "RAISE(ABORT, 'a released round is not changed')"
_IS_LOCKED = "(SELECT stage FROM rounds WHERE number = {row}.round) IN ('released', 'archived')"


def _guards() -> list[str]:
    """Return the triggers that keep a released round as it is."""
    made = []
    for table in (files, rulings, runs, releases):
        for verb, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD")):
            made.append(
                f"CREATE TRIGGER {table.name}_locked_{verb.lower()} BEFORE {verb} ON {table.name} "
                f"WHEN {_IS_LOCKED.format(row=row)} BEGIN SELECT {_LOCKED}; END"
            )
    same = " AND ".join(
        f"NEW.{one} IS OLD.{one}"
        for one in ("number", "name", "kind", "based_on", "created_by", "created_at")
    )
    made.append(
        "CREATE TRIGGER rounds_locked_update BEFORE UPDATE ON rounds "
        "WHEN OLD.stage = 'archived' OR (OLD.stage = 'released' "
        f"AND NOT (NEW.stage = 'archived' AND {same})) BEGIN SELECT {_LOCKED}; END"
    )
    made.append(
        "CREATE TRIGGER rounds_locked_delete BEFORE DELETE ON rounds "
        f"WHEN OLD.stage IN ('released', 'archived') BEGIN SELECT {_LOCKED}; END"
    )
    for verb in ("update", "delete"):
        made.append(
            f"CREATE TRIGGER audit_log_no_{verb} BEFORE {verb.upper()} ON audit_log "
            "BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END"
        )
    return made


GUARDS = _guards()
