"""What was written line by line becomes the numbered steps of a sheet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.sheet_steps import steps_of


@pytest.mark.parametrize(
    "line",
    [
        "1. 押す",
        "１．押す",
        "①押す",
        "(2) 押す",
        "・押す",
        "- 押す",
        "→ 押す",
        "  押す ",
        "3、押す",
    ],
)
def test_numbers_and_dots_before_a_step_are_left_out(line):
    assert steps_of(line) == (("押す",), "")


@pytest.mark.parametrize("line", ["110番に電話する", "3回押す", "10:30に電話する", "1.5倍にする"])
def test_digits_that_belong_to_a_step_stay(line):
    assert steps_of(line) == ((line,), "")


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("だめなときは、「許可」を押す", "「許可」を押す"),
        ("もし、うまくいかなければ 電話する", "電話する"),
        ("うまく いかない ときは、窓口に 来る。紙を 見せる。", "窓口に 来る。紙を 見せる。"),
        ("④ それでも できないときは：電源を切る", "電源を切る"),
        ("If it does not work: come again", "come again"),
    ],
)
def test_what_to_do_when_it_does_not_work_stands_apart(line, what):
    assert steps_of(f"開く\n{line}\n押す") == (("開く", "押す"), what)


def test_a_last_line_about_one_trouble_stands_apart_with_its_words():
    told = "開く\n写真を選ぶ\n送れない ときは「許可」を押す"
    assert steps_of(told) == (("開く", "写真を選ぶ"), "送れない ときは「許可」を押す")


def test_a_line_about_a_trouble_between_two_steps_stays_where_it_is():
    told = "開く\n見えないときは下げる\n押す"
    assert steps_of(told) == (("開く", "見えないときは下げる", "押す"), "")


def test_a_trouble_alone_is_a_step():
    assert steps_of("送れないときは「許可」を押す") == (("送れないときは「許可」を押す",), "")


def test_it_is_found_in_the_middle_of_a_line_too():
    assert steps_of("開く。押す。だめなら電話する。すぐに。") == (
        ("開く。", "押す。"),
        "電話する。すぐに。",
    )


def test_a_line_that_only_says_that_it_does_not_work_is_a_step():
    assert steps_of("だめなときは") == (("だめなときは",), "")


@given(st.text("1１.。 、・①もしだめなら\n押(", max_size=60) | st.text(max_size=60))
def test_no_step_is_empty_and_every_step_was_written(text):
    steps, if_not = steps_of(text)
    assert all(step.strip() for step in steps)
    written = set(text) | {" "}
    assert written.issuperset("".join(steps) + if_not)
