"""Furigana: the right kana over the right kanji."""

import pytest

from app.messages.readings import ruby_for, unread_kanji


def shown(sentence):
    return [(sentence[r.start : r.start + r.length], r.kana) for r in ruby_for(sentence)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("保存しました", [("保存", "ほぞん")]),
        ("元に戻す", [("元", "もと"), ("戻", "もど")]),
        ("この人を探す", [("人", "ひと"), ("探", "さが")]),
        ("12人います", [("人", "にん")]),
        ("1人います", [("1人", "ひとり")]),
        ("11人います", [("人", "にん")]),
        ("お待ちの方", [("待", "ま"), ("方", "かた")]),
        ("取り消す", [("取", "と"), ("消", "け")]),
    ],
)
def test_kana_stand_over_their_kanji_only(sentence, expected):
    assert shown(sentence) == expected


def test_a_kanji_nobody_listed_is_reported():
    assert unread_kanji("鑑を見る") == ("鑑",)
