"""The doctor's look at sound card, microphone, voices and printer."""

from __future__ import annotations

import sys
from pathlib import Path

from app.cli.doctor_check import Check, answer_of
from app.messages import _

CARDS = Path("/proc/asound/cards")
STREAMS = Path("/proc/asound/pcm")


def sound_card() -> Check:
    """Look for something that plays sound."""
    if not sys.platform.startswith("linux"):
        return Check("sound_card", True, _("This system looks after sound itself."))
    streams = [line for line in _lines(STREAMS) if "playback" in line]
    if streams:
        return Check("sound_card", True, streams[0].split(":")[1].strip())
    sinks = answer_of("pactl", "list", "short", "sinks")
    if sinks and sinks.strip() and "auto_null" not in sinks:
        return Check("sound_card", True, sinks.split()[1])
    return Check(
        "sound_card", False, _("Nothing here plays sound; everything is also written."),
        _("Connect headphones or a speaker."),
    )  # fmt: skip


def microphone() -> Check:
    """Look for something that hears."""
    if not sys.platform.startswith("linux"):
        return Check("microphone", True, _("This system looks after sound itself."))
    streams = [line for line in _lines(STREAMS) if "capture" in line]
    if streams:
        return Check("microphone", True, streams[0].split(":")[1].strip())
    sources = [
        line.split()[1]
        for line in (answer_of("pactl", "list", "short", "sources") or "").splitlines()
        if ".monitor" not in line and len(line.split()) > 1
    ]
    if sources:
        return Check("microphone", True, sources[0])
    return Check(
        "microphone", False, _("No microphone is connected; everything can be typed."),
        _("Connect a microphone or a headset."),
    )  # fmt: skip


def speech_dispatcher() -> Check:
    """Look for the service through which Linux screen readers speak."""
    if not sys.platform.startswith("linux"):
        return Check("speech_dispatcher", True, _("This system brings its own speech."))
    version = answer_of("speech-dispatcher", "--version")
    if version:
        return Check("speech_dispatcher", True, version.splitlines()[0])
    return Check(
        "speech_dispatcher", False, _("The speech service of screen readers is not installed."),
        _("Type: sudo apt-get install speech-dispatcher"),
    )  # fmt: skip


def voice() -> Check:
    """Look for a voice that reads Japanese."""
    if not sys.platform.startswith("linux"):
        return Check("voice", True, _("This system brings its own speech."))
    for command in ("open_jtalk", "espeak-ng"):
        if answer_of(command, "--version") is not None or _is_installed(command):
            return Check("voice", True, command)
    return Check(
        "voice", False, _("No voice here reads Japanese aloud."),
        _("Type: sudo apt-get install open-jtalk open-jtalk-mecab-naist-jdic hts-voice-nitech-jp-atr503-m001"),
    )  # fmt: skip


def printer() -> Check:
    """Look for a printer."""
    if not sys.platform.startswith("linux"):
        return Check("printer", True, _("This system looks after printers itself."))
    listed = answer_of("lpstat", "-e")
    if listed and listed.strip():
        return Check("printer", True, listed.split()[0])
    return Check(
        "printer", False, _("No printer is set up; sheets can be saved as PDF."),
        _("Connect the printer and add it in the settings of this computer."),
    )  # fmt: skip


def _is_installed(command: str) -> bool:
    import shutil

    return shutil.which(command) is not None


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
