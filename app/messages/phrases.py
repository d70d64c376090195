"""Where a line may end: after phrases (文節), never inside a word, and never against 禁則.

In easy Japanese the author's spaces and 、。 are the phrase ends; long pieces and plain Japanese
are split by the phrase model of budoux, which is loaded the first time a line has to be broken.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final

NO_LINE_START: Final = frozenset(
    "、。，．,.・:;：；?!？！)]}）」』】〉》〕”’ー〜～ゝゞ々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ%％円"
)
NO_LINE_END: Final = frozenset("([{（「『【〈《〔“‘¥￥第")
LONG_PIECE: Final = 10
_JAPANESE: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0002ffff]")
_KANJI: Final = re.compile(r"[\u3400-\u9fff\uf900-\ufaff々\U00020000-\U0002ffff]")
_AFTER_BREAK: Final = re.compile(
    r"(?<=[ \u3000])(?![ \u3000])|(?<=[、。！？」』）])(?![、。！？」』）ー])"
)
_DIGIT: Final = re.compile(r"[0-9０-９一二三四五六七八九十百千万]$")
_COUNTER: Final = re.compile(r"[つ人名件回日月年時分秒歳才個台枚本冊番号室席行週円点位歩階%％けか]")


@lru_cache(maxsize=4096)
def phrases(text: str, easy: bool = False) -> tuple[str, ...]:
    """Split one line of text into the pieces that must stay together; joined they give the text."""
    pieces: list[str] = []
    for chunk in _AFTER_BREAK.split(text):
        if chunk:
            pieces.extend(_split_chunk(chunk, easy))
    return tuple(_kept_together(pieces))


def characters(piece: str) -> tuple[str, ...]:
    """Split a piece that is longer than a line, still keeping 禁則 and figures together."""
    return tuple(_kept_together(list(piece)))


def _split_chunk(chunk: str, easy: bool) -> list[str]:
    bare = chunk.rstrip(" \u3000")
    if not _JAPANESE.search(bare):
        return [chunk]
    if len(bare) <= (LONG_PIECE if easy else 2):
        return [chunk]
    split = list(_model().parse(bare))
    split[-1] += chunk[len(bare) :]
    return split


@lru_cache(maxsize=1)
def _model() -> Any:
    """Load the phrase model; it is heavy enough to wait for the first broken line."""
    import budoux

    return budoux.load_default_japanese_parser()


def _kept_together(pieces: list[str]) -> list[str]:
    """Join pieces that must not be parted."""
    out: list[str] = []
    for piece in pieces:
        if out and _must_join(out[-1], piece):
            out[-1] += piece
        else:
            out.append(piece)
    return out


def _must_join(before: str, after: str) -> bool:
    last, first = before[-1], after[0]
    if first in " \u3000" or first in NO_LINE_START or last in NO_LINE_END:
        return True
    if last.isascii() and first.isascii() and last not in " -/" and first != " ":
        return True
    return bool(_DIGIT.search(before) and (_COUNTER.match(first) or first.isdigit()))


def kanji_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return where the kanji groups of a text are; readings are drawn over these only."""
    return tuple(match.span() for match in re.finditer(rf"(?:{_KANJI.pattern})+", text))
