"""Names: kept exactly as typed, found under every form of their characters.

The pairs are common variants from family registers (戸籍統一文字情報, 異体字); folding serves search only.
"""

from __future__ import annotations

import re
import unicodedata

from app.domain.folding import fold

_PAIRS = (
    "髙高 﨑崎 嵜崎 碕崎 邊辺 邉辺 𠮷吉 濵浜 濱浜 齋斎 齊斉 澤沢 櫻桜 廣広 國国 眞真 惠恵 瀨瀬 德徳 曻昇 條条 槇槙 "
    "圓円 佛仏 藏蔵 瀧滝 龍竜 嶋島 嶌島 淵渕 淺浅 實実 壽寿 榮栄 關関 鐵鉄 豐豊 彌弥 靜静 增増 黑黒 橫横 萬万 禮礼 "
    "與与 萩荻 𣘺橋 舘館 塚塚 隆隆 羽羽 神神 福福 都都 緖緒 祥祥 凜凛 穗穂 曾曽 澁渋 淸清 晴晴 鷗鴎 籠篭 劍剣 晉晋"
)
_VARIANTS = {ord(pair[0]): pair[1] for pair in _PAIRS.split() if pair[0] != pair[1]}
# Selectors choose a drawn form of the same character; they are kept in the name, not in the search.
_SELECTORS = dict.fromkeys((*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))
# Direction marks can make a list read in a wrong order; they carry no letter.
_DIRECTIONS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c]")


def fold_name(text: str) -> str:
    """Return a name as search compares it, without spaces between its parts."""
    plain = fold(text.translate(_SELECTORS)).translate(_VARIANTS)
    return plain.replace(" ", "")


def tidy_line(text: str) -> str:
    """Return one line as it is stored: trimmed, spaces single, no controls, letters as typed."""
    without = _DIRECTIONS.sub("", text)
    kept = (" " if unicodedata.category(c) in ("Cc", "Zl", "Zp", "Zs") else c for c in without)
    return re.sub(" +", " ", "".join(kept)).strip()


def tidy_text(text: str) -> str:
    """Return several lines as they are stored: line ends unified, controls gone, words as typed."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n")
    kept = (c for c in unified if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    return "".join(kept)
