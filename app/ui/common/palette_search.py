"""Finds pages and actions by their words, kana or a phrase; no Qt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.folding import fold
from app.messages import Lazy
from app.messages.readings import ruby_for


@dataclass(frozen=True, slots=True)
class Choice:
    """A page (`is_page`) or action that can be started, with its words."""

    id: str
    label: Lazy
    help: Lazy | str
    shortcut: str = ""
    icon: str = ""
    is_page: bool = False
    phrases: tuple[Lazy, ...] = ()


def matching(choices: Iterable[Choice], typed: str) -> list[Choice]:
    """Return the choices that fit, those whose own word fits first."""
    wanted = fold(typed).split()
    ranked = []
    for order, one in enumerate(choices):
        label = fold(str(one.label)) + " " + fold(reading_of(str(one.label)))
        rest = " ".join(fold(str(words)) for words in (*one.phrases, one.help, one.shortcut))
        if all(word in label for word in wanted):
            ranked.append((0, order, one))
        elif all(word in label or word in rest for word in wanted):
            ranked.append((1, order, one))
    return [one for _rank, _order, one in sorted(ranked, key=lambda found: found[:2])]


def reading_of(sentence: str) -> str:
    """Return the sentence in kana, as far as its readings are listed."""
    parts, at = [], 0
    for ruby in ruby_for(sentence):
        parts += [sentence[at : ruby.start], ruby.kana]
        at = ruby.start + ruby.length
    return "".join((*parts, sentence[at:]))
