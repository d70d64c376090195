"""An examiner who only has the finished window finds planted faults, and none in the program."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.helpers.desktop import needs_desktop
from tools.desktop.hands import Hands
from tools.desktop.outside_audit import examine
from tools.desktop.session import Desktop

pytestmark = needs_desktop
FAULTY_WINDOW = [sys.executable, str(Path(__file__).with_name("faulty_window.py"))]
PLANTED = {
    "control without a name": "push button",
    "takes the focus but has no role": "#bare",
    "field without a visible label": "#lonely",
    "table column without a header": "見出しのない表",
    "too little contrast": "ほとんど読めない文字",
    "target below 24 px": "小さい",
    "target below 44 px": "→",
    "mnemonic is read aloud": "保存(S)",
    "name is code": "save_record",
    "name is only signs": "→",
    "English on a Japanese page": "Delete this",
    "same name twice": "同じ名",
    "Tab does not reach it": "とどかない",
    "focus cannot be seen": "#bare",
}


def test_the_examiner_finds_every_planted_fault(desktop: Desktop) -> None:
    desktop.start_program(FAULTY_WINDOW)
    faults = examine(Hands(desktop, desktop.tree.application("Faulty")), language="ja")
    found = "\n".join(map(str, faults))
    for rule, where in PLANTED.items():
        assert any(rule in line and where in line for line in found.splitlines()), (rule, found)


def test_the_examiner_finds_a_control_that_tab_does_not_leave(desktop: Desktop) -> None:
    desktop.start_program([*FAULTY_WINDOW, "trap"])
    faults = examine(Hands(desktop, desktop.tree.application("Faulty")), language="ja")
    assert any("Tab does not leave it" in fault.rule for fault in faults), faults
