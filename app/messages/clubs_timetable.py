"""Sentences about the files of curriculum timetables, and what a timetable costs."""

from __future__ import annotations

from app.domain.clubs.curriculum_penalty import Penalty
from app.messages import N_, Lazy, _

CLUBS_TIMETABLE: dict[str, tuple[Lazy, Lazy | None]] = {
    "clubs.ctt.refused": (
        N_("{file} cannot be taken as it is: {count} places have to be mended."),
        N_("Mend the places named here and start again."),
    ),
    "clubs.ctt.refused_files": (
        N_("The files cannot be taken as they are: {count} places have to be mended."),
        N_("Mend the places named here and start again."),
    ),
    "clubs.ctt.file_too_large": (
        N_("The file is too large to be a timetable: {file}"),
        N_("Look whether it is the right file."),
    ),
    "clubs.ctt.no_end": (
        N_("The file ends without END."),
        N_("Look whether it was copied to its end."),
    ),
    "clubs.ctt.no_section": (
        N_("The section {value} is missing."),
        N_("Look whether the file is whole."),
    ),
    "clubs.ctt.section_twice": (
        N_("The section {value} begins a second time."),
        N_("Put its lines together under one heading."),
    ),
    "clubs.ctt.head": (
        N_("The head does not say how many: {key}"),
        N_("Write a line such as Days: 5 above the sections."),
    ),
    "clubs.ctt.too_many": (
        N_("{value} is more than can be planned; at most {most}."),
        N_("Look whether the number is right."),
    ),
    "clubs.ctt.count": (
        N_("The head says {value}, the section has {have}."),
        N_("Look whether lines are missing."),
    ),
    "clubs.ctt.words": (
        N_("A line here has {need} words."),
        N_("Look for a missing or a further word."),
    ),
    "clubs.ctt.id_twice": (
        N_("{value} is in row {first} already."),
        N_("Give each its own name."),
    ),
    "clubs.ctt.number": (
        N_("{value} is no whole number from 0 on."),
        N_("Write digits only."),
    ),
    "clubs.ctt.curriculum": (
        N_("The line says another number of courses than it names, {have}."),
        N_("Look for a missing course."),
    ),
    "clubs.ctt.course_twice": (
        N_("The line names a course twice."),
        N_("Name each course of a curriculum once."),
    ),
    "clubs.ctt.unknown_course": (
        N_("There is no course {value}."),
        N_("Look how it is spelt under COURSES."),
    ),
    "clubs.ctt.unknown_room": (
        N_("There is no room {value}."),
        N_("Look how it is spelt under ROOMS."),
    ),
    "clubs.ctt.period": (
        N_("The week has no such day or period."),
        N_("Both count from 0."),
    ),
    "clubs.ctt.too_full": (
        N_("There are {lectures} lectures and only {cells} rooms and times."),
        N_("Look whether rooms are missing."),
    ),
    "clubs.ctt.too_large": (
        N_("This is more than can be planned: at most {lectures} lectures, {cells} rooms and times."),
        N_("Divide the instance."),
    ),
    "clubs.ctt.no_legal": (
        N_("No timetable that keeps every hard rule was found; {count} lectures are left: {courses}"),
        N_("Give it more time with --time-limit, or look whether these courses can meet at all."),
    ),
    "clubs.ctt.no_process": (
        N_("The search could not run on this computer."),
        N_("Close other programs and try again."),
    ),
    "clubs.ctt.one_place": (
        N_("Several instances were named and one file to write: {file}"),
        N_("Name a folder with --out."),
    ),
}  # fmt: skip


def penalty_lines(penalty: Penalty) -> list[str]:
    """Return the penalty of a timetable in words, a part a line."""
    parts = (
        (_("Seats that are missing"), penalty.room_capacity),
        (_("Days that are missing"), penalty.working_days),
        (_("Lectures that stand alone"), penalty.compactness),
        (_("Further rooms of a course"), penalty.room_stability),
    )
    lines = [_("Penalty: {count}").format(count=penalty.soft)]
    lines += [f"  {name}: {count}" for name, count in parts]
    if not penalty.hard:
        return [*lines, _("Every hard rule is kept.")]
    broken = (
        (_("Lectures missing or too many"), penalty.lectures),
        (_("Lectures that may not be at one time"), penalty.conflicts),
        (_("Lectures when their teacher is away"), penalty.availability),
        (_("Rooms with two lectures at a time"), penalty.room_occupancy),
    )
    lines.append(_("Hard rules broken: {count}").format(count=penalty.hard))
    return lines + [f"  {name}: {count}" for name, count in broken if count]
