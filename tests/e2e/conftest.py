"""The virtual desktop for every end-to-end test."""

from __future__ import annotations

from tests.helpers.desktop import desktop, listening_desktop

__all__ = ["desktop", "listening_desktop"]
