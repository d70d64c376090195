"""Sentences for people: one catalogue for screen, voice, command line, files and server."""

from app.messages.catalogue import (
    N_,
    NP_,
    Lazy,
    _,
    language,
    ngettext,
    pgettext,
    set_language,
    use_language,
)

__all__ = [
    "NP_", "Lazy", "N_", "_", "language", "ngettext", "pgettext", "set_language", "use_language",
]  # fmt: skip
