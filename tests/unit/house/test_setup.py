"""Set-up: which Python it takes, what it leaves alone, and how it mends what was cut off."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.helpers.locked import ROOT
from tools.setup.catalogues import compile_catalogues
from tools.setup.display import display_answers
from tools.setup.environment import Environment
from tools.setup.packages import GROUPS
from tools.setup.system import missing_packages


@pytest.fixture
def checkout(tmp_path):
    """A checkout whose path has spaces, with set-up and the two commands but nothing else."""
    place = tmp_path / "my checkout (窓口)"
    shutil.copytree(ROOT / "tools" / "setup", place / "tools" / "setup")
    (place / "tools" / "__init__.py").touch()
    (place / "requirements").mkdir()
    for name in ("app.txt", "dev.txt"):
        (place / "requirements" / name).touch()
    for name in ("run", "test"):
        shutil.copy(ROOT / name, place / name)
    return place


def other_pythons(folder: Path, version: str) -> dict[str, str]:
    """Return an environment whose every python is a stand-in of another version."""
    folder.mkdir()
    for name in ("python3", "python3.11", "python3.12", "python3.13"):
        stand_in = folder / name
        # Whatever is asked of it, it is not one of ours.
        stand_in.write_text(f"#!/bin/sh\necho {version}\nexit 1\n", encoding="ascii")
        stand_in.chmod(0o755)
    return {**os.environ, "PATH": f"{folder}:/usr/bin:/bin"}


@pytest.mark.parametrize("command", ["run", "test"])
def test_another_python_is_told_in_one_sentence(checkout, tmp_path, command):
    surroundings = other_pythons(tmp_path / "bin", "3.10")
    done = subprocess.run(
        [str(checkout / command), "--version"], capture_output=True, text=True, env=surroundings
    )
    assert done.returncode == 5
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "3.11, 3.12 or 3.13" in done.stderr


def make_ready(checkout: Path, group: str) -> None:
    """Give a checkout an environment that its front takes as ready."""
    (checkout / ".venv" / "bin").mkdir(parents=True)
    stand_in = checkout / ".venv" / "bin" / "python"
    stand_in.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\npwd\n', encoding="ascii")
    stand_in.chmod(0o755)
    language = checkout / "translations" / "ja" / "LC_MESSAGES"
    language.mkdir(parents=True)
    (language / "madoguchi.mo").touch()
    command = f'here="{checkout}"; . "$here/tools/setup/front.sh"; fingerprint'
    told = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True)
    (checkout / ".venv" / f"ready-{group}").write_text(told.stdout, encoding="ascii")


def test_a_second_start_hands_over_at_once(checkout, tmp_path):
    make_ready(checkout, "app")
    started = time.monotonic()
    done = subprocess.run(
        [str(checkout / "run"), "people", "find", "山田 太郎", "--json"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=True,
    )
    assert time.monotonic() - started < 1.0
    arguments = ["-P", "-m", "app", "people", "find", "山田 太郎", "--json"]
    assert done.stdout.splitlines() == [*arguments, str(tmp_path)]
    assert done.stderr == ""


@pytest.mark.parametrize("changed", ["requirements/app.txt", "tools/setup/environment.py"])
def test_a_change_in_what_it_was_made_from_makes_set_up_run(checkout, tmp_path, changed):
    make_ready(checkout, "app")
    with (checkout / changed).open("a", encoding="utf-8") as file:
        file.write("\n# changed\n")
    surroundings = other_pythons(tmp_path / "bin", "3.10")
    done = subprocess.run([str(checkout / "run"), "--version"], env=surroundings)
    assert done.returncode == 5


def test_a_moved_checkout_is_set_up_again(checkout, tmp_path):
    make_ready(checkout, "app")
    moved = tmp_path / "moved"
    checkout.rename(moved)
    done = subprocess.run(
        [str(moved / "run"), "--version"], env=other_pythons(tmp_path / "bin", "3.10")
    )
    assert done.returncode == 5


def test_the_python_of_an_environment_stays_its_python(checkout, tmp_path):
    """Another Python put first on the path must not throw away a whole environment."""
    (checkout / ".venv" / "bin").mkdir(parents=True)
    (checkout / ".venv" / "bin" / "python").symlink_to(sys.executable)
    surroundings = other_pythons(tmp_path / "bin", "3.10")
    command = f'here="{checkout}"; . "$here/tools/setup/front.sh"; choose_python'
    told = subprocess.run(["sh", "-c", command], capture_output=True, text=True, env=surroundings)
    assert Path(told.stdout.strip()).resolve() == Path(sys.executable).resolve()


def test_without_a_display_the_walk_is_started(checkout):
    make_ready(checkout, "screen")
    surroundings = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    done = subprocess.run(
        [str(checkout / "run")], capture_output=True, text=True, env=surroundings, check=True
    )
    told = done.stdout.splitlines()
    assert told == ["-P", "-m", "tools.walk", "--out", "out", str(checkout)]


def test_a_display_that_nobody_serves_is_none():
    assert not display_answers(":4711")
    assert not display_answers("nonsense")
    assert not display_answers("")


def small_environment(checkout: Path) -> Environment:
    return Environment(checkout)


@pytest.mark.timeout(180)
def test_an_environment_cut_off_in_the_middle_is_made_anew(checkout):
    environment = small_environment(checkout)
    environment.install("app")
    broken = environment.folder / "half-unpacked"
    broken.touch()
    (environment.folder / "being-made").touch()
    environment.install("app")
    assert not broken.exists()
    assert not (environment.folder / "being-made").exists()
    told = subprocess.run(
        [str(environment.python), "-P", "-c", "import tools; print(tools.__file__)"],
        capture_output=True,
        text=True,
        check=True,
        cwd="/",
    )
    assert told.stdout.strip() == str(checkout / "tools" / "__init__.py")


@pytest.mark.timeout(180)
def test_two_set_ups_at_once_wait_for_each_other(checkout):
    command = [sys.executable, "-m", "tools.setup", "--group", "app", "--fingerprint", "f"]
    first = subprocess.Popen(command, cwd=checkout, stderr=subprocess.PIPE, text=True)
    time.sleep(0.7)
    second = subprocess.Popen(command, cwd=checkout, stderr=subprocess.PIPE, text=True)
    told = [one.communicate()[1] for one in (first, second)]
    assert "Another set-up is running here" in told[1]
    assert (checkout / ".venv" / "installed-app").exists()


def test_groups_of_system_packages_grow(tmp_path):
    sets = [set(packages) for packages in GROUPS.values()]
    assert all(small <= large for small, large in itertools.pairwise(sets))


def test_a_package_that_exists_nowhere_is_missing():
    assert missing_packages(["no-such-package-anywhere"]) == ["no-such-package-anywhere"]


def test_catalogues_are_compiled_once_and_again_after_a_change(tmp_path):
    folder = tmp_path / "ja" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    source = folder / "madoguchi.po"
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    source.write_text(head + 'msgid "Save"\nmsgstr "保存"\n', encoding="utf-8")
    assert compile_catalogues(tmp_path) == [folder / "madoguchi.mo"]
    assert compile_catalogues(tmp_path) == []
    source.write_text(head + 'msgid "Save"\nmsgstr "保存する"\n', encoding="utf-8")
    assert compile_catalogues(tmp_path) == [folder / "madoguchi.mo"]

    import gettext

    assert gettext.translation("madoguchi", str(tmp_path), ["ja"]).gettext("Save") == "保存する"


def test_a_guessed_sentence_is_not_compiled(tmp_path):
    folder = tmp_path / "ja" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    text = head + '#, fuzzy\nmsgid "Save"\nmsgstr "消す"\n'
    (folder / "madoguchi.po").write_text(text, encoding="utf-8")
    compile_catalogues(tmp_path)

    import gettext

    assert gettext.translation("madoguchi", str(tmp_path), ["ja"]).gettext("Save") == "Save"
