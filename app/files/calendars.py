"""Calendars (ICS, RFC 5545) that a telephone or an office program takes in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.exports import CalendarEntry
from app.files.writing import write_whole

if TYPE_CHECKING:
    from icalendar import Event, Timezone

ZONE = "Asia/Tokyo"
PRODUCT = "-//Madoguchi//Madoguchi//JA"


def export_calendar(path: str | Path, name: str, entries: Sequence[CalendarEntry]) -> None:
    """Write entries as one calendar; the same entry keeps its UID in every file.

    Raises:
        Unavailable: `files.cannot_write`.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", ZONE)
    calendar.add_component(japan())
    for entry in entries:
        calendar.add_component(_event(entry))
    write_whole(path, calendar.to_ical())


def japan() -> Timezone:
    """Return the zone of Japan: nine hours before Greenwich, no summer time since 1951."""
    from icalendar import Timezone, TimezoneStandard

    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", ZONE)
    standard.add("dtstart", datetime(1970, 1, 1))
    standard.add("tzoffsetfrom", timedelta(hours=9))
    standard.add("tzoffsetto", timedelta(hours=9))
    standard.add("tzname", "JST")
    zone.add_component(standard)
    return zone


def _event(entry: CalendarEntry) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{entry.key}@madoguchi")
    event.add("dtstamp", entry.changed_at.astimezone(UTC).replace(microsecond=0))
    event.add("summary", entry.title)
    if entry.start is None:
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + timedelta(days=1))
    else:
        # The zone is named beside the time, so no computer needs a table of zones to write it.
        start, zone = datetime.combine(entry.day, entry.start), {"TZID": ZONE}
        event.add("dtstart", start, parameters=zone)
        event.add("dtend", start + timedelta(minutes=entry.minutes), parameters=zone)
    if entry.place:
        event.add("location", entry.place)
    if entry.note:
        event.add("description", entry.note)
    # What a visitor asked is nobody else's business in a shared calendar.
    event.add("class", "PRIVATE")
    return event
