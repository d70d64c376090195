"""The virtual desktop for the tests that need the real window."""

from __future__ import annotations

from tests.helpers.desktop import desktop

__all__ = ["desktop"]
