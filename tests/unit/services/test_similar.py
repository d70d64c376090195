"""Similar cases and step cards beside the story; nobody's name among them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.errors import Refused
from app.domain.ids import OperatorId
from app.domain.people import PersonFields
from app.domain.roles import Actor, Role
from app.domain.similar import Asked
from tests.helpers.stores import START, a_consultation

LINE = "孫の写真がLINEで送れない。前は送れた。"
CASES = (
    ("line.line_photo", "LINEの写真がぼやける。"),
    ("line.line_photo", "写真を家族にラインで送りたい。"),
    ("internet.mail", "写真をメールで送りたい。"),
    ("basics.power", "電源が入りません。画面がまっ暗です。"),
    ("internet.data_use", "ギガが足りないと出ます。"),
    ("basics.power", "丸い印がくるくる回って先に進みません。"),
    ("government.mynaportal", "年金のことを調べたい。"),
    ("scams.scam_call", "警察だという人から電話があった。"),
)


@pytest.fixture
def told(centre):
    """The cases above, written a day apart."""
    now = datetime.now(UTC)
    ones = [
        a_consultation(story, topic=topic, opened_at=now - timedelta(days=n + 1), outcome="advice")
        for n, (topic, story) in enumerate(CASES)
    ]
    with centre.store.unit_of_work() as work:
        work.consultations.add_many(ones)
        work.commit()
    return ones


def ask(centre, who, text, **more):
    return centre.similar.similar(who, Asked(text, **more))


def test_the_three_most_similar_come_with_the_words_that_match(centre, who, told):
    found = ask(centre, who, LINE).cases
    assert [one.topic for one in found] == ["line.line_photo", "line.line_photo", "internet.mail"]
    assert set(found[0].matched) == {"写真", "ライン", "送り"}
    assert found[0].score >= found[1].score >= found[2].score > 0
    for one in found:
        for start, length in one.marks:
            assert one.title[start : start + length] in one.matched


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        ("ラインで画像が送れん", "line.line_photo"), ("パケットがもうない", "internet.data_use"),
        ("ぐるぐるして動かない", "basics.power"), ("でんげんがはいらない", "basics.power"),
        ("ねんきんの手紙", "government.mynaportal"),
    ],
)  # fmt: skip
def test_other_words_for_the_same_find_it(centre, who, told, said, topic):
    assert ask(centre, who, said).cases[0].topic == topic


def test_nothing_is_similar_to_nothing(centre, who, told):
    for text in ("", "  ", "すみません、ちょっと教えてください。", "🙂"):
        assert ask(centre, who, text).cases == ()


def test_a_consultation_is_not_similar_to_itself_nor_is_one_thrown_away(centre, who, told):
    first = ask(centre, who, LINE).cases[0]
    besides = centre.similar.similar(who, Asked(LINE), besides=first.id)
    assert first.id not in [one.id for one in besides.cases]
    centre.consultations.discard(who, first.id)
    assert first.id not in [one.id for one in ask(centre, who, LINE).cases]


def test_copies_of_a_case_and_a_third_of_one_topic_make_room_for_others(centre, who, told):
    with centre.store.unit_of_work() as work:
        for n in range(30):
            work.consultations.add(a_consultation(f"{LINE}", topic="line.line_photo",
                                                  opened_at=START + timedelta(hours=n)))  # fmt: skip
        work.commit()
    found = ask(centre, who, LINE).cases
    assert [one.topic for one in found].count("line.line_photo") <= 2
    assert len(found) == len({one.title for one in found}) >= 2


def test_topic_device_system_and_time_decide_between_equals(centre, who):
    ones = [
        a_consultation("地図が出ない。", opened_at=START - timedelta(days=900)),
        a_consultation("地図が消えた。", opened_at=START),
        a_consultation("地図が動く。", device="らくらくスマートフォン", opened_at=START),
        a_consultation("地図が変。", system="ios", opened_at=START),
    ]
    ones.append(a_consultation("地図が広い。", topic="internet.map", opened_at=START))
    with centre.store.unit_of_work() as work:
        work.consultations.add_many(ones)
        work.commit()

    told = {one.id: one.story for one in ones}

    def first(**known):
        found = centre.similar.similar(who, Asked("地図", **known), count=5).cases
        return told[found[0].id]

    assert first(topic="internet.map") == "地図が広い。"
    with centre.store.unit_of_work() as work:
        work.consultations.remove(ones.pop().id)
        work.commit()
    assert first(device="らくらくスマートフォン") == "地図が動く。"
    assert first(system="ios") == "地図が変。"
    found = centre.similar.similar(who, Asked("地図"), count=5).cases
    assert told[found[-1].id] == "地図が出ない。"


def test_the_title_counts_three_times(centre, who):
    in_title = a_consultation("電話が変です。画面を見た。", title="地図が出ない")
    in_story = a_consultation("電話が変です。地図の画面を見た。", title="電話が変")
    with centre.store.unit_of_work() as work:
        work.consultations.add_many((in_title, in_story))
        work.commit()
    assert ask(centre, who, "地図").cases[0].id == in_title.id


def test_the_step_card_that_fits_stands_beside_and_a_chosen_topic_brings_its_own(centre, who, told):
    assert "line-photo-permission" in [one.id for one in ask(centre, who, LINE).cards]
    assert [one.id for one in ask(centre, who, "", topic="internet.wifi").cards] == ["wifi-connect"]
    assert ask(centre, who, "地球儀").cards == ()
    card = centre.similar.step_card("wifi-connect")
    assert card is not None
    assert card.steps
    assert centre.similar.step_card("nonsense") is None


def test_who_may_not_see_consultations_sees_no_similar_ones(centre):
    officer = Actor(OperatorId("operator-9"), "担当", Role.OFFICER)
    with pytest.raises(Refused):
        ask(centre, officer, LINE)


def test_a_story_of_a_hundred_thousand_characters_is_compared_at_once(centre, who, told):
    found = ask(centre, who, LINE + "長い話です。" * 20_000)
    assert found.cases[0].topic == "line.line_photo"


NAMES = ("佐藤 ハナ", "鈴木 一郎", "髙﨑 𠮷子", "ビン・ラム")


@given(
    name=st.sampled_from(NAMES),
    way=st.sampled_from(
        ["{n}です。", "{n}さんの", "母の{f}が", "{f}様より、", "{n}。", "隣の{f}さんと"]
    ),
    known=st.booleans(),
)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_name_of_the_person_or_of_anybody_known_is_never_shown(centre, who, name, way, known):
    """Neither as title nor among the words that match, even when the name itself is asked for."""
    centre_people = centre.people
    person = centre_people.add_person(who, PersonFields(name=name, phone="09000002231"))[0]
    said = way.format(n=name.replace(" ", ""), f=name.split(" ")[0].split("・")[0])
    case = a_consultation(said + "写真がLINEで送れない", person=person if known else None,
                          opened_at=START, topic="line.line_photo", title=said + "写真")  # fmt: skip
    with centre.store.unit_of_work() as work:
        work.consultations.add(replace(case))
        work.commit()
    found = ask(centre, who, f"{said}写真がLINEで送れない").cases
    assert found
    for one in found:
        shown = " ".join((one.title, *one.matched))
        for part in name.replace("・", " ").split():
            assert part not in shown, (said, one)
    centre.consultations.discard(who, case.id)
