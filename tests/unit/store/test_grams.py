from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from app.domain.folding import fold
from app.store.grams import grams_of, match_for
from app.store.tables import SPECIAL

TEXTS = st.text(alphabet="あいうabc12-。、🙂𠮷 \n\"'*():^日本", max_size=30)


def found(text: str, words: list[str]) -> bool:
    raw = dbapi2.connect(":memory:")
    raw.execute(SPECIAL["consultation_grams"])
    raw.execute(
        "INSERT INTO consultation_grams(rowid, ones, pairs) VALUES (1, ?, ?)", grams_of(text)
    )
    query = "SELECT count(*) FROM consultation_grams WHERE consultation_grams MATCH ?"
    return bool(raw.execute(query, (match_for(words),)).fetchone()[0])


@settings(max_examples=300, deadline=None)
@given(TEXTS, TEXTS)
def test_the_index_finds_exactly_what_stands_in_the_text(text: str, query: str) -> None:
    folded, words = fold(text), fold(query).split()
    if words:
        assert found(folded, words) == all(word in folded for word in words)


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.data())
def test_every_piece_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded)))
    end = data.draw(st.integers(start, len(folded)))
    words = folded[start:end].split()
    if words:
        assert found(folded, words)


def test_a_word_does_not_run_over_a_space() -> None:
    assert not found("ab bc", ["abc"])
    assert not found("ab bd", ["abd"])
    assert found("ab bc", ["ab", "bc"])


def test_characters_younger_than_the_tokeniser_are_found() -> None:
    assert found("🫠と𰻞を", ["🫠"])
    assert found("🫠と𰻞を", ["と𰻞"])


def test_what_a_person_types_is_never_query_syntax() -> None:
    for typed in ('"', "*", "a*", "NEAR(", "ones:a", "-a", "AND", "^a", "(", ")"):
        found("text", fold(typed).split())
