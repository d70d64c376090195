"""Feeds of a club term (RFC 5545): one for each person, mentor and venue, always the same UIDs.

A feed that is written again over an older one tells calendars what became different: SEQUENCE rises,
what fell away stays in it as cancelled, what stayed the same keeps its bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote

from app.domain.clubs.term import Occurrence, Series, Term, occurrences
from app.domain.errors import Unavailable
from app.files.calendars import PRODUCT, ZONE, japan
from app.files.writing import write_whole

if TYPE_CHECKING:
    from icalendar import Event

_LONGEST_NAME = 120
# What a reader of the feed sees of an entry; a change in any of these is a new version.
_SHOWN = ("dtstart", "dtend", "rrule", "exdate", "summary", "location", "description", "status")


class SupportsIcal(Protocol):
    """A value that knows how it is written in a calendar."""

    def to_ical(self) -> bytes | str:
        """Return it as it is written."""


@dataclass(frozen=True, slots=True)
class Names:
    """What offers, rooms and venues are called; an id without a name stands for itself."""

    offers: Mapping[str, str] = field(default_factory=dict)
    rooms: Mapping[str, str] = field(default_factory=dict)
    venues: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Written:
    """One feed: its file and how many of its series are new, different, cancelled."""

    file: Path
    new: int
    changed: int
    cancelled: int


def holidays_between(first: date, last: date) -> dict[date, str]:
    """Return the national holidays of Japan from one day to another, both included."""
    import jpholiday

    return {day: str(name) for day, name in jpholiday.between(first, last)}


def feed_file(folder: Path, kind: str, its_id: str) -> Path:
    """Return where the feed of somebody lies; any id makes a name that every disk takes."""
    name = quote(its_id, safe="")
    if len(name) > _LONGEST_NAME or name in (".", ".."):
        name = hashlib.sha256(its_id.encode()).hexdigest()
    return folder / kind / f"{name}.ics"


def write_feed(file: Path, title: str, term: Term, ids: Iterable[str], names: Names) -> Written:
    """Write a feed with these series of a term, counting on from the feed that lies there.

    Raises:
        Unavailable: `files.cannot_write`.
    """
    from icalendar import Calendar

    known = _known(file)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", title)
    calendar.add("x-wr-timezone", ZONE)
    calendar.add_component(japan())
    counts = {"new": 0, "changed": 0, "same": 0}
    done = set()
    for its_id in ids:
        events = _events(term, its_id, names)
        before = known.get(_uid(its_id), [])
        counts[_count_on(events, before)] += 1
        done.add(_uid(its_id))
        for event in events:
            calendar.add_component(event)
    gone = [uid for uid in known if uid not in done]
    for uid in gone:
        calendar.add_component(_cancelled(known[uid][0]))
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Unavailable("files.cannot_write", file=str(file), reason=reason) from error
    write_whole(file, calendar.to_ical())
    return Written(file, counts["new"], counts["changed"], len(gone))


def _uid(series: str) -> str:
    return f"{series}@madoguchi"


def _events(term: Term, its_id: str, names: Names) -> list[Event]:
    """Return the series as a rule, then one event for each date that is different."""
    from icalendar import vRecur

    series = term.series[its_id]
    found = occurrences(term, its_id)
    start = datetime.combine(series.first, series.start)
    rule = _event(series, start, series.room, term, names)
    rule.add("rrule", vRecur({"FREQ": "WEEKLY", "COUNT": term.weeks}))
    every = [start + timedelta(weeks=week) for week in range(term.weeks)]
    kept = {one.planned_on for one in found}
    out = [moment for moment in every if moment.date() not in kept]
    if out:
        rule.add("exdate", out, parameters={"TZID": ZONE})
    events = [rule]
    for one in found:
        if one.is_changed:
            events.append(_override(series, one, term, names))
    return events


def _override(series: Series, one: Occurrence, term: Term, names: Names) -> Event:
    event = _event(series, one.begins, one.room, term, names)
    planned = datetime.combine(one.planned_on, series.start)
    event.add("recurrence-id", planned, parameters={"TZID": ZONE})
    if one.is_cancelled:
        event.pop("status")
        event.add("status", "CANCELLED")
    if one.reason:
        event.add("description", one.reason)
    return event


def _event(series: Series, start: datetime, room: str, term: Term, names: Names) -> Event:
    from icalendar import Event

    event, zone = Event(), {"TZID": ZONE}
    event.add("uid", _uid(series.id))
    event.add("summary", names.offers.get(series.offer) or series.offer)
    event.add("dtstart", start, parameters=zone)
    event.add("dtend", start + timedelta(minutes=series.minutes), parameters=zone)
    venue = term.rooms.get(room, "")
    places = (names.venues.get(venue) or venue, names.rooms.get(room) or room)
    event.add("location", " ".join(place for place in places if place))
    event.add("status", "CONFIRMED")
    # Who else comes is nobody's business in a feed: there is no ATTENDEE in it.
    event.add("class", "PRIVATE")
    return event


def _known(file: Path) -> dict[str, list[Event]]:
    """Return the events of the feed that lies there, the rule of each series first."""
    from icalendar import Calendar

    try:
        found = Calendar.from_ical(file.read_bytes())
    except (OSError, ValueError):
        return {}
    by_uid: dict[str, list[Event]] = {}
    for event in found.events:
        own = by_uid.setdefault(str(event.get("uid")), [])
        own.insert(0 if "recurrence-id" not in event else len(own), event)
    return by_uid


def _count_on(events: list[Event], before: list[Event]) -> str:
    """Give events their version: that of before where nothing is different, else one more."""
    old = {_place(one): one for one in before}
    highest = max((int(one.get("sequence", 0)) for one in before), default=-1)
    is_same = set(old) == {_place(one) for one in events} and all(
        _shown(one) == _shown(old[_place(one)]) for one in events
    )
    now = datetime.now(UTC).replace(microsecond=0)
    for one in events:
        same = old.get(_place(one))
        if same is not None and _shown(one) == _shown(same):
            one.add("sequence", int(same.get("sequence", 0)))
            one["dtstamp"] = same["dtstamp"]
        else:
            one.add("sequence", highest + 1)
            one.add("dtstamp", now)
    return "same" if is_same else "changed" if before else "new"


def _cancelled(event: Event) -> Event:
    """Return a series that fell away, so that calendars take it out; once said it stays the same."""
    if event.get("status") == "CANCELLED":
        return event
    sequence = int(event.get("sequence", 0)) + 1
    for name in ("status", "sequence", "dtstamp"):
        event.pop(name, None)
    event.add("status", "CANCELLED")
    event.add("sequence", sequence)
    event.add("dtstamp", datetime.now(UTC).replace(microsecond=0))
    return event


def _place(event: Event) -> bytes:
    found = event.get("recurrence-id")
    return b"" if found is None else _bytes(found)


def _shown(event: Event) -> list[bytes]:
    return [_bytes(event[name]) if name in event else b"" for name in _SHOWN]


def _bytes(value: SupportsIcal) -> bytes:
    found = value.to_ical()
    return found.encode() if isinstance(found, str) else found
