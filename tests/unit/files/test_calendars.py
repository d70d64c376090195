"""Calendars: read back by icalendar and by their bytes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest

from app.domain.errors import Unavailable
from app.domain.exports import CalendarEntry
from app.files.calendars import export_calendar

AT = datetime(2026, 11, 24, 1, 6, 30, 123456, tzinfo=UTC)
TIMED = CalendarEntry(
    "c-1",
    date(2026, 12, 8),
    "LINEの続き; 写真, 動画",
    AT,
    time(10),
    45,
    "市役所2階",
    "持ち物\nスマホ",
)
DAY = CalendarEntry("c-2", date(2026, 12, 31), "スマホの相談", AT)


def written(tmp_path, *entries):
    file = tmp_path / "a.ics"
    export_calendar(file, "次に来る日", entries)
    return file.read_bytes()


def test_a_time_is_a_time_in_japan_and_a_day_is_a_whole_day(tmp_path):
    calendar = icalendar.Calendar.from_ical(written(tmp_path, TIMED, DAY))
    first, second = calendar.walk("VEVENT")
    start = first.decoded("dtstart")
    assert start == datetime(2026, 12, 8, 10, tzinfo=ZoneInfo("Asia/Tokyo"))
    assert first["dtstart"].params["TZID"] == "Asia/Tokyo"
    assert first.decoded("dtend") - start == timedelta(minutes=45)
    assert str(first["summary"]) == TIMED.title
    assert str(first["location"]) == "市役所2階"
    assert str(first["description"]) == "持ち物\nスマホ"
    assert second.decoded("dtstart") == date(2026, 12, 31)
    assert second.decoded("dtend") == date(2027, 1, 1)


def test_the_zone_is_in_the_file(tmp_path):
    (zone,) = icalendar.Calendar.from_ical(written(tmp_path, TIMED)).walk("VTIMEZONE")
    assert zone["tzid"] == "Asia/Tokyo"
    (standard,) = zone.walk("STANDARD")
    assert standard.decoded("tzoffsetto") == timedelta(hours=9)


def test_the_same_entry_has_the_same_uid_and_the_same_bytes(tmp_path):
    first = written(tmp_path, TIMED, DAY)
    assert first == written(tmp_path, TIMED, DAY)
    uids = [str(e["uid"]) for e in icalendar.Calendar.from_ical(first).walk("VEVENT")]
    assert uids == ["c-1@madoguchi", "c-2@madoguchi"]


def test_lines_end_as_the_format_wants_and_none_is_longer_than_75_bytes(tmp_path):
    data = written(tmp_path, TIMED, DAY, CalendarEntry("c-3", DAY.day, "長い題 " * 60, AT))
    assert data.count(b"\n") == data.count(b"\r\n")
    assert max(map(len, data.split(b"\r\n"))) <= 75
    data.decode("utf-8")


def test_an_empty_calendar_is_a_calendar(tmp_path):
    calendar = icalendar.Calendar.from_ical(written(tmp_path))
    assert calendar["version"] == "2.0"
    assert calendar.walk("VEVENT") == []


def test_what_a_visitor_asked_is_private_in_a_shared_calendar(tmp_path):
    (event,) = icalendar.Calendar.from_ical(written(tmp_path, TIMED)).walk("VEVENT")
    assert event["class"] == "PRIVATE"


def test_a_calendar_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(Unavailable):
        export_calendar(tmp_path / "no" / "a.ics", "x", [TIMED])
