"""Rows of people: enough to tell two apart, and their own kana for ears and furigana."""

from __future__ import annotations

from datetime import date

from app.domain.delegations import Delegation
from app.domain.people import DuplicateProposal, PersonRow
from app.messages import _, language
from app.messages.follow_up_words import delegation_badge, delegation_line
from app.messages.people_words import agreement_words, display_name, row_words
from app.ui.row_state import RowState


def person_row(row: PersonRow, today: date) -> RowState:
    """Return how a person stands in a list."""
    name, facts = display_name(row.name, row.kana), row_words(row, today)
    return RowState(
        subject=row.id,
        title=name,
        second=f"{row.kana} · {facts}" if row.kana and row.name else facts,
        spoken=_spoken(row.kana or row.name, facts),
        readings=name_readings(row.name, row.kana),
    )


def twin_row(proposal: DuplicateProposal, today: date) -> RowState:
    """Return how somebody who may be the same person stands beside a form."""
    row = proposal.row
    facts = f"{agreement_words(proposal)} · {row_words(row, today)}"
    return RowState(
        subject=row.id,
        title=display_name(row.name, row.kana),
        second=facts,
        spoken=_spoken(row.kana or row.name, facts),
        readings=name_readings(row.name, row.kana),
    )


def delegation_row(one: Delegation, today: date) -> RowState:
    """Return how somebody who may speak for her stands in a list."""
    title = f"{one.name}({one.relation})" if one.relation else one.name
    line, badge = delegation_line(one, today), delegation_badge(one, today)
    return RowState(
        subject=one.id,
        title=title,
        second=line,
        badge=badge,
        spoken=(", " if language() == "en" else "、").join((title, badge[0], line)),
        icon="users",
    )


def name_readings(name: str, kana: str) -> tuple[tuple[int, int, str], ...]:
    """Return the person's own kana over the parts of the name, never a guessed reading.

    Family and given name carry their own part where both are parted by a space.
    """
    if not name or not kana:
        return ()
    parts, readings = name.split(), kana.split()
    if len(parts) != len(readings):
        return ((0, len(name), kana),)
    spans, place = [], 0
    for part, reading in zip(parts, readings, strict=True):
        start = name.index(part, place)
        place = start + len(part)
        spans.append((start, place, reading))
    return tuple(spans)


def _spoken(name: str, facts: str) -> str:
    said = facts.replace(" · ", ", " if language() == "en" else "、")
    # Read aloud for a row of a list of people: the name in kana, then what tells her apart.
    return _("{name}. {facts}").format(name=display_name(name), facts=said) if said else name
