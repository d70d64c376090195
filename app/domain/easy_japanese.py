"""やさしい日本語: what makes a sentence hard, found by rule (desk.md, Notices; design.md §13).

The rules follow the published guideline for easy Japanese in support of residents (出入国在留管理庁・文化庁,
「在留支援のためのやさしい日本語ガイドライン」, 2020): short sentences, one idea, です・ます, few kanji in a row, no jargon.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST_SENTENCE = 40
LONGEST_KANJI_RUN = 4

# Loan words that need an explanation before they may stand alone.
JARGON = (
    "アカウント", "アクセス", "アップデート", "アップロード", "インストール", "インポート", "エクスポート", "キャッシュ",
    "キャンセル", "クラウド", "クリア", "コンテンツ", "サーバー", "サインイン", "サインアウト", "スキーム", "セキュリティ", "ダウンロード",
    "ディレクトリ", "データベース", "デバイス", "デフォルト", "バックアップ", "フォルダ", "プライバシー", "フィルター", "マッピング",
    "モード", "ログイン", "ログアウト", "エラー",
)  # fmt: skip
DOUBLE_NEGATIVES = re.compile(
    r"なく(は|て)ない|ないことはない|なければなりません|ないわけではない|ずにはいられ"
)
KANJI_RUN = re.compile(r"[一-鿿々]+")


@dataclass(frozen=True, slots=True)
class Hardness:
    """One hard place: which rule, which piece of the sentence, and what was counted."""

    rule: str
    piece: str
    count: int = 0
    limit: int = 0


def sentences(text: str) -> list[str]:
    """Cut a text at 。！？ and line ends; the marks stay with their sentence."""
    return [one.strip() for one in re.findall(r"[^。！？\n]+[。！？]?", text) if one.strip()]


def find_hard_places(text: str) -> list[Hardness]:
    """Return what makes a text hard, in reading order; empty when it is easy."""
    found: list[Hardness] = []
    for sentence in sentences(text):
        length = len(re.sub(r"\s", "", sentence))
        if length > LONGEST_SENTENCE:
            found.append(Hardness("too_long", sentence, length, LONGEST_SENTENCE))
        for run in KANJI_RUN.findall(sentence):
            if len(run) > LONGEST_KANJI_RUN:
                found.append(Hardness("kanji_run", run, len(run), LONGEST_KANJI_RUN))
        for particle in ("は", "が"):
            count = len(re.findall(rf"(?<=\S){particle}(?=\s)", sentence))
            if count > 1:
                found.append(Hardness("two_subjects", sentence, count, 1))
        found.extend(Hardness("jargon", word) for word in JARGON if word in sentence)
        for match in DOUBLE_NEGATIVES.finditer(sentence):
            found.append(Hardness("double_negative", match.group()))
        if sentence.endswith(("だ。", "である。", "た。", "る。")) and not _is_polite(sentence):
            found.append(Hardness("not_polite", sentence))
    return found


def _is_polite(sentence: str) -> bool:
    return bool(re.search(r"(です|ます|ました|ません|でした|ましょう|ください)。$", sentence))
