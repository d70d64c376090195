"""Sentences about reading aloud and listening."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.messages import N_, Lazy, _

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
    "voice.no_file": (
        N_("The sound file {file} cannot be read."),
        N_("Look whether it is there."),
    ),
    "voice.no_wav": (
        N_("{file} is no WAV file with sound in it."),
        N_("Record it as WAV (PCM)."),
    ),
    "voice.too_long": (
        N_("The sound file {file} is too long."),
        N_("Record one command, eight seconds at most."),
    ),
    "voice.no_ears_en": (
        N_("English commands are not heard here: the recogniser is not installed."),
        N_("Install pocketsphinx. Keys, mouse and switch work without it."),
    ),
    "voice.no_ears_ja": (
        N_("Japanese commands are not heard here: there is no Japanese speech model."),
        N_("Put a Vosk model folder into {folder}, or into `models/` beside the program."),
    ),
    "voice.model_incomplete": (
        N_("The speech model in {folder} is not whole: {missing} is missing."),
        N_("Unpack the model again, or choose another folder."),
    ),
    "voice.model_unreadable": (
        N_("The speech model in {folder} cannot be used."),
        N_("Unpack the model again, or choose another folder."),
    ),
    "voice.no_vosk": (
        N_("Japanese commands are not heard here: Vosk is not installed."),
        N_("Install Vosk. Keys, mouse and switch work without it."),
    ),
    "voice.no_loudspeaker": (
        N_("There is no loudspeaker."),
        N_("Connect one. Everything is on the screen, too."),
    ),
    "voice.no_microphone": (
        N_("There is no microphone."),
        N_("Connect one. Keys, mouse and switch work without it."),
    ),
    "voice.engine_stopped": (
        N_("The voice stopped in the middle."),
        N_("Everything else goes on. Try again: the voice starts anew."),
    ),
}


def understood_lines(found: Mapping[str, Any]) -> list[str]:
    """Say what was heard and what follows from it.

    Args:
        found: the document of `voice understand`.
    """
    lines = [_("Heard: {heard}").format(heard=found["heard"])] if found["heard"] else []
    match found["reason"]:
        case "done":
            lines.append(_("This starts: {action}").format(action=found["action"]))
        case "confirm":
            lines.append(_("It is done after you say: yes, do it. Or press the key."))
        case "never_by_voice":
            lines.append(_("This is never done by voice alone. Use a key or the mouse."))
        case "no_question":
            lines.append(_("There is no question to answer now."))
        case "nothing_heard":
            lines.append(_("Nobody was heard. Speak a little nearer to the microphone."))
        case _:
            lines.append(_did_you_mean(found["did_you_mean"]))
    return lines


def _did_you_mean(guesses: list[dict[str, str]]) -> str:
    if not guesses:
        return _("This was not understood. Say: what can I say.")
    numbered = "  ".join(f"{n} {one['phrase']}" for n, one in enumerate(guesses, 1))
    return _("Did you mean: {guesses}").format(guesses=numbered)


def bench_lines(found: Mapping[str, Any]) -> list[str]:
    """Say what `voice bench` measured.

    Args:
        found: its document.
    """
    lines = []
    for code, reading in found["reading"].items():
        if reading is None:
            lines.append(_("{language}: there is no voice here.").format(language=code))
        else:
            lines.append(
                _("{language}: {seconds} s of speech made in {took} s.").format(
                    language=code, seconds=reading["seconds"], took=reading["took"]
                )
            )
    if stop := found["stop_ms"]:
        lines.append(_("Silent {most} ms after a stop, at most.").format(most=stop["most"]))
    if not (heard := found["hearing"]):
        return [*lines, _("English commands cannot be tried here.")]
    lines.append(
        _("Commands in noise: {right} of {commands} right, {wrong} wrong.").format(**heard)
    )
    lines.append(
        _("Ordinary sentences taken for a command: {executed} of {sentences}.").format(**heard)
    )
    return lines
