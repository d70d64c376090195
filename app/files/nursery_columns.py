"""Which heading of a town's file is which of ours, guessed; a person has the last word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import normalize

from app.files.nursery_children import AGE, CHILD, HOUSEHOLD, NEED, PATTERN, POINTS, PRESENT, WISH
from app.files.nursery_facilities import ID, JOINT, NAME, SEATS, STAFF

# Words other programs and towns use for the same thing, as they are after `_plain`.
_SAME: dict[str, dict[str, tuple[str, ...]]] = {
    "children": {
        CHILD: ("受付番号", "申請番号", "児童番号", "整理番号", "宛名コード"),
        HOUSEHOLD: ("世帯コード", "世帯ID", "ファミリーコード", "家庭番号"),
        AGE: ("年齢クラス", "クラス年齢", "4月1日年齢", "歳児クラス"),
        PRESENT: ("在籍保育所", "在園保育所ID", "在籍施設ID", "在籍施設番号"),
        PATTERN: ("兄弟パターン", "きょうだい条件"),
        NEED: ("加配必要数", "障害児加配"),
        POINTS: ("指数", "合計指数", "合計点数"),
    },
    "facilities": {
        ID: ("施設番号", "施設ID", "保育園ID", "園番号"),
        NAME: ("施設名", "保育園名", "園名"),
        STAFF: ("加配枠",),
        JOINT: ("合同枠",),
    },
}
_WISH = re.compile(r"(?:第([1-9][0-9]?)希望|希望(?:園|施設|保育所)?(?:ID|番号)?_?([1-9][0-9]?))")
_SEATS = re.compile(r"([0-5])歳(?:児)?(?:定員|枠|募集|募集数|受入人数|空き)")
_WISH_POINTS = re.compile(r"(?:点数|指数)_?([1-9][0-9]?)")


def known_headings(word: str, headers: Sequence[str]) -> tuple[str, ...]:
    """Return our headings a file of this kind may have; wishes as many as the file has columns."""
    if word == "facilities":
        return (ID, NAME, *SEATS, STAFF, JOINT)
    if word != "children":
        return ()
    wishes = range(1, max(5, sum("希望" in one for one in headers)) + 1)
    numbered = [name for rank in wishes for name in (f"{WISH}{rank}", f"{POINTS}{rank}")]
    return (CHILD, HOUSEHOLD, AGE, PRESENT, PATTERN, NEED, POINTS, *numbered)


def guess_columns(word: str, headers: Sequence[str]) -> dict[str, str]:
    """Return the file's own heading → ours, for headings that differ from ours and are known."""
    own = {_plain(one) for one in headers}
    found: dict[str, str] = {}
    for header in headers:
        meant = _meaning(word, _plain(header))
        if meant and meant not in own and meant not in found.values():
            found[header] = meant
    return found


def _meaning(word: str, header: str) -> str | None:
    for ours, others in _SAME.get(word, {}).items():
        if header in others:
            return ours
    if word == "facilities" and (seats := _SEATS.fullmatch(header)):
        return SEATS[int(seats[1])]
    if word == "children" and (wish := _WISH.fullmatch(header)):
        return f"{WISH}{wish[1] or wish[2]}"
    if word == "children" and (points := _WISH_POINTS.fullmatch(header)):
        return f"{POINTS}{points[1]}"
    return None


def _plain(header: str) -> str:
    return "".join(normalize("NFKC", header).split())
