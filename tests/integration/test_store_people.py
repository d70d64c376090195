from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.domain.errors import Refused
from app.domain.folding import fold
from app.domain.ids import PersonId, new_id
from app.domain.modes import Modes
from app.domain.names import fold_name
from app.domain.people import Person, PersonRow
from app.store.centre import OpenCentre
from app.store.tables import people as people_table
from tests.helpers.stores import START, SetClock, a_consultation, a_person, make_centre


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def centre(tmp_path: Path, clock: SetClock) -> Iterator[OpenCentre]:
    opened = make_centre(tmp_path / "centre", clock)
    yield opened
    opened.close()


def keep(centre: OpenCentre, *people: Person) -> None:
    with centre.unit_of_work() as work:
        work.people.add_many(people)
        work.commit()


def find(centre: OpenCentre, text: str = "", digits: str = "") -> list[str]:
    with centre.unit_of_work() as work:
        rows, total = work.people.find(tuple(fold(text).split()), digits)
    assert total == len(rows)
    return [row.name for row in rows]


def stamps(centre: OpenCentre, person: PersonId) -> tuple[str, dict[str, str], int, int | None]:
    with centre._engine.connect() as connection:
        row = (
            connection.execute(people_table.select().where(people_table.c.id == person))
            .mappings()
            .one()
        )
    return row["base_clock"], json.loads(row["field_clocks"]), row["version"], row["dirty"]


def test_a_person_comes_back_as_she_was_added(centre: OpenCentre) -> None:
    person = a_person(
        name="髙﨑 𠮷子",
        kana="たかさき よしこ",
        phone_other="+81312345678",
        email="y@example.jp",
        address="みどり町1-2-3",
        town_number="0012",
        note="耳が遠い。メモは大きく🙂",
        modes=Modes(text_percent=200, scheme="yellow"),
    )
    keep(centre, person)
    with centre.unit_of_work() as work:
        found = work.people.get(person.id)
    assert found is not None
    assert found.version > 0
    assert found == Person(
        **{f: getattr(person, f) for f in _fields(person)}, version=found.version
    )


def _fields(person: Person) -> list[str]:
    return [name for name in person.__dataclass_fields__ if name != "version"]


@pytest.mark.parametrize(
    "text",
    ["けいこ", "ケイコ", "ｹｲｺ", "やまだけいこ", "やまだ けいこ", "恵子", "山田恵子", "山田 けい"],
)
def test_a_name_is_found_by_any_piece_of_it_in_any_script(centre: OpenCentre, text: str) -> None:
    keep(centre, a_person(), a_person(name="佐藤 実", kana="さとう みのる"))
    assert find(centre, text) == ["山田 恵子"]


@pytest.mark.parametrize("digits", ["5678", "0901234", "234", "09012345678"])
def test_a_person_is_found_by_any_run_of_her_digits(centre: OpenCentre, digits: str) -> None:
    keep(centre, a_person(), a_person(name="佐藤 実", phone="", phone_other="0399999999"))
    assert find(centre, digits=digits) == ["山田 恵子"]


def test_a_number_with_the_country_in_front_is_the_same_telephone(centre: OpenCentre) -> None:
    keep(centre, a_person(phone="+819012345678"))
    assert find(centre, digits="09012345678") == ["山田 恵子"]


@pytest.mark.parametrize("typed", ["H000010", "h000010", "Ｈ０００010"])
def test_a_town_number_with_letters_is_found_however_it_is_typed(
    centre: OpenCentre, typed: str
) -> None:
    keep(centre, a_person(town_number="H000010"), a_person(name="佐藤 実", town_number="B-7"))
    assert find(centre, typed) == ["山田 恵子"]
    assert find(centre, "b-7") == ["佐藤 実"]


def test_a_town_number_is_found_when_whole(centre: OpenCentre) -> None:
    keep(centre, a_person(town_number="77001"), a_person(name="佐藤 実", town_number="770012"))
    assert find(centre, digits="77001") == ["山田 恵子"]


