"""Rounds of the selection: their files with a difference list, and the officer's pins and bans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from app.domain.changes import Changes
from app.domain.errors import BadInput, Finding, Refused
from app.domain.names import tidy_line
from app.domain.nursery.ids import plain_id
from app.domain.nursery.inputs import WORDS, InputContent, NurseryInput
from app.domain.nursery.rounds import (
    BAN,
    PIN,
    FileDifference,
    KeptFile,
    Kind,
    Round,
    Ruling,
    Stage,
)
from app.domain.roles import Actor
from app.services.nursery_carry import carried
from app.services.nursery_desk import AREA, Desk, RoundView, changeable, hash_of, view_of
from app.services.nursery_differences import KEYS, file_difference
from app.services.nursery_ports import NurseryUnitOfWork
from app.services.nursery_rulings import ruled


class NurseryRoundsService:
    """What an officer does with rounds before and after the calculation."""

    def __init__(self, desk: Desk) -> None:
        """Work on an open data set."""
        self._desk = desk

    def rounds(self, who: Actor) -> tuple[RoundView, ...]:
        """Return all rounds, newest first."""
        who.require(AREA)
        with self._desk.unit_of_work() as work:
            found = tuple(view_of(work, one.number) for one in work.rounds.every())
            work.audit.add(who.operator, "look", AREA)
            work.commit()
        return found

    def look(self, who: Actor, number: int) -> RoundView:
        """Return one round."""
        return self._desk.look(who, number)

    def begin(self, who: Actor, name: str) -> tuple[int, Changes]:
        """Begin a first round; `BadInput("nursery.name_missing")` without a name."""
        who.require(AREA)
        with self._desk.unit_of_work() as work:
            return self._add(work, who, name, Kind.FIRST, None, {})

    def begin_correction(self, who: Actor, number: int, name: str) -> tuple[int, Changes]:
        """Begin a numbered correction of a released round: its files and rulings come along.

        Raises:
            Refused: `nursery.not_released`.
        """
        who.require(AREA)
        with self._desk.unit_of_work() as work:
            base = _released(work, number)
            made = self._add(work, who, name, Kind.CORRECTION, number, base.contents)
            for one in base.rulings:
                work.rounds.add_ruling(made[0], one)
            work.commit()
        return made

    def begin_next(
        self, who: Actor, number: int, name: str, declined: Sequence[str] = ()
    ) -> tuple[int, Changes]:
        """Begin the round after a released one: seats left, children still waiting.

        Args:
            who: the officer.
            number: the released round.
            name: of the new one.
            declined: children who declined what they were given; their seats are open again.

        Raises:
            Refused: `nursery.not_released`.
            BadInput: `nursery.declined_without_place`.
        """
        who.require(AREA)
        with self._desk.unit_of_work() as work:
            base = _released(work, number)
            assert base.release is not None
            run = work.rounds.run(number, base.release.run)
            assert run is not None
            work.commit()
        given = self._desk.input_of(base)
        tables = {word: self._desk.files.table(base.contents[word]) for word in KEYS}
        made = carried(given.instance, tables, run.rows, [plain_id(one) for one in declined])
        contents = {
            word: InputContent(f"{word}.csv", self._desk.files.as_csv(*table))
            for word, table in made.items()
        }
        if "rules" in base.contents:
            contents["rules"] = base.contents["rules"]
        with self._desk.unit_of_work() as work:
            return self._add(work, who, name, Kind.NEXT, number, contents)

    def load(self, path: Path) -> tuple[str, bytes]:
        """Return a file's name and bytes."""
        return self._desk.files.load(path)

    def guess_columns(
        self, word: str, name: str, data: bytes
    ) -> tuple[tuple[str, ...], dict[str, str], tuple[str, ...]]:
        """Return a table's headings, what they probably mean, and ours to choose from."""
        headers = self._desk.files.table(InputContent(name, data)).headers
        files = self._desk.files
        return headers, files.guess_columns(word, headers), files.known_headings(word, headers)

    def put_file(
        self, who: Actor, number: int, word: str, content: InputContent
    ) -> tuple[FileDifference, Changes]:
        """Take a file into a round and return what it changes against last time.

        Whatever it changes has to be read (`mark_read`) before the round can be calculated.
        """
        who.require(AREA)
        if word not in WORDS:
            raise ValueError(word)
        table = self._desk.files.table(content) if word in KEYS else None
        with self._desk.unit_of_work() as work:
            view = changeable(work, number)
            before = self._before(work, view, word)
            found = FileDifference(is_first=True)
            if table is not None:
                old = None if before is None else self._desk.files.table(before)
                found = file_difference(word, old, table)
            elif before is not None:
                found = FileDifference(is_first=before.data == content.data)
            is_read = found.is_first or (word in KEYS and not found.changes)
            kept = KeptFile(
                word, content, hash_of(content.data), who.operator, self._desk.now(),
                who.operator if is_read else None,
            )  # fmt: skip
            work.rounds.put_file(number, kept)
            work.audit.add(who.operator, "import", AREA, str(number), word)
            work.commit()
        return found, Changes.of(AREA, str(number))

    def remove_file(self, who: Actor, number: int, word: str) -> Changes:
        """Take a file out of a round."""
        who.require(AREA)
        with self._desk.unit_of_work() as work:
            changeable(work, number)
            work.rounds.remove_file(number, word)
            work.audit.add(who.operator, "remove", AREA, str(number), word)
            work.commit()
        return Changes.of(AREA, str(number))

    def difference(self, who: Actor, number: int, word: str) -> FileDifference:
        """Return what a kept table changes against last time."""
        view = self._desk.look(who, number)
        if word not in view.files or word not in KEYS:
            return FileDifference(is_first=True)
        with self._desk.unit_of_work() as work:
            before = self._before(work, view, word, but_own=True)
        table = self._desk.files.table
        old = None if before is None else table(before)
        return file_difference(word, old, table(view.files[word].content))

    def mark_read(self, who: Actor, number: int, word: str) -> Changes:
        """Note that somebody read the list of differences of a file."""
        who.require(AREA)
        with self._desk.unit_of_work() as work:
            view = changeable(work, number)
            one = view.files[word]
            kept = KeptFile(
                word, one.content, one.sha256, one.added_by, one.added_at, who.operator
            )  # fmt: skip
            work.rounds.put_file(number, kept)
            work.audit.add(who.operator, "change", AREA, str(number), f"read {word}")
            work.commit()
        return Changes.of(AREA, str(number))

    def check(self, who: Actor, number: int) -> NurseryInput:
        """Return a round's input, its warnings in it, or raise BadInput with every finding."""
        return self._desk.ruled_input_of(self._desk.look(who, number))[1]

    def add_ruling(
        self, who: Actor, number: int, child: str, nursery: str, kind: str, reason: str
    ) -> Changes:
        """Pin a child to a nursery it wishes, or ban one, with a reason.

        Raises:
            BadInput: `nursery.reason_missing`, or what the ruling does not fit.
        """
        who.require(AREA)
        if kind not in (PIN, BAN):
            raise ValueError(kind)
        reason = tidy_line(reason)
        if not reason:
            raise _missing("nursery.reason_missing", "reason")
        one = Ruling(
            plain_id(child), plain_id(nursery), kind, reason, who.operator, self._desk.now()
        )  # fmt: skip
        with self._desk.unit_of_work() as work:
            view = changeable(work, number)
            ruled(self._desk.input_of(view), (*view.rulings, one))
            work.rounds.add_ruling(number, one)
            work.audit.add(who.operator, "add", AREA, str(number), f"{kind} {one.child}")
            work.commit()
        return Changes.of(AREA, str(number))

    def remove_ruling(self, who: Actor, number: int, ruling: int) -> Changes:
        """Take a pin or ban back."""
        who.require(AREA)
        with self._desk.unit_of_work() as work:
            view = changeable(work, number)
            own = [one for one in view.rulings if one.number == ruling]
            if own:
                work.rounds.remove_ruling(ruling)
                detail = f"{own[0].kind} {own[0].child}"
                work.audit.add(who.operator, "remove", AREA, str(number), detail)
                work.commit()
        return Changes.of(AREA, str(number))

    def _add(
        self, work: NurseryUnitOfWork, who: Actor, name: str, kind: Kind, based_on: int | None,
        contents: Mapping[str, InputContent],
    ) -> tuple[int, Changes]:  # fmt: skip
        name = tidy_line(name)
        if not name:
            raise _missing("nursery.name_missing", "name")
        number, now = work.rounds.next_number(), self._desk.now()
        work.rounds.add(Round(number, name, kind, based_on, Stage.PREPARING, who.operator, now))
        for word, one in contents.items():
            kept = KeptFile(word, one, hash_of(one.data), who.operator, now, who.operator)
            work.rounds.put_file(number, kept)
        work.audit.add(who.operator, "begin", AREA, str(number), kind.value)
        work.commit()
        return number, Changes.of(AREA, str(number))

    def _before(
        self, work: NurseryUnitOfWork, view: RoundView, word: str, *, but_own: bool = False
    ) -> InputContent | None:
        """Return the file of last time: of the round this goes on from, else of the one before it."""
        own = view.round.number
        order = [one.number for one in work.rounds.every() if one.number < own]
        if view.round.based_on is not None:
            order.insert(0, view.round.based_on)
        for number in order:
            files = work.rounds.files(number)
            if word in files:
                return files[word].content
        if but_own or word not in view.files:
            return None
        return view.files[word].content


def _released(work: NurseryUnitOfWork, number: int) -> RoundView:
    view = view_of(work, number)
    if not view.round.stage.is_locked:
        raise Refused("nursery.not_released", round=number)
    return view


def _missing(code: str, column: str) -> BadInput:
    return BadInput(code, (Finding(code, column=column),))
