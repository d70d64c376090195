from __future__ import annotations

from app.domain.sync.merge import choices, conflicts, merge
from app.domain.sync.records import Record, State, from_states, record_of


def at(number: int, device: str = "a") -> str:
    return f"{number:012x}0000{device * 8}"


def person(**fields: tuple[str, str]) -> Record:
    states = {name: State(clock, value) for name, (value, clock) in fields.items()}
    return from_states("people", "p1", states)


def test_edits_of_different_fields_are_both_kept() -> None:
    one = person(phone=("090", at(5)), note=("", at(1)))
    other = person(phone=("", at(1)), note=("hears badly", at(4, "b")))
    merged = merge(one, other)
    assert merged.fields == {"note": "hears badly", "phone": "090"}


def test_an_absent_field_says_nothing() -> None:
    whole, part = person(phone=("1", at(1)), note=("n", at(1))), person(note=("m", at(2, "b")))
    assert merge(whole, part).fields == {"note": "m", "phone": "1"}


def test_a_merged_record_has_one_form_however_it_came_about() -> None:
    one, other = person(phone=("1", at(3)), note=("n", at(9))), person(note=("m", at(3, "b")))
    assert merge(one, other) == merge(other, one)


def test_a_field_of_a_newer_program_is_kept() -> None:
    merged = merge(person(note=("n", at(1))), person(shoe_size=("23", at(2))))
    assert merged.fields == {"note": "n", "shoe_size": "23"}


def test_a_record_reads_back_as_it_was_written() -> None:
    one = merge(person(name=("A", at(2))), person(name=("B", at(3, "b")), note=("", at(1))))
    assert record_of(one.as_json()) == one


def test_an_overwritten_edit_is_named_once_its_editor_did_not_see_the_other() -> None:
    mine, theirs = person(note=("mine", at(5))), person(note=("theirs", at(7, "b")))
    found = conflicts(mine, theirs, merge(mine, theirs), {"note": at(1)})
    assert [(one.kept, one.lost) for one in found] == [("theirs", "mine")]
    assert not conflicts(mine, person(note=("old", at(1, "b"))), mine, {"note": at(1, "b")})


def test_two_legal_names_wait_for_a_person() -> None:
    mine, theirs = person(name=("山口", at(5))), person(name=("山本", at(7, "b")))
    merged = merge(mine, theirs)
    found = choices(mine, merged)
    assert [(one.kept, one.lost, one.is_open) for one in found] == [("山本", "山口", True)]
    assert not choices(merged, merged)
