"""A device without contact closes the records in the window; attendance and the card stay open."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from app.bootstrap.centre import Centre
from app.messages.sync import standing_lines
from app.store.mapping import moment_text
from app.ui.shell.sync_look import LOCKED_PAGE
from app.ui.shell.window import MainWindow
from tests.helpers.running_server import RunningServer
from tests.helpers.windows import administrator, end, field, settle, window_over


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    server = RunningServer(tmp_path_factory.mktemp("server"))
    server.start("--calls", "1000000")
    yield server
    server.stop()


@pytest.fixture
def enrolled(centre: Centre, server: RunningServer) -> Centre:
    # The demo is copied; two computers would have made two devices.
    with centre.store._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE device SET id = ?", (secrets.token_hex(4),))
    centre.sync.enrol(administrator(centre), server.address, server.code())
    return centre


def was_away(centre: Centre, days: float) -> None:
    at = moment_text(datetime.now(UTC) - timedelta(days=days))
    with centre.store._engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE sync_state SET last_contact = ?, latest_seen = ?", (at, at)
        )


def said(window: MainWindow) -> str:
    return " ".join(str(one.text) for one in window.announcer.history)


def test_the_window_warns_when_somebody_signs_in_and_goes_on(window: MainWindow, enrolled: Centre):
    was_away(enrolled, 25)
    window.sync_look.begin()
    settle(window)
    assert window.screen_id == "home"
    assert standing_lines(enrolled.sync.standing())[0] in said(window)


def test_a_locked_device_shows_no_record_and_is_opened_by_the_code(
    window: MainWindow, enrolled: Centre, server: RunningServer
):
    window.go("people")
    settle(window)
    was_away(enrolled, 31)
    window.sync_look.now()
    settle(window)
    assert window.screen_id == LOCKED_PAGE
    for page in ("people", "consultations", "home", "sync"):
        window.go(page)
        settle(window)
        assert window.screen_id == LOCKED_PAGE, page
    assert not {one.id for one in window.navigation_screens()} & {"people", "consultations"}
    window.back()
    assert window.screen_id == LOCKED_PAGE
    standing = enrolled.sync.standing()
    field(window, "code").setText("000-000-0000")
    window.bound("sync.open_again").trigger(None)
    settle(window)
    assert field(window, "code").property("error_text")
    made = server.command("lease-code", "--device", standing.device, "--asks", standing.question)
    field(window, "code").setText(json.loads(made)["code"])
    window.bound("sync.open_again").trigger(None)
    settle(window)
    assert window.screen_id == "home"
    window.go("people")
    settle(window)
    assert window.screen_id == "people"


def test_attendance_and_the_incident_card_stay_open(window: MainWindow, enrolled: Centre):
    was_away(enrolled, 31)
    window.sync_look.now()
    settle(window)
    for _visitor in range(3):
        window.bound("attendance.add").trigger(None)
    window.bound("attendance.take").trigger(None)
    settle(window)
    assert enrolled.attendance.today().visitors == 2
    window.bound("shell.scam_card").trigger(None)
    settle(window)
    assert window.screen_id == "scam-card"
    window.back()
    settle(window)
    assert window.screen_id == LOCKED_PAGE


def test_whoever_signs_in_on_a_locked_device_comes_to_its_page(enrolled: Centre, qapp):
    was_away(enrolled, 31)
    window = window_over(enrolled, administrator(enrolled))
    try:
        settle(window)
        assert window.screen_id == LOCKED_PAGE
    finally:
        end(window)


def test_contact_opens_the_device_again(window: MainWindow, enrolled: Centre):
    was_away(enrolled, 31)
    window.sync_look.now()
    settle(window)
    window.bound("sync.now").trigger(None)
    settle(window)
    settle(window)
    assert window.screen_id == "home"
    assert not enrolled.sync.standing().is_warning


def test_a_closed_device_asks_for_no_code(
    window: MainWindow, enrolled: Centre, server: RunningServer
):
    server.command("revoke", "--device", enrolled.sync.standing().device)
    window.go("sync")
    settle(window)
    window.bound("sync.now").trigger(None)
    settle(window)
    settle(window)
    assert window.screen_id == LOCKED_PAGE
    assert not field(window, "code").isVisible()
    assert enrolled.sync.standing().unsent > 0
    # It was found again: a new code lets it in, with everything it wrote.
    window.bound("sync.enrol_page").trigger(None)
    settle(window)
    field(window, "server").setText(server.address)
    field(window, "code").setText(server.code())
    window.bound("sync.enrol").trigger(None)
    settle(window)
    settle(window)
    assert window.screen_id == "sync"
    window.bound("sync.now").trigger(None)
    settle(window)
    assert enrolled.sync.standing().unsent == 0
