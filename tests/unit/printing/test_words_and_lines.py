"""Words for paper and the lines they are set in."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.messages import use_language
from app.messages.readings import KANJI, Ruby
from app.printing.application import make_ready
from app.printing.letters import Face, width_pt
from app.printing.lines import set_text
from app.printing.words import Words, filled, free_words, joined, name_words, our_words

BODY = Face(28.0)


def shown(words):
    return [(words.text[r.start : r.start + r.length], r.kana) for r in words.readings]


@pytest.fixture(autouse=True)
def japanese():
    make_ready()
    with use_language("ja"):
        yield


@pytest.mark.parametrize(
    ("name", "kana", "expected"),
    [
        ("佐藤 ハナ", "さとう はな", [("佐藤", "さとう")]),
        ("髙﨑 𠮷之助", "たかさき きちのすけ", [("髙﨑", "たかさき"), ("𠮷之助", "きちのすけ")]),
        ("一ノ瀬 花子", "いちのせ はなこ", [("一", "いち"), ("瀬", "せ"), ("花子", "はなこ")]),
        ("佐藤花子", "さとう はなこ", [("佐藤花子", "さとうはなこ")]),
        ("佐々木　ゆき", "ささき　ゆき", [("佐々木", "ささき")]),
        ("田中 一", "たなか はじめ", [("田中", "たなか"), ("一", "はじめ")]),
        ("佐藤 ハナ", "", []),
        ("グエン・ティ", "ぐえん てぃ", []),
        ("佐藤ハナ", "すずき いちろう", []),
    ],
)
def test_a_name_is_read_as_its_owner_says_and_over_its_kanji_only(name, kana, expected):
    assert shown(name_words(name, kana)) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("12月8日(火)", [("月", "がつ"), ("日", "か"), ("火", "か")]),
        ("3分待つ", [("分", "ぷん"), ("待", "ま")]),
        ("1日3回", [("回", "かい")]),
        ("12人で使う", [("人", "にん"), ("使", "つか")]),
        ("2階", [("階", "かい")]),
    ],
)
def test_figures_carry_no_kana(sentence, expected):
    assert shown(our_words(sentence)) == expected


def test_what_is_pressed_is_bold():
    words = free_words("下の「写真」を押して「送信」")
    assert [words.text[a:b] for a, b in words.bold] == ["写真", "送信"]


def test_a_place_in_a_sentence_takes_words_with_their_kana():
    words = filled(
        "{day} {name} さん", day=our_words("8日"), name=name_words("光 一", "ひかる はじめ")
    )
    assert words.text == "8日 光 一 さん"
    assert shown(words) == [("日", "か"), ("光", "ひかる"), ("一", "はじめ")]


def test_joined_words_keep_what_is_bold():
    words = joined([Words("あ"), Words("い").all_bold()], "-")
    assert words.text == "あ-い"
    assert [words.text[a:b] for a, b in words.bold] == ["い"]


def test_english_paper_has_no_kana():
    with use_language("en"):
        assert free_words("写真を送る").readings == ()
        assert name_words("佐藤", "さとう").readings == ()


_LETTERS = st.sampled_from(
    list("写真送信設定志承力私電話あいうえおアイウ「」、。ーっabcXYZ012 -/髙﨑𠮷")
)


@settings(max_examples=150, deadline=None)
@given(
    text=st.text(_LETTERS, min_size=1, max_size=60),
    width=st.floats(90, 520),
    size=st.sampled_from([18.0, 22.0, 28.0, 36.0]),
    easy=st.booleans(),
)
def test_lines_hold_every_letter_in_order_within_their_room(text, width, size, easy):
    with use_language("ja"):
        lines = set_text(free_words(text), Face(size), width, easy=easy).lines
    written = "".join(run.text for line in lines for run in line.runs)
    assert written.replace(" ", "") == text.replace(" ", "")
    for line in lines:
        end = 0.0
        for run in line.runs:
            assert run.x >= end - 0.01
            end = run.x + width_pt(run.text, run.face)
            if run.ruby:
                assert run.ruby_x >= -0.01
                assert (
                    run.ruby_x + run.ruby_narrow * width_pt(run.ruby, run.face.ruby())
                    <= width + 0.01
                )
        assert end <= width + 0.01


@settings(max_examples=100, deadline=None)
@given(text=st.text(_LETTERS, min_size=1, max_size=40))
def test_kana_of_neighbours_never_touch(text):
    with use_language("ja"):
        lines = set_text(free_words(text), BODY, 480.0, easy=False).lines
    for line in lines:
        end = -1.0
        for run in (one for one in line.runs if one.ruby):
            assert run.ruby_x >= end
            end = run.ruby_x + run.ruby_narrow * width_pt(run.ruby, run.face.ruby())


def test_wide_kana_reach_over_kana_beside_them_instead_of_parting_the_letters():
    line = set_text(free_words("この志を持つ"), BODY, 480.0, easy=False).lines[0]
    ends = 0.0
    for run in line.runs:
        assert run.x - ends < 0.1 * BODY.pt
        ends = run.x + width_pt(run.text, run.face)


def test_wide_kana_at_the_beginning_of_a_line_move_the_line_and_part_nothing():
    first, second = set_text(free_words("志を持つ"), BODY, 480.0, easy=False).lines[0].runs[:2]
    assert first.x > 0
    assert second.x == pytest.approx(first.x + width_pt(first.text, first.face))


def test_a_line_ends_at_a_phrase_and_never_before_a_small_sign():
    words = Words("写真を選んで、送信を押してください。もう一度、名前を確かめます。")
    for line in set_text(words, BODY, 330.0, easy=False).lines:
        text = "".join(run.text for run in line.runs)
        assert text[0] not in "、。っゃゅょー」"
        assert text[-1] != "「"


def test_words_without_kana_take_less_room_above():
    plain = set_text(Words("あいう"), BODY, 480.0, easy=False)
    ruby = set_text(Words("写真", (Ruby(0, 2, "しゃしん"),)), BODY, 480.0, easy=False)
    assert ruby.line_pt > plain.line_pt
    assert KANJI.match("﨑")
