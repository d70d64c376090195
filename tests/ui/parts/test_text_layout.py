"""How one text is set: lines, readings, marks."""

from __future__ import annotations

from PySide6.QtGui import QFontMetricsF

from app.ui.parts.text import Text
from app.ui.parts.text_layout import TextLayout, TextStyle
from app.ui.theme import Modes, RubySpan, theme

SENTENCE = "同意は いつでも 変えられます。病気の 名前は 書きません。"
READINGS = (RubySpan(0, 2, "どうい"), RubySpan(16, 18, "びょうき"))


def lines_of(layout: TextLayout) -> list[str]:
    return ["".join(run.text for run in line.runs) for line in layout.lines]


def test_the_lines_joined_are_the_sentence_but_for_spaces_at_line_ends(look):
    for width in (60, 120, 240, 1000):
        layout = TextLayout(SENTENCE, width)
        assert "".join(lines_of(layout)).replace(" ", "") == SENTENCE.replace(" ", "")
        assert layout.size().width() <= width


def test_lines_end_at_phrases(look):
    assert lines_of(TextLayout(SENTENCE, 10 * theme().em())) == [
        "同意は いつでも",
        "変えられます。病気の",
        "名前は 書きません。",
    ]


def test_a_line_of_body_text_is_sixteen_tenths_of_an_em_and_a_heading_less(look):
    assert TextLayout("あ", 100).height() == round(1.6 * theme().em())
    assert TextLayout("あ", 100, TextStyle("h2")).height() == round(1.35 * theme().em("h2"))


def test_lines_with_readings_are_twice_an_em_and_the_reading_is_centred(look):
    layout = TextLayout(SENTENCE, 400, readings=READINGS)
    assert layout.line_px == round(2.0 * theme().em())
    first = layout.lines[0].runs[0]
    assert (first.text, first.ruby) == ("同意", "どうい")
    metrics = QFontMetricsF(layout.font)
    assert first.width >= metrics.horizontalAdvance("同意")


def test_a_word_with_one_reading_is_never_parted(look):
    for width in range(20, 200, 7):
        for line in lines_of(TextLayout(SENTENCE, width, readings=READINGS)):
            assert not line.endswith("病")


def test_furigana_is_never_smaller_than_nine_points_and_lifts_the_text_to_eighteen(look):
    theme().apply(Modes(furigana=True))
    assert theme().scale == 150
    assert theme().font("body").pointSizeF() >= 18
    assert theme().modes.text_percent == 100


def test_our_own_words_get_their_readings_and_what_the_centre_wrote_does_not(look):
    theme().apply(Modes(furigana=True))
    own, written = Text("予約を 消しました。"), Text("予約を 消しました。", is_data=True)
    assert any(run.ruby for line in own.layout_for(500).lines for run in line.runs)
    assert not any(run.ruby for line in written.layout_for(500).lines for run in line.runs)
    theme().apply(Modes(furigana=True, language="en"))
    assert not any(run.ruby for line in own.layout_for(500).lines for run in line.runs)


def test_marked_words_are_bold_and_keep_the_sentence_whole(look):
    text = Text("写真が LINE で 送れない")
    text.set_marks([(0, 2), (4, 8)])
    runs = text.layout_for(1000).lines[0].runs
    assert [run.text for run in runs if run.marked] == ["写真", "LINE"]
    assert text.text() == "写真が LINE で 送れない"


def test_a_line_is_never_longer_than_forty_letters_thirty_six_in_easy_japanese(look):
    text = Text("あ" * 200)
    assert text.sizeHint().width() <= 40 * theme().em() + 1
    theme().apply(Modes(language="ja_easy"))
    assert text.sizeHint().width() <= 36 * theme().em() + 1


def test_a_long_latin_word_is_cut_rather_than_clipped(look):
    layout = TextLayout("https://www.city.example.jp/a/very/long/address", 120)
    assert layout.size().width() <= 120
    assert len(layout.lines) > 1
