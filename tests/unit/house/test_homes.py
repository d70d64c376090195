"""Each library has one home, down to the part of Qt; checked for packages that come later too."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.helpers.imports import imported_modules
from tests.helpers.locked import ROOT

# Library -> where it may be imported, as the beginnings of paths below app/.
HOMES = {
    "PySide6": ("ui/", "printing/", "speech/audio.py"),
    "sqlalchemy": ("store/", "server/"),
    "alembic": ("store/", "server/"),
    "sqlcipher3": ("store/",),
    "psycopg": ("server/",),
    "fastapi": ("server/",),
    "ortools": ("solvers/",),
    "scipy": ("solvers/",),
    "numpy": ("solvers/", "speech/"),
    "pandas": (),
    "cryptography": ("crypto/",),
    "joserfc": ("crypto/",),
    "rfc8785": ("crypto/",),
    "argon2": ("crypto/",),
    "keyring": ("crypto/",),
    "pyttsx3": ("speech/",),
    "speech_recognition": ("speech/",),
    "pyopenjtalk": ("speech/",),
    "vosk": ("speech/",),
    "openpyxl": ("files/",),
    "icalendar": ("files/",),
    "segno": ("files/", "printing/"),
    "jpholiday": ("files/", "printing/"),
    "budoux": ("messages/phrases.py",),
    "requests": ("sync/", "updates/"),
    "babel": (),
    "sqlite3": (),
}
QT_OF_PRINTING = {"PySide6.QtGui", "PySide6.QtPrintSupport", "PySide6.QtCore"}

# Parts of Qt that are under the GPL only or have no place in a console of this kind.
NEVER = re.compile(
    r"PySide6\.Qt(WebEngine\w*|WebView|Qml\w*|Quick\w*|Charts|DataVisualization|Graphs\w*"
    r"|VirtualKeyboard|NetworkAuth|HttpServer)\b"
)

SOURCES = sorted((ROOT / "app").rglob("*.py"))


def misplaced(place: str, source: str) -> list[str]:
    """Return what a file imports that has its home elsewhere."""
    found = []
    for module in imported_modules(source):
        homes = HOMES.get(module.partition(".")[0])
        if homes is not None and not any(place.startswith(home) for home in homes):
            found.append(module)
        if NEVER.match(module):
            found.append(module)
        part = ".".join(module.split(".")[:2])
        if place.startswith("printing/") and part.startswith("PySide6."):
            found.extend({part} - QT_OF_PRINTING)
    return found


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_libraries_are_imported_where_they_live(path: Path):
    place = path.relative_to(ROOT / "app").as_posix()
    assert misplaced(place, path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("place", "source"),
    [
        ("services/people.py", "import PySide6.QtCore"),
        ("cli/people.py", "def f():\n    from sqlalchemy import text"),
        ("store/centre.py", "import sqlite3"),
        ("ui/home/view.py", "from PySide6 import QtWebEngineWidgets"),
        ("ui/home/view.py", "from PySide6.QtCharts import QChart"),
        ("printing/sheet.py", "from PySide6.QtWidgets import QWidget"),
    ],
)
def test_a_library_away_from_home_is_found(place, source):
    assert misplaced(place, source)


def test_presenters_know_nothing_of_qt():
    for path in (ROOT / "app" / "ui").rglob("*presenter*.py"):
        modules = set(imported_modules(path.read_text(encoding="utf-8")))
        assert not any(module.startswith("PySide6") for module in modules), path


def test_the_domain_stands_on_the_standard_library_alone():
    import sys

    allowed = {"app", *sys.stdlib_module_names}
    for path in (ROOT / "app" / "domain").rglob("*.py"):
        for module in imported_modules(path.read_text(encoding="utf-8")):
            first = module.partition(".")[0]
            assert first in allowed, f"{path}: {module}"
            assert first != "app" or module.startswith(("app.domain", "app")), path
            if first == "app" and module != "app":
                assert module.startswith("app.domain"), f"{path}: {module}"
