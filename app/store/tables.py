"""The tables as they are now; migrations lead every older file here, and a test compares both.

`base_clock`, `field_clocks` and `dirty` are the record's stamps (app.store.stamps): the stamp of
its fields, a JSON object of the fields whose stamp differs, and the local version that still has to
reach the server (NULL: nothing to send). Times are text in UTC that sorts, days ISO text.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, server_default="")


def _stamps() -> tuple[Column[str], Column[str], Column[int], Column[int]]:
    return (
        Column("base_clock", Text, nullable=False),
        Column("field_clocks", Text, nullable=False, server_default="{}"),
        Column("version", Integer, nullable=False),
        Column("dirty", Integer),
    )


# One row: who this device is, the last stamp it made or saw, the last local version it gave away,
# and the head of its audit log.
device = Table(
    "device",
    metadata,
    Column("one", Integer, CheckConstraint("one = 1", name="one"), primary_key=True),
    Column("centre", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("last_clock", Text, nullable=False),
    Column("last_version", Integer, nullable=False),
    Column("audit_number", Integer, nullable=False),
    Column("audit_hash", LargeBinary, nullable=False),
    Column("swept_on", Text),
    # Milliseconds by which this computer's clock is behind the server's (app.store.sync_clock).
    Column("clock_offset", Integer, nullable=False, server_default="0"),
)

people = Table(
    "people",
    metadata,
    Column("id", Text, primary_key=True),
    _text("name"),
    _text("kana"),
    Column("birth_date", Text),
    _text("phone"),
    _text("phone_other"),
    _text("email"),
    _text("address"),
    _text("town_number"),
    _text("note"),
    Column("modes", Text),
    Column("added_at", Text),
    Column("added_by", Text),
    Column("removed_at", Text),
    # Search keys, made from the fields above: folded, without spaces; digits of both phones.
    _text("kana_key"),
    _text("name_key"),
    _text("digits_key"),
    Column("touched_at", Text, nullable=False),
    *_stamps(),
)
# The whole search runs on this one index, in the order in which the page shows people.
Index(
    "ix_people_search",
    people.c.kana_key,
    people.c.name_key,
    people.c.digits_key,
    people.c.town_number,
    people.c.removed_at,
    people.c.id,
)
Index("ix_people_touched", people.c.removed_at, people.c.touched_at)
Index("ix_people_town_number", people.c.town_number)
Index("ix_people_name_key", people.c.name_key)
Index("ix_people_birth_date", people.c.birth_date)
Index("ix_people_dirty", people.c.dirty, sqlite_where=people.c.dirty.is_not(None))

consultations = Table(
    "consultations",
    metadata,
    # Microseconds since 1970 of `opened_at`, made unique: the order of lists and of the index.
    Column("place", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("person", Text, ForeignKey("people.id")),
    Column("status", Text, nullable=False),
    Column("opened_at", Text, nullable=False),
    Column("opened_by", Text, nullable=False),
    _text("speaker"),
    _text("speaker_name"),
    _text("asked_elsewhere"),
    _text("topic"),
    _text("device"),
    _text("system"),
    _text("title"),
    _text("story"),
    _text("steps"),
    _text("outcome"),
    Column("minutes", Integer),
    _text("teach_back"),
    Column("next_date", Text),
    Column("closed_at", Text),
    Column("closed_by", Text),
    Column("is_stub", Integer, nullable=False, server_default="0"),
    Column("removed_at", Text),
    *_stamps(),
)
Index("ix_consultations_person", consultations.c.person, consultations.c.removed_at)
Index("ix_consultations_status", consultations.c.removed_at, consultations.c.status)
Index(
    "ix_consultations_dirty", consultations.c.dirty, sqlite_where=consultations.c.dirty.is_not(None)
)

operators = Table(
    "operators",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    _text("kana"),
    Column("role", Text, nullable=False),
    _text("picture"),
    Column("is_active", Integer, nullable=False, server_default="1"),
    Column("pin_hash", Text, nullable=False),
    *_stamps(),
)

# Tries belong to this device and are never synchronised.
sign_in_attempts = Table(
    "sign_in_attempts",
    metadata,
    Column("operator", Text, ForeignKey("operators.id"), primary_key=True),
    Column("wrong", Integer, nullable=False),
    Column("last_at", Text, nullable=False),
)

drafts = Table(
    "drafts",
    metadata,
    Column("operator", Text, primary_key=True),
    Column("screen", Text, primary_key=True),
    Column("record", Text, primary_key=True),
    Column("entries", Text, nullable=False),
    Column("saved_at", Text, nullable=False),
)

settings = Table(
    "settings",
    metadata,
    Column("scope", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
    *_stamps(),
)

# One row a field of a worker's profile, so that two devices never lose each other's words.
telework_fields = Table(
    "telework_fields",
    metadata,
    Column("id", Text, primary_key=True),
    Column("person", Text, ForeignKey("people.id"), nullable=False, index=True),
    Column("key", Text, nullable=False),
    _text("text"),
    _text("proposed_text"),
    Column("proposed_by", Text),
    Column("proposed_at", Text),
    *_stamps(),
)

telework_loans = Table(
    "telework_loans",
    metadata,
    Column("id", Text, primary_key=True),
    Column("need", Text, nullable=False),
    Column("employer", Text, nullable=False),
    Column("is_private_employer", Integer, nullable=False),
    Column("months", Integer, nullable=False),
    Column("starts_on", Text),
    Column("returned_on", Text),
    *_stamps(),
)

# Lists and levels are texts in the form of the tables of the command line (docs/telework.md).
telework_jobs = Table(
    "telework_jobs",
    metadata,
    Column("id", Text, primary_key=True),
    _text("employer"),
    _text("title"),
    _text("windows"),
    _text("required"),
    _text("desired"),
    _text("fields"),
    _text("provides"),
    _text("subsidised"),
    _text("vetoes"),
    _text("tasks"),
    Column("has_consented", Integer, nullable=False, server_default="0"),
    Column("capacity", Integer, nullable=False, server_default="0"),
    Column("least_half_hours", Integer, nullable=False, server_default="0"),
    Column("most_half_hours", Integer, nullable=False, server_default="0"),
    Column("redesign_yen", Integer, nullable=False, server_default="0"),
    Column("removed_at", Text),
    *_stamps(),
)

# The body is JSON in the form of problem.json (docs/clubs.md).
club_parts = Table(
    "club_parts",
    metadata,
    Column("id", Text, primary_key=True),
    _text("body"),
    Column("removed_at", Text),
    *_stamps(),
)

telework_recipients = Table(
    "telework_recipients",
    metadata,
    Column("id", Text, primary_key=True),
    _text("name"),
    _text("kind"),
    _text("registration"),
    Column("removed_at", Text),
    *_stamps(),
)

# A proposal may arrive before its job does: `job` is no foreign key.
telework_proposals = Table(
    "telework_proposals",
    metadata,
    Column("id", Text, primary_key=True),
    Column("person", Text, ForeignKey("people.id"), nullable=False, index=True),
    Column("job", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("added_at", Text, nullable=False),
    _text("recipient"),
    _text("decision"),
    Column("handed_over_at", Text),
    Column("starts_on", Text),
    _text("coach"),
    Column("ended_on", Text),
    *_stamps(),
)

# The id is that of the proposal and the step, so that two devices mean the same talk.
telework_talks = Table(
    "telework_talks",
    metadata,
    Column("id", Text, primary_key=True),
    Column("proposal", Text, ForeignKey("telework_proposals.id"), nullable=False),
    Column("step", Text, nullable=False),
    Column("held_on", Text, nullable=False),
    Column("result", Text, nullable=False),
    _text("note"),
    *_stamps(),
)

follow_ups = Table(
    "follow_ups",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("person", Text, ForeignKey("people.id"), nullable=False, index=True),
    Column("consultation", Text),
    _text("about"),
    Column("due_on", Text, nullable=False),
    Column("every_days", Integer),
    Column("added_at", Text),
    Column("added_by", Text),
    _text("end"),
    Column("ended_at", Text),
    Column("ended_by", Text),
    Column("removed_at", Text),
    *_stamps(),
)
Index("ix_follow_ups_due", follow_ups.c.end, follow_ups.c.due_on)

follow_up_attempts = Table(
    "follow_up_attempts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("follow_up", Text, ForeignKey("follow_ups.id"), nullable=False, index=True),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("result", Text, nullable=False),
    _text("note"),
    Column("removed_at", Text),
    *_stamps(),
)

delegations = Table(
    "delegations",
    metadata,
    Column("id", Text, primary_key=True),
    Column("person", Text, ForeignKey("people.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    _text("relation"),
    _text("phone"),
    Column("scopes", Text, nullable=False),
    Column("basis", Text, nullable=False),
    Column("starts_on", Text, nullable=False),
    Column("ends_on", Text, nullable=False),
    _text("note"),
    Column("added_at", Text),
    Column("added_by", Text),
    Column("revoked_at", Text),
    *_stamps(),
)

# Pictures lie inside the encrypted file like everything else.
attachments = Table(
    "attachments",
    metadata,
    Column("id", Text, primary_key=True),
    Column("consultation", Text, ForeignKey("consultations.id"), nullable=False, index=True),
    _text("name"),
    Column("media_type", Text, nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
    _text("alt"),
    Column("added_at", Text, nullable=False),
    Column("added_by", Text, nullable=False),
    Column("removed_at", Text),
    *_stamps(),
)

# Two records of one person made one: `moved` and `filled` are JSON, enough to undo it.
merges = Table(
    "merges",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kept", Text, ForeignKey("people.id"), nullable=False, index=True),
    Column("merged", Text, ForeignKey("people.id"), nullable=False, index=True),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("moved", Text, nullable=False),
    Column("filled", Text, nullable=False),
    Column("undone_at", Text),
    *_stamps(),
)

# The day's tally of the desk. `topics` is a JSON list of texts.
tallies = Table(
    "tallies",
    metadata,
    Column("id", Text, primary_key=True),
    Column("opened_by", Text),
    Column("visitors", Integer, nullable=False, server_default="0"),
    Column("topics", Text, nullable=False, server_default="[]"),
    _text("note"),
    _text("lead"),
    *_stamps(),
)

# One row once this device is enrolled at a server. Times are text in UTC that sorts.
sync_state = Table(
    "sync_state",
    metadata,
    Column("one", Integer, CheckConstraint("one = 1", name="one"), primary_key=True),
    Column("server", Text, nullable=False),
    _text("ca_file"),
    Column("tenant", Text, nullable=False),
    Column("centre", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("private_key", LargeBinary, nullable=False),
    Column("lease_secret", Text, nullable=False),
    Column("bundle_secret", Text, nullable=False),
    Column("lease_days", Integer, nullable=False),
    Column("lease_number", Integer, nullable=False, server_default="1"),
    Column("extended_until", Text),
    Column("last_contact", Text, nullable=False),
    Column("latest_seen", Text, nullable=False),
    Column("revoked_at", Text),
    Column("epoch", Text, nullable=False, server_default=""),
    Column("cursor", Integer, nullable=False, server_default="0"),
    Column("schema", Integer, nullable=False),
    Column("fetches_all", Integer, nullable=False, server_default="1"),
)
# Withdrawn for ever: what comes late for these ids is not taken. `is_told`: the server knows.
sync_gone = Table(
    "sync_gone",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("at", Text, nullable=False),
    Column("is_told", Integer, nullable=False),
)
Index("ix_sync_gone_is_told", sync_gone.c.is_told, sqlite_where=sync_gone.c.is_told == 0)
# Up to which local version the server had everything, and when.
sync_acks = Table(
    "sync_acks",
    metadata,
    Column("at", Text, primary_key=True),
    Column("version", Integer, nullable=False),
)
# Records whose person is not here yet, or that lack fields a row must have.
sync_waiting = Table(
    "sync_waiting",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("needs", Text, nullable=False, index=True),
    Column("content", Text, nullable=False),
)
# Values that lost, for people to read and undo. `state`: open, kept, undone, refused.
sync_conflicts = Table(
    "sync_conflicts",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("kept", Text, nullable=False),
    Column("kept_clock", Text, nullable=False),
    Column("lost", Text, nullable=False),
    Column("lost_clock", Text, nullable=False),
    Column("is_choice", Integer, nullable=False),
    Column("state", Text, nullable=False),
)
Index(
    "ix_sync_conflicts_kind",
    sync_conflicts.c.kind,
    sync_conflicts.c.id,
    sync_conflicts.c.field,
    sync_conflicts.c.lost_clock,
    unique=True,
)

# The consent ledger. Entries are only added; what they commit to lies apart and can be erased.
consent_entries = Table(
    "consent_entries",
    metadata,
    Column("log", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("event", Text, nullable=False, unique=True),
    Column("entry", LargeBinary, nullable=False),
)
consent_payloads = Table(
    "consent_payloads",
    metadata,
    Column("event", Text, primary_key=True),
    Column("person", Text, nullable=False, index=True),
    Column("salt", LargeBinary, nullable=False),
    Column("payload", LargeBinary, nullable=False),
)
# The newest signed head of each log; `peaks` lets it grow without reading the log again.
consent_heads = Table(
    "consent_heads",
    metadata,
    Column("log", Text, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("root", LargeBinary, nullable=False),
    Column("peaks", LargeBinary, nullable=False),
    Column("signed", Text, nullable=False),
    Column("is_own", Integer, nullable=False),
)
# How much is known of logs whose entries are not here: their events came in a person's take-out.
consent_known = Table(
    "consent_known",
    metadata,
    Column("log", Text, primary_key=True),
    Column("size", Integer, nullable=False),
)
consent_keys = Table(
    "consent_keys",
    metadata,
    Column("id", Text, primary_key=True),
    Column("public", Text, nullable=False),
    Column("private", LargeBinary),
    Column("made_at", Text, nullable=False),
)
consent_receipts = Table(
    "consent_receipts",
    metadata,
    Column("event", Text, primary_key=True),
    Column("person", Text, nullable=False, index=True),
    Column("signed", Text, nullable=False),
)
# The ledger on its way between devices; `refused` says why an entry does not continue its log.
consent_events = Table(
    "consent_events",
    metadata,
    Column("id", Text, primary_key=True),
    Column("log", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("entry", Text, nullable=False),
    _text("head"),
    _text("key"),
    Column("has_text", Integer, nullable=False, server_default="0"),
    _text("refused"),
    *_stamps(),
)
Index("ix_consent_events_place", consent_events.c.log, consent_events.c.number)
consent_texts = Table(
    "consent_texts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("event", Text, nullable=False, server_default="", index=True),
    Column("person", Text, nullable=False),
    Column("salt", Text, nullable=False),
    Column("payload", Text, nullable=False),
    _text("receipt"),
    *_stamps(),
)
# Entries of other centres' logs, read in from take-outs: each carries its own proof.
consent_taken_in = Table(
    "consent_taken_in",
    metadata,
    Column("event", Text, primary_key=True),
    Column("person", Text, nullable=False, index=True),
    Column("log", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("entry", LargeBinary, nullable=False),
    Column("salt", LargeBinary),
    Column("payload", LargeBinary),
    Column("size", Integer, nullable=False),
    Column("path", LargeBinary, nullable=False),
    Column("head", Text, nullable=False),
    Column("receipt", Text, nullable=False),
    Column("archive", Text, nullable=False),
)

audit_log = Table(
    "audit_log",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("operator", Text, nullable=False),
    Column("verb", Text, nullable=False),
    Column("area", Text, nullable=False),
    _text("subject"),
    _text("detail"),
    Column("hash", LargeBinary, nullable=False),
)
Index("ix_audit_log_subject", audit_log.c.subject)

# The outbox of each kind is found without reading the others' rows.
for _table in (
    operators, settings, telework_fields, telework_loans, tallies, follow_ups, follow_up_attempts,
    delegations, merges, telework_jobs, telework_recipients, telework_proposals, telework_talks,
    consent_events, consent_texts, club_parts,
):  # fmt: skip
    Index(f"ix_{_table.name}_dirty", _table.c.dirty, sqlite_where=_table.c.dirty.is_not(None))

# The two telephones of a person are the words of `digits_key`; with one, first and last are it.
FIRST_PHONE = "substr(digits_key, 1, instr(digits_key || ' ', ' ') - 1)"
LAST_PHONE = "substr(digits_key, instr(digits_key, ' ') + 1)"
# What SQLAlchemy cannot describe. The index holds no text, only grams (app.store.grams).
FTS_TABLES = ("consultation_grams",)
SPECIAL = {
    "consultation_grams": (
        "CREATE VIRTUAL TABLE consultation_grams USING fts5("
        "ones, pairs, content='', contentless_delete=1, tokenize='unicode61')"
    ),
    "ix_people_first_phone": f"CREATE INDEX ix_people_first_phone ON people ({FIRST_PHONE})",
    "ix_people_last_phone": f"CREATE INDEX ix_people_last_phone ON people ({LAST_PHONE})",
    "audit_log_no_update": (
        "CREATE TRIGGER audit_log_no_update BEFORE UPDATE ON audit_log "
        "BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END"
    ),
    "consent_entries_no_update": (
        "CREATE TRIGGER consent_entries_no_update BEFORE UPDATE ON consent_entries "
        "BEGIN SELECT RAISE(ABORT, 'the consent ledger is only added to'); END"
    ),
    "consent_entries_no_delete": (
        "CREATE TRIGGER consent_entries_no_delete BEFORE DELETE ON consent_entries "
        "BEGIN SELECT RAISE(ABORT, 'the consent ledger is only added to'); END"
    ),
    "audit_log_no_delete": (
        "CREATE TRIGGER audit_log_no_delete BEFORE DELETE ON audit_log "
        "BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END"
    ),
}


def is_ours(name: str) -> bool:
    """Tell whether a table belongs to the models, not to the text index or to Alembic."""
    return name != "alembic_version" and not any(name.startswith(one) for one in FTS_TABLES)
