"""An invented round for pictures and the audit: six children, three nurseries, worked out by hand."""

from __future__ import annotations

from datetime import UTC, datetime

from app.domain.ids import OperatorId
from app.domain.nursery.inputs import InputContent
from app.domain.nursery.instance import Child, Household, Instance, Nursery
from app.domain.nursery.results import (
    MOVED,
    OFFERED,
    STAYING,
    WAITING,
    Reason,
    ResultRow,
    Verdict,
    WishOutcome,
)  # fmt: skip
from app.domain.nursery.rounds import (
    CellChange,
    FileDifference,
    KeptFile,
    Kind,
    Round,
    Run,
    Stage,
)  # fmt: skip
from app.services.nursery_desk import RoundView
from app.services.nursery_runs import RunResult
from app.ui.nursery.result_view import Shown

_AT = datetime(2026, 11, 24, 0, 30, tzinfo=UTC)
_BY = OperatorId("officer")
_RUN_REPORT: dict[str, object] = {
    "newly_placed": 3, "placed": 4, "blocking_pairs": 0,
    "proved": {"blocking": True, "matched": True, "rank": True},
}  # fmt: skip
_ROWS = (
    ResultRow("10482", OFFERED, "101", 1),
    ResultRow("10483", WAITING, "", None),
    ResultRow("10484", WAITING, "", None),
    ResultRow("10485", MOVED, "102", 2),
    ResultRow("10486", OFFERED, "103", 3),
    ResultRow("10487", STAYING, "103", None),
)


def _round_of(number: int, name: str, stage: Stage) -> Round:
    return Round(number, name, Kind.FIRST, None, stage, _BY, _AT)


def _instance() -> Instance:
    children = (
        Child("10482", 0, 1, (0, 1), (42, 42)),
        Child("10483", 1, 0, (0, 2), (36, 36)),
        Child("10484", 1, 3, (0, 2), (36, 36)),
        Child("10485", 2, 2, (0, 1), (40, 40), present=2),
        Child("10486", 3, 4, (0, 1, 2), (33, 33, 33)),
        Child("10487", 4, 1, (0,), (31,), present=2),
    )
    households = (
        Household("5001", (0,)), Household("5002", (2, 1)), Household("5003", (3,)),
        Household("5004", (4,)), Household("5005", (5,)),
    )  # fmt: skip
    nurseries = (
        Nursery("101", "ひばり保育園", (1, 1, 0, 0, 0, 0)),
        Nursery("102", "みどりの丘保育園", (0, 0, 1, 0, 0, 0)),
        Nursery("103", "中央保育所", (0, 1, 1, 0, 1, 0)),
    )
    return Instance(children, households, nurseries)


def _run(rows: tuple[ResultRow, ...] = ()) -> Run:
    return Run(3, _AT, _BY, is_proof=True, is_whole=True, input_sha256="0" * 64,
               report=_RUN_REPORT, rows=rows)  # fmt: skip


def _view(files: dict[str, KeptFile] | None = None) -> RoundView:
    one = _round_of(2, "令和9年4月 一次", Stage.PREPARING)
    return RoundView(one, files or {}, (), (_run(),), None)


def sample_rounds() -> tuple[RoundView, ...]:
    """Return one round in preparation and one that is sealed."""
    return _view(), RoundView(_round_of(1, "令和8年4月 一次", Stage.ARCHIVED), {}, (), (), None)


def sample_round() -> tuple[RoundView, dict[str, FileDifference]]:
    """Return a round with a list of seats that changed and was not read yet."""
    files = {
        word: KeptFile(word, InputContent(name, b""), "0" * 64, _BY, _AT, read_by)
        for word, name, read_by in (
            ("children", "children.csv", _BY), ("facilities", "facilities.csv", None),
        )
    }  # fmt: skip
    changes = (
        CellChange("101", "ひばり保育園", "0歳募集人数", "6", "9"),
        CellChange("104", "あさひ保育園", "", None, "104"),
    )
    return _view(files), {"facilities": FileDifference(changes, (212, 221))}


def sample_result() -> Shown:
    """Return a checked result; the second child waits with her sibling."""
    given = _instance()
    result = RunResult(_view(), _run(_ROWS), given, given, Verdict())
    outcomes = (WishOutcome(1, 0, "given", Reason("given", {"rank": 1})),
                WishOutcome(2, 1, "not_needed", Reason("better")))  # fmt: skip
    return Shown(result, outcomes)
