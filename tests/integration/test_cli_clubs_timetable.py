"""`clubs timetable` and `clubs penalty` on real files, as a script would call them."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.clubs.curriculum_penalty import count_penalty
from app.domain.clubs.curriculum_reading import read_solution
from tests.helpers.command_line import ROOT, Answer, madoguchi
from tests.helpers.timetabling import instance_text, planted

WEEK = planted(4)


@pytest.fixture
def week(tmp_path: Path) -> Path:
    """Return the file of a small week."""
    file = tmp_path / "week.ctt"
    file.write_text(instance_text(WEEK), encoding="utf-8")
    return file


def timetable(*words: str | Path) -> Answer:
    return madoguchi("clubs", "timetable", *words, "--moves", "3000", "--json")


def test_the_penalty_said_is_the_penalty_of_the_file_written(week: Path, tmp_path: Path) -> None:
    out = tmp_path / "week.sol"
    answer = timetable("--ctt", week, "--out", out)
    assert answer.code == 0, answer.err
    text = out.read_text(encoding="utf-8")
    assert all(re.fullmatch(r"\S+ \S+ \d+ \d+", line) for line in text.splitlines())
    assert len(text.splitlines()) == sum(one.lectures for one in WEEK.courses)
    counted = count_penalty(WEEK, read_solution(text, "week.sol", WEEK))
    said = answer.document
    assert (said["hard"], said["penalty"]) == (0, counted.soft)
    assert sum(said["soft_parts"].values()) == said["penalty"]
    assert said["seed"] == 1
    again = madoguchi("clubs", "penalty", "--ctt", week, "--sol", out, "--json")
    assert again.code == 0
    assert again.document["penalty"] == said["penalty"]


def test_the_same_seed_and_moves_write_the_same_bytes(week: Path, tmp_path: Path) -> None:
    for name in ("a.sol", "b.sol"):
        assert timetable("--ctt", week, "--out", tmp_path / name, "--seed", "9").code == 0
    assert (tmp_path / "a.sol").read_bytes() == (tmp_path / "b.sol").read_bytes()


def test_several_instances_go_into_a_folder_under_their_names(week: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.ctt"
    other.write_text(instance_text(planted(8)), encoding="utf-8")
    answer = timetable("--ctt", week, other, "--out", tmp_path / "made")
    assert answer.code == 0, answer.err
    assert [one["name"] for one in answer.document["timetables"]] == ["planted-4", "planted-8"]
    assert sorted(one.name for one in (tmp_path / "made").iterdir()) == ["other.sol", "week.sol"]


def test_one_file_for_several_instances_is_refused(week: Path, tmp_path: Path) -> None:
    (tmp_path / "made").write_text("mine")
    assert timetable("--ctt", week, week, "--out", tmp_path / "made").code == 3
    assert (tmp_path / "made").read_text() == "mine"


def test_a_file_with_faults_is_refused_with_all_of_them(week: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.ctt"
    broken.write_text(week.read_text().replace("Days: 4", "Days: x").replace("r0\t", "r0\tx"))
    out = tmp_path / "out.sol"
    answer = timetable("--ctt", broken, "--out", out)
    assert answer.code == 3
    assert len(answer.document["errors"]) == 2
    assert not out.exists()
    both = timetable("--ctt", broken, tmp_path / "absent.ctt", week, "--out", tmp_path / "made")
    assert both.code == 3
    assert {one["file"] for one in both.document["errors"]} == {
        str(broken),
        str(tmp_path / "absent.ctt"),
    }


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "noise.ctt"
    file.write_bytes(bytes(range(256)) * 20)
    assert timetable("--ctt", file, "--out", tmp_path / "a.sol").code == 3


def test_a_timetable_that_breaks_a_hard_rule_ends_with_4(week: Path, tmp_path: Path) -> None:
    out = tmp_path / "week.sol"
    assert timetable("--ctt", week, "--out", out).code == 0
    lines = out.read_text().splitlines(keepends=True)
    out.write_text("".join(lines[1:]))
    answer = madoguchi("clubs", "penalty", "--ctt", week, "--sol", out, "--json")
    assert answer.code == 4
    assert answer.document["hard_parts"]["lectures"] == 1


def test_a_folder_that_cannot_be_written_ends_with_5(week: Path, tmp_path: Path) -> None:
    assert timetable("--ctt", week, "--out", tmp_path / "absent" / "week.sol").code == 5


@pytest.mark.skipif(sys.platform == "win32", reason="sends a POSIX signal")
def test_ctrl_c_keeps_the_best_so_far(tmp_path: Path) -> None:
    file, out = tmp_path / "large.ctt", tmp_path / "large.sol"
    easy = planted(1, 5, 6, 8, 0.8)
    # A course that wants more days than there are: the search cannot end by itself.
    first = replace(easy.courses[0], min_days=9)
    instance = replace(easy, courses=(first, *easy.courses[1:]))
    file.write_text(instance_text(instance), encoding="utf-8")
    running = subprocess.Popen(
        [sys.executable, "-m", "app", "--json", "clubs", "timetable", "--ctt", file, "--out", out],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    assert running.stderr is not None
    running.stderr.readline()
    running.send_signal(signal.SIGINT)
    said, _beside = running.communicate(timeout=60)
    assert running.returncode == 0
    assert json.loads(said)["cancelled"]
    assert json.loads(said)["hard"] == 0
    assert len(out.read_text().splitlines()) == sum(one.lectures for one in instance.courses)
