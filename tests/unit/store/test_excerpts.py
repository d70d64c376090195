from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.folding import fold
from app.store.excerpts import LONGEST, excerpt_of


def test_the_excerpt_lies_around_the_first_hit() -> None:
    story = "は" * 200 + "スマホの電源" + "に" * 200
    excerpt, marks = excerpt_of([story], [fold("すまほ")])
    start, length = marks[0]
    assert excerpt[start : start + length] == "スマホ"
    assert excerpt.startswith("…")
    assert excerpt.endswith("…")


def test_a_hit_in_the_second_field_shows_the_second_field() -> None:
    excerpt, marks = excerpt_of(["電源が入らない", "Wi-Fiをつないだ"], [fold("wi-fi")])
    assert excerpt == "Wi-Fiをつないだ"
    assert marks == ((0, 5),)


def test_half_width_kana_is_marked_with_its_voicing_mark() -> None:
    excerpt, marks = excerpt_of(["ｶﾞｽと㌔"], [fold("が")])
    assert [excerpt[a : a + n] for a, n in marks] == ["ｶﾞ"]


def test_without_a_hit_the_beginning_is_shown() -> None:
    assert excerpt_of(["", "後で電話"], [fold("山田")]) == ("後で電話", ())
    assert excerpt_of(["", ""], []) == ("", ())


@given(
    st.text(alphabet="あアｱﾞ㌔ab 。🙂", max_size=150),
    st.text(alphabet="あab。", min_size=1, max_size=3),
)
def test_marks_lie_inside_the_excerpt_and_fold_to_the_word(text: str, word: str) -> None:
    excerpt, marks = excerpt_of([text], [fold(word)])
    assert len(excerpt) <= LONGEST + 2
    for start, length in marks:
        assert start >= 0
        assert start + length <= len(excerpt)
        assert fold(word) in fold(excerpt[start : start + length])
