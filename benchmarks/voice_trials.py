"""One trial: a text is said, heard and judged. What the fit and the benchmark are made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from app.bootstrap.listening import meanings
from app.bootstrap.voice import commands
from app.domain.voice.commands import Command
from app.domain.voice.evidence import gather
from app.messages import set_language
from app.speech.endpoints import utterance
from app.speech.english_ears import EnglishEars
from benchmarks.voice_sounds import Speaker, many

NUMBERS = ("five", "twelve", "twenty three", "sixteen", "forty")


@dataclass(frozen=True, slots=True)
class Trial:
    """What was said, what it means (empty for no command), and what was heard."""

    speaker: Speaker
    said: str
    means: str
    heard: str
    heard_means: str
    free: str
    evidence: dict[str, float] | None


def known_commands(screen: str | None) -> tuple[Command, ...]:
    """Return the English commands of a screen, with None of every screen."""
    set_language("en")
    return commands(screen, "en")


def texts_of(phrases: dict[str, str]) -> list[str]:
    """Return every phrase, of the numbers only a few."""
    numbers = [f"number {number}" for number in NUMBERS]
    plain = [one for one in phrases if not one.startswith("number ")]
    return [*plain, *(one for one in numbers if one in phrases)]


def trials(
    ears: EnglishEars,
    phrases: dict[str, str],
    speaker: Speaker,
    sentences: Sequence[str],
    seed: int,
) -> Iterator[Trial]:
    """Say every phrase and every sentence, and listen."""
    for said, sound in many([*texts_of(phrases), *sentences], speaker, seed):
        cut = utterance(sound)
        means = "" if said in sentences else phrases.get(said, "")
        if cut is None:
            yield Trial(speaker, said, means, "", "", "", None)
            continue
        found = ears.decodings(cut, phrases)
        heard = found.grammar.text
        known = phrases.get(heard, "")
        evidence = gather(found, ears.rivals(heard, phrases)) if known else None
        facts = asdict(evidence) if evidence else None
        yield Trial(speaker, said, means, heard, known, found.free.text, facts)


def all_meanings(screen: str | None) -> dict[str, str]:
    """Return every phrase and its meaning."""
    return meanings(known_commands(screen), "en")
