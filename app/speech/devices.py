"""Whether something here plays sound and something hears, asked without waking anything up."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

# The kernel's list of sound streams.
STREAMS = Path("/proc/asound/pcm")
LONGEST_WAIT_SECONDS = 2


def sound_devices() -> tuple[bool, bool]:
    """Return whether there is a loudspeaker, and whether there is a microphone.

    Other systems than Linux bring both and tell the person themselves when one is missing; asking
    them would load a whole library at the start.
    """
    if not sys.platform.startswith("linux"):
        return True, True
    streams = STREAMS.read_text(encoding="utf-8", errors="replace") if STREAMS.exists() else ""
    return (
        "playback" in streams or bool(_listed("sinks")),
        "capture" in streams or bool(_listed("sources")),
    )


def _listed(kind: str) -> list[str]:
    """Return what the sound service knows, a headset without wire for example."""
    path = shutil.which("pactl")
    if path is None:
        return []
    try:
        done = subprocess.run(
            [path, "list", "short", kind], capture_output=True, timeout=LONGEST_WAIT_SECONDS,
            check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return []
    lines = done.stdout.decode("utf-8", "replace").splitlines()
    return [one for one in lines if ".monitor" not in one and "auto_null" not in one]
