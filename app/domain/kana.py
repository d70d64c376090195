"""Kana: readings are kept in hiragana, whatever script, width or mark they were typed in."""

from __future__ import annotations

import re
import unicodedata

_TO_HIRAGANA = {code: code - 0x60 for code in (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)}
# か゛ typed as two characters is が; NFKC alone would part them with a space.
_VOICED = {0x309B: 0x3099, 0x309C: 0x309A}
_KANA = re.compile(r"[ぁ-ゖーゝゞ・\s]+")


def to_hiragana(text: str) -> str:
    """Return a reading in hiragana: half-width kana joined with their marks, spaces single."""
    plain = unicodedata.normalize("NFKC", text.translate(_VOICED)).translate(_TO_HIRAGANA)
    plain = re.sub(r"(?<=[ぁ-ゖー])[-‐‑‒–—―−](?=[ぁ-ゖー]|$)", "ー", plain)
    return re.sub(r"\s+", " ", plain).strip()


def is_kana(text: str) -> bool:
    """Tell whether a text is nothing but kana (and the spaces and marks between them)."""
    return bool(_KANA.fullmatch(to_hiragana(text))) if text.strip() else False
