"""The catalogues: English source, complete Japanese, and easy Japanese laid over Japanese.

`_` translates now; `N_` marks a literal that is translated each time it is shown, so that a screen
can change its language while it is open. Both take literals only: the extractor reads the source.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

DOMAIN = "madoguchi"
FOLDER = Path(__file__).resolve().parents[2] / "translations"

_current = "ja"


@cache
def _catalogue(language_code: str) -> gettext.NullTranslations:
    """Load one language once; easy Japanese falls back to Japanese message by message."""
    chain = {"ja": ("ja",), "ja_easy": ("ja_easy", "ja"), "en": ("en",)}[language_code]
    first: gettext.NullTranslations | None = None
    for code in chain:
        try:
            found = gettext.translation(DOMAIN, str(FOLDER), [code])
        except FileNotFoundError:
            continue
        if first is None:
            first = found
        else:
            first.add_fallback(found)
    return first or gettext.NullTranslations()


def set_language(code: str) -> None:
    """Choose the language of every later sentence: `ja`, `ja_easy` or `en`."""
    global _current
    _catalogue(code)
    _current = code


def language() -> str:
    """Return the code of the current language."""
    return _current


@contextmanager
def use_language(code: str) -> Iterator[None]:
    """Speak another language for a while, for example for a printed sheet."""
    before = _current
    set_language(code)
    try:
        yield
    finally:
        set_language(before)


def _(text: str) -> str:
    """Return the sentence in the current language."""
    return _catalogue(_current).gettext(text)


def pgettext(context: str, text: str) -> str:
    """Return the sentence where one English text has several meanings."""
    return _catalogue(_current).pgettext(context, text)


def ngettext(singular: str, plural: str, count: int) -> str:
    """Return the sentence for a count."""
    return _catalogue(_current).ngettext(singular, plural, count)


@dataclass(frozen=True, slots=True)
class Lazy:
    """A sentence that is looked up when it is shown; `str()` gives it in the current language."""

    text: str
    context: str = ""
    values: dict[str, object] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        found = pgettext(self.context, self.text) if self.context else _(self.text)
        return found.format(**self.values) if self.values else found

    def format(self, **values: object) -> Lazy:
        """Return the same sentence with its values, still looked up late."""
        return Lazy(self.text, self.context, {**self.values, **values})


def N_(text: str) -> Lazy:
    """Mark a literal that is shown later."""
    return Lazy(text)


def NP_(context: str, text: str) -> Lazy:
    """Mark a literal with a context that is shown later."""
    return Lazy(text, context)
