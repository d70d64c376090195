"""`clubs timetable` and `clubs penalty`: the public benchmark from file to file."""

from __future__ import annotations

from pathlib import Path

from app.cli.call import Call
from app.domain.clubs.curriculum_penalty import Penalty
from app.domain.errors import BadInput, Finding, Refused
from app.messages import _
from app.messages.clubs_timetable import penalty_lines
from app.services.clubs_timetable import Written


def timetable(call: Call) -> int:
    """Solve each instance within its time and say the penalty counted from the file written."""
    values, service = call.values, call.joins.timetables()
    instances = service.read(values.ctt)
    places = _places(values.ctt, values.out)
    documents = []
    code = 0
    for path, instance, out in zip(values.ctt, instances, places, strict=True):
        made = service.solve(
            instance, out, values.time_limit, values.seed, values.moves, call.progress
        )
        documents.append(_document(path, made, values.seed))
        call.out.say(str(made.out), *penalty_lines(made.penalty))
        if made.penalty.hard:
            code = Refused.exit_code
        if made.is_cancelled:
            call.out.note(_("Stopped early; the best so far was kept."))
            break
    call.out.document(documents[0] if len(places) == 1 else {"timetables": documents})
    return code


def penalty(call: Call) -> int:
    """Count the penalty of a timetable; a broken hard rule ends with 4."""
    values, service = call.values, call.joins.timetables()
    (instance,) = service.read([values.ctt])
    counted = service.penalty(instance, values.sol)
    call.out.document({"file": str(values.sol), **_parts(counted)})
    call.out.say(*penalty_lines(counted))
    return Refused.exit_code if counted.hard else 0


def _places(given: list[Path], out: Path) -> list[Path]:
    """Return where each timetable goes: one file, or a file of the same name in a folder."""
    if len(given) == 1 and not out.is_dir():
        return [out]
    if out.is_file():
        found = Finding("clubs.ctt.one_place", str(out), data={"file": str(out)})
        raise BadInput(found.code, (found,), file=str(out))
    out.mkdir(parents=True, exist_ok=True)
    return [out / f"{one.stem}.sol" for one in given]


def _document(path: Path, made: Written, seed: int) -> dict[str, object]:
    return {
        "file": str(path), "out": str(made.out), "name": made.instance.name, "seed": seed,
        **_parts(made.penalty),
        "moves": made.moves, "seconds": round(made.seconds, 2), "cancelled": made.is_cancelled,
    }  # fmt: skip


def _parts(counted: Penalty) -> dict[str, object]:
    return {
        "penalty": counted.soft,
        "hard": counted.hard,
        "soft_parts": {
            "room_capacity": counted.room_capacity, "min_working_days": counted.working_days,
            "curriculum_compactness": counted.compactness,
            "room_stability": counted.room_stability,
        },
        "hard_parts": {
            "lectures": counted.lectures, "conflicts": counted.conflicts,
            "availability": counted.availability, "room_occupancy": counted.room_occupancy,
        },
    }  # fmt: skip
