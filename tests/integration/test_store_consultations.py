from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.domain.consultations import Outcome, Status
from app.domain.errors import Refused
from app.domain.folding import fold
from app.domain.ids import OperatorId
from app.store.centre import OpenCentre
from tests.helpers.stores import START, a_consultation, a_person, make_centre


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[OpenCentre]:
    opened = make_centre(tmp_path / "centre")
    yield opened
    opened.close()


def search(centre: OpenCentre, text: str) -> list[str]:
    with centre.unit_of_work() as work:
        rows, total = work.consultations.search(fold(text))
    assert total == len(rows)
    return [row.id for row in rows]


def test_a_consultation_comes_back_as_it_was_added(centre: OpenCentre) -> None:
    full = a_consultation(
        "話した\n二行目",
        status=Status.CLOSED,
        topic="camera.photos",
        device="らくらくホン",
        steps="設定を開いた",
        outcome=Outcome.HANDS_ON.value,
        minutes=35,
        next_date=date(2026, 6, 1),
        closed_at=START + timedelta(minutes=35),
        closed_by=OperatorId("operator-2"),
    )
    with centre.unit_of_work() as work:
        work.consultations.add(full)
        work.commit()
    with centre.unit_of_work() as work:
        found = work.consultations.get(full.id)
    assert found is not None
    assert replace(found, version=0) == full


def test_a_story_is_found_by_any_piece_of_it_newest_first(centre: OpenCentre) -> None:
    older = a_consultation("スマホの電源が入らない", opened_at=START)
    newer = a_consultation("ｽﾏﾎを落とした", opened_at=START + timedelta(days=1))
    other = a_consultation("写真を送りたい", opened_at=START + timedelta(days=2))
    with centre.unit_of_work() as work:
        for one in (newer, other, older):
            work.consultations.add(one)
        work.commit()
    assert search(centre, "スマホ") == [newer.id, older.id]
    assert search(centre, "電源 スマホ") == [older.id]
    assert search(centre, "電源 写真") == []
    assert search(centre, "源") == [older.id]
    assert search(centre, "電話") == []


def test_a_hit_shows_the_place_with_its_marks(centre: OpenCentre) -> None:
    with centre.unit_of_work() as work:
        work.consultations.add(a_consultation("孫にスマホを買ってもらった"))
        rows, _ = work.consultations.search(fold("すまほ"))
    start, length = rows[0].marks[0]
    assert rows[0].excerpt[start : start + length] == "スマホ"


def test_a_persons_name_finds_her_consultations_also_after_it_changed(centre: OpenCentre) -> None:
    person = a_person()
    hers, nobodys = a_consultation("電源", person=person.id), a_consultation("電源")
    with centre.unit_of_work() as work:
        work.people.add(person)
        work.consultations.add_many((hers, nobodys))
        work.commit()
    assert search(centre, "山田恵子") == [hers.id]
    assert search(centre, "やまだ 電源") == [hers.id]
    with centre.unit_of_work() as work:
        work.people.change(person.id, {"name": "川口 恵子", "kana": "かわぐち けいこ"})
        work.commit()
    assert search(centre, "かわぐち") == [hers.id]
    assert search(centre, "山田") == []


def test_a_changed_story_is_found_under_the_new_words_only(centre: OpenCentre) -> None:
    one = a_consultation("最初の話")
    with centre.unit_of_work() as work:
        work.consultations.add(one)
        work.consultations.change(one.id, {"story": "後の話", "minutes": 5})
        work.commit()
    assert search(centre, "後の") == [one.id]
    assert search(centre, "最初") == []


def test_a_removed_consultation_is_nowhere_until_it_is_brought_back(centre: OpenCentre) -> None:
    one = a_consultation("取り消す話")
    with centre.unit_of_work() as work:
        work.consultations.add(one)
        work.consultations.remove(one.id)
        work.consultations.remove(one.id)
        assert work.consultations.get(one.id) is None
        assert work.consultations.list() == ((), 0)
        assert work.consultations.count() == 0
        work.commit()
    assert search(centre, "取り消す") == []
    with centre.unit_of_work() as work:
        work.consultations.restore(one.id)
        work.consultations.restore(one.id)
        work.commit()
    assert search(centre, "取り消す") == [one.id]


