"""Sentences about reading aloud and listening."""

from __future__ import annotations

from app.messages import N_, Lazy

VOICE: dict[str, tuple[Lazy, Lazy | None]] = {
    "voice.no_japanese": (
        N_("The Japanese voice is not installed here."),
        N_("Install the voice package. Everything else works without it."),
    ),
    "voice.no_english": (
        N_("English is not read aloud here: espeak-ng is missing or does not answer."),
        N_("Install espeak-ng. Japanese and everything else work without it."),
    ),
    "voice.nothing_to_say": (
        N_("There is nothing to read."),
        N_("Write a text."),
    ),
    "voice.no_screen": (
        N_("There is no screen {value}."),
        N_("Look at the list: `madoguchi screens`."),
    ),
}
