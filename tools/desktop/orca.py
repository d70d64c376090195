"""The real Orca in Japanese, and what it says for each key, kept as a golden transcript."""

from __future__ import annotations

import difflib
import json
import os
import re
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tools.desktop.processes import Children
from tools.desktop.ssip import SpeechSink
from tools.desktop.waiting import wait_until

if TYPE_CHECKING:
    from tools.desktop.session import Desktop

UPDATE_SWITCH = "MADOGUCHI_UPDATE_GOLDEN"
_CHANGING = (
    (re.compile(r"\d{1,2}:\d{2}"), "<time>"),
    (re.compile(r"(午前|午後)\s?\d{1,2}時(\d{1,2}分)?"), "<time>"),
    (re.compile(r"\d{4}-\d{2}-\d{2}"), "<day>"),
    (re.compile(r"(令和\d+年)?\d{1,2}月\d{1,2}日(\(.\))?"), "<day>"),
)


def start_orca(
    children: Children, settings_folder: Path, env: dict[str, str], speech: SpeechSink
) -> None:
    """Start Orca with settings of our own and wait until it has greeted."""
    settings_folder.mkdir(parents=True, exist_ok=True)
    general = _settings()
    profile = general | {"profile": ["Default", "default"], "pronunciations": {}, "keybindings": {}}
    whole = {
        "general": general,
        "profiles": {"default": profile},
        "pronunciations": {},
        "keybindings": {},
    }
    (settings_folder / "user-settings.conf").write_text(json.dumps(whole), "utf-8")
    children.start("orca", ["orca", "--replace", "--user-prefs", str(settings_folder)], env)
    wait_until("Orca to greet", lambda: speech.since(0), 40)
    speech.wait_quiet()


def _settings() -> dict[str, Any]:
    """What somebody who cannot see the screen keeps on: speech, names, rows; no echo, no sounds."""
    return {
        "startingProfile": ["Default", "default"],
        "speechServerFactory": "speechdispatcherfactory",
        "enableSpeech": True,
        "enableBraille": False,
        "enableSound": False,
        "enableKeyEcho": False,
        "enableEchoByCharacter": False,
        "enableEchoByWord": False,
        "enableTutorialMessages": False,
        "onlySpeakDisplayedText": False,
        "readFullRowInGUITable": True,
        "verbalizePunctuationStyle": 1,
    }


FIRST_WORD_SECONDS = 5.0
AFTER_CLIPBOARD_SECONDS = 3.0
OF_CLIPBOARD = "Pasted contents from clipboard."


@dataclass(frozen=True, slots=True)
class Step:
    """One key and what was said because of it."""

    key: str
    said: tuple[str, ...]
    focus: str = ""

    @property
    def line(self) -> str:
        """The step as one line of a transcript, without what changes from day to day."""
        text = f"{self.key}: {' | '.join(self.said)}"
        for pattern, word in _CHANGING:
            text = pattern.sub(word, text)
        return " ".join(text.split())


class Listener:
    """Presses keys and writes down, per key, what Orca says."""

    def __init__(self, desktop: Desktop) -> None:
        assert desktop.speech is not None, "the desktop was started without Orca"
        self._desktop = desktop
        self._speech = desktop.speech
        self.steps: list[Step] = []

    def press(self, key: str, wait: Callable[[], object] | None = None) -> Step:
        """Press a key, listen until it is quiet, and wait for what it leads to.

        Nothing is asked of the accessibility tree while the reader reads it.
        """
        step = self.listen(key, lambda: self._desktop.keyboard.press(key))
        if wait is not None:
            wait()
        return step

    def write(self, text: str) -> Step:
        """Bring in text and listen until it is quiet; what Orca says of a clipboard is left out.

        Text comes in by the clipboard, and Orca 43 asks who owns it before it says anything else.
        """
        step = self.listen(f"write {text}", lambda: self._desktop.keyboard.write(text))
        time.sleep(AFTER_CLIPBOARD_SECONDS)
        self._speech.wait_quiet()
        said = tuple(one for one in step.said if one != OF_CLIPBOARD)
        self.steps[-1] = Step(step.key, said)
        return self.steps[-1]

    def listen(self, what: str, act: Any) -> Step:
        """Do something and write down what Orca says because of it."""
        mark = self._speech.mark()
        act()
        # Orca may need more than a second before its first word; then it speaks without gaps.
        end = time.monotonic() + FIRST_WORD_SECONDS
        while self._speech.mark() == mark and time.monotonic() < end:
            time.sleep(0.05)
        self._speech.wait_quiet()
        step = Step(what, tuple(" ".join(text.split()) for text in self._speech.since(mark)))
        self.steps.append(step)
        return step


def compare_with_golden(steps: Iterable[Step], golden: Path) -> str:
    """Return the differences to a kept transcript, empty when there are none.

    With the environment variable `MADOGUCHI_UPDATE_GOLDEN` set, write it anew instead.
    """
    now = [step.line for step in steps]
    if os.environ.get(UPDATE_SWITCH):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text("\n".join(now) + "\n", "utf-8")
        return ""
    kept = golden.read_text("utf-8").splitlines() if golden.exists() else []
    return "\n".join(difflib.unified_diff(kept, now, "kept", "now", lineterm=""))


def not_heard(steps: Sequence[Step], golden: Path) -> set[str]:
    """Return what a kept transcript has and was not heard at its key or at the next one, in lines.

    A long job has pages that come up while Orca still asks: it may say them a key later, say more,
    or leave one out. So listen again to what is missing. With `MADOGUCHI_UPDATE_GOLDEN` set, write
    the transcript anew instead.
    """
    if os.environ.get(UPDATE_SWITCH):
        compare_with_golden(steps, golden)
        return set()
    kept = golden.read_text("utf-8").splitlines()
    if [line.split(":", 1)[0] for line in kept] != [step.line.split(":", 1)[0] for step in steps]:
        return {"other keys were pressed than are kept"}
    heard = [step.line for step in steps]
    missing: set[str] = set()
    for place, line in enumerate(kept):
        here = " ".join(heard[place : place + 2])
        key, _, said = line.partition(":")
        lost = [one.strip() for one in said.split("|") if one.strip() not in here]
        missing.update(f"{place + 1} {key}: {one}" for one in lost)
    return missing
