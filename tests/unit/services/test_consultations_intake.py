"""The whole intake: every field is kept, found and clocked; stubs wait to be written."""

from __future__ import annotations

import json
from dataclasses import asdict, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.domain.consultations import ConsultationFields
from app.domain.errors import BadInput
from app.store.tables import consultations

MY_NUMBER = "123456789018"
WHOLE = ConsultationFields(
    speaker="family",
    speaker_name="長女の方",
    asked_elsewhere="shop",
    topic="government.disaster",
    device="らくらくスマートフォン",
    system="android",
    title="防災の知らせを受けたい",
    story="川の水が増えた時に、どこへ逃げるのか知りたいそうです。",
    steps="市の地図を開いた。\n避難所を確かめた。",
    outcome="information",
    minutes="25",
    teach_back="with_help",
    next_date="2026-12-08",
)
# Words as people type them here: kana of both kinds and widths, kanji, digits, signs, faces.
LETTERS = st.sampled_from(
    "あいうえおがぱっゃーんアカガパッャヴ年金詐欺孫写真髙﨑𠮷邊電話LINEline09５ｗ、。「」・ 🙂()"
)


@pytest.fixture
def one(centre, who, hana):
    return centre.consultations.begin(who, hana)[0]


def test_every_field_of_the_intake_comes_back_as_it_was_typed(centre, who, one):
    centre.consultations.save(who, one, WHOLE)
    found = centre.consultations.open_consultation(who, one)
    assert centre.consultations.fields_of(found) == WHOLE


@pytest.mark.parametrize("key", [k for k, v in asdict(WHOLE).items() if k != "speaker"])
def test_each_field_has_a_clock_of_its_own(centre, who, one, key):
    centre.consultations.save(who, one, ConsultationFields(**{key: getattr(WHOLE, key)}))
    with centre.store.unit_of_work() as work:
        clocks = work.consultations._connection.execute(
            select(consultations.c.field_clocks).where(consultations.c.id == one)
        ).scalar_one()
    assert key in json.loads(clocks)


@pytest.mark.parametrize("key", ["system", "teach_back", "topic", "outcome", "asked_elsewhere"])
def test_a_code_that_nobody_knows_is_not_kept(centre, who, one, key):
    with pytest.raises(BadInput) as refused:
        centre.consultations.save(who, one, ConsultationFields(**{key: "nonsense"}))
    assert [(f.code, f.column) for f in refused.value.findings] == [
        ("consultations.unknown_code", key)
    ]


@pytest.mark.parametrize("key", ["title", "speaker_name", "story", "steps", "device"])
def test_my_number_is_kept_in_no_field(centre, who, one, key):
    with pytest.raises(BadInput) as refused:
        centre.consultations.save(who, one, ConsultationFields(**{key: f"番号 {MY_NUMBER}"}))
    assert [(f.code, f.column, f.value) for f in refused.value.findings] == [
        ("people.my_number", key, "")
    ]


@pytest.mark.parametrize("key", ["title", "speaker_name"])
def test_a_line_is_one_line_of_two_hundred_characters(centre, who, one, key):
    centre.consultations.save(who, one, ConsultationFields(**{key: " 二行の\n言葉 "}))
    kept = centre.consultations.open_consultation(who, one)
    assert getattr(kept, key) == "二行の 言葉"
    with pytest.raises(BadInput):
        centre.consultations.save(who, one, ConsultationFields(**{key: "長" * 201}))


def test_a_stub_is_one_call_and_stops_being_one_when_its_story_is_written(centre, who, hana):
    service = centre.consultations
    stub, changes = service.begin(who, hana, is_stub=True)
    assert changes.touches("consultations", stub)
    assert [row.id for row in service.stubs(who).rows] == [stub]
    service.save(who, stub, ConsultationFields(minutes="5"))
    assert service.open_consultation(who, stub).is_stub
    service.save(who, stub, ConsultationFields(story="電源が入らない"))
    assert not service.open_consultation(who, stub).is_stub
    assert service.stubs(who).total == 0
    assert service.unfinished(who).total == 1


def test_a_stub_thrown_away_can_be_taken_back(centre, who):
    stub, _changes = centre.consultations.begin(who, None, is_stub=True)
    centre.consultations.discard(who, stub)
    assert centre.consultations.stubs(who).total == 0
    centre.consultations.restore(who, stub)
    assert centre.consultations.stubs(who).total == 1


@pytest.mark.parametrize("word", ["年金", "詐欺", "孫", "髙﨑", "長女", "防災", "らくらく", "ﾗｸﾗｸ"])
def test_words_of_one_and_two_characters_are_found_in_every_field(centre, who, one, word):
    story = "年金の詐欺ではと、孫の髙﨑さんが言った。"
    centre.consultations.save(who, one, replace(WHOLE, story=story))
    assert [row.id for row in centre.consultations.search(who, word).rows] == [one]


@given(
    texts=st.lists(st.text(LETTERS, min_size=1, max_size=30), min_size=3, max_size=3),
    data=st.data(),
)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_every_piece_of_one_to_four_characters_finds_its_record(centre, who, one, texts, data):
    title, story, steps = texts
    centre.consultations.save(who, one, ConsultationFields(title=title, story=story, steps=steps))
    kept = centre.consultations.open_consultation(who, one)
    text = data.draw(
        st.sampled_from([t for t in (kept.title, kept.story, kept.steps) if t] or [""])
    )
    start = data.draw(st.integers(0, max(0, len(text) - 1)))
    piece = text[start : start + data.draw(st.integers(1, 4))]
    assert one in [row.id for row in centre.consultations.search(who, piece).rows], piece
