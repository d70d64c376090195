"""What signs on keys are called: a sign alone is silent, or read as a pause."""

from __future__ import annotations

from app.messages import N_, Lazy

_NAMES: dict[str, Lazy] = {
    "ー": N_("Long sound"),
    "、": N_("Japanese comma"),
    "。": N_("Japanese full stop"),
    "・": N_("Middle dot"),
    "「": N_("Opening quotation mark"),
    "」": N_("Closing quotation mark"),
    "'": N_("Apostrophe"),
    "?": N_("Question mark"),
    "!": N_("Exclamation mark"),
    "&": N_("And sign"),
    "-": N_("Hyphen"),
    "/": N_("Slash"),
    ":": N_("Colon"),
    ".": N_("Dot"),
    ",": N_("Comma"),
    "@": N_("At sign"),
    "_": N_("Underscore"),
    "+": N_("Plus sign"),
    "=": N_("Equals sign"),
    "%": N_("Per cent sign"),
    "(": N_("Opening bracket"),
    ")": N_("Closing bracket"),
    "#": N_("Number sign"),
}


def spoken_letter(letter: str) -> str:
    """Return what a key with this letter is called: capitals and signs have names, kana themselves."""
    if letter in _NAMES:
        return str(_NAMES[letter])
    if letter.isascii() and letter.isupper():
        return str(N_("Capital {letter}")).format(letter=letter)
    return letter
