"""What the computer's own settings say about colours, until the person chooses."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication


def system_scheme() -> str:
    """Return the scheme nearest to the system's colour and contrast settings."""
    hints = QGuiApplication.styleHints()
    dark = hints.colorScheme() == Qt.ColorScheme.Dark
    strong = hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
    if strong:
        return "yellow" if dark else "white"
    return "dark" if dark else "light"
