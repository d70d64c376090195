"""Builders of centres and records for the tests of the store; all people are invented."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from app.domain.consultations import Consultation, Status
from app.domain.folding import fold
from app.domain.ids import ConsultationId, OperatorId, PersonId, new_id
from app.domain.people import Person
from app.store.centre import DATABASE, DataKey, OpenCentre, Passphrase, create_centre, open_centre
from app.store.keyed_engine import connect
from app.store.migrations import runner

PASSPHRASE = "みかん箱に 三つの鍵"
START = datetime(2026, 5, 1, 9, 0, tzinfo=UTC)


class SetClock:
    """A clock that moves only when told to."""

    def __init__(self, at: datetime = START) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **span: float) -> None:
        self.at += timedelta(**span)


@lru_cache(maxsize=1)
def _model() -> tuple[Path, str, DataKey]:
    """Make one centre for all tests of a process; making one costs half a second."""
    kept = tempfile.mkdtemp(prefix="madoguchi-test-")
    atexit.register(shutil.rmtree, kept, ignore_errors=True)
    folder = Path(kept) / "centre"
    code = create_centre(folder, "みどり公民館", PASSPHRASE)
    opened = open_centre(folder, Passphrase(PASSPHRASE), now=SetClock())
    opened.close()
    return folder, code, opened.data_key


def put_centre(folder: Path) -> DataKey:
    """Put an empty centre into a folder and return its key."""
    model, _, key = _model()
    shutil.copytree(model, folder)
    return key


def recovery_code() -> str:
    """Return the recovery code of the centres that `put_centre` and `make_centre` make."""
    return _model()[1]


def make_centre(folder: Path, clock: Callable[[], datetime] | None = None) -> OpenCentre:
    """Put an empty centre into a folder and open it."""
    return open_centre(folder, put_centre(folder), now=clock or SetClock())


def a_person(name: str = "山田 恵子", kana: str = "やまだ けいこ", **fields: object) -> Person:
    """Return an invented person."""
    person = Person(
        id=PersonId(new_id()),
        name=name,
        kana=kana,
        birth_date=date(1940, 4, 1),
        phone="09012345678",
        added_at=START,
        added_by=OperatorId("operator-1"),
    )
    return replace(person, **fields)  # type: ignore[arg-type]


def a_consultation(story: str = "スマートフォンの電源が入らない", **fields: object) -> Consultation:
    """Return an invented consultation."""
    consultation = Consultation(
        id=ConsultationId(new_id()),
        person=None,
        status=Status.OPEN,
        opened_at=START,
        opened_by=OperatorId("operator-1"),
        story=story,
    )
    return replace(consultation, **fields)  # type: ignore[arg-type]


_OLD_PEOPLE = [
    ("p1", "髙﨑 𠮷子", "たかさき よしこ", "2026-04-02T00:00:00.000000Z"),
    ("p2", "山田 恵子", "やまだ けいこ", None),
]


def old_centre(folder: Path, step: int) -> DataKey:
    """Make a centre whose database stopped at a step, with people and consultations in it."""
    key = put_centre(folder)
    (folder / DATABASE).unlink()
    raw = connect(folder / DATABASE, key, must_exist=False)
    runner.upgrade(raw, step)
    raw.execute(
        "INSERT INTO device(one, centre, id, last_clock, last_version, audit_number, audit_hash)"
        " VALUES (1, 'c', '00000001', ?, 9, 0, x'00')",
        ("0" * 24,),
    )
    touched = [] if step < 2 else ["touched_at"]
    for one, name, kana, added in _OLD_PEOPLE:
        columns = ["id", "name", "kana", "kana_key", "added_at", "base_clock", "version", *touched]
        values = [one, name, kana, fold(kana).replace(" ", ""), added, "0" * 24, 1]
        values += ["2026-05-05T00:00:00.000000Z" for _ in touched]
        marks = ", ".join("?" for _ in columns)
        raw.execute(f"INSERT INTO people({', '.join(columns)}) VALUES ({marks})", values)
    raw.execute(
        "INSERT INTO consultations(place, id, person, status, opened_at, opened_by, story,"
        " base_clock, version) VALUES (1, 'c1', 'p2', 'open', '2026-05-05T00:00:00.000000Z',"
        " 'o', '電源が入らない', ?, 2)",
        ("0" * 24,),
    )
    raw.close()
    return key
