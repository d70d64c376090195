"""Calls, check-ins and errands through the real window, with the keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.bootstrap.centre import Centre
from app.domain.follow_ups import FollowUpKind
from app.ui.shell.window import MainWindow
from tests.helpers.windows import (
    CTRL,
    DOWN,
    ENTER,
    ESC,
    TAB,
    field,
    focus_name,
    press,
    settle,
    walk_tab,
)

UNDO = (Qt.Key.Key_Z, CTRL)


def due(window: MainWindow, centre: Centre):
    return centre.follow_ups.due(window.actor).rows


def go(window: MainWindow, screen: str, **arguments: object) -> None:
    window.go(screen, **arguments)
    settle(window)


def spoken(window: MainWindow) -> list[str]:
    return [one.text for one in window.announcer.history]


@pytest.fixture
def urgent(window: MainWindow, centre: Centre):
    """Three calls without an answer, opened."""
    first = due(window, centre)[0]
    assert first.is_escalated
    go(window, "follow-up", follow_up=first.follow_up.id)
    return first


def test_the_list_begins_with_what_needs_more_than_a_call(window: MainWindow, centre: Centre):
    go(window, "follow-ups")
    rows = window.view._rows.rows
    assert [row.subject for row in rows] == [row.follow_up.id for row in due(window, centre)]
    assert focus_name() == "row_0"
    assert "訪ねるか家族に聞く" in rows[0].accessibleName()
    # Ears get the person's own kana.
    assert due(window, centre)[0].person_kana in rows[0].accessibleName()
    press(window, ENTER)
    assert window.screen_id == "follow-up"
    assert focus_name() == "action_follow_ups_reached"


def test_each_kind_can_be_listed_with_the_arrow_keys(window: MainWindow, centre: Centre):
    go(window, "follow-ups")
    window.view._form.focus_field("which")
    press(window, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right)
    wanted = centre.follow_ups.all_open(window.actor, kind=FollowUpKind.ERRAND)
    assert [row.subject for row in window.view._rows.rows] == [
        row.follow_up.id for row in wanted.rows
    ]
    assert any(f"{wanted.total}件" in words for words in spoken(window))


def test_a_call_that_was_answered_is_done_and_can_be_taken_back(
    window: MainWindow, centre: Centre, urgent
):
    before = len(due(window, centre))
    press(window, ENTER)
    assert len(due(window, centre)) == before - 1
    assert window.screen_id != "follow-up"
    press(window, UNDO)
    assert len(due(window, centre)) == before


def test_the_third_call_without_an_answer_says_what_to_do_instead(
    window: MainWindow, centre: Centre
):
    other = next(row for row in due(window, centre) if row.missed == 1)
    for _time in range(2):
        go(window, "follow-up", follow_up=other.follow_up.id)
        window.bound("follow_ups.missed").trigger(None)
        settle(window)
    assert any("続けて3回" in words for words in spoken(window))
    go(window, "follow-up", follow_up=other.follow_up.id)
    assert window.view._alarm.isVisible()


def test_another_day_needs_the_day_and_says_so_at_the_field(
    window: MainWindow, centre: Centre, urgent
):
    window.bound("follow_ups.later").trigger(None)
    settle(window)
    assert focus_name() == "field_later_on"
    assert "頼まれた日" in field(window, "later_on").accessibleDescription()
    press(window, "2031-12-08")
    window.bound("follow_ups.later").trigger(None)
    settle(window)
    (row, _tries) = centre.follow_ups.open_one(window.actor, urgent.follow_up.id)
    assert row.follow_up.due_on.isoformat() == "2031-12-08"


def test_what_is_no_longer_needed_goes_and_comes_back(window: MainWindow, centre: Centre, urgent):
    before = len(due(window, centre))
    window.bound("follow_ups.drop").trigger(None)
    settle(window)
    assert len(due(window, centre)) == before - 1
    window.bound("shell.undo").trigger(None)
    settle(window)
    assert len(due(window, centre)) == before


def test_a_new_follow_up_is_written_with_the_keyboard(window: MainWindow, centre: Centre):
    person = centre.people.find_people(window.actor, "", limit=1).rows[0].id
    before = centre.follow_ups.of_person(window.actor, person).total
    go(window, "follow-up-new", person=person)
    press(window, Qt.Key.Key_Right, TAB)
    assert focus_name() == "field_due_on"
    assert "月" in window.view._form.field("due_on").note.text()
    press(window, TAB, "14", TAB, "朝の体操に来ているか")
    window.bound("follow_ups.save").trigger(None)
    settle(window)
    made = centre.follow_ups.of_person(window.actor, person)
    assert made.total == before + 1
    one = next(row.follow_up for row in made.rows if row.follow_up.every_days == 14)
    assert (one.kind, one.about) == (FollowUpKind.CHECK_IN, "朝の体操に来ているか")


def test_a_day_that_is_over_is_told_at_its_field(window: MainWindow, centre: Centre):
    person = centre.people.find_people(window.actor, "", limit=1).rows[0].id
    go(window, "follow-up-new", person=person)
    field(window, "due_on").setText("2020-01-01")
    window.bound("follow_ups.save").trigger(None)
    settle(window)
    assert window.screen_id == "follow-up-new"
    assert focus_name() == "field_due_on"
    assert field(window, "due_on").accessibleDescription()


def test_today_lists_whom_to_reach_and_leads_back_to_the_same_row(
    window: MainWindow, centre: Centre
):
    go(window, "home")
    calls = [row for row in due(window, centre) if row.follow_up.kind is not FollowUpKind.ERRAND]
    shown = window.view._due.rows
    assert [row.subject for row in shown] == [row.follow_up.id for row in calls]
    shown[0].setFocus()
    press(window, DOWN, ENTER)
    assert window.screen_id == "follow-up"
    press(window, ESC)
    assert window.screen_id == "home"
    assert focus_name() == "due_row_1"


def test_today_shows_who_comes_and_what_was_promised(window: MainWindow, centre: Centre):
    go(window, "home")
    today = centre.follow_ups.today()
    coming = centre.consultations.coming(window.actor, today)
    assert coming.total
    assert [row.subject for row in window.view._coming.rows] == [one.id for one in coming.rows]
    errands = centre.follow_ups.all_open(window.actor, kind=FollowUpKind.ERRAND)
    assert [row.subject for row in window.view._errands.rows] == [
        row.follow_up.id for row in errands.rows
    ]


@pytest.mark.parametrize("screen", ["home", "follow-ups", "follow-up", "follow-up-new"])
def test_tab_walks_every_stop_once_and_each_has_a_name(
    window: MainWindow, centre: Centre, screen: str
):
    sample = window.registry.screen(screen).sample
    go(window, screen, **(sample(window.context) if sample else {}))
    walk_tab(window)
