"""The fields of a working card, and the card they say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from app.domain.errors import BadInput, Finding
from app.domain.telework.card import MOST_HALF_HOURS, WorkCard
from app.domain.telework.vocabulary import EQUIPMENT
from app.domain.telework.windows import parse_windows
from app.messages.telework_desk import hours_words, window_field

CAN_BRING = EQUIPMENT | {"helper_present"}
HOURS = ("least", "most", "wished")


def values_of(card: WorkCard) -> dict[str, str]:
    """Return a card as the form holds it."""
    values = {
        "windows": window_field(card.windows),
        "needs": ",".join(sorted(card.needs)),
        "brings": ",".join(sorted(card.brings)),
        "interests": ",".join(sorted(card.interests)),
        "coach": "yes" if card.wants_coach else "",
    }
    for key, half_hours in zip(HOURS, card.hours or (0, 0, 0), strict=True):
        values[key] = hours_words(half_hours) if half_hours else ""
    return values


def card_from(values: Mapping[str, str], skills: Mapping[str, int], before: WorkCard) -> WorkCard:
    """Return the card that the form says; what the form does not show stays as it was.

    Raises:
        BadInput: `telework.refused` with a finding for each field that is not right yet.
    """
    findings: list[Finding] = []
    hours = _hours(values, findings)
    windows = _windows(values["windows"], findings)
    if findings:
        raise BadInput("telework.refused", tuple(findings), count=len(findings))
    needs = _codes(values["needs"])
    return replace(
        before,
        hours=hours,
        windows=windows,
        skills=tuple(sorted(skills.items())),
        interests=_codes(values["interests"]),
        needs=needs | _codes(values["brings"]),
        brings=_codes(values["brings"]) | (before.brings - CAN_BRING) & needs,
        wants_coach=values["coach"] == "yes",
    )


def _hours(values: Mapping[str, str], findings: list[Finding]) -> tuple[int, int, int] | None:
    if not any(values[key].strip() for key in HOURS):
        return None
    found = [_half_hours(values[key]) for key in HOURS]
    if found[2] == 0 and not values["wished"].strip():
        found[2] = found[1]
    for key, half_hours in zip(HOURS, found, strict=True):
        if not 0 < half_hours <= MOST_HALF_HOURS:
            limit = MOST_HALF_HOURS // 2
            findings.append(
                Finding("telework.hours", column=key, value=values[key], data={"limit": limit})
            )
    if findings:
        return None
    least, most, wished = found
    if least > most:
        data: dict[str, object] = {"least": hours_words(least)}
        findings.append(
            Finding("telework.hours_order", column="most", value=values["most"], data=data)
        )
    elif not least <= wished <= most:
        data = {"least": hours_words(least), "most": hours_words(most)}
        findings.append(
            Finding("telework.hours_wish", column="wished", value=values["wished"], data=data)
        )
    return least, most, wished


def _half_hours(text: str) -> int:
    """Return hours as half hours; 0 for what is no number of whole or half hours."""
    try:
        doubled = float(text.strip()) * 2
    except ValueError:
        return 0
    return round(doubled) if doubled == round(doubled) else 0


def _windows(text: str, findings: list[Finding]) -> int:
    if not text.strip():
        return 0
    bits = parse_windows(text)
    if not bits:
        findings.append(Finding("telework.windows", column="windows", value=text))
    return bits or 0


def _codes(text: str) -> frozenset[str]:
    return frozenset(one for one in text.split(",") if one)
