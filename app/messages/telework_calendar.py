"""The talks after a start as days of a calendar."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.exports import CalendarEntry
from app.domain.telework.placements import PlannedTalk, Proposal
from app.messages.catalogue import _
from app.messages.telework_hand_over import FOLLOW_UP_TITLES


def talk_days(
    lines: Iterable[tuple[Proposal, str, Iterable[PlannedTalk]]], centre: str
) -> tuple[CalendarEntry, ...]:
    """Return the talks still to come with those who agree; what was said in others stays here."""
    return tuple(
        CalendarEntry(
            key=f"{proposal.id}/{talk.step}",
            day=talk.day,
            title=_("{name}: {topic}").format(name=name, topic=FOLLOW_UP_TITLES[talk.step]),
            changed_at=proposal.handed_over_at or proposal.added_at,
            place=centre,
        )
        for proposal, name, talks in lines
        for talk in talks
        if talk.is_open
    )
