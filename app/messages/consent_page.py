"""Sentences of a person's consent page, and of what follows when she stops something."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from app.domain.consent.events import Event, EventType
from app.domain.consent.provision import Provided, Telling, Told
from app.messages.catalogue import N_, Lazy, _
from app.messages.consent_topics import categories_words, purpose_words, recipient_words
from app.messages.consent_words import until_words
from app.messages.times import day_words, local, moment_words

STATES: dict[str, Lazy] = {
    "given": N_("Holds now"),
    "renewed": N_("Holds now"),
    "superseded": N_("A newer choice took its place"),
    "withdrawn": N_("You stopped it"),
    "paused": N_("It is paused"),
    "invalidated": N_("It was made void"),
    "expired": N_("Its time is over"),
    "frozen": N_("You stopped everything"),
    "refused": N_("You said no"),
    "pending_cosign": N_("A second signature is missing"),
}
CHOSEN: dict[EventType, Lazy] = {
    EventType.GIVEN: N_("Yes: {whom} may see “{what}” ({purpose})."),
    EventType.RENEWED: N_("Yes again: {whom} may see “{what}” ({purpose})."),
    EventType.REFUSED: N_("No: {whom} may not see “{what}” ({purpose})."),
    EventType.DEFERRED: N_("Later: nothing was decided about “{what}” for {whom} ({purpose})."),
    EventType.WITHDRAWN: N_("Stopped: {whom} may no longer see “{what}” ({purpose})."),
    EventType.FROZEN: N_("Everything stopped: nobody outside may see anything."),
    EventType.PAUSED: N_("Paused: {whom} may not see “{what}” for now ({purpose})."),
    EventType.INVALIDATED: N_("Made void: “{what}” for {whom} ({purpose})."),
}
PATHS: dict[str, Lazy] = {
    "screen": N_("On the screen"),
    "paper": N_("On paper"),
    "phone": N_("By telephone"),
    "qr": N_("With the code on the paper"),
}
TOLD: dict[Told, Lazy] = {
    Told.OPEN: N_("Has to be told that you stopped."),
    Told.TOLD: N_("Was told that you stopped."),
    Told.CONFIRMED: N_("Confirmed that it stopped."),
}


def line_sentence(whom: str, what: str, purpose: str) -> str:
    """Return what somebody may see, as she agreed to it."""
    return _("You said: {whom} may see “{what}”. For: {purpose}.").format(
        whom=whom, what=what, purpose=purpose
    )


def when_words(at: datetime, now: datetime) -> str:
    """Return when something was chosen."""
    return moment_words(at, local(now).date())


def since_words(at: datetime, until: datetime | None) -> str:
    """Return since when something holds, and until when."""
    return _("Since {since}, {until}").format(
        since=day_words(local(at).date(), with_year=True), until=until_words(until)
    )


def chosen_words(event: Event) -> str:
    """Return what was chosen, in one sentence."""
    if event.type is EventType.FROZEN and event.scope.purpose:
        sentence = CHOSEN[EventType.REFUSED]
    else:
        sentence = CHOSEN[event.type]
    what = categories_words(event.scope.categories) if event.scope.categories else _("everything")
    return str(sentence).format(
        whom=recipient_words(event.scope), what=what, purpose=purpose_words(event.scope.purpose)
    )


def past_words(event: Event, state: str, names: Mapping[str, str]) -> str:
    """Return a choice of the past: what it was, how it came here, and how it stands now."""
    said = event.expression
    found = [chosen_words(event)]
    way = PATHS.get(said.path)
    staff = names.get(said.staff, "")
    if way is not None:
        found.append(_("{way}, with {name}.").format(way=way, name=staff) if staff else f"{way}.")
    if state and state != event.type.value and state in STATES:
        found.append(_("Now: {state}.").format(state=STATES[state]))
    return " ".join(found)


def given_words(one: Provided) -> str:
    """Return what went to whom."""
    whom = one.to.name or one.to.id
    return _("{whom} got “{what}” ({purpose}).").format(
        whom=whom, what=categories_words(one.categories), purpose=purpose_words(one.purpose)
    )


def telling_words(one: Telling) -> str:
    """Return how far a recipient knows of a stop."""
    return str(TOLD[one.state])
