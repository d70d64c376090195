"""The talk that asks: six things to hear, three questions about them, one choice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.messages.catalogue import N_, Lazy, _
from app.messages.consent_topics import (
    RECIPIENTS,
    Topic,
    categories_words,
    day_until,
    recipient_words,
    scope_of,
)

STEPS: tuple[Lazy, ...] = (
    N_("Who asks"), N_("Why"), N_("Who hears it"), N_("Until when"), N_("Good for you"),
    N_("How to stop"),
)  # fmt: skip
CALM = N_("With no, you can use this place just as before. You can change it at any time.")
YES_LINES: tuple[Lazy, ...] = (
    N_("I want to hear it"), N_("I see why"), N_("They may know it"), N_("That long is fine"),
    N_("I see what it brings"), N_("I know how to stop"),
)  # fmt: skip
FINAL_YES = N_("They may see it")
NO_LINE = N_("Do not tell them")
LATER_LINE = N_("I do not decide now")


@dataclass(frozen=True, slots=True)
class Page:
    """What one step says: a sentence, a second one, what is and what is not handed over."""

    first: str
    second: str
    given: str = ""
    kept: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question about what was heard: its answers, which is right, and what is said otherwise."""

    words: str
    answers: tuple[str, str]
    right: int
    again: str


def pages(topic: Topic, centre: str, today: date) -> tuple[Page, ...]:
    """Return what the six steps say."""
    whom, given = recipient_words(scope_of(topic)), categories_words(topic.given)
    kept = categories_words(topic.kept)
    return (
        Page(_("{centre} asks you something.").format(centre=centre),
             _("You decide. Nobody decides for you.")),
        Page(str(topic.why), _("It is used for nothing else.")),
        Page(_("{centre} tells {whom} about “{given}”.").format(
            centre=centre, whom=whom, given=given),
            _("Nothing else is told."), given, kept),
        Page(_("It holds until {day}.").format(day=day_until(topic.last_day(today))),
             _("Then it ends by itself. We ask you again.")),
        Page(str(topic.gain), _("No money is paid for it.")),
        Page(_("You can stop at any time: here, by telephone or on paper."),
             _("You need not say why.")),
    )  # fmt: skip


def questions(topic: Topic) -> tuple[Question, ...]:
    """Return the three questions about what was heard; the right answer changes its place."""
    whom, given = recipient_words(scope_of(topic)), categories_words(topic.given)
    other = str(RECIPIENTS["family" if topic.recipient != "family" else "hello-work"])
    kept = categories_words(topic.kept)
    return (
        Question(_("Who gets to know it?"), (other, whom), 1,
                 _("It is told to {whom}, and to nobody else.").format(whom=whom)),
        Question(_("What do they get to know?"), (given, kept), 0,
                 _("They get to know “{given}”. They do not get to know “{kept}”.").format(
                     given=given, kept=kept)),
        Question(_("Can you stop it later?"), (_("No, never"), _("Yes, at any time")), 1,
                 _("You can stop it at any time. You need not say why.")),
    )  # fmt: skip


def final_words(topic: Topic, today: date) -> str:
    """Return the one sentence that is agreed to."""
    return _("May {whom} see “{given}” until {day}?").format(
        whom=recipient_words(scope_of(topic)), given=categories_words(topic.given),
        day=day_until(topic.last_day(today)),
    )  # fmt: skip


def notice_text(topic: Topic, centre: str, today: date) -> str:
    """Return everything she was shown, as one text: its digest stands in the ledger."""
    said = [f"{one.first}\n{one.second}\n{one.given}\n{one.kept}"
            for one in pages(topic, centre, today)]  # fmt: skip
    return "\n".join([*said, str(CALM), final_words(topic, today)])
