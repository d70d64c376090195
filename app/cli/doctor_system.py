"""The doctor's look at Python, Qt, fonts, display, accessibility bus, disk, clock and keyring."""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import shutil
import sys
from datetime import UTC, datetime
from importlib import metadata, util
from pathlib import Path

from app.cli.doctor_check import Check, answer_of
from app.messages import _

OLDEST_PYTHON, FIRST_UNKNOWN_PYTHON = (3, 11), (3, 14)
# What the Qt wheel leaves to the system, with the Debian package that brings it.
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
}
FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
ENOUGH_MIB = 500
# Records are stamped with the time; before this day the clock is certainly wrong.
SURELY_PAST = datetime(2026, 1, 1, tzinfo=UTC)
SURELY_FUTURE = datetime(2066, 1, 1, tzinfo=UTC)


def python() -> Check:
    """Look at the version of Python."""
    ok = OLDEST_PYTHON <= sys.version_info[:2] < FIRST_UNKNOWN_PYTHON
    version = sys.version.split()[0]
    return Check(
        "python", ok, _("Python {version}").format(version=version),
        "" if ok else _("Install Python 3.11, 3.12 or 3.13."), is_needed=True,
    )  # fmt: skip


def qt() -> Check:
    """Look whether the library of the window is installed, without loading it."""
    if util.find_spec("PySide6") is None:
        return Check(
            "qt", False, _("The library of the window (PySide6) is not installed."),
            _("Start the program with ./run; it installs it."), is_needed=True,
        )  # fmt: skip
    try:
        version = metadata.version("PySide6_Essentials")
    except metadata.PackageNotFoundError:
        version = "?"
    return Check("qt", True, f"PySide6 {version}", is_needed=True)


def qt_libraries() -> Check:
    """Look for the system libraries the window needs."""
    if not sys.platform.startswith("linux"):
        return Check("qt_libraries", True, _("This system brings them along."), is_needed=True)
    missing = [name for name in LIBRARIES if not _can_load(name)]
    if not missing:
        count = len(LIBRARIES)
        return Check(
            "qt_libraries", True, _("All {count} system libraries are there.").format(count=count),
            is_needed=True,
        )  # fmt: skip
    packages = " ".join(LIBRARIES[name] for name in missing)
    return Check(
        "qt_libraries", False, _("Missing: {names}").format(names=", ".join(missing)),
        _("Type: sudo apt-get install {packages}").format(packages=packages), is_needed=True,
    )  # fmt: skip


def japanese_font() -> Check:
    """Look for a font that can show Japanese: our own, else one of the system."""
    ours = sorted(FONTS.glob("*.ttf"))
    if ours:
        name = ours[0].stem.partition("-")[0]
        return Check(
            "japanese_font", True, _("Brought along: {name}").format(name=name), is_needed=True
        )
    listed = answer_of("fc-list", ":lang=ja", "family")
    if listed and listed.strip():
        return Check("japanese_font", True, listed.splitlines()[0], is_needed=True)
    return Check(
        "japanese_font", False, _("No font here can show Japanese."),
        _("Type: sudo apt-get install fonts-noto-cjk"), is_needed=True,
    )  # fmt: skip


def display() -> Check:
    """Look for a display to open the window on."""
    name = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY")
    if name or not sys.platform.startswith("linux"):
        return Check("display", True, name or _("The display of this computer"))
    return Check(
        "display", False, _("There is no display here; commands without a window work."),
        _("Start from the desktop, or type ./run for a walk on a virtual screen."),
    )  # fmt: skip


def accessibility_bus() -> Check:
    """Look whether screen readers can reach the window."""
    if not sys.platform.startswith("linux"):
        return Check("accessibility_bus", True, _("This system brings it along."))
    address = answer_of(
        "gdbus", "call", "--session", "--timeout", "3", "--dest", "org.a11y.Bus",
        "--object-path", "/org/a11y/bus", "--method", "org.a11y.Bus.GetAddress",
    ) if os.environ.get("DBUS_SESSION_BUS_ADDRESS") else None  # fmt: skip
    if address:
        return Check("accessibility_bus", True, _("Screen readers can reach the window."))
    return Check(
        "accessibility_bus", False, _("The accessibility bus does not answer."),
        _("Type: sudo apt-get install at-spi2-core libglib2.0-bin — then sign in again."),
    )  # fmt: skip


def disk(folder: Path) -> Check:
    """Look whether the centre's disk has room and may be written to."""
    place = next((one for one in (folder, *folder.parents) if one.exists()), Path("/"))
    try:
        free = shutil.disk_usage(place).free // 1024**2
    except OSError:
        free = 0
    if not os.access(place, os.W_OK):
        return Check(
            "disk", False, _("Nothing can be written in {folder}.").format(folder=place),
            _("Allow writing there, or name another folder with --centre."), is_needed=True,
        )  # fmt: skip
    ok = free >= ENOUGH_MIB
    return Check(
        "disk", ok, _("{free} MiB are free.").format(free=free),
        "" if ok else _("Make room: {needed} MiB should be free.").format(needed=ENOUGH_MIB),
        is_needed=True,
    )  # fmt: skip


def clock() -> Check:
    """Look whether the clock can be right: every record is stamped with it."""
    now = datetime.now(UTC)
    ok = SURELY_PAST < now < SURELY_FUTURE
    return Check(
        "clock", ok, f"{now.astimezone():%Y-%m-%d %H:%M %Z}",
        "" if ok else _("Set the date and time of this computer."), is_needed=True,
    )  # fmt: skip


def keyring(name: str | None) -> Check:
    """Tell which keyring may hold the key."""
    if name:
        return Check("keyring", True, name)
    return Check(
        "keyring", False, _("No keyring here may hold the key; the passphrase is asked."),
        _("On Debian and Ubuntu type: sudo apt-get install gnome-keyring"),
    )  # fmt: skip


def _can_load(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
