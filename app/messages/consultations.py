"""Sentences about what is written in a consultation."""

from __future__ import annotations

from app.messages import N_, Lazy

CONSULTATIONS: dict[str, tuple[Lazy, Lazy | None]] = {
    "consultations.fields": (
        N_("Some fields are not right yet. What you wrote is kept as a draft."),
        N_("Mend the marked fields, then go on."),
    ),
    "consultations.topic_missing": (
        N_("No topic is chosen."),
        N_("Choose what it was about."),
    ),
    "consultations.story_missing": (
        N_("The story is empty."),
        N_("Write one sentence in the visitor's words."),
    ),
    "consultations.outcome_missing": (
        N_("No outcome is chosen."),
        N_("Choose how it ended."),
    ),
    "consultations.unknown_code": (
        N_("This choice is not one of the list."),
        N_("Choose one of the list."),
    ),
    "consultations.too_long": (
        N_("This holds {have} characters; {limit} fit."),
        N_("Make it shorter. Nothing you wrote is lost."),
    ),
    "consultations.minutes": (
        N_("Minutes are a whole number, for example 20."),
        N_("Write digits only, or leave it empty."),
    ),
    "consultations.not_open": (
        N_("This consultation is closed."),
        N_("Reopen it to go on writing."),
    ),
    "consultations.not_closed": (
        N_("This consultation is open already."),
        None,
    ),
}
