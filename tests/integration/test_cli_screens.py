"""`screens`, `shot` and `audit` from the command line, and the window that cannot open."""

from __future__ import annotations

import struct

import pytest

from tests.helpers.command_line import demo_centre, madoguchi


def size_of(picture):
    head = picture.read_bytes()[:24]
    assert head.startswith(b"\x89PNG")
    return struct.unpack(">II", head[16:24])


def test_every_screen_says_what_it_is():
    told = madoguchi("screens", "--json")
    assert told.code == 0, told.err
    screens = told.document["screens"]
    assert {"sign-in", "home", "people", "consultation", "settings"} <= {s["id"] for s in screens}
    for one in screens:
        assert set(one) == {"id", "title", "role", "shortcut", "actions"}
        assert one["title"]
        assert all(isinstance(action, str) for action in one["actions"])


def test_a_picture_has_the_size_and_place_asked_for(tmp_path):
    out = tmp_path / "deep" / "people.png"
    told = madoguchi(
        "shot", "--screen", "people", "--scheme", "yellow", "--text", "200", "--language", "en",
        "--size", "1024x768", "--out", out, "--json",
    )  # fmt: skip
    assert told.code == 0, told.err
    assert told.document == {"pictures": [str(out)]}
    assert size_of(out) == (1024, 768)


def test_no_picture_of_a_screen_there_is_not(tmp_path):
    told = madoguchi("shot", "--screen", "nowhere", "--out", tmp_path / "x.png", "--json")
    assert told.code == 3
    assert "home" in told.document["errors"][0]["what_to_do"]
    assert not (tmp_path / "x.png").exists()


def test_an_officer_gets_no_picture_of_people(tmp_path):
    centre = demo_centre(tmp_path / "demo", 3, 3)
    pin = tmp_path / "pin.txt"
    pin.write_text("9999")
    told = madoguchi(
        "shot", "--screen", "people", "--out", tmp_path / "x.png", "--centre", centre,
        "--operator", "西村 直子", "--pin-file", pin,
    )  # fmt: skip
    assert told.code == 4
    assert not (tmp_path / "x.png").exists()


def test_the_audit_counts_its_looks_and_answers_with_its_exit_code():
    told = madoguchi("audit", "--sample", "2", "--seed", "3", "--json")
    found = told.document
    assert found["cells"] == 2
    assert told.code == (4 if found["findings"] else 0)
    for one in found["findings"]:
        assert set(one) == {
            "screen", "scheme", "language", "text", "control", "rule", "value", "limit",
        }  # fmt: skip


def test_the_audit_finds_its_planted_faults():
    told = madoguchi("audit", "--self-test", "--json")
    assert told.code == 0, told.out
    assert told.document["planted"] == told.document["found"] >= 20
    assert told.document["missed"] == []


@pytest.mark.parametrize("display", ["", ":9977"])
def test_without_a_display_the_window_says_so(tmp_path, display):
    centre = demo_centre(tmp_path / "demo", 1, 1)
    told = madoguchi(
        "open", "--centre", centre, DISPLAY=display, WAYLAND_DISPLAY="", QT_QPA_PLATFORM=""
    )
    assert told.code == 5
    assert "screen" in told.err
