"""Reading aloud and the phrases of a screen, joined."""

from __future__ import annotations

import time
from pathlib import Path

from app.domain.errors import BadInput, Finding
from app.domain.voice.core_words import CORE_WORDS


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
    import app.ui.screens  # noqa: F401 - importing registers every screen
    from app.ui.registry import Action, registry

    known = {one.id for one in registry.screens()}
    if screen not in known:
        found = Finding("voice.no_screen", value=screen)
        raise BadInput("voice.no_screen", (found,), value=screen)
    rows: list[dict[str, object]] = []
    said: set[str] = set()

    def add(phrase: str, intent: str, action: str, risk: int) -> None:
        if phrase and phrase.casefold() not in said:
            said.add(phrase.casefold())
            rows.append({"phrase": phrase, "intent": intent, "action": action, "risk": f"R{risk}"})

    for word in CORE_WORDS:
        for phrase in word.english if language == "en" else word.japanese:
            risk = int(registry.action(word.action).danger) if word.action else 0
            add(phrase, word.intent, word.action, risk)

    def add_action(one: Action) -> None:
        for phrase in (one.label, *one.phrases):
            add(str(phrase), f"action.{one.id}", one.id, int(one.danger))

    for action_id in registry.screen(screen).actions:
        add_action(registry.action(action_id))
    for one in registry.actions():
        if one.id.startswith(("shell.", "app.", "modes.")):
            add_action(one)
    for other in registry.screens():
        add(str(other.title), f"open.{other.id}", "shell.go", 0)
    return rows
