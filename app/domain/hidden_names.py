"""Names in a text that somebody else may read: they are hidden, never shortened or guessed.

Hidden are the names of the person whose record it is, names the centre knows, and whoever is called
さん, 様, くん or ちゃん, except words for anybody (お孫さん, お医者さん).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import combinations, pairwise

from app.domain.names import fold_name, parts_of_name

HIDDEN = "○○"
_TITLES = "さん|さま|様(?!子)|ちゃん|くん|君|氏(?!名)|先生"
_LETTERS = "一-鿿㐀-䶿\uf900-\ufaff々〆ァ-ヺーA-Za-z\U00020000-\U0003ffff"
_CALLED = re.compile(rf"([{_LETTERS}]{{1,12}})([ 　]?)(?=(?:{_TITLES}))")
_KANA_CALLED = re.compile(r"(?<![ぁ-ゖ])([ぁ-ゖ]{2,6})(?=(?:さん|さま|ちゃん|くん)(?![ぁ-ゖ]{2}))")
# Who is called さん without being named.
_ANYBODY = frozenset(
    [
        "孫",
        "子",
        "娘",
        "息子",
        "母",
        "父",
        "兄",
        "姉",
        "弟",
        "妹",
        "嫁",
        "婿",
        "奥",
        "旦那",
        "医者",
        "看護師",
        "薬剤師",
        "店員",
        "係",
        "係員",
        "職員",
        "役所",
        "市役所",
        "役場",
        "銀行",
        "警察",
        "郵便局",
        "隣",
        "客",
        "皆",
        "業者",
        "大家",
        "友",
        "友達",
        "電話屋",
        "電気屋",
        "携帯屋",
        "写真屋",
        "本屋",
        "床屋",
        "花屋",
        "薬屋",
        "ヘルパー",
        "ケアマネ",
        "ケアマネジャー",
        "サポート",
        "ドコモ",
        "ソフトバンク",
        "民生委員",
        "町会長",
        "会長",
        "区長",
        "担当",
        "担当者",
        "名人",
        "校長",
        "歯医者",
        "院長",
        "主治医",
        "学校",
        "病院",
        "おかあ",
        "おとう",
        "おじい",
        "おばあ",
        "おじ",
        "おば",
        "おにい",
        "おねえ",
        "おまご",
        "おいしゃ",
        "おくさん",
        "みな",
        "みんな",
        "となり",
        "たく",
        "おとなり",
    ]
)
_RUN = re.compile(rf"[{_LETTERS}]{{2,12}}")
_SAME_SCRIPT = re.compile(
    "[一-鿿㐀-䶿\uf900-\ufaff々〆\U00020000-\U0003ffff]+|[ァ-ヺー]+|[A-Za-z]+"
)
_KANJI = re.compile("[一-鿿㐀-䶿\uf900-\ufaff\U00020000-\U0003ffff]")


def possible_names(text: str) -> frozenset[str]:
    """Return the pieces of a text that might be the whole or the family name of somebody known.

    A name may stand before or after other letters (佐藤電話, 本日佐藤, ジョンソン電話) or be parted by a
    space or a dot. Hiragana alone is no piece, because every word would be one.
    """
    runs = list(_RUN.finditer(unicodedata.normalize("NFKC", text)))
    found = {one.group() for one in runs}
    for run in found.copy():
        found.update(run[:end] for end in range(2, len(run)))
        for same in _SAME_SCRIPT.findall(run):
            found.add(same)
            if _KANJI.match(same):
                found.update(same[a:b] for a, b in combinations(range(len(same) + 1), 2))
    for first, second in pairwise(runs):
        between = first.string[first.end() : second.start()]
        if between in (" ", "\u3000", "・"):
            found.add(first.group() + between + second.group())
    return frozenset(one for one in found if len(one) > 1)


def hide_names(text: str, names: Iterable[str]) -> str:
    """Return a text with these names, and everybody who is called by one, as ○○."""
    wanted = {one for name in names for one in (name, *parts_of_name(name)) if len(one) > 1}
    hidden = unicodedata.normalize("NFKC", text)
    if wanted:
        hidden = _hide_known(hidden, wanted)
    hidden = _CALLED.sub(_unless_anybody, hidden)
    return _KANA_CALLED.sub(_unless_anybody, hidden)


def _unless_anybody(found: re.Match[str]) -> str:
    name = found[1]
    if name in _ANYBODY or name.removeprefix("お") in _ANYBODY or name == HIDDEN:
        return found[0]
    return HIDDEN


def _hide_known(text: str, names: set[str]) -> str:
    """Hide names however they are written: other forms of kanji, kana of either kind, spaces."""
    folded, origins = [], []
    for place, letter in enumerate(text):
        for one in fold_name(letter):
            folded.append(one)
            origins.append(place)
    whole = "".join(folded)
    gone = [False] * len(text)
    for name in names:
        key = fold_name(name)
        start = whole.find(key) if key else -1
        while start >= 0:
            for place in range(origins[start], origins[start + len(key) - 1] + 1):
                gone[place] = True
            start = whole.find(key, start + 1)
    shown: list[str] = []
    for place, letter in enumerate(text):
        if not gone[place]:
            shown.append(letter)
        elif place == 0 or not gone[place - 1]:
            shown.append(HIDDEN)
    return "".join(shown)
