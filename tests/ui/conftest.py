"""A signed-in window over a centre that is copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from app.bootstrap.centre import Centre
from app.ui.shell.window import MainWindow
from tests.helpers.windows import administrator, end, make_centre, open_demo, window_over


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "centre"
    make_centre(folder)
    return folder


@pytest.fixture
def centre(demo_folder: Path, tmp_path: Path) -> Iterator[Centre]:
    folder = tmp_path / "centre"
    shutil.copytree(demo_folder, folder)
    centre = open_demo(folder)
    yield centre
    centre.close()


@pytest.fixture
def window(qapp: QApplication, centre: Centre) -> Iterator[MainWindow]:
    window = window_over(centre, administrator(centre))
    yield window
    end(window)


@pytest.fixture
def locked_window(qapp: QApplication, centre: Centre) -> Iterator[MainWindow]:
    window = window_over(centre, None)
    window.show_screen("sign-in")
    yield window
    end(window)


@pytest.fixture(autouse=True)
def nobody_listens(qapp: QApplication) -> None:
    """Begin without a screen reader; the audit of another test may have turned one on."""
    QAccessible.setActive(False)
