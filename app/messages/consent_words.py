"""Words of the consent ledger: what was written, who may see, and why not."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.domain.consent.decision import Reason
from app.domain.consent.events import STOPS, Event, Scope
from app.domain.consent.ledger import Gap, LogFinding
from app.messages.catalogue import N_, Lazy, _
from app.messages.times import day_words, local

# To the person herself, about one category.
FOR_PERSON: dict[str, Lazy] = {
    "legal_bar": N_("The law keeps “{what}” where it is."),
    "frozen": N_("You stopped everything, so “{what}” stays here."),
    "refused": N_("You said no to this, so “{what}” stays here."),
    "instruction": N_("You said yes to giving “{what}” to exactly this recipient."),
    "condition": N_("You said yes to “{what}” under conditions, and they are fulfilled."),
    "comprehensive": N_("You said yes to “{what}” for certified recipients of this kind."),
    "attribute_missing": N_("Something about the recipient is not known, so we ask you about “{what}”."),
    "sensitive": N_("These data are sensitive, so we ask you about “{what}” by name."),
    "class_not_named": N_("Your yes does not name recipients of this kind, so we ask you about “{what}”."),
    "not_certified": N_("The recipient has no valid certification, so we ask you about “{what}”."),
    "withdrawn": N_("You took your yes to “{what}” back, so we ask you first."),
    "paused": N_("Your yes to “{what}” is paused, so we ask you first."),
    "pending_cosign": N_("Your yes to “{what}” still waits for the second signature."),
    "expired": N_("Your yes to “{what}” has run out, so we ask you again."),
    "not_yet": N_("Your yes to “{what}” has not begun yet, so we ask you."),
    "no_consent": N_("You were not asked about “{what}” yet, so we ask you."),
}  # fmt: skip
# To staff: which step of the rules decided, and what it rests on.
FOR_STAFF: dict[str, Lazy] = {
    "legal_bar": N_("{what}: barred in law ({rests_on})."),
    "frozen": N_("{what}: frozen by {rests_on}."),
    "refused": N_("{what}: refused in {rests_on}."),
    "instruction": N_("{what}: exact instruction {rests_on}."),
    "condition": N_("{what}: condition of {rests_on} fulfilled."),
    "comprehensive": N_("{what}: comprehensive consent {rests_on}."),
    "attribute_missing": N_("{what}: ask; an attribute that {rests_on} needs is not known."),
    "sensitive": N_("{what}: ask; a sensitive category is not covered unless named."),
    "class_not_named": N_("{what}: ask; {rests_on} does not name this class of recipients."),
    "not_certified": N_("{what}: ask; the certification for {rests_on} is missing or over."),
    "withdrawn": N_("{what}: ask; ended by {rests_on}."),
    "paused": N_("{what}: ask; paused by {rests_on}."),
    "pending_cosign": N_("{what}: ask; {rests_on} waits for a second signature."),
    "expired": N_("{what}: ask; {rests_on} has run out."),
    "not_yet": N_("{what}: ask; {rests_on} has not begun."),
    "no_consent": N_("{what}: ask; no choice is written."),
}
WRITTEN: dict[str, Lazy] = {
    "given": N_("Written: yes to {what} for “{purpose}”, to {whom}, {until}."),
    "renewed": N_("Written: yes again to {what} for “{purpose}”, to {whom}, {until}."),
    "refused": N_("Written: no to {what} for “{purpose}”, to {whom}, {until}."),
    "withdrawn": N_("Written: stopped {what} for “{purpose}”, to {whom}, {until}."),
    "frozen": N_("Written: frozen {what} for “{purpose}”, to {whom}, {until}."),
}
FINDINGS: dict[str, Lazy] = {
    "taken_in_changed": N_("Event {event}: it came in a take-out, and was changed since."),
    "taken_in_unknown": N_("Event {event}: it came in a take-out that the log does not know."),
    "payload_without_entry": N_("Event {event}: it is stored, but the log has no entry of it."),
    "missing": N_("Log {log}: the entry number {number} is missing, or entries changed places."),
    "entry_changed": N_("Event {event} (log {log}, number {number}): its entry was changed."),
    "moved": N_("Event {event} (log {log}, number {number}): it does not belong in this place."),
    "before_changed": N_(
        "Event {event} (log {log}, number {number}): something before it was changed."
    ),
    "payload_changed": N_("Event {event} (log {log}, number {number}): its content was changed."),
    "payload_unreadable": N_("Event {event} (log {log}, number {number}): it cannot be read."),
    "head_not_signed": N_("Log {log}: its head is not signed by a key of this ledger."),
    "head_changed": N_("Log {log}: its head does not say what was signed."),
    "cut": N_("Log {log}: entries from number {number} on were cut off."),
    "after_head": N_("Log {log}: entries from number {number} on were added without a signature."),
    "root_differs": N_("Log {log}: its entries are not those that were signed."),
    "no_head": N_("Log {log}: it has entries but no signed head."),
    "older_database": N_("Log {log}: an older database was put back; number {number} is gone."),
    "forked": N_("Log {log}: up to number {number} it is another log than the one signed before."),
    "beside_not_signed": N_("Log {log}: the head kept beside the database is not signed by us."),
}


def reason_for_person(reason: Reason) -> str:
    """Return a reason as it is said to the person."""
    return str(FOR_PERSON[reason.code]).format(what=reason.category)


def reason_for_staff(reason: Reason) -> str:
    """Return a reason as it is said to staff."""
    rests_on = reason.law or reason.id or "-"
    return str(FOR_STAFF[reason.code]).format(what=reason.category, rests_on=rests_on)


def written_sentence(event: Event) -> str:
    """Return what an event says."""
    whom, purpose, what = scope_words(event.scope, event.scope.categories, ())
    if event.type in STOPS:
        # A stop without names is about everything, a yes never is.
        what = what if event.scope.categories else _("all data")
        whom = whom if event.scope.recipient or event.scope.classes else _("anybody")
    found = WRITTEN.get(event.type.value)
    if found is None:
        return event.type.value
    return str(found).format(what=what, purpose=purpose, whom=whom, until=until_words(event.ends))


def scope_words(
    scope: Scope, categories: tuple[str, ...], without: tuple[str, ...]
) -> tuple[str, str, str]:
    """Return (to whom, what for, what) of a choice."""
    what = _(", ").join(categories) or _("all data that are not sensitive")
    if without:
        what = _("{what} without {without}").format(what=what, without=_(", ").join(without))
    whom = scope.recipient or _(", ").join(scope.classes) or _("anybody named in the notice")
    return whom, scope.purpose or _("every purpose"), what


def until_words(ends: datetime | None) -> str:
    """Return until when, as the last day; without an end: until it is stopped."""
    if ends is None:
        return _("until it is stopped")
    last = local(ends) - timedelta(microseconds=1)
    return _("until {day}").format(day=day_words(last.date(), with_year=True))


def finding_sentence(finding: LogFinding) -> str:
    """Return what of the log does not hold."""
    return str(FINDINGS[finding.code]).format(
        log=finding.log, number=finding.number, event=finding.event
    )


def gap_sentence(gap: Gap) -> str:
    """Return what of a log lacks here."""
    if gap.event:
        said = _(
            "Log {log}: {here} of {known} entries are here; it is signed that the rest is lost."
        )
    else:
        said = _("Log {log}: {here} of {known} entries are here; the rest may be on its way.")
    return said.format(log=gap.log, here=gap.here, known=gap.known)
