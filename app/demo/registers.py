"""Invents follow-ups with their tries, and who may speak for whom."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from app.demo.content import FOLDER
from app.demo.invent import JAPAN, Inventor
from app.domain.attachments import Attachment, CleanPicture
from app.domain.consultations import Consultation, Status
from app.domain.delegations import Delegation, DelegationBasis, DelegationScope
from app.domain.follow_ups import Attempt, AttemptResult, FollowUp, FollowUpKind
from app.domain.ids import OperatorId, PersonId
from app.domain.people import Person

# (kind, due so many days from today, missed calls, comes again after so many days)
PLAN: tuple[tuple[FollowUpKind, int, int, int | None], ...] = (
    (FollowUpKind.CALL, 0, 3, None),
    (FollowUpKind.CALL, 0, 0, None),
    (FollowUpKind.CHECK_IN, 0, 0, 7),
    (FollowUpKind.CALL, -2, 1, None),
    (FollowUpKind.ERRAND, 0, 0, None),
    (FollowUpKind.ERRAND, 3, 0, None),
    (FollowUpKind.CALL, 6, 0, None),
    (FollowUpKind.CHECK_IN, 9, 0, 14),
)


@dataclass(frozen=True, slots=True)
class Registers:
    """What the desk keeps besides consultations."""

    follow_ups: tuple[tuple[FollowUp, tuple[Attempt, ...]], ...]
    delegations: tuple[Delegation, ...]
    pictures: tuple[tuple[Attachment, CleanPicture], ...]


def invent_registers(
    inventor: Inventor,
    visitors: Sequence[Person],
    told: Sequence[Consultation],
    operator: OperatorId,
    now: datetime,
) -> Registers:
    """Return follow-ups and delegations of the first few people; none where there are no people."""
    words = tomllib.loads((FOLDER / "registers.toml").read_text(encoding="utf-8"))
    last = {one.person: one for one in told if one.status is Status.CLOSED and one.person}
    return Registers(
        tuple(_follow_ups(inventor, words, visitors, last, operator, now)),
        tuple(_delegations(inventor, words["relations"], visitors[: len(PLAN)], operator)),
        tuple(_pictures(inventor, words["picture"], told, operator)),
    )


def _follow_ups(
    inventor: Inventor,
    words: dict[str, Any],
    visitors: Sequence[Person],
    last: Mapping[PersonId, Consultation],
    operator: OperatorId,
    now: datetime,
) -> Iterator[tuple[FollowUp, tuple[Attempt, ...]]]:
    about = {
        FollowUpKind.CALL: words["calls"],
        FollowUpKind.CHECK_IN: words["check_ins"],
        FollowUpKind.ERRAND: words["errands"],
    }
    for number, (plan, person) in enumerate(zip(PLAN, visitors, strict=False)):
        kind, days, missed, every = plan
        before = last.get(person.id)
        added_at = before.closed_at if before and before.closed_at else now - timedelta(days=10)
        one = FollowUp(
            id=inventor.new_id(added_at), kind=kind, person=person.id,
            due_on=inventor.today + timedelta(days=days),
            about=about[kind][number % len(about[kind])],
            consultation=before.id if before and kind is FollowUpKind.CALL else None,
            every_days=every, added_at=added_at, added_by=operator,
        )  # fmt: skip
        tries = tuple(
            Attempt(
                inventor.new_id(now - timedelta(days=day)), one.id, now - timedelta(days=day),
                operator, AttemptResult.MISSED,
            )
            for day in range(missed, 0, -1)
        )  # fmt: skip
        yield one, tries


def _delegations(
    inventor: Inventor, relations: list[str], visitors: Sequence[Person], operator: OperatorId
) -> Iterator[Delegation]:
    for number, person in enumerate(visitors):
        relation = relations[number % len(relations)]
        family = person.name.split(" ")[0]
        is_guardian = relation == relations[-1]
        starts_on = inventor.today - timedelta(days=200 + number)
        # The third one is over: the register shows that, too.
        length = timedelta(days=150 if number == 2 else 365)
        yield Delegation(
            id=inventor.new_id(_at_noon(starts_on)),
            person=person.id,
            name=f"{family} {'浩' if relation == '長男' else '史子'}",
            relation=relation,
            scopes=tuple(DelegationScope)[: 2 + number % 3],
            starts_on=starts_on,
            ends_on=starts_on + length,
            basis=DelegationBasis.GUARDIAN if is_guardian else DelegationBasis.SAID_TOGETHER,
            added_at=_at_noon(starts_on),
            added_by=operator,
        )


def _pictures(
    inventor: Inventor, words: str, told: Sequence[Consultation], operator: OperatorId
) -> Iterator[tuple[Attachment, CleanPicture]]:
    """Yield one picture, of the newest consultation: a warning that somebody photographed."""
    data = (FOLDER / "warning.png").read_bytes()
    # Width and height stand at fixed places of every PNG.
    width, height = (int.from_bytes(data[at : at + 4], "big") for at in (16, 20))
    for one in told[-1:]:
        added_at = one.opened_at + timedelta(minutes=5)
        yield (
            Attachment(
                inventor.new_id(added_at), one.id, "warning.png", "image/png", width, height,
                len(data), added_at, operator, words,
            ),
            CleanPicture(data, "image/png", width, height),
        )  # fmt: skip


def _at_noon(day: date) -> datetime:
    return datetime.combine(day, time(12), JAPAN)
