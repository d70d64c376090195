"""`kill -9` at any moment between a new visitor and a closed record: nothing that was saved is lost."""

from __future__ import annotations

import json
import random
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.helpers.desktop import make_demo_centre, needs_desktop, program
from tools.desktop.hands import Hands
from tools.desktop.session import Desktop
from tools.walk.job import Login, sign_in

pytestmark = [needs_desktop, pytest.mark.long]
KANA = "あいうえかきくけさしすせたちつてなにぬねはひふへまみむめ"
# What the X server and the program's queue may hold back beside the promised second.
MAY_BE_LOST_SECONDS = 1.3
LONGEST_JOB_SECONDS = 8.0


def _ask(*words: str) -> dict[str, object]:
    found = program(*words, "--json")
    assert found.returncode == 0, found.stderr
    answer: dict[str, object] = json.loads(found.stdout)
    return answer


class Promises:
    """What the program had shown as done, and since when."""

    def __init__(self) -> None:
        self.at: dict[str, float] = {}

    def made(self, what: str) -> None:
        self.at[what] = time.monotonic()

    def held_since(self, what: str, killed: float, seconds: float = 0.0) -> bool:
        return what in self.at and self.at[what] <= killed - seconds


def _do_the_job(hands: Hands, kana: str, story: str, promises: Promises) -> None:
    """Press the keys of the job; each promise is noted when the page shows it."""
    press = hands.desktop.keyboard.press
    press("F2")
    hands.wait_focus("field_search")
    hands.write(kana)
    press("Return")
    hands.wait_focus("field_name")
    hands.write(kana)
    press("ctrl+s")
    hands.wait_focus("field_story")
    promises.made("person")
    hands.desktop.keyboard.type_ascii(story)
    promises.made("story")
    time.sleep(0.4)
    for wanted in ("field_topic", "field_steps", "field_outcome"):
        press("F8")
        hands.wait_focus(wanted)
        if wanted != "field_steps":
            press("Down")
    press("F8")
    hands.wait_for("action_consultations_begin", 15)
    promises.made("closed")


def _until_killed(
    desktop: Desktop, centre: Path, turn: int, seconds: float, job: Callable[..., None]
) -> tuple[Promises, float]:
    running = desktop.start_program(
        [sys.executable, "-m", "app", "open", "--centre", str(centre)], name=f"turn{turn}"
    )
    hands = Hands.on(desktop)
    sign_in(hands, Login.of(centre))
    promises, killed = Promises(), [0.0]

    def kill() -> None:
        time.sleep(seconds)
        killed[0] = time.monotonic()
        running.send_signal(signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        job(hands, promises)
    except Exception:
        # The window went away under the keys: that is the point.
        assert running.wait(LONGEST_JOB_SECONDS + 10) == -signal.SIGKILL
    killer.join()
    running.wait(10)
    return promises, killed[0]


@pytest.mark.parametrize("times", [4, 40])
@pytest.mark.timeout(3000)
def test_a_kill_at_any_moment_of_the_job_loses_nothing_that_was_saved(
    tmp_path: Path, times: int
) -> None:
    centre = make_demo_centre(tmp_path / "centre", 20, 30)
    where = ("--centre", str(centre))
    chance = random.Random(times)
    moments = []
    with Desktop() as desktop:
        for turn in range(times):
            kana = "".join(chance.choices(KANA, k=7))
            story = f"zq{turn:03d} photo of the letter"

            def job(hands: Hands, promises: Promises, kana: str = kana, story: str = story) -> None:
                _do_the_job(hands, kana, story, promises)

            seconds = chance.uniform(0.5, LONGEST_JOB_SECONDS)
            promises, killed = _until_killed(desktop, centre, turn, seconds, job)
            moments.append(max(promises.at, key=promises.at.__getitem__, default="begun"))
            if promises.held_since("person", killed):
                assert _ask("people", "find", kana, *where)["total"] == 1, (turn, seconds)
            found = _ask("consultations", "search", f"zq{turn:03d}", *where)["consultations"]
            assert isinstance(found, list)
            if promises.held_since("story", killed, MAY_BE_LOST_SECONDS):
                assert len(found) == 1, (turn, seconds)
            if promises.held_since("closed", killed):
                assert found[0]["status"] == "closed", (turn, seconds)
    print(f"\nkilled after: {moments}")
    checked = program("log", "verify", *where)
    assert checked.returncode == 0, checked.stderr
    assert len(set(moments)) > 1, moments
