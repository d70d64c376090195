"""The first tables: people, consultations, operators, drafts, settings, audit log, device."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables in an empty file."""
    _make_device()
    _make_people()
    _make_consultations()
    _make_operators()
    _make_the_rest()
    _make_what_is_special()


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, server_default="")


def _stamps() -> tuple[sa.Column[str], sa.Column[str], sa.Column[int], sa.Column[int]]:
    return (
        sa.Column("base_clock", sa.Text(), nullable=False),
        sa.Column("field_clocks", sa.Text(), nullable=False, server_default="{}"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("dirty", sa.Integer()),
    )


def _make_device() -> None:
    op.create_table(
        "device",
        sa.Column("one", sa.Integer(), primary_key=True),
        sa.Column("centre", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("last_clock", sa.Text(), nullable=False),
        sa.Column("last_version", sa.Integer(), nullable=False),
        sa.Column("audit_number", sa.Integer(), nullable=False),
        sa.Column("audit_hash", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("one = 1", name="ck_device_one"),
    )


def _make_people() -> None:
    op.create_table(
        "people",
        sa.Column("id", sa.Text(), primary_key=True),
        _text("name"),
        _text("kana"),
        sa.Column("birth_date", sa.Text()),
        _text("phone"),
        _text("phone_other"),
        _text("email"),
        _text("address"),
        _text("town_number"),
        _text("note"),
        sa.Column("modes", sa.Text()),
        sa.Column("added_at", sa.Text()),
        sa.Column("added_by", sa.Text()),
        sa.Column("removed_at", sa.Text()),
        _text("kana_key"),
        _text("name_key"),
        _text("digits_key"),
        *_stamps(),
    )
    op.create_index(
        "ix_people_search",
        "people",
        ["kana_key", "name_key", "digits_key", "town_number", "removed_at", "id"],
    )
    op.create_index("ix_people_town_number", "people", ["town_number"])
    op.create_index("ix_people_birth_date", "people", ["birth_date"])
    op.create_index(
        "ix_people_dirty", "people", ["dirty"], sqlite_where=sa.text("dirty IS NOT NULL")
    )


def _make_consultations() -> None:
    op.create_table(
        "consultations",
        sa.Column("place", sa.Integer(), primary_key=True),
        sa.Column("id", sa.Text(), nullable=False, unique=True),
        sa.Column("person", sa.Text()),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.Text(), nullable=False),
        sa.Column("opened_by", sa.Text(), nullable=False),
        _text("speaker"),
        _text("asked_elsewhere"),
        _text("topic"),
        _text("device"),
        _text("story"),
        _text("steps"),
        _text("outcome"),
        sa.Column("minutes", sa.Integer()),
        sa.Column("next_date", sa.Text()),
        sa.Column("closed_at", sa.Text()),
        sa.Column("closed_by", sa.Text()),
        sa.Column("removed_at", sa.Text()),
        *_stamps(),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_consultations_person"),
    )
    op.create_index("ix_consultations_person", "consultations", ["person", "removed_at"])
    op.create_index("ix_consultations_status", "consultations", ["removed_at", "status"])
    op.create_index(
        "ix_consultations_dirty",
        "consultations",
        ["dirty"],
        sqlite_where=sa.text("dirty IS NOT NULL"),
    )


def _make_operators() -> None:
    op.create_table(
        "operators",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False),
        _text("kana"),
        sa.Column("role", sa.Text(), nullable=False),
        _text("picture"),
        sa.Column("is_active", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("pin_hash", sa.Text(), nullable=False),
        *_stamps(),
    )
    op.create_table(
        "sign_in_attempts",
        sa.Column("operator", sa.Text(), primary_key=True),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["operator"], ["operators.id"], name="fk_sign_in_attempts_operator"
        ),
    )


def _make_the_rest() -> None:
    op.create_table(
        "drafts",
        sa.Column("operator", sa.Text(), primary_key=True),
        sa.Column("screen", sa.Text(), primary_key=True),
        sa.Column("record", sa.Text(), primary_key=True),
        sa.Column("entries", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.Text(), nullable=False),
    )
    op.create_table(
        "settings",
        sa.Column("scope", sa.Text(), primary_key=True),
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("value", sa.Text(), nullable=False),
        *_stamps(),
    )
    op.create_table(
        "audit_log",
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("operator", sa.Text(), nullable=False),
        sa.Column("verb", sa.Text(), nullable=False),
        sa.Column("area", sa.Text(), nullable=False),
        _text("subject"),
        _text("detail"),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
    )
    op.create_index("ix_audit_log_subject", "audit_log", ["subject"])


def _make_what_is_special() -> None:
    op.execute(
        "CREATE VIRTUAL TABLE consultation_grams USING fts5("
        "ones, pairs, content='', contentless_delete=1, tokenize='unicode61')"
    )
    op.execute(
        "CREATE TRIGGER audit_log_no_update BEFORE UPDATE ON audit_log "
        "BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END"
    )
    op.execute(
        "CREATE TRIGGER audit_log_no_delete BEFORE DELETE ON audit_log "
        "BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END"
    )
