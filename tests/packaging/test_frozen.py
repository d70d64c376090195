"""The frozen program starts on its own, and does a first piece of work in its window."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.helpers.desktop import needs_desktop
from tools.desktop.hands import Hands
from tools.desktop.session import Desktop
from tools.dev.package import build
from tools.walk.job import Login, sign_in

pytestmark = [pytest.mark.long, pytest.mark.timeout(1200)]

GPL_ONLY = re.compile(
    r"VirtualKeyboard|Qt6?Charts|DataVisualization|Qt6?Graphs|NetworkAuth|HttpServer|flac-", re.I
)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The frozen program, built once for all tests of this module."""
    place = tmp_path_factory.mktemp("frozen")
    return build(place / "dist", place / "work")


@pytest.fixture(scope="module")
def centre(program: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo centre made by the frozen program itself."""
    folder = tmp_path_factory.mktemp("centre") / "demo"
    made = ask(program, "demo", "--people", "30", "--consultations", "40", "--out", str(folder))
    assert made.returncode == 0, made.stderr
    return folder


def ask(program: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a verb of the frozen program, away from the source and its Python."""
    surroundings = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "VIRTUAL_ENV"))
    }
    return subprocess.run(
        [str(program), *arguments],
        capture_output=True,
        text=True,
        cwd="/",
        env=surroundings | {"QT_QPA_PLATFORM": "offscreen"},
        timeout=180,
        check=False,
    )


def test_it_tells_its_version(program: Path) -> None:
    from app import __version__

    told = ask(program, "--version")
    assert told.returncode == 0, told.stderr
    assert __version__ in told.stdout


def test_it_lists_the_same_screens_as_the_source(program: Path) -> None:
    told = ask(program, "screens", "--json")
    assert told.returncode == 0, told.stderr
    screens = json.loads(told.stdout)["screens"]
    assert {"home", "people", "consultation", "sign-in"} <= {one["id"] for one in screens}


def test_it_draws_the_home_page_in_japanese(program: Path, tmp_path: Path) -> None:
    picture = tmp_path / "home.png"
    drawn = ask(program, "shot", "--screen", "home", "--out", str(picture))
    assert drawn.returncode == 0, drawn.stderr
    assert picture.read_bytes().startswith(b"\x89PNG")
    english = tmp_path / "english.png"
    ask(program, "shot", "--screen", "home", "--language", "en", "--out", str(english))
    assert picture.read_bytes() != english.read_bytes(), "its catalogues are missing"


def test_it_reads_a_town_file_into_its_encrypted_store(program: Path, centre: Path) -> None:
    found = ask(program, "people", "find", "090", "--centre", str(centre), "--json")
    assert found.returncode == 0, found.stderr
    assert json.loads(found.stdout)
    assert not (centre / "centre.db").read_bytes().startswith(b"SQLite format 3")


def test_it_carries_nothing_that_is_under_the_gpl_only(program: Path) -> None:
    names = [path.name for path in program.parent.rglob("*")]
    assert not [name for name in names if GPL_ONLY.search(name)]
    assert not [name for name in names if "WebEngine" in name]


def test_it_carries_the_licences_of_what_it_carries(program: Path) -> None:
    inside = program.parent / "_internal"
    for name in ("LICENSE", "NOTICE", "resources/fonts/OFL.txt"):
        assert (inside / name).exists(), name


@needs_desktop
def test_its_window_takes_a_person_to_the_people_and_finds_one(program: Path, centre: Path) -> None:
    with Desktop() as desktop:
        desktop.start_program([str(program), "open", "--centre", str(centre)])
        hands = Hands.on(desktop, 60)
        sign_in(hands, Login.of(centre))
        hands.press("F3")
        search = hands.wait_for("field_search", 20)
        assert "focusable" in search.states
        hands.fill("field_search", "090")
        hands.wait_for("row_0", 20)
