"""Paper is drawn beside the tests of widgets, which need the larger kind of application."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _one_application(qapp):
    """Start the application all tests of a process share; printing would start a smaller one."""
    return qapp
