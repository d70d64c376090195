"""Reads instances (`.ctt`) and timetables (`.sol`) of the ITC-2007 competition, track 3."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.clubs.curriculum import Course, Instance, Lecture
from app.domain.errors import BadInput, Finding

COUNTS = {
    "Courses": "COURSES", "Rooms": "ROOMS", "Days": "", "Periods_per_day": "",
    "Curricula": "CURRICULA", "Constraints": "UNAVAILABILITY_CONSTRAINTS",
}  # fmt: skip
SECTIONS = ("COURSES", "ROOMS", "CURRICULA", "UNAVAILABILITY_CONSTRAINTS")
MOST = {"Days": 60, "Periods_per_day": 16, "Courses": 2000, "Rooms": 1000}
MOST_CELLS, MOST_LECTURES = 20_000, 5_000
MOST_FINDINGS = 500

Line = tuple[int, list[str]]


def read_ctt(text: str, file: str) -> Instance:
    """Read an instance in the competition's `.ctt` format.

    Raises:
        BadInput: `clubs.ctt.refused` with every line that cannot be taken.
    """
    return _InstanceReader(text, file).read()


def read_solution(text: str, file: str, instance: Instance) -> tuple[Lecture, ...]:
    """Read a timetable in the competition's format; whether it is legal is another question.

    Raises:
        BadInput: `clubs.ctt.refused` with every line that cannot be taken.
    """
    found = _Found(file)
    courses = {one.id: number for number, one in enumerate(instance.courses)}
    rooms = {name: number for number, (name, _seats) in enumerate(instance.rooms)}
    lectures = []
    for row, line in enumerate(text.splitlines(), 1):
        words = line.split()
        if not words:
            continue
        if len(words) != 4:
            found.add("words", row, line, need=4)
            continue
        course, room = courses.get(words[0], -1), rooms.get(words[1], -1)
        day, period = whole(words[2]), whole(words[3])
        if course < 0:
            found.add("unknown_course", row, words[0])
        if room < 0:
            found.add("unknown_room", row, words[1])
        if not 0 <= day < instance.days or not 0 <= period < instance.periods_per_day:
            found.add("period", row, line)
        lectures.append(Lecture(course, room, day * instance.periods_per_day + period))
    found.stop()
    return tuple(lectures)


def whole(word: str) -> int:
    """Return a whole number of up to seven digits, -1 where the word is none."""
    return int(word) if word.isascii() and word.isdigit() and len(word) < 8 else -1


class _Found:
    """The findings of one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []

    def add(self, code: str, row: int, value: str, column: str = "", **data: object) -> None:
        short = value.strip()[:80]
        self.findings.append(
            Finding(f"clubs.ctt.{code}", self.file, row, column, short, {"value": short, **data})
        )

    def stop(self) -> None:
        if self.findings:
            raise BadInput(
                "clubs.ctt.refused", tuple(self.findings[:MOST_FINDINGS]),
                file=self.file, count=len(self.findings),
            )  # fmt: skip