def test_an_old_form_of_a_kanji_and_the_usual_one_find_each_other(centre: OpenCentre) -> None:
    keep(centre, a_person(name="髙﨑 𠮷子", kana="たかさき よしこ"))
    with centre.unit_of_work() as work:
        for typed in ("髙﨑", "高崎", "𠮷子", "吉子"):
            assert work.people.find((fold_name(typed),))[1] == 1
        assert work.people.candidates(name_folded=fold_name("高崎吉子"))
    with centre.unit_of_work() as work:
        person = work.people.find((fold_name("高崎"),))[0][0].id
        work.consultations.add(a_consultation("渡邊さんの話", person=person))
        for typed in ("髙﨑", "高崎", "渡辺", "渡邊"):
            rows, total = work.consultations.search(fold(typed))
            assert total == 1
        assert rows[0].marks == ((0, 2),)


def test_digits_do_not_run_from_one_number_into_the_other(centre: OpenCentre) -> None:
    keep(centre, a_person(phone="0311112222", phone_other="0933334444"))
    assert find(centre, digits="22220933") == []


def test_beginnings_come_first_and_then_the_order_of_kana(centre: OpenCentre) -> None:
    keep(
        centre,
        a_person(name="三木 花", kana="みき はな"),
        a_person(name="秋 みき", kana="あき みき"),
        a_person(name="三木 愛", kana="みき あい"),
    )
    assert find(centre, "みき") == ["三木 愛", "三木 花", "秋 みき"]


def test_pages_follow_one_another_without_gap_or_repeat(centre: OpenCentre) -> None:
    keep(centre, *(a_person(name=f"山田 {n}", kana=f"やまだ {n:03d}") for n in range(45)))
    seen: list[str] = []
    with centre.unit_of_work() as work:
        for offset in range(0, 60, 20):
            rows, total = work.people.find(("やまだ",), limit=20, offset=offset)
            assert total == 45
            seen += [row.name for row in rows]
    assert seen == [f"山田 {n}" for n in range(45)]


def test_a_removed_person_is_nowhere_until_she_is_brought_back(centre: OpenCentre) -> None:
    person = a_person(town_number="77")
    keep(centre, person)
    with centre.unit_of_work() as work:
        work.people.remove(person.id)
        assert work.people.get(person.id) is None
        assert work.people.count() == 0
        assert work.people.recent() == ((), 0)
        assert work.people.find(("やまだ",)) == ((), 0)
        assert work.people.candidates(kana_folded="やまだけいこ") == ()
        assert work.people.town_numbers({"77"}) == {}
        assert list(work.people.every()) == []
        with pytest.raises(Refused):
            work.people.change(person.id, {"note": "x"})
        work.people.restore(person.id)
        found = work.people.get(person.id)
        assert found is not None
        assert found.name == person.name
        work.commit()


def test_a_change_writes_only_what_differs(centre: OpenCentre) -> None:
    person = a_person()
    keep(centre, person)
    base, _, version, _ = stamps(centre, person.id)
    with centre.unit_of_work() as work:
        assert work.people.change(person.id, {"note": "", "kana": "やまだ けいこ"}) == version
        work.commit()
    assert stamps(centre, person.id) == (base, {}, version, version)


def test_a_change_stamps_its_fields_and_gives_a_version_never_used(centre: OpenCentre) -> None:
    first, second = a_person(), a_person(name="佐藤 実")
    keep(centre, first, second)
    base, _, version, _ = stamps(centre, first.id)
    with centre.unit_of_work() as work:
        newer = work.people.change(first.id, {"note": "新しい", "birth_date": date(1941, 2, 3)})
        work.commit()
    after_base, clocks, after_version, dirty = stamps(centre, first.id)
    assert after_base == base
    assert set(clocks) == {"note", "birth_date"}
    assert all(clock > base for clock in clocks.values())
    assert newer == after_version == dirty
    assert newer > max(version, stamps(centre, second.id)[2])


def test_an_undone_transaction_gives_no_stamp_that_a_kept_one_has_too(centre: OpenCentre) -> None:
    person = a_person()
    keep(centre, person)
    before = stamps(centre, person.id)
    with centre.unit_of_work() as work:
        work.people.change(person.id, {"note": "verworfen"})
    assert stamps(centre, person.id) == before
    with centre.unit_of_work() as work:
        work.people.change(person.id, {"note": "behalten"})
        work.commit()
    assert stamps(centre, person.id)[2] > before[2]


