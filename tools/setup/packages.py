"""System packages by what they are for, as Debian and Ubuntu name them."""

from __future__ import annotations

from typing import Final

# What the window needs and the Qt wheels leave to the system. A missing one shows only as
# "could not load the xcb plugin". Noto draws the rare kanji of names that BIZ UD lacks.
WINDOW: Final = (
    "libgl1",
    "libegl1",
    "libxkbcommon0",
    "libxkbcommon-x11-0",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-image0",
    "libxcb-render-util0",
    "libxcb-util1",
    "libxcb-randr0",
    "libxcb-shape0",
    "libxcb-shm0",
    "libxcb-sync1",
    "libxcb-xfixes0",
    "libxcb-xkb1",
    "libx11-xcb1",
    "libdbus-1-3",
    "libfontconfig1",
    "libfreetype6",
    "libglib2.0-0",
    "libpulse0",
    "fonts-noto-cjk",
)

# A screen, a session bus, a window manager and the accessibility bus where there is no desktop.
SCREEN: Final = (
    "xvfb",
    "xauth",
    "dbus",
    "at-spi2-core",
    "gir1.2-atspi-2.0",
    "python3-gi",
    "openbox",
    "xdotool",
    "imagemagick",
)

# The real screen reader, for the transcripts of what it says.
READER: Final = ("orca", "speech-dispatcher")

# Reads printed sheets back: their words, and how they look.
PAPER: Final = ("poppler-utils",)

# Reads English aloud; GPL, so it stays a program of the system.
VOICE: Final = ("espeak-ng",)

# The server's own database and its cluster. Tests start them by themselves, on loopback.
SERVER: Final = ("postgresql", "patroni", "etcd-server", "etcd-client", "haproxy")

# What freezing the program needs.
BUILD: Final = ("binutils",)

GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "app": WINDOW,
    "screen": (*WINDOW, *SCREEN),
    "test": (*WINDOW, *SCREEN, *READER, *PAPER, *VOICE, *SERVER),
    "build": (*WINDOW, *SCREEN, *READER, *PAPER, *VOICE, *SERVER, *BUILD),
}
