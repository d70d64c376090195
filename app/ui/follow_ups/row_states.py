"""Rows of follow-ups: whom, what about, how often nobody answered, how urgent."""

from __future__ import annotations

from datetime import date

from app.domain.follow_ups import DueRow, FollowUpKind
from app.messages import language
from app.messages.follow_up_words import KINDS, due_badge, due_title, missed_words
from app.messages.people_words import display_name
from app.ui.people.row_states import name_readings
from app.ui.row_state import RowState, short

ICONS = {
    FollowUpKind.CALL: "phone",
    FollowUpKind.CHECK_IN: "heart-handshake",
    FollowUpKind.ERRAND: "hand-helping",
}
LONGEST = 40


def follow_up_row(row: DueRow, today: date, *, with_name: bool = True) -> RowState:
    """Return how a follow-up stands in a list; `with_name` False is for one person's own list."""
    kind = str(KINDS[row.follow_up.kind.value])
    about = short(row.follow_up.about, LONGEST)
    second = " · ".join(part for part in (about, missed_words(row.missed)) if part)
    badge = due_badge(row, today)
    # Ears get the person's own kana: a name is never guessed aloud.
    who = display_name(row.person_kana or row.person_name) if with_name else ""
    said = (who, kind, second.replace(" · ", ", "), badge[0])
    return RowState(
        subject=row.follow_up.id,
        title=due_title(row) if with_name else kind,
        second=second,
        badge=badge,
        spoken=(", " if language() == "en" else "、").join(part for part in said if part),
        readings=name_readings(row.person_name, row.person_kana) if with_name else (),
        icon=ICONS[row.follow_up.kind],
    )
