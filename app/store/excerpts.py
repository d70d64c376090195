"""The piece of a story that a search result shows, with the places of the words in it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from app.store.grams import fold_text

LONGEST = 80
BEFORE = 20


Excerpt = tuple[str, tuple[tuple[int, int], ...]]


def excerpt_of(texts: Iterable[str], words: Iterable[str] = ()) -> Excerpt:
    """Cut an excerpt around the first hit.

    Args:
        texts: the fields in which words may stand, the preferred one first.
        words: folded words; without any, the beginning of the first text is shown.

    Returns:
        The excerpt on one line, and the (start, length) of each hit in it.
    """
    lines = [" ".join(text.split()) for text in texts]
    wanted = list(words)
    for line in lines:
        spans = _hits(line, wanted)
        if spans:
            return _cut(line, spans)
    first = next((line for line in lines if line), "")
    return _cut(first, [])


def _cut(line: str, spans: list[tuple[int, int]]) -> Excerpt:
    start = max(0, spans[0][0] - BEFORE) if spans else 0
    start = max(0, min(start, len(line) - LONGEST))
    end = start + LONGEST
    piece = ("…" if start else "") + line[start:end] + ("…" if end < len(line) else "")
    shift = start - (1 if start else 0)
    kept = tuple((a - shift, n) for a, n in spans if a >= start and a + n <= end)
    return piece, kept


def _hits(line: str, words: list[str]) -> list[tuple[int, int]]:
    folded, origins = _folded_with_origins(line)
    spans: list[tuple[int, int]] = []
    for word in words:
        at = folded.find(word)
        while at >= 0:
            first, last = origins[at], origins[at + len(word) - 1]
            end = next((o for o in origins[at + len(word) :] if o > last), len(line))
            spans.append((first, end - first))
            at = folded.find(word, at + len(word))
    spans.sort()
    apart: list[tuple[int, int]] = []
    for span in spans:
        if not apart or span[0] >= apart[-1][0] + apart[-1][1]:
            apart.append(span)
    return apart


def _folded_with_origins(line: str) -> tuple[str, list[int]]:
    """Fold a line, and tell where in the line each folded character came from."""
    whole = fold_text(line)
    if len(whole) == len(line) and unicodedata.is_normalized("NFKC", line):
        return whole, list(range(len(line)))
    # Some characters fold to several, or several to one: fold them cluster by cluster.
    pieces: list[str] = []
    origins: list[int] = []
    start = 0
    for at in range(1, len(line) + 1):
        if at < len(line) and (unicodedata.combining(line[at]) or line[at] in "ﾞﾟ"):
            continue
        cluster = line[start:at]
        piece = " " if cluster.isspace() else fold_text(cluster)
        pieces.append(piece)
        origins.extend([start] * len(piece))
        start = at
    return "".join(pieces), origins
