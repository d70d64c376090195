"""The window exchanges by itself: after an edit, now and then, and quietly while the server is away."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

import pytest

from app.bootstrap.centre import Centre
from app.domain.changes import Changes
from app.ui.shell.sync_often import LONGEST_SECONDS, pause_after
from app.ui.shell.window import MainWindow
from tests.helpers.running_server import RunningServer
from tests.helpers.windows import administrator, settle


@pytest.fixture
def server(tmp_path) -> Iterator[RunningServer]:
    folder = tmp_path / "server"
    folder.mkdir()
    server = RunningServer(folder)
    server.start("--calls", "1000000")
    yield server
    server.stop()


@pytest.fixture
def enrolled(centre: Centre, server: RunningServer) -> Centre:
    with centre.store._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE device SET id = ?", (secrets.token_hex(4),))
    centre.sync.enrol(administrator(centre), server.address, server.code())
    return centre


def test_what_is_written_is_sent_without_a_press_and_an_away_server_is_no_news(
    window: MainWindow, enrolled: Centre, server: RunningServer
):
    assert enrolled.sync.standing().unsent > 0
    window.sync_often.now()
    settle(window)
    assert enrolled.sync.standing().unsent == 0
    assert window.sync_often.seconds_left > 100
    window.bus.publish(Changes.of("people", "p1"))
    settle(window)
    assert 0 < window.sync_often.seconds_left < 40
    server.kill()
    before = len(window.announcer.history)
    window.sync_often.now()
    settle(window)
    assert len(window.announcer.history) == before
    assert 0 < window.sync_often.seconds_left < 120
    server.start("--calls", "1000000")
    window.sync_often.now()
    settle(window)
    assert window.sync_often.seconds_left > 100


def test_a_device_without_a_server_calls_nobody(window: MainWindow, centre: Centre):
    window.sync_often.now()
    settle(window)
    assert not centre.sync.standing().is_enrolled
    assert window.sync_often.seconds_left > 100


def test_pauses_grow_have_an_end_obey_the_server_and_differ():
    assert pause_after(1) < 120
    assert pause_after(20) <= 1.6 * LONGEST_SECONDS
    assert pause_after(1, asked_seconds=700) >= 700
    assert len({pause_after(3) for _number in range(20)}) > 10
