"""Opening the window loads what the first page needs, and no heavy library on top."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.helpers.command_line import demo_centre
from tests.helpers.locked import ROOT

HEAVY = {
    "ortools", "pandas", "numpy", "scipy", "openpyxl", "alembic", "requests", "speech_recognition",
    "pyttsx3", "pyopenjtalk", "vosk", "segno", "babel", "hypothesis", "PIL",
    "PySide6.QtMultimedia", "PySide6.QtPrintSupport", "PySide6.QtNetwork", "PySide6.QtQml",
    "PySide6.QtWebEngineCore", "PySide6.QtWebEngineWidgets",
}  # fmt: skip

# Drawing the home page goes through the same window, screens and store as opening it.
DRAW_HOME = """
import json, sys
from app.bootstrap import main
code = main(["shot", "--screen", "home", "--centre", sys.argv[2], "--out", sys.argv[1]])
print(json.dumps({"code": code, "modules": sorted(sys.modules)}))
"""

LIST_VERB = """
import json, sys
from app.bootstrap import main
try:
    code = main(["--version"])
except SystemExit as stop:
    code = stop.code or 0
print(json.dumps({"code": code, "modules": sorted(sys.modules)}))
"""


def modules_after(script: str, *arguments: str) -> set[str]:
    """Run a script in a fresh Python and return the modules it has loaded at its end."""
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["code"] == 0, done.stderr[-2000:]
    return set(told["modules"])


@pytest.fixture(scope="module")
def loaded_by_window(tmp_path_factory):
    """Names of the modules a drawn home page has loaded."""
    # Making a centre runs migrations; opening one must not load what they need.
    place = tmp_path_factory.mktemp("light")
    centre = demo_centre(place / "centre", 10, 10)
    return modules_after(DRAW_HOME, str(place / "home.png"), str(centre))


def test_the_window_starts_without_heavy_libraries(loaded_by_window):
    assert "PySide6.QtWidgets" in loaded_by_window
    assert loaded_by_window & HEAVY == set()


def test_the_web_engine_is_never_loaded(loaded_by_window):
    assert not [name for name in loaded_by_window if "WebEngine" in name]


def test_a_command_without_a_window_loads_no_qt():
    loaded = modules_after(LIST_VERB)
    assert not [name for name in loaded if name.startswith("PySide6")]
    assert loaded & HEAVY == set()
