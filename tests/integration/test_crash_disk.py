"""A full or read-only disk is told in a sentence, and what was saved before stays."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.desktop import make_demo_centre, program
from tests.helpers.small_disk import Disk, can_mount, small_disk
from tools.desktop.session import REPOSITORY

UNAVAILABLE = 5
needs_mounts = pytest.mark.skipif(not can_mount(), reason="mounting a small disk needs root")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    with small_disk(tmp_path, 40) as one:
        made = one.run(
            *("demo", "--people", "10", "--consultations", "10", "--seed", "1"),
            *("--out", str(one.place / "centre")),
        )
        assert made.returncode == 0, made.stderr
        yield one


@pytest.fixture
def many_people(tmp_path: Path) -> Path:
    """A file of 2,000 people, more than a full disk can take in."""
    file = tmp_path / "many.csv"
    rows = [
        f"検査 {number:04d},ケンサ {_kana(number)},昭和20年1月{number % 28 + 1}日,090-{number:04d}-0000"
        for number in range(2000)
    ]
    file.write_text("\n".join(["氏名,フリガナ,生年月日,電話番号", *rows]) + "\n", "cp932")
    return file


def _kana(number: int) -> str:
    signs = "アカサタナハマヤラワ"
    return "".join(signs[int(digit)] for digit in f"{number:04d}")


def _assert_told(told: subprocess.CompletedProcess[str]) -> None:
    assert told.returncode == UNAVAILABLE, told
    assert told.stderr.strip()
    assert "Traceback" not in told.stderr
    assert "sqlite" not in told.stderr.lower()


@needs_mounts
def test_a_full_disk_refuses_an_import_and_keeps_what_was_saved(
    disk: Disk, many_people: Path
) -> None:
    centre = ("--centre", str(disk.place / "centre"))
    disk.fill()
    _assert_told(disk.run("people", "import", str(many_people), *centre))
    disk.empty()
    assert disk.run("people", "find", "検査", *centre, "--json").stdout.count("検査") <= 1
    again = disk.run("people", "import", str(many_people), *centre)
    assert again.returncode == 0, again.stderr
    assert "検査 1999" in disk.run("people", "find", "検査 1999", *centre).stdout


@needs_mounts
def test_a_full_disk_refuses_a_backup_and_leaves_no_half_of_one(disk: Disk) -> None:
    disk.fill()
    target = disk.place / "backup.mbk"
    _assert_told(disk.run("backup", "create", str(target), "--centre", str(disk.place / "centre")))
    assert not (disk.seen_from_here / "backup.mbk").exists()


@needs_mounts
def test_a_full_disk_refuses_a_new_centre(tmp_path: Path) -> None:
    with small_disk(tmp_path, 1) as disk:
        disk.fill()
        _assert_told(
            disk.run(
                *("demo", "--people", "5", "--consultations", "5", "--seed", "1"),
                *("--out", str(disk.place / "centre")),
            )
        )


@needs_mounts
def test_a_read_only_disk_is_told(disk: Disk, many_people: Path) -> None:
    disk.make_read_only()
    for verb in (("people", "import", str(many_people)), ("people", "find", "090")):
        _assert_told(disk.run(*verb, "--centre", str(disk.place / "centre")))


def test_a_file_that_may_not_grow_refuses_an_import_and_keeps_what_was_saved(
    tmp_path: Path, many_people: Path
) -> None:
    centre = make_demo_centre(tmp_path / "centre", 10, 10)
    limit = max(file.stat().st_size for file in centre.iterdir() if file.is_file()) + 4096
    told = subprocess.run(
        [
            *(sys.executable, "-m", "app", "people", "import", str(many_people)),
            *("--centre", str(centre)),
        ],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    _assert_told(told)
    again = program("people", "import", str(many_people), "--centre", str(centre))
    assert again.returncode == 0, again.stderr
