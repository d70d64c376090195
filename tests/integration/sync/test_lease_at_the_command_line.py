"""A device out of contact, as people meet it: warned, locked, opened by a code, never wiped."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.store.centre import OpenCentre, Passphrase, open_centre
from app.store.mapping import moment_text
from tests.helpers.command_line import OwnCentre, madoguchi, own_centre
from tests.helpers.running_server import RunningServer
from tests.helpers.stores import a_person


@pytest.fixture
def enrolled(tmp_path: Path, server: RunningServer) -> OwnCentre:
    own = own_centre(tmp_path)
    made = madoguchi("sync", "enrol", "--server", server.address, "--code",
                     server.code(tenant="lease"), "--json", *own.words())  # fmt: skip
    assert made.code == 0, made.err
    with opened(own) as centre, centre.unit_of_work() as work:
        work.people.add(a_person())
        work.commit()
    return own


@contextmanager
def opened(own: OwnCentre) -> Iterator[OpenCentre]:
    centre = open_centre(own.folder, Passphrase(own.passphrase.read_text("utf-8").strip()))
    yield centre
    centre.close()


def was_away(own: OwnCentre, days: float) -> None:
    at = moment_text(datetime.now(UTC) - timedelta(days=days))
    with opened(own) as centre, centre._engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE sync_state SET last_contact = ?, latest_seen = ?", (at, at)
        )


def said(own: OwnCentre, *words: str) -> tuple[int, str]:
    done = madoguchi(*words, "--language", "en", *own.words())
    return done.code, done.out + done.err


def asked(own: OwnCentre, *words: str) -> dict[str, object]:
    done = madoguchi(*words, "--json", *own.words())
    assert done.code == 0, done.out + done.err
    return done.document


def test_a_device_warns_locks_keeps_attendance_open_and_opens_by_a_code(
    enrolled: OwnCentre, server: RunningServer
) -> None:
    was_away(enrolled, 26)
    code, words = said(enrolled, "sync", "status")
    assert code == 0
    assert "Connect within 4 days, or the device locks." in words
    assert asked(enrolled, "people", "find", "やまだ")["total"] == 1
    was_away(enrolled, 31)
    code, words = said(enrolled, "people", "find", "やまだ")
    assert code == 4
    assert "is locked. Nothing was deleted." in words
    status = asked(enrolled, "sync", "status")
    assert status["is_locked"] is True
    assert str(status["question"]) in words
    # Whoever comes is counted all the same.
    assert asked(enrolled, "attendance", "add", "--visitors", "3")["visitors"] == 3
    assert asked(enrolled, "attendance", "take")["visitors"] == 2
    assert asked(enrolled, "attendance", "today")["visitors"] == 2
    assert said(enrolled, "sync", "open-again", "--code", "123-456-7890")[0] == 4
    made = server.command("lease-code", "--tenant", "lease", "--device", str(status["device"]),
                          "--asks", str(status["question"]))  # fmt: skip
    standing = asked(enrolled, "sync", "open-again", "--code", json.loads(made)["code"])
    assert standing["days_left"] == 7
    assert standing["is_locked"] is False
    assert asked(enrolled, "people", "find", "やまだ")["total"] == 1
    assert asked(enrolled, "sync", "once")["sent"] != 0
    assert asked(enrolled, "sync", "status")["is_warning"] is False


def test_what_is_no_count_of_visitors_is_refused(enrolled: OwnCentre) -> None:
    for visitors in ("501", "0", "x"):
        done = madoguchi("attendance", "add", "--visitors", visitors, "--json", *enrolled.words())
        assert done.code in (2, 3), visitors
    code, words = said(enrolled, "attendance", "take", "--visitors", "2")
    assert code == 3
    assert "Only 0 came today; no more can be taken back." in words
