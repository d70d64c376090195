"""Names are hidden in what somebody else may read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.hidden_names import hide_names, possible_names
from app.domain.names import fold_name

HANA = ("佐藤", "ハナ", "さとう", "はな")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("佐藤ハナさんの電話", "○○さんの電話"), ("佐藤 ハナです", "○○ ○○です"),
        ("さとうはなと名乗った", "○○と名乗った"), ("ｻﾄｳ様より", "○○様より"),
        ("鈴木さんに聞いた", "○○さんに聞いた"), ("タケシくんが来た", "○○くんが来た"),
        ("ゆみちゃんの写真", "○○ちゃんの写真"), ("お孫さんの写真", "お孫さんの写真"),
        ("お医者さんに", "お医者さんに"), ("たくさん来た", "たくさん来た"),
        ("みなさんで", "みなさんで"), ("画面の様子", "画面の様子"), ("氏名を書く", "氏名を書く"),
        ("サポートさんに電話", "サポートさんに電話"),
    ],
)  # fmt: skip
def test_who_is_called_by_a_name_is_hidden_and_anybody_is_not(written, shown):
    assert hide_names(written, HANA) == shown


def test_other_forms_of_a_kanji_hide_nobody():
    assert "﨑" not in hide_names("高﨑が来た", ("髙崎",))


@given(
    st.text(st.sampled_from("佐藤ハナはなさとうサトウ髙橋の電話が、 。LINE"), max_size=30),
    st.text(st.sampled_from("佐藤ハナはなさとうサトウ髙橋の電話が、 。LINE"), max_size=30),
    st.sampled_from(HANA),
)
def test_a_given_name_is_nowhere_in_what_is_shown(before, after, name):
    shown = hide_names(before + name + after, HANA)
    assert all(fold_name(one) not in fold_name(shown) for one in HANA)


@pytest.mark.parametrize("name", ["ジョンソン", "佐藤", "五十嵐", "髙﨑", "Smith"])
@pytest.mark.parametrize(
    "text", ["{}電話あり", "本日{}来所", "孫の{}へ", "{}", "電話{}", "窓口{}の方"]
)
def test_a_name_between_other_letters_is_asked_for(name, text):
    assert name in possible_names(text.format(name))
