"""Reads `problem.json` strictly: every finding at once, each with its JSON path."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Protocol, TypeVar

from app.domain.clubs.fields import Fields, Findings
from app.domain.clubs.plan import Added
from app.domain.clubs.problem import (
    AGE_BANDS,
    DAYS,
    NEEDS,
    POOLED,
    Mentor,
    Offer,
    Participant,
    Problem,
    Room,
    Rules,
    Slot,
    Venue,
)
from app.domain.errors import BadInput

VERSION = 1
FULL_DAY_MINUTES = 24 * 60
EVERYBODY = ("mixed", "all", "everyone")
PARTS = ("slots", "venues", "rooms", "mentors", "offers", "participants")


class _Named(Protocol):
    @property
    def id(self) -> str: ...


N = TypeVar("N", bound=_Named)


def read_problem(document: object, file: str, sha256: str = "") -> Problem:
    """Return the problem a document describes.

    Raises:
        BadInput: `clubs.refused` with every place that cannot be taken.
    """
    findings = Findings(file)
    top = Fields(document, "$", findings)
    if top.is_object and top.whole("version", 1, default=VERSION) != VERSION:
        findings.add("clubs.version", "$.version", known=VERSION)
    parts = read_parts(top, findings)
    pools: dict[str, dict[str, int]] = {}
    if top.has("pools"):
        inner = Fields(top.raw("pools"), "$.pools", findings)
        pools = {kind: inner.counts(kind) for kind in POOLED if inner.has(kind)}
        inner.close()
    rules = Rules()
    if top.has("rules"):
        inner = Fields(top.raw("rules"), "$.rules", findings)
        rules = Rules(
            children_per_adult=inner.whole("children_per_adult", 1, default=8),
            min_reachable=inner.whole("min_reachable", 0, default=1),
        )
        inner.close()
    top.close()
    problem = Problem(
        parts.slots, parts.venues, parts.rooms, parts.mentors, parts.offers, parts.participants,
        pools, rules, sha256,
    )  # fmt: skip
    check_names(problem, problem, findings, "$")
    for kind, by_slot in pools.items():
        known(by_slot, problem.slots, f"$.pools.{kind}", findings, "slot")
    refuse(findings)
    return problem


def refuse(findings: Findings) -> None:
    """Stop when anything was found.

    Raises:
        BadInput: `clubs.refused`.
    """
    if findings.found:
        raise BadInput(
            "clubs.refused", tuple(findings.found), file=findings.file, count=len(findings.found)
        )


def by_id(entries: Iterable[N], path: str, findings: Findings) -> dict[str, N]:
    """Return entries by their id and report ids that stand twice."""
    found: dict[str, N] = {}
    for place, one in enumerate(entries):
        if one.id and one.id in found:
            findings.add("clubs.id_twice", f"{path}[{place}].id", one.id)
        found[one.id] = one
    return found


def known(
    ids: Iterable[str], among: Mapping[str, object], path: str, findings: Findings, kind: str
) -> None:
    """Report ids that nothing has."""
    for one in ids:
        if one not in among:
            findings.add("clubs.unknown_id", path, one, kind=kind)


def read_parts(top: Fields, findings: Findings, *, is_optional: bool = False) -> Added:
    """Return everything that has an id: of a problem, or what came new."""

    def read(key: str, reader: Callable[[Fields], N]) -> dict[str, N]:
        return by_id(top.entries(key, reader, is_optional), f"{top.path}.{key}", findings)

    return Added(
        read("slots", _slot), read("venues", _venue), read("rooms", _room),
        read("mentors", _mentor), read("offers", _offer), read("participants", _participant),
    )  # fmt: skip


def check_names(of: Problem | Added, among: Problem | Added, findings: Findings, path: str) -> None:
    """Report what points at nothing, and numbers that contradict each other."""
    for place, venue in enumerate(of.venues.values()):
        here = f"{path}.venues[{place}].open"
        known(sorted(venue.open), among.slots, here, findings, "slot")
    for place, room in enumerate(of.rooms.values()):
        known([room.venue], among.venues, f"{path}.rooms[{place}].venue", findings, "venue")
    for place, mentor in enumerate(of.mentors.values()):
        here = f"{path}.mentors[{place}].slots"
        known(sorted(mentor.slots), among.slots, here, findings, "slot")
    for place, offer in enumerate(of.offers.values()):
        if offer.max < offer.min:
            here = f"{path}.offers[{place}].max"
            findings.add("clubs.max_below_min", here, offer.max, least=offer.min)
    for place, person in enumerate(of.participants.values()):
        here = f"{path}.participants[{place}]"
        known(sorted(person.slots), among.slots, f"{here}.slots", findings, "slot")
        known(person.wishes, among.offers, f"{here}.wishes", findings, "offer")


def _slot(one: Fields) -> Slot:
    minutes = one.whole("minutes", 1)
    start = _start(one)
    if start + minutes > FULL_DAY_MINUTES:
        one.findings.add("clubs.past_midnight", one.at("minutes"), minutes)
    return Slot(one.text("id"), _day(one), start, minutes)


def _day(one: Fields) -> int:
    value = one.raw("day")
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 6:
        return value
    if isinstance(value, str) and value.lower()[:3] in DAYS:
        return DAYS.index(value.lower()[:3])
    if one.has("day"):
        one.findings.add("clubs.no_day", one.at("day"), value, allowed=DAYS)
    return 0


def _start(one: Fields) -> int:
    value = one.raw("start")
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < FULL_DAY_MINUTES:
        return value
    if isinstance(value, str) and (
        found := re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", value, re.ASCII)
    ):
        return int(found[1]) * 60 + int(found[2])
    if one.has("start"):
        one.findings.add("clubs.no_time", one.at("start"), value)
    return 0


def _venue(one: Fields) -> Venue:
    return Venue(
        one.text("id"), one.place("xy"), one.yes_or_no("step_free"),
        frozenset(one.texts("open")), one.text("name", ""),
    )  # fmt: skip


def _room(one: Fields) -> Room:
    return Room(
        one.text("id"), one.text("venue"), one.whole("capacity", 1), one.counts("equipment"),
        one.text("name", ""),
    )  # fmt: skip


def _mentor(one: Fields) -> Mentor:
    return Mentor(
        one.text("id"), one.counts("skills"), frozenset(one.texts("slots")),
        one.whole("max_load"), one.yes_or_no("vetted"), one.distance("reach"), one.place("xy"),
        one.text("name", ""),
    )  # fmt: skip


def _offer(one: Fields) -> Offer:
    return Offer(
        one.text("id"), one.text("topic"), one.whole("level"), _audience(one),
        one.whole("min", 1), one.whole("max", 1), one.whole("mentors", 1),
        one.counts("equipment"), one.yes_or_no("needs_vetted"), one.text("name", ""),
    )  # fmt: skip


def _audience(one: Fields) -> frozenset[str]:
    """Read one age band, a list of them, or a word for everybody."""
    value = one.raw("audience")
    if isinstance(value, str) and value in EVERYBODY:
        return frozenset(AGE_BANDS)
    bands = value if isinstance(value, list) else [value]
    if bands and all(isinstance(band, str) and band in AGE_BANDS for band in bands):
        return frozenset(bands)
    if one.has("audience"):
        allowed = (*AGE_BANDS, EVERYBODY[0])
        one.findings.add("clubs.no_choice", one.at("audience"), value, allowed=allowed)
    return frozenset(AGE_BANDS)


def _participant(one: Fields) -> Participant:
    needs = one.texts("needs")
    for place, need in enumerate(needs):
        if need not in NEEDS:
            path = f"{one.at('needs')}[{place}]"
            one.findings.add("clubs.no_choice", path, need, allowed=NEEDS)
    return Participant(
        one.text("id"), one.choice("age_band", AGE_BANDS), frozenset(one.texts("slots")),
        one.counts("level"), one.distance("reach"), one.place("xy"), frozenset(needs),
        one.texts("wishes"), one.whole("want", default=1), one.whole("waited", default=0),
        one.text("name", ""),
    )  # fmt: skip
