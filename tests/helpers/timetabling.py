"""Invented curriculum timetables: tiny ones to try in every way, tight ones known to be possible."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from random import Random

from hypothesis import strategies as st

from app.domain.clubs.curriculum import Course, Instance, Lecture
from app.domain.clubs.curriculum_penalty import count_penalty


def instance_text(instance: Instance) -> str:
    """Return an instance as a `.ctt` file."""
    lines = [
        f"Name: {instance.name}",
        f"Courses: {len(instance.courses)}",
        f"Rooms: {len(instance.rooms)}",
        f"Days: {instance.days}",
        f"Periods_per_day: {instance.periods_per_day}",
        f"Curricula: {len(instance.curricula)}",
        f"Constraints: {len(instance.unavailable)}",
        "",
        "COURSES:",
        *(f"{c.id} {c.teacher} {c.lectures} {c.min_days} {c.students}" for c in instance.courses),
        "",
        "ROOMS:",
        *(f"{name}\t{seats}" for name, seats in instance.rooms),
        "",
        "CURRICULA:",
        *(
            f"q{number}  {len(group)} " + " ".join(instance.courses[c].id for c in group)
            for number, group in enumerate(instance.curricula)
        ),
        "",
        "UNAVAILABILITY_CONSTRAINTS:",
        *(
            f"{instance.courses[c].id} {p // instance.periods_per_day} {p % instance.periods_per_day}"
            for c, p in sorted(instance.unavailable)
        ),
        "",
        "END.",
    ]
    return "\n".join(lines) + "\n"


def planted(
    seed: int, days: int = 4, width: int = 4, rooms: int = 4, share: float = 0.7
) -> Instance:
    """Return an instance with a legal timetable hidden in it, which fills a share of the cells."""
    draw = Random(seed)
    periods = days * width
    cells = [(p, r) for p in range(periods) for r in range(rooms)]
    draw.shuffle(cells)
    seats = [draw.choice([20, 40, 80, 160]) for _ in range(rooms)]
    hidden: list[list[tuple[int, int]]] = []
    for period, room in cells[: max(1, int(share * len(cells)))]:
        free = [one for one in hidden if len(one) < 5 and period not in {p for p, _r in one}]
        if free and draw.random() < 0.75:
            draw.choice(free).append((period, room))
        else:
            hidden.append([(period, room)])
    courses = tuple(
        Course(
            f"c{number:03}", f"t{number // 2 if draw.random() < 0.2 else number + 1000}", len(one),
            draw.randint(1, len({p // width for p, _room in one})),
            draw.randint(1, seats[one[0][1]]),
        )
        for number, one in enumerate(hidden)
    )  # fmt: skip
    at = [frozenset(p for p, _room in one) for one in hidden]
    courses = tuple(
        one if _is_alone(one, number, courses, at) else
        Course(one.id, f"u{number}", one.lectures, one.min_days, one.students)
        for number, one in enumerate(courses)
    )  # fmt: skip
    curricula = []
    for _ in range(len(courses)):
        group: list[int] = []
        for course in draw.sample(range(len(courses)), min(6, len(courses))):
            if all(not at[course] & at[other] for other in group):
                group.append(course)
        curricula.append(tuple(group))
    unavailable = frozenset(
        (course, period)
        for course in range(len(courses))
        for period in range(periods)
        if period not in at[course] and draw.random() < 0.2
    )
    return Instance(
        f"planted-{seed}", days, width, courses,
        tuple((f"r{number}", one) for number, one in enumerate(seats)), tuple(curricula),
        unavailable,
    )  # fmt: skip


def _is_alone(
    one: Course, number: int, courses: tuple[Course, ...], at: list[frozenset[int]]
) -> bool:
    """Return whether the hidden timetable lets a teacher give all of their courses."""
    return all(
        other.teacher != one.teacher or not at[number] & at[place]
        for place, other in enumerate(courses)
        if place != number
    )


@st.composite
def instances(draw: st.DrawFn) -> Instance:
    """Draw a small instance with a legal timetable hidden in it."""
    return planted(
        draw(st.integers(0, 10**6)), draw(st.integers(1, 4)), draw(st.integers(1, 5)),
        draw(st.integers(1, 4)), draw(st.sampled_from([0.2, 0.5, 0.8, 1.0])),
    )  # fmt: skip


def every_timetable(instance: Instance) -> Iterator[tuple[Lecture, ...]]:
    """Yield every way to put the lectures into cells, legal or not."""
    rooms = len(instance.rooms)
    lectures = [n for n, one in enumerate(instance.courses) for _ in range(one.lectures)]
    for cells in permutations(range(instance.periods * rooms), len(lectures)):
        yield tuple(
            Lecture(course, cell % rooms, cell // rooms)
            for course, cell in zip(lectures, cells, strict=True)
        )


def best_penalty(instance: Instance) -> int | None:
    """Return the least penalty of all legal timetables, None when there is none."""
    counted = (count_penalty(instance, one) for one in every_timetable(instance))
    return min((one.soft for one in counted if not one.hard), default=None)
