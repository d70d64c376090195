"""What every test may use: one Qt application without a display, started only where asked for."""

from __future__ import annotations

import os

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session")
def qapp():
    """The one QApplication of this test process."""
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance() or QApplication(["Madoguchi"])
    application.setApplicationName("Madoguchi")
    return application
