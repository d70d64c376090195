"""Rounds, their files, rulings, runs and releases, inside one transaction of the data set."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select, update

from app.domain.ids import OperatorId
from app.domain.nursery.inputs import WORDS, InputContent
from app.domain.nursery.results import ResultRow
from app.domain.nursery.rounds import KeptFile, Kind, Release, Round, Ruling, Run, Stage
from app.store.mapping import Row, moment_of, plain, stored_moment
from app.store.nursery_tables import files, releases, rounds, rulings, runs


class StoredRounds:
    """What the data set holds; satisfies `app.services.nursery_ports.RoundRepository`."""

    def __init__(self, connection: Connection) -> None:
        """Work inside an open transaction."""
        self._connection = connection

    def every(self) -> tuple[Round, ...]:
        """Return all rounds, newest first."""
        query = select(rounds).order_by(rounds.c.number.desc())
        return tuple(_round_of(row) for row in self._rows(query))

    def get(self, number: int) -> Round | None:
        """Return a round, or None."""
        row = self._row(select(rounds).where(rounds.c.number == number))
        return None if row is None else _round_of(row)

    def add(self, one: Round) -> None:
        """Write a new round."""
        self._insert(
            rounds, number=one.number, name=one.name, kind=one.kind, based_on=one.based_on,
            stage=one.stage, created_by=one.created_by, created_at=one.created_at, seal=one.seal,
        )  # fmt: skip

    def next_number(self) -> int:
        """Return a number no round has."""
        return int(self._connection.execute(select(func.max(rounds.c.number))).scalar() or 0) + 1

    def set_stage(self, number: int, stage: Stage, seal: str = "") -> None:
        """Move a round on."""
        values = {"stage": stage.value, "seal": seal}
        self._connection.execute(update(rounds).where(rounds.c.number == number).values(**values))

    def files(self, number: int) -> dict[str, KeptFile]:
        """Return word → file of a round's input."""
        query = select(files).where(files.c.round == number)
        found = {str(row["word"]): _file_of(row) for row in self._rows(query)}
        return {word: found[word] for word in WORDS if word in found}

    def put_file(self, number: int, one: KeptFile) -> None:
        """Write a file in the place of the one with its word."""
        self.remove_file(number, one.word)
        columns = json.dumps(dict(one.content.columns), ensure_ascii=False, sort_keys=True)
        self._insert(
            files, round=number, word=one.word, name=one.content.name, data=one.content.data,
            columns=columns, sha256=one.sha256, added_by=one.added_by, added_at=one.added_at,
            read_by=one.read_by,
        )  # fmt: skip

    def remove_file(self, number: int, word: str) -> None:
        """Take a file out."""
        self._connection.execute(delete(files).where(files.c.round == number, files.c.word == word))

    def rulings(self, number: int) -> tuple[Ruling, ...]:
        """Return a round's pins and bans in the order in which they were made."""
        query = select(rulings).where(rulings.c.round == number).order_by(rulings.c.number)
        return tuple(_ruling_of(row) for row in self._rows(query))

    def add_ruling(self, number: int, one: Ruling) -> None:
        """Write a pin or ban."""
        self._insert(
            rulings, round=number, child=one.child, nursery=one.nursery, kind=one.kind,
            reason=one.reason, by=one.by, at=one.at,
        )  # fmt: skip

    def remove_ruling(self, ruling: int) -> None:
        """Take a pin or ban out."""
        self._connection.execute(delete(rulings).where(rulings.c.number == ruling))

    def runs(self, number: int) -> tuple[Run, ...]:
        """Return a round's runs without their rows, newest first."""
        columns = [one for one in runs.c if one.name != "rows"]
        query = select(*columns).where(runs.c.round == number).order_by(runs.c.number.desc())
        return tuple(_run_of(row) for row in self._rows(query))

    def run(self, number: int, run: int) -> Run | None:
        """Return a run with its rows, or None."""
        row = self._row(select(runs).where(runs.c.round == number, runs.c.number == run))
        return None if row is None else _run_of(row)

    def add_run(self, number: int, one: Run) -> None:
        """Write a finished run."""
        rows = [(r.child, r.result, r.nursery, r.rank, r.reason) for r in one.rows]
        self._insert(
            runs, round=number, number=one.number, at=one.at, by=one.by, is_proof=one.is_proof,
            is_whole=one.is_whole, input_sha256=one.input_sha256,
            report=json.dumps(one.report, ensure_ascii=False),
            rows=json.dumps(rows, ensure_ascii=False),
        )  # fmt: skip

    def release(self, number: int) -> Release | None:
        """Return what was asked for or approved, or None."""
        row = self._row(select(releases).where(releases.c.round == number))
        return None if row is None else _release_of(row)

    def put_release(self, number: int, one: Release | None) -> None:
        """Write what is asked for or approved; None takes it back."""
        self._connection.execute(delete(releases).where(releases.c.round == number))
        if one is not None:
            self._insert(
                releases, round=number, run=one.run, input_sha256=one.input_sha256,
                reason=one.reason, submitted_by=one.submitted_by, submitted_at=one.submitted_at,
                approved_by=one.approved_by, approved_at=one.approved_at,
            )  # fmt: skip

    def _insert(self, table: Table, **values: object) -> None:
        row = {key: plain(value) for key, value in values.items()}
        self._connection.execute(insert(table).values(**row))

    def _rows(self, query: Any) -> list[Row]:
        return list(self._connection.execute(query).mappings().all())

    def _row(self, query: Any) -> Row | None:
        return self._connection.execute(query).mappings().first()


