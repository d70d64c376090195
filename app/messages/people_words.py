"""Words of a person's record: names of fields, ages, what two records agree in."""

from __future__ import annotations

from datetime import date

from app.domain.eras import age_on, format_day, format_year
from app.domain.people import DuplicateProposal, PersonRow
from app.messages.catalogue import N_, _, language, ngettext
from app.messages.times import day_words

FIELD_LABELS = {
    "name": N_("Name"),
    "kana": N_("Name in kana"),
    "birth_date": N_("Date of birth"),
    "phone": N_("Telephone"),
    "phone_other": N_("Second telephone"),
    "email": N_("E-mail"),
    "address": N_("Address"),
    "town_number": N_("The town's number"),
    "note": N_("Note"),
}
AGREEMENTS = {
    "name": N_("same name"),
    "kana": N_("same kana"),
    "phone": N_("same telephone"),
    "birth_date": N_("same birthday"),
}


def display_name(name: str, kana: str = "") -> str:
    """Return how somebody is addressed: 佐藤 ハナ さん, or the name alone in English."""
    shown = name or kana
    return shown if language() == "en" else f"{shown} さん"


def birth_words(birth: date | None, today: date) -> str:
    """Return 昭和20年生まれ(81歳), empty when unknown."""
    if birth is None:
        return ""
    return _("born {year} ({age} years)").format(
        year=format_year(birth, language()), age=age_on(birth, today)
    )


def birthday_words(birth: date | None) -> str:
    """Return the whole day of birth, empty when unknown."""
    return "" if birth is None else format_day(birth, language())


def row_words(row: PersonRow, today: date) -> str:
    """Return the second line of a person in a list: enough to tell two apart."""
    parts = [birth_words(row.birth_date, today)]
    if row.phone_end:
        parts.append(_("telephone ends in {digits}").format(digits=row.phone_end))
    if row.consultations:
        parts.append(
            ngettext("{count} consultation", "{count} consultations", row.consultations).format(
                count=row.consultations
            )
        )
    if row.last_seen:
        parts.append(_("last here {day}").format(day=day_words(row.last_seen)))
    return " · ".join(part for part in parts if part)


def agreement_words(proposal: DuplicateProposal) -> str:
    """Return what two records agree in, as one phrase."""
    return " · ".join(str(AGREEMENTS[key]) for key in proposal.agrees if key in AGREEMENTS)


def found_words(count: int, text: str) -> str:
    """Return how many people a search found, to be shown and spoken."""
    if not text.strip():
        return ngettext("{count} person", "{count} people", count).format(count=count)
    return ngettext("{count} person found", "{count} people found", count).format(count=count)
