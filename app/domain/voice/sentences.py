"""Cuts a text into what is said in one breath."""

from __future__ import annotations

import re

_END = re.compile(r"(?<=[。！？!?])|\n+")


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, ends included; a new line ends one too."""
    return [one for piece in _END.split(text) if (one := piece.strip())]
