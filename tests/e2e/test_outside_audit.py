"""An examiner who only has the finished window finds planted faults, and none in the program."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.helpers.desktop import make_demo_centre, needs_desktop, open_centre
from tools.desktop.hands import Hands
from tools.desktop.outside_audit import examine
from tools.desktop.session import Desktop
from tools.walk.job import Login, go_to_page, sign_in

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


def _from_menu(row: int) -> Callable[[Hands], None]:
    """Open a page by its place in the first list of the menu."""

    def go(hands: Hands) -> None:
        hands.press("F10")
        hands.wait_focus("row_0")
        hands.press(*["Down"] * row, "Return")

    return go


def _person(hands: Hands) -> None:
    hands.press("F3")
    hands.wait_focus("field_search")
    hands.go_to("row_0")
    hands.press("Return")
    hands.wait_for("action_people_edit")


def _consultation(hands: Hands) -> None:
    go_to_page(hands, "home")
    hands.wait_for("action_home_check")
    hands.go_to("row_0")
    hands.press("Return")
    hands.wait_focus("field_story")


def _import(hands: Hands) -> None:
    hands.press("F3")
    hands.wait_focus("field_search")
    hands.activate("action_people_import")
    hands.wait_focus("field_file")


PAGES: dict[str, Callable[[Hands], None]] = {
    "home": lambda hands: go_to_page(hands, "home"),
    "people": lambda hands: hands.press("F3"),
    "person": _person,
    "person-edit": lambda hands: hands.press("ctrl+e"),
    "people-import": _import,
    "consultations": lambda hands: go_to_page(hands, "consultations"),
    "consultation": _consultation,
    "settings": lambda hands: go_to_page(hands, "settings"),
    "operators": _from_menu(4),
    "backup": _from_menu(5),
    "audit-log": _from_menu(6),
    "menu": lambda hands: hands.press("F10"),
    "messages": lambda hands: hands.press("shift+F12"),
    "keys": lambda hands: hands.press("F1"),
    "palette": lambda hands: hands.press("ctrl+k"),
    "scam-card": lambda hands: hands.press("F9"),
}


def _faults_of(hands: Hands, pages: list[str]) -> list[str]:
    found = []
    for page in pages:
        before = hands.title()
        PAGES[page](hands)
        hands.desktop.wait_still(0.5, 4)
        assert page == "home" or hands.title() != before, f"{page} did not open"
        found += [f"{page}: {fault}" for fault in examine(hands, language="ja")]
    return found


def test_the_examiner_finds_nothing_on_the_first_pages(desktop: Desktop, tmp_path: Path) -> None:
    centre = make_demo_centre(tmp_path / "centre", 10, 10)
    hands = open_centre(desktop, centre)
    hands.wait_for("row_0")
    found = [f"sign-in: {fault}" for fault in examine(hands, language="ja")]
    hands.go_to("row_0")
    sign_in(hands, Login.of(centre))
    assert found + _faults_of(hands, ["home"]) == []


@pytest.mark.long
@pytest.mark.timeout(900)
def test_the_examiner_finds_nothing_on_any_page(desktop: Desktop, tmp_path: Path) -> None:
    centre = make_demo_centre(tmp_path / "centre", 20, 30)
    hands = open_centre(desktop, centre)
    sign_in(hands, Login.of(centre))
    assert _faults_of(hands, list(PAGES)) == []


@pytest.mark.long
@pytest.mark.parametrize("kind", ["setup", "unlock"])
def test_the_examiner_finds_nothing_before_a_centre_is_open(
    desktop: Desktop, tmp_path: Path, kind: str
) -> None:
    centre = tmp_path / "centre"
    if kind == "unlock":
        make_demo_centre(centre, 5, 5)
        (centre / "demo-login.txt").unlink()
    hands = open_centre(desktop, centre)
    hands.wait_for("page_title")
    assert [str(fault) for fault in examine(hands, language="ja")] == []
