"""The talks after a start as days of a calendar."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.exports import CalendarEntry
from app.messages.catalogue import _
from app.messages.telework_hand_over import FOLLOW_UP_TITLES
from app.services.telework_proposals import ProposalLine


def talk_days(lines: Iterable[ProposalLine], centre: str) -> tuple[CalendarEntry, ...]:
    """Return the talks still to come with those who agree; what was said in others stays here."""
    return tuple(
        CalendarEntry(
            key=f"{line.proposal.id}/{talk.step}",
            day=talk.day,
            title=_("{name}: {topic}").format(name=line.name, topic=FOLLOW_UP_TITLES[talk.step]),
            changed_at=line.proposal.handed_over_at or line.proposal.added_at,
            place=centre,
        )
        for line in lines
        for talk in line.talks
        if talk.is_open
    )
