"""Feeds of a term: one UID for each series whatever happens, no entry twice, readable by two readers."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from app.domain.clubs.read_plan import read_plan
from app.domain.clubs.term import (
    Change,
    Term,
    cancel_following,
    cancel_one,
    edit_following,
    edit_one,
    occurrences,
    term_of,
)
from app.domain.errors import Refused
from app.files.club_calendars import Names, feed_file, holidays_between, write_feed
from tests.helpers.clubs import plan, problem_of, week

FIRST = date(2027, 4, 5)
NAMES = Names({"play": "ゲームを つくろう"}, {"blue": "あおの部屋"}, {"hall": "ひかり会館"})


@pytest.fixture
def term() -> Term:
    problem = problem_of(week())
    # Tuesdays at four; 4 May 2027 is a holiday.
    holidays = frozenset(holidays_between(FIRST, FIRST + timedelta(weeks=8)))
    return term_of(problem, read_plan(plan(), "plan.json", problem), FIRST, 8, holidays)


def series_of(term: Term) -> str:
    (found,) = term.series
    return found


def meetings(file: Path) -> dict[datetime, str]:
    """Expand a feed with a reader of our own and dateutil: moment to status."""
    text = re.sub(r"\r\n[ \t]", "", file.read_bytes().decode("utf-8"))
    assert text.endswith("END:VCALENDAR\r\n")
    found: dict[datetime, str] = {}
    for block in re.findall(r"BEGIN:VEVENT\r\n(.*?)END:VEVENT", text, re.S):
        lines = dict(line.split(":", 1) for line in block.strip().split("\r\n"))
        values = {name.split(";")[0]: value for name, value in lines.items()}
        start = datetime.strptime(values["DTSTART"], "%Y%m%dT%H%M%S")
        if "RECURRENCE-ID" in values:
            found.pop(datetime.strptime(values["RECURRENCE-ID"], "%Y%m%dT%H%M%S"), None)
            found[start] = values["STATUS"]
            continue
        without = {datetime.strptime(one, "%Y%m%dT%H%M%S")
                   for one in values.get("EXDATE", "").split(",") if one}  # fmt: skip
        for moment in rrulestr(values["RRULE"], dtstart=start):
            if moment not in without:
                found[moment] = values["STATUS"]
    return found


def write(file: Path, term: Term) -> tuple[int, int, int]:
    made = write_feed(file, "みどりクラブ", term, list(term.series), NAMES)
    return made.new, made.changed, made.cancelled


def keys(file: Path) -> list[tuple[str, object]]:
    found = Calendar.from_ical(file.read_bytes())
    assert not found.errors
    return [
        (str(one["uid"]), one["recurrence-id"].dt if "recurrence-id" in one else None)
        for one in found.events
    ]


def test_a_term_is_a_rule_without_its_holidays(term, tmp_path):
    file = feed_file(tmp_path, "people", "佐藤/花")
    assert write(file, term) == (1, 0, 0)
    found = meetings(file)
    assert datetime(2027, 5, 4, 16) not in found
    assert sorted(found) == [one.begins for one in occurrences(term, series_of(term))]
    calendar = Calendar.from_ical(file.read_bytes())
    (event,) = calendar.events
    assert (str(event["summary"]), str(event["location"])) == (
        "ゲームを つくろう",
        "ひかり会館 あおの部屋",
    )
    assert str(calendar["method"]) == "PUBLISH"
    assert b"ATTENDEE" not in file.read_bytes()
    assert event["dtstart"].params["TZID"] == "Asia/Tokyo"


def test_the_same_term_again_is_the_same_bytes(term, tmp_path):
    file = tmp_path / "feed.ics"
    write(file, term)
    before = file.read_bytes()
    assert write(file, term) == (0, 0, 0)
    assert file.read_bytes() == before


def test_one_date_is_moved_under_the_same_uid(term, tmp_path):
    file, its_id = tmp_path / "feed.ics", series_of(term)
    write(file, term)
    moved = edit_one(
        term, its_id, date(2027, 4, 13), Change(day=date(2027, 4, 14), start=time(10), reason="雨")
    )
    assert write(file, moved) == (0, 1, 0)
    found = meetings(file)
    assert datetime(2027, 4, 13, 16) not in found
    assert found[datetime(2027, 4, 14, 10)] == "CONFIRMED"
    assert keys(file)[0][0] == keys(file)[1][0]
    events = Calendar.from_ical(file.read_bytes()).events
    assert [int(one["sequence"]) for one in events] == [0, 1]


def test_a_date_and_all_later_ones_move_under_the_same_uid(term, tmp_path):
    file, its_id = tmp_path / "feed.ics", series_of(term)
    write(file, term)
    moved = edit_following(term, its_id, date(2027, 4, 27), Change(start=time(15), room="red"))
    write(file, moved)
    found = meetings(file)
    assert {one.hour for one in found if one.date() < date(2027, 4, 27)} == {16}
    assert {one.hour for one in found if one.date() >= date(2027, 4, 27)} == {15}
    assert len({uid for uid, _when in keys(file)}) == 1
    assert len(set(keys(file))) == len(keys(file))


def test_what_is_cancelled_stays_known_as_cancelled(term, tmp_path):
    file, its_id = tmp_path / "feed.ics", series_of(term)
    write(file, term)
    write(file, cancel_one(term, its_id, date(2027, 4, 13), "講師がお休み"))
    assert meetings(file)[datetime(2027, 4, 13, 16)] == "CANCELLED"
    ended = cancel_following(term, its_id, date(2027, 5, 11), "おわり")
    write(file, ended)
    assert {meetings(file)[one] for one in meetings(file) if one.date() >= date(2027, 5, 11)} == {
        "CANCELLED"
    }
    none = replace(term, series={})
    assert write(file, none) == (0, 0, 1)
    (event,) = Calendar.from_ical(file.read_bytes()).events
    assert (str(event["status"]), str(event["uid"])) == ("CANCELLED", f"{its_id}@madoguchi")
    gone = file.read_bytes()
    write(file, none)
    assert file.read_bytes() == gone


def test_a_date_that_was_never_planned_is_refused(term):
    for day in (date(2027, 4, 14), date(2027, 5, 4), date(2028, 4, 4)):
        with pytest.raises(Refused):
            edit_one(term, series_of(term), day, Change(room="red"))


STEPS = st.lists(
    st.tuples(st.sampled_from(["one", "following", "cancel", "end"]), st.integers(0, 6)), max_size=6
)


@settings(max_examples=40, deadline=None)
@given(STEPS)
def test_whatever_is_edited_the_feed_shows_the_term_and_nothing_twice(tmp_path_factory, steps):
    problem = problem_of(week())
    now = term_of(problem, read_plan(plan(), "plan.json", problem), FIRST, 8, frozenset())
    file, its_id = tmp_path_factory.mktemp("feed") / "feed.ics", series_of(now)
    highest = -1
    for kind, place in steps:
        day = occurrences(now, its_id)[place].planned_on
        change = Change(start=time(9 + place), room="red")
        if kind == "one":
            now = edit_one(now, its_id, day, change)
        elif kind == "following":
            now = edit_following(now, its_id, day, change)
        elif kind == "cancel":
            now = cancel_one(now, its_id, day, "")
        else:
            now = cancel_following(now, its_id, day, "")
        write(file, now)
        expected = {
            one.begins: "CANCELLED" if one.is_cancelled else "CONFIRMED"
            for one in occurrences(now, its_id)
        }
        assert meetings(file) == expected
        assert len(set(keys(file))) == len(keys(file))
        events = Calendar.from_ical(file.read_bytes()).events
        latest = max(int(one["sequence"]) for one in events)
        assert latest >= highest
        highest = latest
