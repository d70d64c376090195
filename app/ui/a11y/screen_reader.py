"""Is a screen reader running? Then the program's own voice is silent, and messages are announced."""

from __future__ import annotations

import subprocess
import sys

SPI_GETSCREENREADER = 0x0046
MOST_SECONDS = 2


def is_screen_reader_running() -> bool:
    """Ask the system; what cannot be asked counts as no."""
    if sys.platform == "win32":
        return _on_windows()
    if sys.platform == "darwin":
        return _on_macos()
    return _on_the_accessibility_bus()


def _on_the_accessibility_bus() -> bool:
    from PySide6.QtDBus import QDBusConnection, QDBusInterface

    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return False
    status = QDBusInterface("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Status", bus)
    return status.isValid() and bool(status.property("ScreenReaderEnabled"))


def _on_windows() -> bool:
    import ctypes

    found = ctypes.c_int(0)
    user32 = getattr(ctypes, "windll").user32  # noqa: B009 - there only on Windows
    user32.SystemParametersInfoW(SPI_GETSCREENREADER, 0, ctypes.byref(found), 0)
    return bool(found.value)


def _on_macos() -> bool:
    words = ["defaults", "read", "com.apple.universalaccess", "voiceOverOnOffKey"]
    try:
        done = subprocess.run(words, capture_output=True, timeout=MOST_SECONDS, check=False)
    except (OSError, subprocess.SubprocessError):
        return False
    return done.stdout.strip() == b"1"
