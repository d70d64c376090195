"""Names: kept exactly as typed, found under every form of their characters.

The pairs are common variants from family registers (戸籍統一文字情報, 異体字); folding serves search only.
"""

from __future__ import annotations

import re
import unicodedata

from app.domain.folding import fold

# Each group is a usual form with the others that are found under it.
_GROUPS = (
    "高髙 崎﨑嵜碕 辺邊邉 吉𠮷 浜濵濱 斉斎齋齊 沢澤 桜櫻 広廣 国國 真眞 恵惠 瀬瀨 徳德 昇曻 条條 槙槇 円圓 仏佛 "
    "蔵藏 滝瀧 竜龍 島嶋嶌 淵渕 浅淺 実實 寿壽 栄榮 関關 鉄鐵 豊豐 弥彌 静靜 増增 黒黑 横橫 万萬 礼禮 与與 橋𣘺 "
    "館舘 緒緖 凛凜 穂穗 曽曾 渋澁 清淸 鴎鷗 篭籠 剣劍 晋晉 富冨 峰峯 岳嶽 来來 学學 総總 会會 芦蘆 蒋蔣 薫薰 "
    "蛍螢 頼賴 郎郞 郷鄕 釈釋 隠隱 青靑 穎頴 黄黃 尭堯 遥遙 瑶瑤 亜亞 応應 戸戶 収收 教敎 歩步 毎每 温溫 済濟 "
    "灯燈 為爲 尽盡 禅禪 稲稻 穣穰 経經 縁緣 県縣 縄繩 聡聰 荘莊 号號 覚覺 譲讓 予豫 塩鹽 麦麥 寛寬 宝寶 将將 "
    "当當 恒恆 暁曉 楽樂 楼樓 気氣 亀龜 鶴靏靍 土圡 柳栁 桑桒 桧檜 薮藪 角⻆ 晃晄"
)
_VARIANTS = {ord(form): group[0] for group in _GROUPS.split() for form in group[1:]}
# Direction marks can make a list read in a wrong order, and a space nobody sees splits a name in
# two; neither carries a letter. Selectors of drawn forms (IVS) and joiners (emoji) stay.
_UNSEEN = re.compile(
    "[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]"
)


def fold_name(text: str) -> str:
    """Return a name as search compares it, without spaces between its parts."""
    return fold(text).translate(_VARIANTS).replace(" ", "")


def parts_of_name(name: str) -> list[str]:
    """Return the parts of a name, the family name first; foreign names are parted by dots."""
    return [part for part in re.split(r"[\s・･=＝]+", name) if part]


def tidy_line(text: str) -> str:
    """Return one line as it is stored: trimmed, spaces single, no controls, letters as typed."""
    without = _UNSEEN.sub("", text)
    kept = (" " if unicodedata.category(c) in ("Cc", "Zl", "Zp", "Zs") else c for c in without)
    return re.sub(" +", " ", "".join(kept)).strip()


def tidy_text(text: str) -> str:
    """Return several lines as they are stored: line ends unified, controls gone, words as typed."""
    unified = re.sub("\r\n|[\r\u0085\u2028\u2029]", "\n", text)
    kept = (c for c in unified if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    return "".join(kept)
