"""From a proposal to work: on the short list, handed over, working, ended; and talks on the way.

The centre proposes and hands over; whether somebody is placed is decided by the body that may
place people. Nothing here sends anything.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from app.domain.errors import Refused
from app.domain.ids import PersonId
from app.domain.telework.follow_up import follow_ups
from app.domain.telework.hand_over import Recipient

LONGEST_NOTE = 2000


class Stage(StrEnum):
    """Where a proposal stands."""

    SHORTLISTED = "shortlisted"
    HANDED_OVER = "handed_over"
    WORKING = "working"
    ENDED = "ended"
    DROPPED = "dropped"


OPEN = frozenset({Stage.SHORTLISTED, Stage.HANDED_OVER, Stage.WORKING})


class TalkResult(StrEnum):
    """What came of a talk after the start."""

    GOES_WELL = "goes_well"
    CHANGE_NEEDED = "change_needed"
    NOT_REACHED = "not_reached"
    TAKEN_BACK = "taken_back"


_STILL_OPEN = frozenset({TalkResult.NOT_REACHED, TalkResult.TAKEN_BACK})


@dataclass(frozen=True, slots=True)
class Proposal:
    """One person proposed for one job.

    `decision` is the id of the consent decision under which a pack was handed over.
    """

    id: str
    person: PersonId
    job: str
    added_at: datetime
    stage: Stage = Stage.SHORTLISTED
    recipient: str = ""
    decision: str = ""
    handed_over_at: datetime | None = None
    starts_on: date | None = None
    coach: str = ""
    ended_on: date | None = None

    def handed_over(self, recipient: Recipient, decision: str, at: datetime) -> Proposal:
        """Return it after a pack went to a body that may place people."""
        self._require(Stage.SHORTLISTED, Stage.HANDED_OVER)
        return replace(
            self, stage=Stage.HANDED_OVER, recipient=recipient.name, decision=decision,
            handed_over_at=at,
        )  # fmt: skip

    def started(self, day: date, coach: str) -> Proposal:
        """Return it from her first day of work on; the talks count from here."""
        self._require(Stage.HANDED_OVER)
        return replace(self, stage=Stage.WORKING, starts_on=day, coach=coach.strip())

    def ended(self, day: date) -> Proposal:
        """Return it after she stopped working there."""
        self._require(Stage.WORKING)
        if self.starts_on is not None and day < self.starts_on:
            raise Refused("telework.ends_before_start")
        return replace(self, stage=Stage.ENDED, ended_on=day)

    def dropped(self) -> Proposal:
        """Return it taken from the list; nothing started."""
        self._require(Stage.SHORTLISTED, Stage.HANDED_OVER)
        return replace(self, stage=Stage.DROPPED)

    def _require(self, *stages: Stage) -> None:
        if self.stage not in stages:
            raise Refused("telework.other_stage", stage=self.stage.value)


@dataclass(frozen=True, slots=True)
class Talk:
    """One talk that took place, or was tried."""

    proposal: str
    step: str
    held_on: date
    result: TalkResult
    note: str = ""

    def __post_init__(self) -> None:
        if len(self.note) > LONGEST_NOTE:
            raise Refused("telework.text_too_long", limit=LONGEST_NOTE, have=len(self.note))


@dataclass(frozen=True, slots=True)
class PlannedTalk:
    """A talk with its day; `talk` is what came of it, None while it is still to come."""

    step: str
    day: date
    talk: Talk | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether somebody still has to talk with her."""
        return self.talk is None or self.talk.result in _STILL_OPEN


def talks_of(
    proposal: Proposal, held: Iterable[Talk], closed: Collection[date] = ()
) -> tuple[PlannedTalk, ...]:
    """Return the talks of a placement in their order; none before the start, none after its end."""
    if proposal.starts_on is None:
        return ()
    known: Mapping[str, Talk] = {one.step: one for one in held if one.proposal == proposal.id}
    end = proposal.ended_on
    return tuple(
        PlannedTalk(one.step, one.day, known.get(one.step))
        for one in follow_ups(proposal.starts_on, proposal.coach, closed)
        if end is None or one.day <= end or one.step in known
    )


def next_talk(talks: Iterable[PlannedTalk]) -> PlannedTalk | None:
    """Return the first talk that is still open."""
    return next((one for one in talks if one.is_open), None)