def _round_of(row: Row) -> Round:
    based_on = row["based_on"]
    return Round(
        number=int(str(row["number"])),
        name=str(row["name"]),
        kind=Kind(str(row["kind"])),
        based_on=None if based_on is None else int(str(based_on)),
        stage=Stage(str(row["stage"])),
        created_by=OperatorId(str(row["created_by"])),
        created_at=stored_moment(row["created_at"]),
        seal=str(row["seal"]),
    )


def _file_of(row: Row) -> KeptFile:
    data, reader = row["data"], row["read_by"]
    assert isinstance(data, bytes)
    return KeptFile(
        word=str(row["word"]),
        content=InputContent(str(row["name"]), data, json.loads(str(row["columns"]))),
        sha256=str(row["sha256"]),
        added_by=OperatorId(str(row["added_by"])),
        added_at=stored_moment(row["added_at"]),
        read_by=None if reader is None else OperatorId(str(reader)),
    )


def _ruling_of(row: Row) -> Ruling:
    return Ruling(
        child=str(row["child"]),
        nursery=str(row["nursery"]),
        kind=str(row["kind"]),
        reason=str(row["reason"]),
        by=OperatorId(str(row["by"])),
        at=stored_moment(row["at"]),
        number=int(str(row["number"])),
    )


def _run_of(row: Row) -> Run:
    report: Mapping[str, object] = json.loads(str(row["report"]))
    rows = json.loads(str(row["rows"])) if "rows" in row else []
    return Run(
        number=int(str(row["number"])),
        at=stored_moment(row["at"]),
        by=OperatorId(str(row["by"])),
        is_proof=bool(row["is_proof"]),
        is_whole=bool(row["is_whole"]),
        input_sha256=str(row["input_sha256"]),
        report=report,
        rows=tuple(ResultRow(*one) for one in rows),
    )


def _release_of(row: Row) -> Release:
    approver = row["approved_by"]
    return Release(
        run=int(str(row["run"])),
        input_sha256=str(row["input_sha256"]),
        reason=str(row["reason"]),
        submitted_by=OperatorId(str(row["submitted_by"])),
        submitted_at=stored_moment(row["submitted_at"]),
        approved_by=None if approver is None else OperatorId(str(approver)),
        approved_at=moment_of(row["approved_at"]),
    )
