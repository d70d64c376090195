"""Words of equipment on loan, and of the report of the legal employment rate."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from app.domain.telework.legal_rate import Group, LegalRateReport
from app.domain.telework.loans import Loan, LoanState
from app.messages.catalogue import N_, NP_, Lazy, _, ngettext
from app.messages.times import day_words

STATES: dict[LoanState, tuple[Lazy, str, str]] = {
    LoanState.REQUESTED: (NP_("loan", "Asked for"), "info", "clock"),
    LoanState.LENT: (NP_("loan", "Lent"), "success", "circle-check"),
    LoanState.DUE_SOON: (NP_("loan", "Ends soon"), "warning", "triangle-alert"),
    LoanState.OVERDUE: (NP_("loan", "Should be back"), "danger", "octagon-alert"),
    LoanState.RETURNED: (NP_("loan", "Given back"), "muted", "circle-dashed"),
}
GROUPS: dict[Group, Lazy] = {
    Group.PHYSICAL_OR_INTELLECTUAL: N_("Physical or intellectual, not severe"),
    Group.SEVERE: N_("Physical or intellectual, severe"),
    Group.MENTAL: N_("Mental"),
}


def end_words(loan: Loan, today: date) -> str:
    """Return when a loan ends, counted from today."""
    if loan.ends_on is None:
        months = ngettext("for {count} month", "for {count} months", loan.months)
        return months.format(count=loan.months)
    left = (loan.ends_on - today).days
    day = day_words(loan.ends_on, with_year=loan.ends_on.year != today.year)
    if left < 0:
        return ngettext("{count} day over", "{count} days over", -left).format(count=-left)
    words = ngettext("until {day}, {count} day left", "until {day}, {count} days left", left)
    return words.format(day=day, count=left)


def count_words(count: Fraction) -> str:
    """Return whole and half people."""
    return f"{float(count):g}"


def rate_lines(found: LegalRateReport) -> list[str]:
    """Return what an employer reports, in sentences, with the source of the rate."""
    missing = found.missing
    return [
        _("On {day} the rate is {percent} %.").format(
            day=found.day.isoformat(), percent=count_words(found.rate.percent)
        ),
        _("Staff counted: {staff}. To be employed: {required}.").format(
            staff=count_words(found.staff), required=found.required
        ),
        _("Counted: {counted}, which is {percent} %.").format(
            counted=count_words(found.counted), percent=f"{float(found.percent):.2f}"
        ),
        _("{missing} are missing.").format(missing=count_words(missing))
        if missing
        else _("Nobody is missing."),
        _("Source: {source}.").format(source=found.rate.source),
    ]
