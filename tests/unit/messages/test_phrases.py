"""Lines end where a reader would breathe."""

from __future__ import annotations

from itertools import pairwise

from app.messages.phrases import NO_LINE_END, NO_LINE_START, characters, kanji_spans, phrases

STORY = "写真を選ぶと「アクセスを許可」という画面が出て、そこで止まる。"


def test_pieces_joined_give_the_text_back():
    for text in (
        STORY,
        "待ち 3人 です。",
        "Call her back at 10:30 today.",
        "",
        " ",
        "午前10時(火)",
    ):
        assert "".join(phrases(text)) == text
        assert "".join(phrases(text, easy=True)) == text
        assert "".join(characters(text)) == text


def test_easy_japanese_breaks_at_the_authors_spaces():
    assert phrases("同意は いつでも 変えられます。", easy=True) == (
        "同意は ",
        "いつでも ",
        "変えられます。",
    )


def test_plain_japanese_breaks_at_phrases_and_never_inside_a_word():
    pieces = phrases("次回は同じ手順をもう一度いっしょに確かめます。")
    assert len(pieces) > 3
    assert not any(piece.endswith("手") for piece in pieces)


def test_no_piece_begins_or_ends_with_a_sign_that_may_not():
    for text in (STORY, "「はい」、と(言う)。ちょっとキャッシュを。"):
        for pieces in (phrases(text), characters(text)):
            assert not any(piece[0] in NO_LINE_START for piece in pieces[1:])
            assert not any(piece[-1] in NO_LINE_END for piece in pieces[:-1])


def test_a_figure_stays_with_its_counter():
    for text in (
        "お待ちの方は3人です",
        "12月8日(火)午前10時の予約を消しますか",
        "手順は5つあります",
    ):
        for pieces in (phrases(text), characters(text)):
            for before, after in pairwise(pieces):
                assert not (before[-1].isdigit() and after[0] in "人月日時つ")
                assert not (before[-1].isdigit() and after[0].isdigit())


def test_latin_words_are_never_cut():
    assert phrases("Find a person by name") == ("Find ", "a ", "person ", "by ", "name")
    assert "LINE" in characters("LINE の写真")[0]


def test_readings_belong_to_kanji_groups_only():
    text = "同意は いつでも 変えられます。"
    assert [text[start:end] for start, end in kanji_spans(text)] == ["同意", "変"]
