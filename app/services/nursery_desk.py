"""What all services of the officer's data set share: the right to it, its log, and the locks."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from app.domain.errors import BadInput, Finding, Refused
from app.domain.nursery.inputs import InputContent, NurseryInput
from app.domain.nursery.rounds import KeptFile, Release, Round, Ruling, Run, Stage
from app.domain.roles import Actor
from app.services.nursery_ports import NurseryContents, NurseryUnitOfWork, NurseryWorkFactory
from app.services.nursery_rulings import ruled

AREA = "nursery"
NEEDED = ("children", "facilities")


@dataclass(frozen=True, slots=True)
class RoundView:
    """A round with everything in it but the rows of its runs; `base` is the round it is based on."""

    round: Round
    files: Mapping[str, KeptFile]
    rulings: tuple[Ruling, ...]
    runs: tuple[Run, ...]
    release: Release | None
    base: Round | None = None

    @property
    def unread(self) -> tuple[str, ...]:
        """Return the words of files whose list of differences nobody read."""
        return tuple(word for word, one in self.files.items() if one.read_by is None)

    @property
    def contents(self) -> dict[str, InputContent]:
        """Return word → content."""
        return {word: one.content for word, one in self.files.items()}


@dataclass(frozen=True, slots=True)
class Desk:
    """The open data set, what reads files, and the clock."""

    unit_of_work: NurseryWorkFactory
    files: NurseryContents
    now: Callable[[], datetime]

    def look(self, who: Actor, number: int, verb: str = "look") -> RoundView:
        """Return a round; the look is logged."""
        who.require(AREA)
        with self.unit_of_work() as work:
            found = view_of(work, number)
            work.audit.add(who.operator, verb, AREA, str(number))
            work.commit()
        return found

    def input_of(self, view: RoundView) -> NurseryInput:
        """Return the input as the families handed it in.

        Raises:
            BadInput: `nursery.file_missing`, or `nursery.refused` with every finding.
        """
        missing = [word for word in NEEDED if word not in view.files]
        if missing:
            findings = tuple(Finding("nursery.file_missing", data={"word": one}) for one in missing)
            raise BadInput("nursery.file_missing", findings, word=missing[0])
        return self.files.read_contents(view.contents)

    def ruled_input_of(self, view: RoundView) -> tuple[NurseryInput, NurseryInput]:
        """Return the input as handed in, and as the officer's rulings make it."""
        given = self.input_of(view)
        return given, ruled(given, view.rulings)


def view_of(work: NurseryUnitOfWork, number: int) -> RoundView:
    """Return a round, or raise `Refused("nursery.no_round")`."""
    rounds = work.rounds
    found = rounds.get(number)
    if found is None:
        raise Refused("nursery.no_round", round=number)
    base = None if found.based_on is None else rounds.get(found.based_on)
    return RoundView(
        found, rounds.files(number), rounds.rulings(number), rounds.runs(number),
        rounds.release(number), base,
    )  # fmt: skip


def changeable(work: NurseryUnitOfWork, number: int) -> RoundView:
    """Return a round that may be changed, or raise Refused with what to do instead."""
    found = view_of(work, number)
    if found.round.stage.is_locked:
        raise Refused("nursery.round_locked", round=number)
    if found.round.stage is Stage.SUBMITTED:
        raise Refused("nursery.round_submitted", round=number)
    return found


def chosen_run(view: RoundView, number: int | None = None) -> Run:
    """Return a run of a round, the newest by default, without its rows."""
    for run in view.runs:
        if number is None or run.number == number:
            return run
    raise Refused("nursery.no_run", round=view.round.number)


def hash_of(data: bytes) -> str:
    """Return the hash of a file."""
    return hashlib.sha256(data).hexdigest()
