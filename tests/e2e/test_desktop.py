"""The virtual desktop does what its tests rely on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.desktop import needs_desktop, needs_orca
from tools.desktop.hands import Hands
from tools.desktop.orca import Listener, compare_with_golden
from tools.desktop.pictures import Pixels, take_picture
from tools.desktop.session import REPOSITORY, Desktop
from tools.desktop.tree import Node
from tools.desktop.waiting import TookTooLongError, wait_until

pytestmark = needs_desktop
SMALL_WINDOW = [sys.executable, str(Path(__file__).with_name("small_window.py"))]


def _open(desktop: Desktop) -> Hands:
    desktop.start_program(SMALL_WINDOW)
    return Hands(desktop, desktop.tree.application("Small"))


@pytest.fixture(scope="module")
def shared() -> Iterator[Hands]:
    with Desktop() as desktop:
        yield _open(desktop)


@pytest.fixture
def hands(shared: Hands) -> Hands:
    shared.fill("field_name", "x")
    shared.press("BackSpace")
    return shared


def test_a_control_is_seen_with_role_name_state_label_and_place(hands: Hands) -> None:
    field = hands.page().one(id="field_name")
    label = hands.page().one(role="label", name="氏名")
    assert (field.role, field.name) == ("text", "氏名")
    assert {"focusable", "focused", "editable"} <= field.states
    assert field.relations["labelled-by"] == (label.key,)
    assert field.box[2] > 100


@pytest.mark.parametrize("text", ["髙橋 恵子は𠮷野さんの﨑", "スマートフォン 😀", "مرحبا"])
def test_any_text_arrives_whole_by_clipboard_and_by_keys(hands: Hands, text: str) -> None:
    field = hands.page().one(id="field_name")
    hands.desktop.keyboard.paste(text)
    wait_until("the pasted text", lambda: hands.desktop.tree.read_text(field) == text, 10)
    assert any(_is_typed(hands, field, text) for _attempt in range(3))


def _is_typed(hands: Hands, field: Node, text: str) -> bool:
    """Type a text with keys; a busy X server may hand a key on before its new meaning (a race)."""
    hands.press("ctrl+a", "BackSpace")
    hands.desktop.keyboard.type_any(text)
    try:
        wait_until("the typed text", lambda: hands.desktop.tree.read_text(field) == text, 6)
    except TookTooLongError:
        return False
    return True


def test_return_makes_a_line_and_tab_goes_on(hands: Hands) -> None:
    hands.fill("field_story", "one\ntwo")
    hands.activate("save")
    assert hands.wait_for("copy").name == "/one\ntwo"


def test_assistive_technology_can_write_and_press(hands: Hands) -> None:
    tree = hands.desktop.tree
    tree.set_text(hands.page().one(id="field_name"), "せと")
    tree.press(hands.page().one(id="save"))
    wait_until("the copy", lambda: hands.page().one(id="copy").name.startswith("せと/"), 3)


def test_a_table_is_read_with_its_headers(hands: Hands) -> None:
    heads, rows = hands.desktop.tree.table(hands.page().one(role="table"))
    assert heads == ["氏名", "電話"]
    assert rows == [["山田", "03"], ["佐藤", "06"]]


def test_inside_a_table_the_focus_is_its_cell(hands: Hands) -> None:
    hands.go_to("save")
    hands.press("Tab", "Down")
    assert wait_until("the cell", lambda: hands.focus().role == "cell", 3)


def test_what_cannot_be_reached_is_told_with_the_way_taken(hands: Hands) -> None:
    with pytest.raises(TookTooLongError, match="field_story"):
        hands.go_to("nowhere", at_most=6)


def test_the_screen_is_read_as_pixels(hands: Hands) -> None:
    pixels = Pixels(take_picture(None, hands.desktop.env))
    assert (pixels.width, pixels.height) == hands.desktop.size
    assert len(set(pixels.box(*hands.page().one(id="save").box))) > 3


@needs_orca
def test_orca_is_heard_per_key_and_compared(tmp_path: Path, monkeypatch) -> None:
    with Desktop(with_orca=True) as desktop:
        _open(desktop)
        listener = Listener(desktop)
        listener.press("Tab")
        step = listener.press("Tab")
    assert any("保存する" in text for text in step.said), step
    golden = tmp_path / "kept.txt"
    assert "+Tab" in compare_with_golden(listener.steps, golden)
    monkeypatch.setenv("MADOGUCHI_UPDATE_GOLDEN", "1")
    compare_with_golden(listener.steps, golden)
    monkeypatch.delenv("MADOGUCHI_UPDATE_GOLDEN")
    assert compare_with_golden(listener.steps, golden) == ""
    assert "-Tab" in compare_with_golden(listener.steps[:-1], golden)


def test_nothing_is_left_running_when_the_harness_is_killed(tmp_path: Path) -> None:
    script = (
        "import sys, time, pathlib\n"
        "from tools.desktop.session import Desktop\n"
        f"desktop = Desktop(folder=pathlib.Path({str(tmp_path)!r})).__enter__()\n"
        f"desktop.start_program({SMALL_WINDOW!r})\n"
        "desktop.tree.application('Small')\n"
        "print('up', flush=True)\n"
        "time.sleep(60)\n"
    )
    harness = subprocess.Popen(
        [sys.executable, "-c", script], cwd=REPOSITORY, stdout=subprocess.PIPE
    )
    assert harness.stdout is not None
    assert harness.stdout.readline() == b"up\n"
    assert _processes_with(str(tmp_path))
    os.kill(harness.pid, signal.SIGKILL)
    harness.wait(5)
    harness.stdout.close()
    wait_until("the end of all children", lambda: not _processes_with(str(tmp_path)), 10)


def _processes_with(folder: str) -> list[str]:
    """Return the processes whose surroundings name the private folder."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        try:
            if f"HOME={folder}".encode() in (entry / "environ").read_bytes():
                found.append(entry.name)
        except OSError:
            continue
    return found


def test_waiting_ends() -> None:
    begun = time.monotonic()
    with pytest.raises(TookTooLongError, match="never"):
        wait_until("never", lambda: False, 0.2)
    assert time.monotonic() - begun < 2
