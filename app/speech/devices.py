"""Whether something here plays sound and something hears."""

from __future__ import annotations

import sys
from pathlib import Path

# The kernel's list of sound streams; reading it wakes nothing up.
STREAMS = Path("/proc/asound/pcm")


def sound_devices() -> tuple[bool, bool]:
    """Return whether there is a loudspeaker, and whether there is a microphone."""
    if sys.platform.startswith("linux") and STREAMS.exists():
        streams = STREAMS.read_text(encoding="utf-8", errors="replace")
        return "playback" in streams, "capture" in streams
    from app.speech.audio import known_devices

    return known_devices()
