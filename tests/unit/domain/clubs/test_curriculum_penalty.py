"""The penalty of a curriculum timetable, held against sums made by hand and a second counting."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.clubs.curriculum import Course, Instance, Lecture
from app.domain.clubs.curriculum_penalty import count_penalty
from tests.helpers.timetabling import instances

# Two days of four periods, a small room and a large one; maths and art share a curriculum.
MATHS, ART, MUSIC = range(3)
SMALL, LARGE = range(2)
WEEK = Instance(
    "by hand", 2, 4,
    (Course("maths", "abe", 3, 2, 25), Course("art", "abe", 1, 1, 10),
     Course("music", "ito", 2, 2, 12)),
    (("small", 10), ("large", 30)),
    ((MATHS, ART), (MUSIC,)),
    frozenset({(MUSIC, 0)}),
)  # fmt: skip


def monday(course: int, room: int, period: int) -> Lecture:
    return Lecture(course, room, period)


def tuesday(course: int, room: int, period: int) -> Lecture:
    return Lecture(course, room, 4 + period)


GOOD = (
    monday(MATHS, LARGE, 0), monday(ART, SMALL, 1), tuesday(MATHS, LARGE, 2),
    tuesday(MATHS, LARGE, 3), monday(MUSIC, LARGE, 2), tuesday(MUSIC, LARGE, 1),
)  # fmt: skip


def test_a_legal_timetable_costs_what_its_parts_cost_by_hand() -> None:
    counted = count_penalty(WEEK, GOOD)
    assert counted.hard == 0
    # Music stands alone on both days, with weight 2; everything else is as it should be.
    assert (counted.compactness, counted.soft) == (4, 4)


def test_each_student_without_a_seat_costs_one() -> None:
    moved = (monday(MATHS, SMALL, 0), *GOOD[1:])
    counted = count_penalty(WEEK, moved)
    # 25 students in 10 seats; and maths is now in two rooms.
    assert (counted.room_capacity, counted.room_stability) == (15, 1)


def test_each_missing_day_costs_five() -> None:
    moved = (tuesday(MATHS, LARGE, 0), *GOOD[1:])
    counted = count_penalty(WEEK, moved)
    assert counted.working_days == 5
    # Art and the first maths lecture are left without a neighbour, beside the two of music.
    assert counted.compactness == 8


def test_the_last_period_of_a_day_is_no_neighbour_of_the_next_day() -> None:
    moved = (monday(MUSIC, LARGE, 3), tuesday(MUSIC, LARGE, 0))
    counted = count_penalty(WEEK, (*GOOD[:4], *moved))
    assert counted.compactness == 4


@pytest.mark.parametrize(
    ("timetable", "kind"),
    [
        (GOOD[1:], "lectures"),
        ((*GOOD, monday(ART, SMALL, 3)), "lectures"),
        ((monday(MATHS, LARGE, 1), *GOOD[1:]), "conflicts"),
        ((*GOOD[:4], monday(MUSIC, SMALL, 0), GOOD[5]), "availability"),
        ((*GOOD[:4], monday(MUSIC, SMALL, 1), GOOD[5]), "room_occupancy"),
    ],
)
def test_one_broken_hard_rule_is_counted_once_and_under_its_name(
    timetable: tuple[Lecture, ...], kind: str
) -> None:
    counted = count_penalty(WEEK, timetable)
    assert getattr(counted, kind) == 1
    assert counted.hard == 1


def test_two_lectures_of_a_course_at_one_time_are_one_lecture_too_few() -> None:
    counted = count_penalty(WEEK, (*GOOD[:2], GOOD[2], tuesday(MATHS, SMALL, 2), *GOOD[4:]))
    assert counted.lectures == 1
    assert counted.conflicts == 0


def test_courses_of_one_teacher_clash_without_a_common_curriculum() -> None:
    apart = Instance(
        WEEK.name, 2, 4, WEEK.courses, WEEK.rooms, ((MATHS,), (ART,)), frozenset()
    )  # fmt: skip
    counted = count_penalty(apart, (monday(ART, SMALL, 0), *GOOD[:1], *GOOD[2:]))
    assert counted.conflicts == 1


@given(instances(), st.integers(0, 10**6))
@settings(deadline=None)
def test_a_counting_cell_by_cell_says_the_same(instance: Instance, seed: int) -> None:
    draw = Random(seed)
    timetable = [
        Lecture(course, draw.randrange(len(instance.rooms)), draw.randrange(instance.periods))
        for course, one in enumerate(instance.courses)
        for _ in range(one.lectures)
    ]
    counted = count_penalty(instance, timetable)
    assert counted.room_capacity == sum(
        max(0, instance.courses[one.course].students - instance.rooms[one.room][1])
        for one in timetable
    )
    alone = 0
    for group in instance.curricula:
        for one in timetable:
            if one.course not in group:
                continue
            beside = [
                other
                for other in timetable
                if other.course in group
                and abs(other.period - one.period) == 1
                and other.period // instance.periods_per_day
                == one.period // instance.periods_per_day
            ]
            alone += not beside
    assert counted.compactness == 2 * alone
    pairs = [(a, b) for n, a in enumerate(timetable) for b in timetable[n + 1 :]]
    clashes = sum(
        a.period == b.period
        and a.course != b.course
        and (
            instance.courses[a.course].teacher == instance.courses[b.course].teacher
            or any(a.course in group and b.course in group for group in instance.curricula)
        )
        for a, b in pairs
    )
    assert counted.conflicts == clashes
