"""Reading the competition's files: what they say comes back, and nothing wrong goes unnamed."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.clubs.curriculum import Instance, Lecture, solution_text
from app.domain.clubs.curriculum_reading import read_ctt, read_solution
from app.domain.errors import BadInput
from tests.helpers.timetabling import instance_text, instances, planted

SMALL = planted(3, days=2, width=3, rooms=2)
TEXT = instance_text(SMALL)


def codes(text: str) -> list[str]:
    """Return the codes of the findings, in the order they are said."""
    with pytest.raises(BadInput) as refused:
        read_ctt(text, "week.ctt")
    return [one.code.removeprefix("clubs.ctt.") for one in refused.value.findings]


@given(instances())
@settings(deadline=None)
def test_an_instance_comes_back_as_it_was_written(instance: Instance) -> None:
    assert read_ctt(instance_text(instance), "a.ctt") == instance


def test_windows_lines_tabs_and_empty_lines_do_not_matter() -> None:
    changed = TEXT.replace(" ", "\t ").replace("\n", "\r\n\r\n")
    assert read_ctt(changed.replace("Name:\t ", "Name: "), "a.ctt") == SMALL


@given(instances())
@settings(deadline=None)
def test_a_timetable_comes_back_as_it_was_written(instance: Instance) -> None:
    lectures = tuple(
        Lecture(course, course % len(instance.rooms), course % instance.periods)
        for course in range(len(instance.courses))
    )
    text = solution_text(instance, lectures)
    assert read_solution(text, "a.sol", instance) == lectures
    assert all(len(line.split(" ")) == 4 for line in text.splitlines())


def test_every_wrong_place_of_a_file_is_named_at_once() -> None:
    broken = TEXT.replace("Days: 2", "Days: two").replace("END.", "")
    broken = broken.replace("c000 ", "c000 extra ", 1).replace("r0\t", "r0\t-", 1)
    assert set(codes(broken)) >= {"head", "no_end", "words", "number"}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("ROOMS:", "", "no_section"),
        ("Courses:", "Kurse:", "head"),
        ("Periods_per_day: 3", "Periods_per_day: 99", "too_many"),
        ("Periods_per_day: 3", "Periods_per_day: 0", "head"),
        ("Rooms: 2", "Rooms: 3", "count"),
        ("c001 ", "c000 ", "id_twice"),
        ("CURRICULA:", "CURRICULA:\nq99 1 nowhere", "unknown_course"),
        ("CURRICULA:", "CURRICULA:\nq99 3 c000", "curriculum"),
        ("CURRICULA:", "CURRICULA:\nq99 2 c000 c000", "course_twice"),
        ("END.", "c000 2 0\nEND.", "period"),
        ("END.", "c000 0 3\nEND.", "period"),
        ("END.", "c000 0 x\nEND.", "number"),
        ("END.", "ROOMS:\nEND.", "section_twice"),
        ("END.", "c000 0\nEND.", "words"),
    ],
)
def test_a_wrong_place_has_its_own_words(old: str, new: str, code: str) -> None:
    assert code in codes(TEXT.replace(old, new, 1))


def test_more_lectures_than_cells_are_refused() -> None:
    first = SMALL.courses[0]
    line = f"{first.id} {first.teacher} {first.lectures} "
    assert codes(TEXT.replace(line, f"{first.id} {first.teacher} 99 ")) == ["too_full"]


def test_a_finding_names_its_line() -> None:
    with pytest.raises(BadInput) as refused:
        read_ctt(TEXT.replace("Rooms: 2", "Rooms: many"), "week.ctt")
    (finding,) = refused.value.findings
    assert (finding.file, finding.row, finding.value) == ("week.ctt", 3, "many")


@given(st.text(max_size=300))
@settings(deadline=None)
def test_any_other_text_is_refused_and_never_read(text: str) -> None:
    assert codes(text)


@given(st.integers(0, len(TEXT)), st.text(max_size=5))
@settings(deadline=None)
def test_a_file_damaged_anywhere_is_read_or_refused(place: int, inserted: str) -> None:
    damaged = TEXT[:place] + inserted + TEXT[place:]
    with suppress(BadInput):
        assert read_ctt(damaged, "a.ctt").periods > 0


def test_a_timetable_names_its_unknown_courses_rooms_and_periods() -> None:
    with pytest.raises(BadInput) as refused:
        read_solution("nobody r0 0 0\nc000 nowhere 0 0\nc000 r0 7 0\nc000 r0\n", "a.sol", SMALL)
    assert [(one.row, one.code.rpartition(".")[2]) for one in refused.value.findings] == [
        (1, "unknown_course"),
        (2, "unknown_room"),
        (3, "period"),
        (4, "words"),
    ]
