"""Follow-ups with every try."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select, true

from app.domain.follow_ups import (
    MISSED_BEFORE_ESCALATION,
    Attempt,
    AttemptResult,
    DueRow,
    FollowUp,
    FollowUpKind,
)
from app.domain.ids import ConsultationId, OperatorId, PersonId
from app.store.kinds import FOLLOW_UP_ATTEMPTS, FOLLOW_UPS
from app.store.mapping import Row, day_of, moment_of, plain, stored_moment
from app.store.records import Records
from app.store.stamps import Transaction
from app.store.tables import follow_up_attempts, follow_ups, people

_tries, _reached = follow_up_attempts, follow_up_attempts.alias("reached")
_last_reached = (
    select(func.max(_reached.c.at))
    .where(
        _reached.c.follow_up == follow_ups.c.id,
        _reached.c.result == AttemptResult.REACHED.value,
        _reached.c.removed_at.is_(None),
    )
    .correlate(follow_ups)
    .scalar_subquery()
)
_missed = (
    select(func.count())
    .where(
        _tries.c.follow_up == follow_ups.c.id,
        _tries.c.result == AttemptResult.MISSED.value,
        _tries.c.removed_at.is_(None),
        _tries.c.at > func.coalesce(_last_reached, ""),
    )
    .correlate(follow_ups)
    .scalar_subquery()
)
_last_try = (
    select(func.max(_tries.c.at))
    .where(_tries.c.follow_up == follow_ups.c.id, _tries.c.removed_at.is_(None))
    .correlate(follow_ups)
    .scalar_subquery()
)


class StoredFollowUps:
    """Follow-ups inside one transaction; satisfies `FollowUpRepository`."""

    def __init__(self, transaction: Transaction) -> None:
        self._connection = transaction.connection
        self._records = Records(transaction, follow_ups, FOLLOW_UPS)
        self._attempts = Records(transaction, follow_up_attempts, FOLLOW_UP_ATTEMPTS)

    def add(self, one: FollowUp) -> None:
        """Store a new follow-up."""
        values = {name: plain(getattr(one, name)) for name in FOLLOW_UPS if name != "removed_at"}
        self._records.insert([{"id": one.id, "removed_at": None, **values}])

    def get(self, one: str) -> FollowUp | None:
        """Return one follow-up, or None when unknown or removed."""
        row = self._records.row(one)
        return None if row is None else _follow_up_of(row)

    def change(self, one: str, **fields: object) -> None:
        """Write fields of a follow-up."""
        self._records.change(one, fields, None)

    def add_attempt(self, attempt: Attempt) -> None:
        """Store a try."""
        self._attempts.insert(
            [
                {
                    "id": attempt.id, "follow_up": attempt.follow_up, "at": plain(attempt.at),
                    "by": attempt.by, "result": attempt.result.value, "note": attempt.note,
                    "removed_at": None,
                }
            ]
        )  # fmt: skip

    def hide_attempt(self, attempt: str) -> None:
        """Take back a try that was noted by mistake."""
        self._attempts.set_removed(attempt, True)

    def attempts(self, one: str) -> tuple[Attempt, ...]:
        """Return the tries of a follow-up, oldest first."""
        query = (
            select(_tries)
            .where(_tries.c.follow_up == one, _tries.c.removed_at.is_(None))
            .order_by(_tries.c.at, _tries.c.id)
        )
        return tuple(_attempt_of(row) for row in self._connection.execute(query).mappings())

    def due(
        self, day: date, limit: int = 20, offset: int = 0, *, with_errands: bool = True
    ) -> tuple[tuple[DueRow, ...], int]:
        """Return what is due up to a day or needs more than a call, those first, then by day."""
        urgent = _missed >= MISSED_BEFORE_ESCALATION
        wanted = and_(_is_open(), or_(follow_ups.c.due_on <= day.isoformat(), urgent))
        if not with_errands:
            wanted = and_(wanted, follow_ups.c.kind != FollowUpKind.ERRAND.value)
        return self._rows(wanted, limit, offset)

    def of_person(
        self, person: PersonId, limit: int = 20, offset: int = 0
    ) -> tuple[tuple[DueRow, ...], int]:
        """Return a person's open follow-ups by day."""
        return self._rows(and_(_is_open(), follow_ups.c.person == person), limit, offset)

    def all_open(
        self, limit: int = 20, offset: int = 0, kind: FollowUpKind | None = None
    ) -> tuple[tuple[DueRow, ...], int]:
        """Return every open follow-up by day, of one kind or all."""
        of_kind = follow_ups.c.kind == kind.value if kind is not None else true()
        return self._rows(and_(_is_open(), of_kind), limit, offset)

    def ids_of(self, person: PersonId) -> tuple[str, ...]:
        """Return the ids of all of a person's follow-ups, open or not."""
        query = select(follow_ups.c.id).where(follow_ups.c.person == person)
        return tuple(self._connection.execute(query.order_by(follow_ups.c.id)).scalars())

    def _rows(
        self, wanted: ColumnElement[bool], limit: int, offset: int
    ) -> tuple[tuple[DueRow, ...], int]:
        total = self._connection.execute(
            select(func.count()).select_from(follow_ups).where(wanted)
        ).scalar_one()
        urgent = _missed >= MISSED_BEFORE_ESCALATION
        query = (
            select(
                follow_ups, people.c.name, people.c.kana, people.c.phone, people.c.phone_other,
                _missed.label("missed"), _last_try.label("last_try"),
            )
            .join(people, people.c.id == follow_ups.c.person)
            .where(wanted)
            .order_by(urgent.desc(), follow_ups.c.due_on, follow_ups.c.id)
            .limit(limit)
            .offset(offset)
        )  # fmt: skip
        rows = self._connection.execute(query).mappings()
        return tuple(_due_of(row) for row in rows), int(total)


def _is_open() -> ColumnElement[bool]:
    return and_(follow_ups.c.end == "", follow_ups.c.removed_at.is_(None))


def _due_of(row: Row) -> DueRow:
    return DueRow(
        _follow_up_of(row),
        person_name=str(row["name"]),
        person_kana=str(row["kana"]),
        phone=str(row["phone"] or row["phone_other"]),
        missed=int(str(row["missed"])),
        last_try=moment_of(row["last_try"]),
    )


def _follow_up_of(row: Row) -> FollowUp:
    consultation, every, added_by, ended_by = (
        row["consultation"], row["every_days"], row["added_by"], row["ended_by"],
    )  # fmt: skip
    due_on = day_of(row["due_on"])
    assert due_on is not None
    return FollowUp(
        id=str(row["id"]),
        kind=FollowUpKind(str(row["kind"])),
        person=PersonId(str(row["person"])),
        due_on=due_on,
        about=str(row["about"]),
        consultation=None if consultation is None else ConsultationId(str(consultation)),
        every_days=None if every is None else int(str(every)),
        added_at=moment_of(row["added_at"]),
        added_by=None if added_by is None else OperatorId(str(added_by)),
        end=str(row["end"]),
        ended_at=moment_of(row["ended_at"]),
        ended_by=None if ended_by is None else OperatorId(str(ended_by)),
        version=int(str(row["version"])),
    )


def _attempt_of(row: Row) -> Attempt:
    return Attempt(
        id=str(row["id"]),
        follow_up=str(row["follow_up"]),
        at=stored_moment(row["at"]),
        by=OperatorId(str(row["by"])),
        result=AttemptResult(str(row["result"])),
        note=str(row["note"]),
    )
