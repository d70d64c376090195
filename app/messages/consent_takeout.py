"""Sentences about take-outs: what a person reads first in hers, and why one is not read in."""

from __future__ import annotations

from app.domain.consent.events import Event
from app.domain.consent.takeout import TakeOut, counts
from app.messages.catalogue import N_, Lazy, _, ngettext
from app.messages.consent_words import scope_words
from app.messages.times import day_words, local

TAKEOUT: dict[str, tuple[Lazy, Lazy | None]] = {
    "takeout.refused": (
        N_("Nothing was read in: this take-out is not what was signed."),
        N_("Ask for the file again where it was made."),
    ),
    "takeout.no_archive": (
        N_("{file} is no take-out, or it is damaged."),
        N_("Copy the file again from where it was made."),
    ),
    "takeout.too_large": (
        N_("{file} is larger than any take-out."),
        N_("Ask for the file again where it was made."),
    ),
    "takeout.strange_name": (
        N_("The take-out has a file that does not belong there: {value}"),
        N_("Ask for the file again where it was made."),
    ),
    "takeout.missing": (N_("{file} is missing from the take-out."), None),
    "takeout.unreadable": (N_("{file} cannot be read at {value}."), None),
    "takeout.key": (N_("A key in {file} is not what its name says: {value}"), None),
    "takeout.other_schema": (N_("The take-out is of a kind that is not known here: {value}"), None),
    "takeout.not_signed": (N_("The signature of {file} does not hold."), None),
    "takeout.not_listed": (N_("{file} was not in the take-out when it was signed."), None),
    "takeout.changed": (N_("{file} was changed after it was signed."), None),
    "takeout.count": (N_("{file} has more or fewer events than were signed."), None),
    "takeout.not_proved": (
        N_("The event {value} does not stand in the log that was signed."),
        None,
    ),
    "takeout.receipt": (N_("The receipt {file} is of something else."), None),
    "takeout.conflict": (
        N_("The event {value} is here already and says something else."),
        N_("Look with “consent log verify” which of the two was changed."),
    ),
    "takeout.own_log": (
        N_("The event {value} was written in a later state of this very ledger."),
        N_("Restore the newest backup first; then read the take-out in again."),
    ),
    "consent.nothing_written": (
        N_("Nothing is written of this person's consent yet, so there is nothing to take home."),
        None,
    ),
    "consent.no_own_key": (
        N_("This computer has not written anything itself yet, so it has no signature."),
        N_("Write a choice here first."),
    ),
    "consent.log_unsound": (
        N_("The ledger is not what was signed, so no take-out is made of it."),
        N_("Look with “consent log verify” what was changed."),
    ),
}
_TYPES: dict[str, Lazy] = {
    "notice_shown": N_("A notice was shown"),
    "requested": N_("You were asked"),
    "given": N_("You said yes"),
    "renewed": N_("You said yes again"),
    "refused": N_("You said no"),
    "deferred": N_("You said: later"),
    "lapsed": N_("The question ran out"),
    "withdrawn": N_("You took your yes back"),
    "paused": N_("You made a pause"),
    "invalidated": N_("A yes was found not to count"),
    "frozen": N_("You stopped everything"),
    "cosigned": N_("A second person signed"),
    "provided": N_("Your data went out"),
    "taken_in": N_("A take-out was read in"),
}
# What lies in the file, in the order in which it is worth opening.
FILES_INSIDE: tuple[tuple[str, Lazy], ...] = (
    ("events.csv", N_("everything that was written, as a table")),
    ("disclosures.csv", N_("to whom your data went, and when")),
    ("benefits.csv", N_("what was promised for it, and what came")),
    ("receipts", N_("the signed receipts")),
    ("kantara", N_("the same, as other programs read it")),
    ("records.jsonld", N_("the same, as other programs read it")),
    ("jwks.json", N_("the keys with which the signatures are checked")),
    ("proofs.json", N_("proof that nothing was changed")),
    ("manifest.json", N_("the list of all files")),
)


def title_words() -> str:
    """Return the title."""
    return _("What you decided about your data")


def opening_sentences(taken: TakeOut) -> list[str]:
    """Return what is said first."""
    given, stopped, provided = counts(taken.events)
    return [
        _("This is a copy of what {centre} has written down about your consent.").format(
            centre=taken.controller
        ),
        ngettext("You said yes {count} time.", "You said yes {count} times.", given).format(
            count=given
        ),
        ngettext(
            "You said no, or stopped something, {count} time.",
            "You said no, or stopped something, {count} times.",
            stopped,
        ).format(count=stopped),
        ngettext(
            "Your data went out {count} time.", "Your data went out {count} times.", provided
        ).format(count=provided),
        _("You can stop it at any time. You need no reason. Our help stays the same."),
        _("If you have a question, bring this paper."),
    ]


def event_sentences(event: Event) -> tuple[str, str]:
    """Return when and what, and what it is about."""
    day = day_words(local(event.at).date(), with_year=True)
    whom, purpose, what = scope_words(event.scope, event.scope.categories, ())
    about = _("{what}, for “{purpose}”, to {whom}").format(what=what, purpose=purpose, whom=whom)
    return f"{day}  {_TYPES[event.type.value]}", about
