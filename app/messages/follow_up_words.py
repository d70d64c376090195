"""Words of follow-ups: kinds, results, how a row reads, and what the caller says."""

from __future__ import annotations

from datetime import date

from app.domain.delegations import Delegation
from app.domain.follow_ups import AttemptResult, DueRow, FollowUpKind
from app.messages.catalogue import N_, NP_, Lazy, _, ngettext
from app.messages.people_words import display_name
from app.messages.times import day_words

KINDS: dict[str, Lazy] = {
    FollowUpKind.CALL.value: N_("Call"),
    FollowUpKind.CHECK_IN.value: N_("Check-in"),
    FollowUpKind.ERRAND.value: N_("Errand"),
}
RESULTS: dict[str, Lazy] = {
    AttemptResult.REACHED.value: NP_("attempt", "Reached"),
    AttemptResult.MISSED.value: NP_("attempt", "No answer"),
    AttemptResult.LATER.value: NP_("attempt", "Another day"),
}
SCOPES: dict[str, Lazy] = {
    "consultations": N_("Talk about her consultations"),
    "device": N_("Use her device with her"),
    "appointments": N_("Make and change appointments"),
    "procedures": N_("Hand in papers for her"),
}
BASES: dict[str, Lazy] = {
    "said_together": N_("Said here together"),
    "paper": N_("On paper"),
    "guardian": N_("Guardian's certificate"),
}


def due_words(day: date, today: date) -> str:
    """Return when something is due, from today: today, 2 days over, Tuesday 24 November."""
    late = (today - day).days
    if late == 0:
        return _("due today")
    if late > 0:
        return ngettext("{count} day over", "{count} days over", late).format(count=late)
    return day_words(day, with_year=day.year != today.year)


def due_badge(row: DueRow, today: date) -> tuple[str, str, str]:
    """Return (word, kind, icon): needs more than a call, over, today, or later."""
    if row.is_escalated:
        return _("Go there or ask the family"), "danger", "octagon-alert"
    late = (today - row.follow_up.due_on).days
    kind = "warning" if late >= 0 else "info"
    icon = "triangle-alert" if late > 0 else "clock" if late == 0 else "calendar"
    return due_words(row.follow_up.due_on, today), kind, icon


def due_title(row: DueRow) -> str:
    """Return the first line of a row: what and whose."""
    kind = KINDS[row.follow_up.kind.value]
    return f"{display_name(row.person_name, row.person_kana)} · {kind}"


def missed_words(missed: int) -> str:
    """Return how often nobody answered in a row; empty for never."""
    if not missed:
        return ""
    return ngettext("{count} call without an answer", "{count} calls without an answer", missed
                    ).format(count=missed)  # fmt: skip


def escalation_words(missed: int) -> str:
    """Return what to do when calling is no longer enough."""
    return _(
        "{count} calls in a row had no answer. Go there today, or ask the family or the town's "
        "welfare office."
    ).format(count=missed)


def script(row: DueRow, centre: str, caller: str, seen_on: date | None) -> tuple[str, ...]:
    """Return what the caller says, one sentence after the other, and what never to say.

    The matter itself is told to nobody else and left on no answering machine.
    """
    name = display_name(row.person_name, row.person_kana)
    first = _("Hello. This is {caller} of {centre}. Am I speaking with {name}?").format(
        caller=caller, centre=centre, name=name
    )
    lines = [first, _("Is this a good moment, or shall I call another day?")]
    match row.follow_up.kind:
        case FollowUpKind.CALL:
            if seen_on is not None:
                lines.append(_("You were here on {day}.").format(day=day_words(seen_on)))
            lines.append(_("Did it work at home, too?"))
            lines.append(_("Which step was hard?"))
        case FollowUpKind.CHECK_IN:
            lines.append(_("How have you been since we last spoke?"))
            lines.append(_("Do you eat, sleep and get out as usual?"))
            lines.append(_("Is there anything you need help with?"))
        case FollowUpKind.ERRAND:
            lines.append(_("I am calling about what you asked us to do."))
            lines.append(_("When does it suit you?"))
    lines.append(_("Thank you. You can come or call at any time."))
    lines.append(_("If somebody else answers, or a machine: say only that {centre} called.").format(
        centre=centre))  # fmt: skip
    return tuple(lines)


def delegation_line(one: Delegation, today: date) -> str:
    """Return what somebody may do and until when, in one line."""
    scopes = "・".join(str(SCOPES[scope.value]) for scope in one.scopes)
    until = _("until {day}").format(day=day_words(one.ends_on, with_year=True))
    return f"{scopes} · {until}" if one.holds_on(today) else scopes


def delegation_badge(one: Delegation, today: date) -> tuple[str, str, str]:
    """Return (word, kind, icon) of how an entry stands on a day."""
    if one.revoked_at is not None:
        return _("Ended"), "muted", "circle-dashed"
    if today < one.starts_on:
        return _("Not yet"), "info", "clock"
    if today > one.ends_on:
        return _("Over"), "warning", "triangle-alert"
    return _("Holds"), "success", "circle-check"
