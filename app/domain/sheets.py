"""The sheet a visitor takes home: what was done, how to do it again, when to come next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

# Body sizes of paper in pt.
SHEET_SIZES_PT: tuple[int, ...] = (22, 28, 36)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One take-home sheet「きょうやったこと」; empty texts and None are left out on paper.

    `name` is printed as typed and read as `kana` says, the person's own. `steps` are short
    sentences in order; what stands in 「 」 is the thing to press and is printed bold. `phone` is
    shown as given, `qr_text` is what a telephone's camera reads, `qr_label` the word under it.
    """

    day: date
    name: str
    kana: str
    steps: tuple[str, ...]
    centre: str
    title: str = ""
    if_not: str = ""
    next_day: date | None = None
    next_time: time | None = None
    next_place: str = ""
    phone: str = ""
    centre_kana: str = ""
    qr_text: str = ""
    qr_label: str = ""
    size_pt: int = 28
    furigana: bool = True