def test_lists_are_newest_first_by_status_and_person(centre: OpenCentre) -> None:
    person = a_person()
    ones = [
        a_consultation(
            f"話{n}",
            opened_at=START + timedelta(hours=n),
            status=Status.OPEN if n % 2 else Status.CLOSED,
            person=person.id if n < 4 else None,
        )
        for n in range(6)
    ]
    with centre.unit_of_work() as work:
        work.people.add(person)
        work.consultations.add_many(reversed(ones))
        work.commit()

        def shown(**wanted: object) -> list[str]:
            rows, total = work.consultations.list(**wanted)  # type: ignore[arg-type]
            assert total == len(rows)
            return [row.excerpt for row in rows]

        assert shown() == ["話5", "話4", "話3", "話2", "話1", "話0"]
        assert shown(status=Status.OPEN) == ["話5", "話3", "話1"]
        assert shown(person=person.id) == ["話3", "話2", "話1", "話0"]
        assert shown(person=person.id, status=Status.CLOSED) == ["話2", "話0"]
        assert work.consultations.count(Status.OPEN) == 3
        rows, total = work.consultations.list(limit=2, offset=2)
        assert ([row.excerpt for row in rows], total) == (["話3", "話2"], 6)


def test_many_consultations_of_one_moment_all_have_their_place(centre: OpenCentre) -> None:
    with centre.unit_of_work() as work:
        work.consultations.add_many(a_consultation(f"話{n}") for n in range(1200))
        work.consultations.add(a_consultation("最後"))
        work.commit()
        assert work.consultations.count() == 1201
        rows, total = work.consultations.list(limit=3)
    assert total == 1201
    assert rows[0].excerpt == "最後"


def test_another_opening_time_moves_a_consultation_in_the_order(centre: OpenCentre) -> None:
    first = a_consultation("はじめ", opened_at=START)
    second = a_consultation("つぎ", opened_at=START + timedelta(hours=1))
    with centre.unit_of_work() as work:
        work.consultations.add_many((first, second))
        work.consultations.change(first.id, {"opened_at": START + timedelta(hours=2)})
        work.commit()
        assert [row.excerpt for row in work.consultations.list()[0]] == ["はじめ", "つぎ"]
    assert search(centre, "はじめ") == [first.id]


def test_a_consultation_of_nobody_known_is_refused_by_the_database(centre: OpenCentre) -> None:
    from sqlalchemy.exc import IntegrityError

    with centre.unit_of_work() as work, pytest.raises(IntegrityError):
        work.consultations.add(a_consultation(person="nobody"))


def test_a_newer_version_is_not_overwritten(centre: OpenCentre) -> None:
    one = a_consultation()
    with centre.unit_of_work() as work:
        work.consultations.add(one)
        seen = work.consultations.get(one.id)
        assert seen is not None
        newer = work.consultations.change(one.id, {"story": "新"}, seen.version)
        assert newer > seen.version
        with pytest.raises(Refused) as refusal:
            work.consultations.change(one.id, {"story": "旧"}, seen.version)
    assert refusal.value.code == "store.changed_meanwhile"


def test_a_story_of_100000_characters_emoji_and_right_to_left_text_is_kept_and_found(
    centre: OpenCentre,
) -> None:
    story = "長い話。🙂שלום مرحبا" + "あいうえお" * 20_000 + "おわりの言葉"
    one = a_consultation(story)
    with centre.unit_of_work() as work:
        work.consultations.add(one)
        work.commit()
    with centre.unit_of_work() as work:
        found = work.consultations.get(one.id)
    assert found is not None
    assert found.story == story
    for text in ("おわりの言葉", "🙂", "שלום", "مرحبا"):
        assert search(centre, text) == [one.id]


def test_an_empty_search_is_the_list(centre: OpenCentre) -> None:
    with centre.unit_of_work() as work:
        work.consultations.add(one := a_consultation())
        work.commit()
    assert search(centre, "  ") == [one.id]