def test_a_clock_set_back_does_not_make_an_edit_older(centre: OpenCentre, clock: SetClock) -> None:
    person = a_person()
    keep(centre, person)
    clock.forward(days=-400)
    with centre.unit_of_work() as work:
        work.people.change(person.id, {"note": "später"})
        work.commit()
    base, clocks, _, _ = stamps(centre, person.id)
    assert clocks["note"] > base


def test_two_windows_cannot_overwrite_each_other_unseen(centre: OpenCentre) -> None:
    person = a_person()
    keep(centre, person)
    with centre.unit_of_work() as work:
        seen = work.people.get(person.id)
        assert seen is not None
        work.people.change(person.id, {"note": "erste"}, seen.version)
        with pytest.raises(Refused) as refusal:
            work.people.change(person.id, {"note": "zweite"}, seen.version)
        assert refusal.value.code == "store.changed_meanwhile"
        assert refusal.value.data["fields"] == ("note",)


def test_a_changed_name_and_phone_are_found_under_the_new_ones_only(centre: OpenCentre) -> None:
    person = a_person()
    keep(centre, person)
    with centre.unit_of_work() as work:
        work.people.change(
            person.id, {"name": "川口 恵子", "kana": "かわぐち けいこ", "phone": "0311112222"}
        )
        work.commit()
    assert find(centre, "かわぐち") == ["川口 恵子"]
    assert find(centre, "やまだ") == []
    assert find(centre, digits="2222") == ["川口 恵子"]
    assert find(centre, digits="5678") == []


def test_a_field_that_is_no_field_is_a_mistake_of_ours(centre: OpenCentre) -> None:
    person = a_person()
    keep(centre, person)
    with centre.unit_of_work() as work, pytest.raises(ValueError, match="version"):
        work.people.change(person.id, {"version": 7})


def test_candidates_agree_in_one_fact_and_empty_facts_agree_with_nobody(
    centre: OpenCentre,
) -> None:
    same = a_person()
    other = a_person(name="佐藤 実", kana="さとう みのる", birth_date=None, phone="")
    keep(centre, same, other)
    with centre.unit_of_work() as work:
        people = work.people
        for facts in (
            {"kana_folded": "やまだ けいこ"},
            {"phone_digits": "09012345678"},
            {"birth_date": date(1940, 4, 1)},
            {"name_folded": "山田恵子"},
        ):
            assert [one.id for one in people.candidates(**facts)] == [same.id]  # type: ignore[arg-type]
        assert people.candidates() == ()
        assert people.candidates(phone_digits="0901234") == ()


def test_town_numbers_tell_who_has_them(centre: OpenCentre) -> None:
    keep(centre, first := a_person(town_number="001"), a_person(town_number=""))
    with centre.unit_of_work() as work:
        assert work.people.town_numbers({"001", "002", ""}) == {"001": first.id}


def test_recent_people_are_those_last_worked_with(centre: OpenCentre, clock: SetClock) -> None:
    first, second = a_person(name="一 番"), a_person(name="二 番")
    keep(centre, first)
    clock.forward(minutes=1)
    keep(centre, second)
    clock.forward(minutes=1)
    with centre.unit_of_work() as work:
        assert [row.name for row in work.people.recent()[0]] == ["二 番", "一 番"]
        work.consultations.add(a_consultation(person=first.id))
        assert [row.name for row in work.people.recent()[0]] == ["一 番", "二 番"]


def test_a_row_shows_enough_to_tell_two_people_apart(centre: OpenCentre) -> None:
    person = a_person()
    keep(centre, person)
    with centre.unit_of_work() as work:
        work.consultations.add(a_consultation(person=person.id))
        gone = a_consultation(person=person.id)
        work.consultations.add(gone)
        work.consultations.remove(gone.id)
        row = work.people.rows_of([person.id])[person.id]
    assert row == PersonRow(
        person.id, "山田 恵子", "やまだ けいこ", date(1940, 4, 1), "5678", 1, START.date()
    )


def test_unknown_people_are_refused_and_not_made(centre: OpenCentre) -> None:
    nobody = PersonId(new_id())
    with centre.unit_of_work() as work:
        assert work.people.get(nobody) is None
        for act in (
            lambda: work.people.remove(nobody),
            lambda: work.people.restore(nobody),
            lambda: work.people.change(nobody, {"note": "x"}),
        ):
            with pytest.raises(Refused) as refusal:
                act()
            assert refusal.value.code == "store.no_such_record"
