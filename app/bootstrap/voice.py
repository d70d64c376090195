"""Reading aloud and the phrases of a screen, joined."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import BadInput, Finding
from app.domain.voice.commands import ENGLISH, NUMBER, Command, spoken
from app.domain.voice.core_words import CORE_WORDS

if TYPE_CHECKING:
    from app.ui.registry import Action

# Actions that every screen has.
EVERYWHERE = ("shell.", "app.", "modes.")


def say(text: str, language: str, file: Path) -> dict[str, object]:
    """Write a text read aloud as WAV; return how long it is and how long it took."""
    from app.files.writing import write_whole

    start = time.perf_counter()
    if language == "en":
        from app.speech.english import speak
    else:
        from app.speech.japanese import speak
    sound = speak(text)
    write_whole(file, sound.as_wav())
    took = time.perf_counter() - start
    return {"seconds": round(sound.seconds, 3), "took": round(took, 3), "rate": sound.rate}


def phrases(screen: str, language: str) -> list[dict[str, object]]:
    """Return what can be said on a screen: the core words, then what the registry has for it.

    Raises:
        BadInput: `voice.no_screen`.
    """
    return [
        {"phrase": one.phrase, "intent": one.intent, "action": one.action, "risk": f"R{one.risk}"}
        for one in commands(screen, language)
    ]


def commands(screen: str | None, language: str) -> tuple[Command, ...]:
    """Return the commands of a screen, or with None of every screen; each phrase once.

    Raises:
        BadInput: `voice.no_screen`.
    """
    import app.ui.screens  # noqa: F401 - importing registers every screen
    from app.ui.registry import registry

    screens = {one.id: one for one in registry.screens()}
    if screen is not None and screen not in screens:
        found = Finding("voice.no_screen", value=screen)
        raise BadInput("voice.no_screen", (found,), value=screen)
    given: dict[str, Command] = {}
    for word in CORE_WORDS:
        risk = int(registry.action(word.action).danger) if word.action in known_actions() else 0
        for phrase in word.english if language == ENGLISH else word.japanese:
            _give(given, Command(phrase, word.intent, word.action, risk), language)
    shown = screens.values() if screen is None else (screens[screen],)
    for action in dict.fromkeys(action for one in shown for action in one.actions):
        _give_action(given, registry.action(action), language)
    for one in registry.actions():
        if one.id.startswith(EVERYWHERE):
            _give_action(given, one, language)
    for page in registry.screens():
        # Pages beside the navigation need a person or a record, which a name alone does not say.
        if page.in_navigation:
            command = Command(str(page.title), f"open.{page.id}", "shell.go", 0, page.id)
            _give(given, command, language)
    return tuple(given.values())


def known_actions() -> frozenset[str]:
    """Return the ids of all registered actions."""
    from app.ui.registry import registry

    return frozenset(one.id for one in registry.actions())


def _give_action(given: dict[str, Command], one: Action, language: str) -> None:
    for phrase in (one.label, *one.phrases):
        _give(given, Command(str(phrase), f"action.{one.id}", one.id, int(one.danger)), language)


def _give(given: dict[str, Command], command: Command, language: str) -> None:
    said = command.phrase if NUMBER in command.phrase else spoken(command.phrase, language)
    if said:
        given.setdefault(said, command)
