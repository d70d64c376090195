"""Our own small vocabulary of skills, fields of work and accommodation needs.

Code → the Japanese word that files use. Files may hold either; other vocabularies (ESCO, O*NET)
come in as a CSV of further skills. A need says what has to be there at work. It never says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from unicodedata import normalize

HIGHEST_LEVEL = 5
MOST_NEEDS = 62

SKILLS: dict[str, str] = {
    "data_entry": "データ入力",
    "documents": "文書作成",
    "spreadsheets": "表計算",
    "proofreading": "校正",
    "transcription": "文字起こし",
    "captions_work": "字幕作成",
    "image_editing": "画像加工",
    "illustration": "イラスト",
    "video_editing": "動画編集",
    "audio_editing": "音声編集",
    "web_updates": "ウェブ更新",
    "programming": "プログラミング",
    "software_tests": "動作テスト",
    "databases": "データベース",
    "data_analysis": "データ分析",
    "annotation": "画像の目印付け",
    "map_data": "地図データ",
    "cad": "CAD製図",
    "bookkeeping": "経理",
    "payroll": "給与計算",
    "invoices": "請求書処理",
    "mail_replies": "メール応対",
    "chat_replies": "チャット応対",
    "phone": "電話応対",
    "scheduling": "日程調整",
    "slides": "資料作成",
    "surveys": "アンケート集計",
    "research": "調べもの",
    "writing": "文章作成",
    "social_media": "SNS運用",
    "online_shop": "ネット販売",
    "stock_lists": "在庫管理",
    "personnel": "人事事務",
    "general_office": "総務事務",
    "contracts": "契約書類",
    "english": "英語",
    "translation": "翻訳",
    "teaching": "講師の補助",
    "help_desk": "操作案内",
    "security_watch": "遠隔見守り",
}

FIELDS: dict[str, str] = {
    "office": "事務",
    "accounting": "会計",
    "it": "IT",
    "design": "デザイン",
    "text": "文章",
    "media": "映像と音",
    "inquiry": "調査",
    "customers": "接客",
    "education": "教育",
    "care": "福祉",
    "making": "ものづくり",
    "trade": "販売",
}

NEEDS: dict[str, str] = {
    "screen_reader": "画面読み上げ",
    "magnifier": "画面拡大",
    "large_display": "大きな画面",
    "captions": "会議の字幕",
    "text_only": "文字でのやりとり",
    "sign_language": "手話通訳",
    "no_phone": "電話なし",
    "camera_off": "カメラなしの会議",
    "switch_input": "スイッチ入力",
    "speech_input": "音声入力",
    "one_hand_keyboard": "片手キーボード",
    "quiet_headset": "静かなヘッドセット",
    "flexible_breaks": "自由な休憩",
    "flexible_start": "始業時刻の調整",
    "clinic_days": "通院日の休み",
    "slow_start": "短い時間からの開始",
    "written_steps": "文書の手順",
    "one_task": "一つずつの指示",
    "same_contact": "決まった相談相手",
    "regular_talk": "定期の面談",
    "helper_present": "ヘルパーの同席",
    "longer_deadlines": "ゆとりのある期限",
}

# Needs that a thing meets; the others are ways of working, which cost nothing and are no loan.
EQUIPMENT = frozenset({
    "screen_reader", "magnifier", "large_display", "switch_input", "speech_input",
    "one_hand_keyboard", "quiet_headset",
})  # fmt: skip


class Words(dict[str, str]):
    """Codes with the words files use for them; never changed once it is made."""

    @cached_property
    def known(self) -> dict[str, str]:
        """Folded code or word → code; a code stands above another code's word."""
        words = {plain(word): code for code, word in reversed(self.items())}
        return {**words, **{plain(code): code for code in self}}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Codes known in one matching."""

    skills: Words
    fields: Words
    needs: Words

    def with_skills(self, more: Mapping[str, str]) -> Vocabulary:
        """Return the vocabulary with further skills, for example from ESCO."""
        return Vocabulary(Words({**self.skills, **more}), self.fields, self.needs)


OWN = Vocabulary(Words(SKILLS), Words(FIELDS), Words(NEEDS))


def plain(text: str) -> str:
    """Return a word as it is compared: widths unified, small letters, no spaces at its ends."""
    return normalize("NFKC", text).strip().lower()


def in_words(codes: Iterable[str], words: Mapping[str, str]) -> list[str]:
    """Return the words of some codes in the order of the vocabulary."""
    wanted = set(codes)
    return [word for code, word in words.items() if code in wanted]
