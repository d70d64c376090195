"""The speech worker: what happens in it, happens to nobody else."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator

import pytest

from app.domain.errors import Unavailable
from app.speech.process import SpeechWorker


@pytest.fixture
def worker() -> Iterator[SpeechWorker]:
    made = SpeechWorker("tests.helpers.crashing_voice")
    yield made
    made.close()


def test_it_starts_on_first_use_and_stays(worker: SpeechWorker):
    assert not worker.is_running
    first = worker.ask("number")
    assert first not in (0, os.getpid())
    assert worker.ask("number") == first
    worker.close()
    assert not worker.is_running
    worker.close()


def test_a_crash_is_a_sentence_and_the_next_call_starts_a_new_one(worker: SpeechWorker):
    before = worker.ask("number")
    with pytest.raises(Unavailable, match=r"voice\.engine_stopped"):
        worker.ask("crash")
    assert worker.ask("number") != before


def test_a_voice_that_hangs_is_given_up(worker: SpeechWorker):
    worker.ask("number")
    start = time.perf_counter()
    with pytest.raises(Unavailable, match=r"voice\.engine_stopped"):
        worker.ask("hang", most_seconds=0.3)
    assert time.perf_counter() - start < 2
    assert worker.ask("number")


def test_what_the_engine_lacks_is_told_as_it_is(worker: SpeechWorker):
    with pytest.raises(Unavailable) as caught:
        worker.ask("refuse")
    assert (caught.value.code, caught.value.data) == ("voice.no_vosk", {"folder": "x"})
    with pytest.raises(Unavailable, match=r"voice\.engine_stopped"):
        worker.ask("stumble")


def test_several_threads_each_get_their_own_answer(worker: SpeechWorker):
    found: list[int] = []
    threads = [
        threading.Thread(target=lambda: found.append(worker.ask("number"))) for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 6
    assert len(set(found)) == 1


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_neither_side_opens_a_socket(worker: SpeechWorker, monkeypatch: pytest.MonkeyPatch):
    import socket

    def forbidden(*_args: object, **_more: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", forbidden)
    monkeypatch.setattr(socket, "socketpair", forbidden)
    assert worker.ask("sockets") == 0
