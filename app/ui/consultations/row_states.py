"""Rows of consultations: when, whose, what about, how it stands; found words marked."""

from __future__ import annotations

from datetime import datetime

from app.domain.consultations import ConsultationRow
from app.messages import _, language
from app.messages.consultation_words import row_badge, row_lead, row_second, row_title
from app.messages.people_words import display_name
from app.messages.times import local, moment_words
from app.ui.people.row_states import name_readings
from app.ui.row_state import RowState, short

# Characters of the story in a list of its own, and in a narrow column.
WIDE_LINE = 50
NARROW_LINE = 24


def consultation_row(
    row: ConsultationRow, now: datetime, *, with_name: bool = True, longest: int = WIDE_LINE
) -> RowState:
    """Return how a consultation stands in a list of whole days or one person's history."""
    title = row_title(row, with_name=with_name)
    second = short(row_second(row), longest)
    return RowState(
        subject=row.id,
        title=title,
        second=second,
        lead=row_lead(row, now),
        badge=row_badge(row),
        spoken=_spoken(row, now, row_title(row, with_name=False), second, with_name=with_name),
        readings=name_readings(row.person_name, row.person_kana) if with_name else (),
    )


def coming_row(row: ConsultationRow, now: datetime) -> RowState:
    """Return how somebody who is to come today stands in the list of the day."""
    who = display_name(row.person_name, row.person_kana) if row.person else _("No name given")
    heard = display_name(row.person_kana or row.person_name) if row.person else who
    # Translators: on the page of today, below the name of who is to come: what it was about
    before = _("Last time: {topic}").format(topic=row_title(row, with_name=False))
    badge = (_("Comes today"), "info", "calendar")
    return RowState(
        subject=row.id,
        title=who,
        second=before,
        badge=badge,
        spoken=(", " if language() == "en" else "、").join((heard, badge[0], before)),
        readings=name_readings(row.person_name, row.person_kana),
        icon="calendar-clock",
    )


def found_row(row: ConsultationRow, now: datetime) -> RowState:
    """Return how a consultation stands among search results: the words found come first."""
    title = row.excerpt or row_second(row)
    second = row_title(row)
    return RowState(
        subject=row.id,
        title=title,
        second=second,
        lead=row_lead(row, now),
        badge=row_badge(row),
        spoken=_spoken(row, now, row_title(row, with_name=False), title, with_name=True),
        marks=tuple((start, start + length) for start, length in row.marks),
    )


def _spoken(row: ConsultationRow, now: datetime, topic: str, words: str, *, with_name: bool) -> str:
    parts = [moment_words(row.opened_at, local(now).date())]
    if with_name:
        # Ears get the person's own kana: a name is never guessed aloud.
        who = row.person_kana or row.person_name
        parts.append(display_name(who) if who else _("No name given"))
    parts += [topic, row_badge(row)[0], words]
    return (", " if language() == "en" else "、").join(part for part in parts if part)
