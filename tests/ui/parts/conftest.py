"""The look of every test here: the shipped typefaces and the default modes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent

from app.ui.theme import Modes, theme
from app.ui.theme.fonts import load_fonts


@pytest.fixture(autouse=True)
def look(qapp):
    """Apply the default modes before and after each test."""
    if not getattr(qapp, "fonts_are_loaded", False):
        assert load_fonts() is None
        qapp.fonts_are_loaded = True
    theme().apply(Modes())
    yield theme()
    # A forgotten question would take the next test's keys.
    for left in qapp.topLevelWidgets():
        left.close()
    # Closed windows die here, not in the middle of the next test's change of modes.
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    theme().apply(Modes())
