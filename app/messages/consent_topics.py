"""What the centre asks people about, in their words: why, to whom, what, until when, what it brings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.consent.events import Scope
from app.messages.catalogue import N_, Lazy, _
from app.messages.telework_desk import label_of
from app.messages.times import day_words

CATEGORIES: dict[str, Lazy] = {
    "work.skills": N_("the work you can do"),
    "work.hours": N_("the hours you can work"),
    "health.condition": N_("the name of your illness"),
    "contact.address": N_("your address"),
    "contact.phone": N_("your telephone number"),
    "consultation.story": N_("what you told us"),
    "consultation.outcome": N_("how it was solved"),
    "consultation.steps": N_("the steps that helped"),
    "person.name": N_("your name"),
    "money": N_("anything about your money"),
    "telework.candidate": N_("that you look for work"),
}
RECIPIENTS: dict[str, Lazy] = {
    "hello-work": N_("the job office"),
    "community-care-centre": N_("the care office for older people"),
    "family": N_("your family"),
    "support-centre": N_("the centre that supports working with a disability"),
    "registered": N_("the placement agency"),
    "class:community-centre": N_("the other community centres of the town"),
    "centre": N_("the staff of this centre"),
}
PURPOSES: dict[str, Lazy] = {
    "placement": N_("Finding work"),
    "referral": N_("Help from the care office"),
    "family": N_("Telling your family"),
    "other-centres": N_("Helping others with the same trouble"),
    "telework.matching": N_("Looking for work from home"),
    "telework.placement": N_("Being shown to somebody who gives work"),
}

PROFILE = "telework.profile."


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing to agree to: what the ledger writes and what a person is told.

    Args:
        purpose: its id in the ledger.
        recipient: an id, or `class:` and a class of recipients.
        given: the categories that are handed over.
        kept: categories named because they are not handed over.
        days: how long it holds.
        why: what it is for, in one sentence.
        gain: what it brings her.
    """

    purpose: str
    recipient: str
    given: tuple[str, ...]
    kept: tuple[str, ...]
    days: int
    why: Lazy
    gain: Lazy

    def last_day(self, today: date) -> date:
        """Return the last day on which a yes of today holds."""
        return today + timedelta(days=self.days)


TOPICS: dict[str, Topic] = {
    one.purpose: one
    for one in (
        Topic(
            "placement", "hello-work", ("work.skills", "work.hours"),
            ("health.condition", "contact.address", "contact.phone"), 365,
            N_("The job office looks for work that you can do."),
            N_("You may hear of work that suits you."),
        ),
        Topic(
            "referral", "community-care-centre", ("consultation.story", "contact.phone"),
            ("health.condition", "money"), 180,
            N_("The care office helps with daily life and calls you."),
            N_("You need not tell everything a second time."),
        ),
        Topic(
            "family", "family", ("consultation.outcome",), ("consultation.story", "money"), 365,
            N_("Your family can help you with it at home."),
            N_("Your family knows what to do when it happens again."),
        ),
        Topic(
            "other-centres", "class:community-centre", ("consultation.steps",),
            ("person.name", "contact.phone"), 365,
            N_("Another centre can help somebody with the same trouble."),
            N_("What helped you helps others, too."),
        ),
    )
}  # fmt: skip


def category_words(category: str) -> str:
    """Return a kind of data in her words; an unknown one keeps its name."""
    if category.startswith(PROFILE):
        return str(label_of(category.rsplit(".", 1)[1]))
    return str(CATEGORIES.get(category, category))


def categories_words(categories: tuple[str, ...], without: tuple[str, ...] = ()) -> str:
    """Return several kinds of data; none is everything that is not sensitive."""
    what = _(", ").join(map(category_words, categories)) or _("all data that are not sensitive")
    if without:
        rest = _(", ").join(map(category_words, without))
        what = _("{what} without {without}").format(what=what, without=rest)
    return what


def recipient_words(scope: Scope) -> str:
    """Return who gets it; no name at all is everybody whom the notice names."""
    ids = [scope.recipient] if scope.recipient else [f"class:{one}" for one in scope.classes]
    if not ids:
        return _("anybody named in the notice")
    return _(", ").join(str(RECIPIENTS.get(one, one.removeprefix("class:"))) for one in ids)


def purpose_words(purpose: str) -> str:
    """Return what for."""
    if not purpose:
        return _("every purpose")
    found = PURPOSES.get(purpose)
    return str(found) if found is not None else purpose


def scope_of(topic: Topic) -> Scope:
    """Return what a choice about a topic is about, its categories in the ledger's order."""
    given = tuple(sorted(topic.given))
    if topic.recipient.startswith("class:"):
        return Scope(topic.purpose, given, "", (topic.recipient.removeprefix("class:"),))
    return Scope(topic.purpose, given, topic.recipient)


def day_until(day: date) -> str:
    """Return a last day, with its year."""
    return day_words(day, with_year=True)
