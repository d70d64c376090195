"""What the real Orca says in Japanese while a volunteer signs in and writes (golden transcript)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.desktop import (
    Desktop,
    make_demo_centre,
    needs_desktop,
    needs_orca,
    open_centre,
)
from tools.desktop.orca import Listener, compare_with_golden
from tools.walk.job import Login

pytestmark = [needs_desktop, needs_orca, pytest.mark.long]
GOLDEN = Path(__file__).with_name("golden") / "first-consultation.ja.txt"


def _heard(listener: Listener) -> str:
    return "\n".join(" | ".join(step.said) for step in listener.steps)


def test_orca_speaks_the_first_consultation(tmp_path: Path) -> None:
    centre = make_demo_centre(tmp_path / "centre")
    login = Login.of(centre)
    with Desktop(with_orca=True) as desktop:
        hands = open_centre(desktop, centre)
        hands.wait_for("row_0")
        # Whether Orca is already awake for the window's first words is chance: it hears these first.
        waking = Listener(desktop)
        waking.press("Down")
        waking.press("Up")
        listener = Listener(desktop)
        listener.press("Down")
        listener.press("Up")
        listener.press("Return")
        hands.wait_focus("field_secret")
        listener.write(login.pin)
        listener.press("Return")
        hands.wait_for("action_consultations_begin", 20)
        listener.press("F11")
        listener.press("F3")
        hands.wait_focus("field_search")
        listener.write("たかなし")
        listener.press("F12")
        listener.press("F9")
        listener.press("Escape")
        listener.press("F1")
        listener.press("Escape")
    heard = _heard(listener)
    for words in ("暗証番号", "利用者", "詐欺", "ヘルプ"):
        assert words in heard, heard
    # Names of staff, rows and fields are ours; Orca's own Japanese is partly English (Orca 43).
    difference = compare_with_golden(listener.steps, GOLDEN)
    assert difference == "", difference
