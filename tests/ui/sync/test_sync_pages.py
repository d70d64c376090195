"""Enrolling, exchanging and deciding in the window, against a real server."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.bootstrap.centre import Centre
from app.domain.sync.standing import Standing
from app.ui.shell.window import MainWindow
from app.ui.sync.sync_view import Shown
from app.ui.sync.words import row_state
from tests.helpers.running_server import RunningServer
from tests.helpers.windows import field, settle


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    server = RunningServer(tmp_path_factory.mktemp("server"))
    server.start()
    yield server
    server.stop()


def wait_until(window: MainWindow, holds: Callable[[], bool]) -> None:
    """Let the window work until something holds; a slow machine has its time."""
    end = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < end
        settle(window)
        time.sleep(0.02)


def type_enrolment(window: MainWindow, address: str, code: str) -> None:
    window.go("sync-enrol")
    settle(window)
    field(window, "server").setText(address)
    field(window, "code").setText(code)
    window.bound("sync.enrol").trigger(None)


def test_what_is_missing_is_said_at_its_field(window: MainWindow):
    type_enrolment(window, "", "")
    settle(window)
    assert window.screen_id == "sync-enrol"
    assert field(window, "server").property("error_text")


def test_a_server_that_is_not_there_is_said_at_its_field(window: MainWindow):
    type_enrolment(window, "http://127.0.0.1:9", "ABCD-EFGH")
    wait_until(window, lambda: bool(field(window, "server").property("error_text")
                                    or field(window, "code").property("error_text")))  # fmt: skip
    assert window.screen_id == "sync-enrol"


def test_a_device_is_enrolled_exchanges_and_says_so(
    window: MainWindow, centre: Centre, server: RunningServer
):
    type_enrolment(window, server.address, server.code())
    wait_until(window, lambda: window.screen_id == "sync")
    assert centre.sync.standing().is_enrolled
    wait_until(window, lambda: window.status.sync.isVisible())
    window.bound("sync.now").trigger(None)
    wait_until(window, lambda: centre.sync.standing().unsent == 0)
    wait_until(window, lambda: window.bound("sync.now").is_available)
    assert centre.sync.standing().last_contact is not None


def test_two_values_of_one_field_are_shown_in_full_and_decided(window: MainWindow, centre: Centre):
    from app.ui.registry import registry

    given = registry.screen("sync").sample(window.context)
    window.go("sync", **given)
    settle(window)
    shown = given["shown"]
    assert isinstance(shown, Shown)
    assert "090-1234-5678" in row_state(shown.rows[0]).second
    window.bound("sync.decide").trigger(str(shown.rows[0].number))
    settle(window)
    assert window.screen_id == "sync-conflict"
    texts = [one.text() for one in window.view.findChildren(type(window.view._kept))]
    assert {"090-1234-5678", "080-8765-4321"} <= set(texts)


@pytest.mark.parametrize(
    ("change", "word"),
    [({"unsent": 3}, "3"), ({}, ""), ({"open_conflicts": 1}, ""), ({"is_revoked": True}, "")],
)
def test_the_status_line_says_how_the_device_stands(window: MainWindow, change, word):
    standing = Standing(is_enrolled=True, server="https://s.example", tenant="t", centre="c",
                        last_contact=datetime.now(UTC), days_left=30)  # fmt: skip
    window.status.show_standing(replace(standing, **change))
    settle(window)
    assert window.status.sync.isVisible()
    assert word in window.status.sync.accessibleName()


def test_a_device_without_a_server_shows_nothing_about_one(window: MainWindow):
    settle(window)
    assert not window.status.sync.isVisible()
