"""Curriculum timetables over files, joined."""

from __future__ import annotations

from pathlib import Path

from app.domain.clubs.curriculum import Instance, Lecture
from app.files import timetables


class FilesOfTimetables:
    """Satisfies `app.services.clubs_timetable.TimetableFiles`."""

    def read_instance(self, path: Path) -> Instance:
        """Read an instance."""
        return timetables.read_instance(path)

    def read_timetable(self, path: Path, instance: Instance) -> tuple[Lecture, ...]:
        """Read a timetable."""
        return timetables.read_timetable(path, instance)

    def write_timetable(
        self, path: Path, instance: Instance, lectures: tuple[Lecture, ...]
    ) -> None:
        """Write a timetable."""
        timetables.write_timetable(path, instance, lectures)
