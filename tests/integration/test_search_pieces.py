"""Every piece of one to four characters of a record finds it, whatever was written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.bootstrap.centre import Centre
from app.domain.consultations import ConsultationFields
from app.domain.people import PersonFields
from app.domain.roles import Actor
from tests.helpers.windows import administrator, make_centre, open_demo

LONGEST_PIECE = 4
# What people write at a counter, and what they paste: both widths, old kanji, marks, other scripts.
LETTERS = "年金詐欺孫写真がラインｶﾞﾗｹｰＬＩＮＥwifi髙﨑𠮷々ー〜-・、。「」①㊟㈱½ﬁß\"'*():^%_\\é🙂👨‍👩‍👧שלום12１２ \n\t　"
WRITTEN = st.text(alphabet=LETTERS, max_size=40) | st.text(max_size=25)
FIELDS = ("title", "story", "steps", "device", "speaker_name")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Centre, Actor]]:
    folder: Path = tmp_path_factory.mktemp("pieces") / "centre"
    make_centre(folder, 30, 60)
    centre = open_demo(folder)
    yield centre, administrator(centre)
    centre.close()


def pieces(text: str) -> set[str]:
    """Return every piece of one to four characters without white space at its ends."""
    found = {
        text[start : start + length]
        for length in range(1, LONGEST_PIECE + 1)
        for start in range(len(text) - length + 1)
    }
    return {one for one in found if one.strip() == one and one}


def finds(desk: tuple[Centre, Actor], text: str, wanted: str) -> bool:
    centre, who = desk
    offset = 0
    while True:
        page = centre.consultations.search(who, text, 200, offset)
        if any(row.id == wanted for row in page.rows):
            return True
        offset += len(page.rows)
        if not page.rows or offset >= page.total:
            return False


def store_holds(kept: str, piece: str) -> bool:
    """A mark that nobody sees is no piece, nor is ｶ cut off the mark of ｶﾞ: that is another letter."""
    from app.domain.folding import fold

    return bool(fold(piece)) and all(word in fold(kept) for word in fold(piece).split())


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_every_piece_of_a_record_finds_it(desk: tuple[Centre, Actor], data: st.DataObject) -> None:
    centre, who = desk
    values = {key: data.draw(WRITTEN, label=key) for key in FIELDS}
    one, _changes = centre.consultations.begin(who, None)
    centre.consultations.save(who, one, ConsultationFields(**values))
    kept = centre.consultations.open_consultation(who, one)
    for key in FIELDS:
        text = getattr(kept, key)
        every = sorted(pieces(text))
        for piece in every if len(every) < 40 else every[:: len(every) // 40]:
            if store_holds(text, piece):
                assert finds(desk, piece, one), (key, piece, text)


@pytest.mark.parametrize(
    "word", ["年金", "詐欺", "孫", "年", "保険証", "くるくる", "LINE", "ライン"]
)
def test_short_words_find_the_story_that_holds_them(desk: tuple[Centre, Actor], word: str) -> None:
    centre, who = desk
    one, _changes = centre.consultations.begin(who, None)
    centre.consultations.save(who, one, ConsultationFields(story=f"きのうから{word}のことで困る"))
    assert finds(desk, word, one)


def test_every_piece_of_her_name_and_of_her_kana_finds_her_consultations(
    desk: tuple[Centre, Actor],
) -> None:
    centre, who = desk
    fields = PersonFields(name="髙﨑 𠮷子", kana="たかさき よしこ")
    person, _changes = centre.people.add_person(who, fields)
    one, _changes = centre.consultations.begin(who, person)
    centre.consultations.save(who, one, ConsultationFields(story="電源"))
    for name in (fields.name, fields.kana, "高崎"):
        for piece in pieces(name):
            assert finds(desk, piece, one), piece


def test_a_closed_consultation_is_found_and_a_discarded_one_is_not(
    desk: tuple[Centre, Actor],
) -> None:
    centre, who = desk
    one, _changes = centre.consultations.begin(who, None)
    fields = ConsultationFields(topic="basics.power", story="珊瑚の話", outcome="advice")
    centre.consultations.close(who, one, fields)
    assert finds(desk, "珊瑚", one)
    centre.consultations.discard(who, one)
    assert not finds(desk, "珊瑚", one)
    centre.consultations.restore(who, one)
    assert finds(desk, "珊", one)
