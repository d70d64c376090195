"""Preparing a proposal for somebody who is allowed to place people: plan, interview kit, pack.

The centre prepares and hands over; placing people in work is regulated (Employment Security Act,
職業安定法). A recipient is the public employment office, a support centre for work and living, or a body
with a registration number.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from app.domain.errors import Refused
from app.domain.exports import ExportTable
from app.domain.telework.inputs import Job, NeedState, Worker, need_state
from app.domain.telework.parts import pieces_of
from app.domain.telework.results import Explanation, Fact
from app.domain.telework.vocabulary import EQUIPMENT


class RecipientKind(StrEnum):
    """Who may be handed a pack."""

    HELLO_WORK = "hello_work"
    SUPPORT_CENTRE = "support_centre"
    REGISTERED = "registered"


@dataclass(frozen=True, slots=True)
class Recipient:
    """A body that may place people; `registration` is its licence where the law asks for one."""

    id: str
    name: str
    kind: RecipientKind
    registration: str = ""

    def __post_init__(self) -> None:
        if self.kind is RecipientKind.REGISTERED and not self.registration.strip():
            raise Refused("telework.no_registration")


@dataclass(frozen=True, slots=True)
class PlannedNeed:
    """How one need will be there on the first day; `yen` only where a subsidy pays."""

    need: str
    state: NeedState
    yen: int = 0
    is_equipment: bool = False


@dataclass(frozen=True, slots=True)
class HandOverPack:
    """Everything one recipient gets about one proposal, and nothing beyond what was permitted.

    `plan` is None where she does not show what she needs.
    """

    id: str
    made_at: datetime
    recipient: Recipient
    worker: str
    job: str
    disclosed: Mapping[str, str]
    plan: tuple[PlannedNeed, ...] | None
    explanation: Explanation
    decision: str


# What nobody asks in an interview: it has no part in the work.
NOT_TO_ASK = ("diagnosis", "certificate", "medicine", "family", "gap")


@dataclass(frozen=True, slots=True)
class InterviewKit:
    """What both sides talk about: points that hold, points to settle, and what is not asked."""

    holds: tuple[Fact, ...]
    to_settle: tuple[Fact, ...]
    not_to_ask: tuple[str, ...] = NOT_TO_ASK


def provisioning_plan(worker: Worker, job: Job) -> tuple[PlannedNeed, ...]:
    """Return who brings what; `telework.need_unmet` when something is still nobody's."""
    yen = dict(job.conditions.subsidised)
    plan = []
    for need in sorted(worker.conditions.needs):
        state = need_state(need, worker, job)
        if state is NeedState.UNMET:
            raise Refused("telework.need_unmet", need=need)
        paid = yen[need] if state is NeedState.SUBSIDISED else 0
        plan.append(PlannedNeed(need, state, paid, need in EQUIPMENT))
    return tuple(plan)


# A point of the explanation goes along when one of these fields may be seen.
_SEEN_WITH: Mapping[str, tuple[str, ...]] = {
    "need": ("card_needs", "needs_at_work"),
    "skil": ("card_skills", "good_at", "past_work"),
    "hour": ("card_hours", "wished_hours"),
    "time": ("card_windows", "card_hours", "wished_hours"),
}


def permitted_explanation(found: Explanation, fields: Collection[str]) -> Explanation:
    """Return the explanation with only those points whose fields the recipient may see."""

    def may_go(fact: Fact) -> bool:
        return any(one in fields for one in _SEEN_WITH.get(fact.code[:4], ()))

    return replace(found, satisfied=tuple(one for one in found.satisfied if may_go(one)))


def permitted_plan(
    plan: Sequence[PlannedNeed], fields: Collection[str]
) -> tuple[PlannedNeed, ...] | None:
    """Return who brings what, or None where her needs may not be seen."""
    return tuple(plan) if any(one in fields for one in _SEEN_WITH["need"]) else None


def interview_kit(explanation: Explanation) -> InterviewKit:
    """Return the points of a talk: what needs somebody to act is settled, the rest confirmed."""
    open_codes = {"skill_redesigned", "need_subsidised", "need_brought", "need_provided", "hours"}
    to_settle = tuple(one for one in explanation.satisfied if one.code in open_codes)
    holds = tuple(one for one in explanation.satisfied if one.code not in open_codes)
    return InterviewKit(holds, (*explanation.unsatisfied, *to_settle))


def decomposition_table(job: Job, headings: Sequence[str], title: str) -> ExportTable:
    """Return the task-decomposition sheet: one row a piece with hours, skills and two marks."""
    rows = [
        (
            place,
            one.name,
            one.half_hours / 2,
            ";".join(f"{skill}:{level}" for skill, level in one.skills),
            "○" if one.is_splittable else "",
            "○" if one.is_remote_ready else "",
        )
        for place, one in enumerate(pieces_of(job), 1)
    ]
    return ExportTable(title, tuple(headings), rows)
