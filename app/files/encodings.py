"""Which encoding a text file is in: UTF-8 or CP932, decided strictly and never by luck.

CP932 gives a letter to almost every byte. A file in another encoding, or in UTF-8 with one byte
lost, would therefore be read as rows of nonsense. Such files are refused with the place instead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.domain.errors import BadInput, Finding

_UTF8_MARK = b"\xef\xbb\xbf"
# Bytes that Python's CP932 lets through, though no Japanese letter has them.
_NO_LETTERS = re.compile("[\x80\xa0\uf8f0-\uf8f3]")
_JAPANESE = re.compile("[぀-ヿ一-鿿]")
# How much likelier the other reading must be before a file is refused.
_TIMES = 5
_FEWEST = 4
_FEWEST_PAIRS = 8
# EUC-JP: kana and the kanji of daily use (JIS level 1) lie in the rows up to 0xCF.
_LAST_DAILY_ROW = 0xCF


def decode(data: bytes, file: str) -> tuple[str, str]:
    """Return (text, encoding); `BadInput("files.encoding")` names the row that no encoding reads."""
    if data.startswith(_UTF8_MARK):
        tries: Sequence[str] = ("utf-8-sig",)
    else:
        tries = ("utf-8", "cp932")
    worst = 0
    for encoding in tries:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            worst = max(worst, error.start)
            continue
        place = _place_of_nonsense(data, text, encoding)
        if place is None:
            return text, encoding
        worst = place
    row = data.count(b"\n", 0, worst) + 1
    value = data[worst : worst + 4].hex(" ")
    raise BadInput("files.encoding", (Finding("files.encoding", file, row, value=value),))


def _place_of_nonsense(data: bytes, text: str, encoding: str) -> int | None:
    """Return the byte at which a text that could be decoded shows that it was something else."""
    if "\x1b$" in text:  # ISO-2022-JP is plain ASCII with escapes
        return data.index(b"\x1b$")
    if encoding != "cp932":
        return None
    odd = _NO_LETTERS.search(text)
    if odd is not None:
        return len(text[: odd.start()].encode("cp932"))
    return _broken_utf8(data) if _looks_like_utf8(data) else _euc_jp(data)


def _looks_like_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", errors="replace")
    letters = len(_JAPANESE.findall(text))
    return letters >= _FEWEST and letters >= _TIMES * text.count("\ufffd")


def _broken_utf8(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return 0


def _euc_jp(data: bytes) -> int | None:
    """Return the first letter of an EUC-JP file; its kanji would be half-width kana in CP932."""
    try:
        data.decode("euc_jp")
    except UnicodeDecodeError:
        return None
    high = re.sub(rb"[\x00-\x7f]+", b"", data)
    rows = high[::2]
    daily = sum(1 for row in rows if row <= _LAST_DAILY_ROW)
    if len(rows) < _FEWEST_PAIRS or daily < 0.95 * len(rows):
        return None
    found = re.search(rb"[\x80-\xff]", data)
    return found.start() if found else None