class _InstanceReader:
    def __init__(self, text: str, file: str) -> None:
        self.found = _Found(file)
        self.head: dict[str, tuple[int, str]] = {}
        self.sections: dict[str, list[Line]] = {}
        self._split(text)

    def _split(self, text: str) -> None:
        """Put the lines into the head and the sections they belong to."""
        section = ""
        for row, line in enumerate(text.splitlines(), 1):
            words = line.split()
            if not words:
                continue
            name = words[0].removesuffix(":")
            if name in SECTIONS and len(words) == 1:
                section = name
                if section in self.sections:
                    self.found.add("section_twice", row, section)
                self.sections.setdefault(section, [])
            elif words == ["END."] or words == ["END"]:
                return
            elif section:
                self.sections[section].append((row, words))
            else:
                key, _, value = line.partition(":")
                self.head[key.strip()] = row, value.strip()
        self.found.add("no_end", 0, "")

    def read(self) -> Instance:
        for name in SECTIONS:
            if name not in self.sections:
                self.found.add("no_section", 0, name)
        counts = {key: self._count(key) for key in COUNTS}
        courses = [self._course(*line) for line in self._lines("COURSES", 5)]
        rooms = [self._room(*line) for line in self._lines("ROOMS", 2)]
        places = {one.id: number for number, one in enumerate(courses)}
        curricula = [self._curriculum(*line, places) for line in self._lines("CURRICULA", 0)]
        unavailable = [
            self._unavailable(*line, places, counts)
            for line in self._lines("UNAVAILABILITY_CONSTRAINTS", 3)
        ]
        self._compare(counts, courses, rooms)
        self.found.stop()
        return Instance(
            self.head.get("Name", (0, ""))[1], counts["Days"], counts["Periods_per_day"],
            tuple(courses), tuple(rooms), tuple(curricula), frozenset(unavailable),
        )  # fmt: skip

    def _count(self, key: str) -> int:
        row, text = self.head.get(key, (0, ""))
        value = whole(text)
        least = 0 if key in ("Curricula", "Constraints") else 1
        if value < least:
            self.found.add("head", row, text, key, key=key)
        elif value > MOST.get(key, value):
            self.found.add("too_many", row, text, key, most=MOST[key])
        return value

    def _compare(
        self, counts: dict[str, int], courses: list[Course], rooms: list[tuple[str, int]]
    ) -> None:
        """Hold the head against the sections, and the lectures against the room there is."""
        for key, section in COUNTS.items():
            have = len(self.sections.get(section, []))
            if section in self.sections and counts[key] >= 0 and have != counts[key]:
                self.found.add("count", self.head[key][0], str(counts[key]), key, have=have)
        if self.found.findings:
            return
        lectures = sum(one.lectures for one in courses)
        cells = counts["Days"] * counts["Periods_per_day"] * len(rooms)
        if lectures > cells:
            self.found.add("too_full", 0, "", lectures=lectures, cells=cells)
        elif lectures > MOST_LECTURES or cells > MOST_CELLS:
            self.found.add("too_large", 0, "", lectures=MOST_LECTURES, cells=MOST_CELLS)

    def _lines(self, section: str, need: int) -> Iterator[Line]:
        """Yield the lines of a section that have as many words as they should."""
        seen: dict[str, int] = {}
        for row, words in self.sections.get(section, []):
            if need and len(words) != need:
                self.found.add("words", row, " ".join(words), need=need)
                continue
            if section != "UNAVAILABILITY_CONSTRAINTS":
                if words[0] in seen:
                    self.found.add("id_twice", row, words[0], first=seen[words[0]])
                seen.setdefault(words[0], row)
            yield row, words

    def _number(self, row: int, word: str, column: str) -> int:
        value = whole(word)
        if value < 0:
            self.found.add("number", row, word, column)
        return value

    def _course(self, row: int, words: list[str]) -> Course:
        columns = ("lectures", "min_days", "students")
        numbers = [
            self._number(row, word, name) for word, name in zip(words[2:], columns, strict=True)
        ]
        return Course(words[0], words[1], *numbers)

    def _room(self, row: int, words: list[str]) -> tuple[str, int]:
        return words[0], self._number(row, words[1], "seats")

    def _curriculum(self, row: int, words: list[str], places: dict[str, int]) -> tuple[int, ...]:
        named = words[2:]
        if len(words) < 2 or whole(words[1]) != len(named):
            self.found.add("curriculum", row, " ".join(words), have=len(named))
        for word in named:
            if word not in places:
                self.found.add("unknown_course", row, word)
        if len(set(named)) < len(named):
            self.found.add("course_twice", row, " ".join(words))
        return tuple(dict.fromkeys(places[word] for word in named if word in places))

    def _unavailable(
        self, row: int, words: list[str], places: dict[str, int], counts: dict[str, int]
    ) -> tuple[int, int]:
        if words[0] not in places:
            self.found.add("unknown_course", row, words[0])
        day = self._number(row, words[1], "day")
        period = self._number(row, words[2], "period")
        width = counts["Periods_per_day"]
        if min(day, period) >= 0 and (day >= counts["Days"] >= 0 or period >= width >= 0):
            self.found.add("period", row, " ".join(words))
        return places.get(words[0], 0), day * width + period
