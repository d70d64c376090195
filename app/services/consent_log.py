"""The log of the ledger: where it stands, whether anybody changed it, and proofs for others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from app.domain.consent.ledger import (
    CentreHead,
    LogFinding,
    LogHead,
    LogRow,
    Proof,
    SigningKey,
    centre_leaf,
    commitment,
)
from app.domain.consent.merkle import (
    GrowingRoot,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    root_of,
)
from app.domain.consent.writing import event_of
from app.domain.errors import Refused
from app.domain.progress import NoProgress, Progress
from app.domain.roles import Actor
from app.services.consent_ports import ConsentUnitOfWork, ConsentWork, HeadsFile, Signer

AREA = "people"
_STEP = 10_000


@dataclass(slots=True)
class _Walked:
    """One log while it is read again from its start."""

    tree: GrowingRoot = field(default_factory=GrowingRoot)
    roots: dict[int, bytes] = field(default_factory=dict)


class ConsentLogService:
    """Reads the log; it never writes."""

    def __init__(
        self,
        unit_of_work: ConsentWork,
        signer: Signer,
        canonical: Callable[[Mapping[str, object]], bytes],
        parse: Callable[[bytes], object],
        heads_file: HeadsFile,
    ) -> None:
        self._unit_of_work, self._signer = unit_of_work, signer
        self._canonical, self._parse, self._heads_file = canonical, parse, heads_file

    def head(self, who: Actor, log: str | None = None) -> CentreHead:
        """Return the heads, of one log or of all; `Refused("consent.no_such_log")`."""
        who.require(AREA)
        with self._unit_of_work() as work:
            heads = tuple(work.consent.heads())
        root = self._centre_root(heads)
        if log is not None:
            heads = tuple(one for one in heads if one.log == log)
            if not heads:
                raise Refused("consent.no_such_log", log=log)
        return CentreHead(heads, root)

    def verify(
        self, who: Actor, progress: Progress | None = None
    ) -> tuple[int, CentreHead, tuple[LogFinding, ...]]:
        """Read everything again; return how many events there are, the heads, and what is wrong."""
        who.require(AREA)
        with self._unit_of_work() as work:
            check = _Check(work, self._signer, self._parse, self._heads_file.read())
            findings = check.run(progress or NoProgress())
            heads = tuple(work.consent.heads())
        return check.count, CentreHead(heads, self._centre_root(heads)), findings

    def prove(self, who: Actor, event: str) -> Proof:
        """Return the proof that an event is in its log; `Refused("consent.no_such_event")`."""
        who.require(AREA)
        with self._unit_of_work() as work:
            place = work.consent.place(event)
            if place is None:
                raise Refused("consent.no_such_event", event=event)
            log, number = place
            leaves = [leaf_hash(one) for one in work.consent.entries(log)]
        path = inclusion_proof(leaves, number)
        return Proof(log, number, len(leaves), leaves[number], root_of(leaves), tuple(path))

    def consistency(self, who: Actor, log: str, size: int) -> Proof:
        """Return the proof that a log of that size only grew; `Refused("consent.no_such_size")`."""
        who.require(AREA)
        with self._unit_of_work() as work:
            leaves = [leaf_hash(one) for one in work.consent.entries(log)]
        if not leaves:
            raise Refused("consent.no_such_log", log=log)
        if not 0 < size <= len(leaves):
            raise Refused("consent.no_such_size", size=size, most=len(leaves))
        path = consistency_proof(leaves, size)
        first = root_of(leaves[:size])
        return Proof(log, size, len(leaves), first, root_of(leaves), tuple(path))

    def _centre_root(self, heads: tuple[LogHead, ...]) -> bytes:
        """The Merkle root over the sorted (log id, size, root)."""
        parts = sorted((one.log, one.size, one.root.hex()) for one in heads)
        return root_of(
            [
                leaf_hash(self._canonical(centre_leaf({"log": log, "size": size, "root": root})))
                for log, size, root in parts
            ]
        )


class _Check:
    def __init__(
        self,
        work: ConsentUnitOfWork,
        signer: Signer,
        parse: Callable[[bytes], object],
        kept_beside: Mapping[str, str],
    ) -> None:
        self._work, self._signer, self._parse = work, signer, parse
        self._beside = kept_beside
        self._keys: dict[str, SigningKey] = {one.id: one for one in work.consent.signing_keys()}
        self._logs: dict[str, _Walked] = {}
        self._heads = {one.log: one for one in work.consent.heads()}
        self._found: list[LogFinding] = []
        self.count = 0
        # Sizes at which a root is wanted: those of signed heads.
        self._wanted: dict[str, set[int]] = {}

    def run(self, progress: Progress) -> tuple[LogFinding, ...]:
        beside = dict(self._opened_beside())
        for log, (size, _root) in beside.items():
            self._wanted.setdefault(log, set()).add(size)
        for row in self._rows(progress):
            self._look(row)
        for head in self._heads.values():
            self._compare(head)
        for log, (size, root) in beside.items():
            self._compare_beside(log, size, root)
        for log in sorted(self._logs.keys() - self._heads.keys()):
            self._found.append(LogFinding("no_head", log))
        return tuple(self._found)

    def _rows(self, progress: Progress) -> Iterator[LogRow]:
        total = sum(one.size for one in self._heads.values())
        for number, row in enumerate(self._work.consent.walk()):
            if number % _STEP == 0:
                progress.step("consent.verify", number, max(total, number))
            yield row

    def _look(self, row: LogRow) -> None:
        if not row.log:
            self._found.append(LogFinding("payload_without_entry", event=row.event))
            return
        self.count += 1
        walked = self._logs.setdefault(row.log, _Walked())
        expected = walked.tree.size
        if row.number != expected:
            # Everything after a hole would be wrong as well: one sentence is enough.
            if row.number > expected and not any(
                one.log == row.log and one.code == "missing" for one in self._found
            ):
                self._found.append(LogFinding("missing", row.log, expected))
        else:
            self._look_at_entry(row, walked.tree.root().hex())
        walked.tree.add(leaf_hash(row.entry))
        if walked.tree.size in self._wanted.get(row.log, ()):
            walked.roots[walked.tree.size] = walked.tree.root()

    def _look_at_entry(self, row: LogRow, before: str) -> None:
        place = (row.log, row.number, row.event)
        try:
            entry = self._parse(row.entry)
        except ValueError:
            entry = None
        if not isinstance(entry, Mapping):
            self._found.append(LogFinding("entry_changed", *place))
            return
        if (entry.get("log"), entry.get("number"), entry.get("event")) != place:
            self._found.append(LogFinding("moved", *place))
        elif entry.get("before") != before:
            self._found.append(LogFinding("before_changed", *place))
        elif row.payload is not None and row.salt is not None:
            if entry.get("commits") != commitment(row.salt, row.payload):
                self._found.append(LogFinding("payload_changed", *place))
            elif not self._is_event(row):
                self._found.append(LogFinding("payload_unreadable", *place))

    def _is_event(self, row: LogRow) -> bool:
        try:
            value = self._parse(row.payload or b"")
            assert isinstance(value, Mapping)
            event = event_of(value)
        except (ValueError, AssertionError):
            return False
        return event.id == row.event and event.person == row.person

    def _compare(self, head: LogHead) -> None:
        walked = self._logs.get(head.log, _Walked())
        signed = self._opened(head.signed)
        if signed is None:
            self._found.append(LogFinding("head_not_signed", head.log))
        elif signed != (head.log, head.size, head.root.hex()):
            self._found.append(LogFinding("head_changed", head.log))
        if walked.tree.size < head.size:
            self._found.append(LogFinding("cut", head.log, walked.tree.size))
        elif walked.tree.size > head.size:
            self._found.append(LogFinding("after_head", head.log, head.size))
        elif walked.tree.root() != head.root:
            self._found.append(LogFinding("root_differs", head.log))

    def _compare_beside(self, log: str, size: int, root: str) -> None:
        walked = self._logs.get(log, _Walked())
        if walked.tree.size < size:
            self._found.append(LogFinding("older_database", log, walked.tree.size))
        elif walked.roots.get(size, b"").hex() != root:
            self._found.append(LogFinding("forked", log, size - 1))

    def _opened_beside(self) -> Iterator[tuple[str, tuple[int, str]]]:
        for log, text in self._beside.items():
            signed = self._opened(text)
            if signed is None or signed[0] != log:
                self._found.append(LogFinding("beside_not_signed", log))
            else:
                yield log, (signed[1], signed[2])

    def _opened(self, text: str) -> tuple[str, int, str] | None:
        try:
            payload, _key = self._signer.opened(text, self._keys)
            value = self._parse(payload)
            assert isinstance(value, Mapping)
            return str(value["log"]), int(value["size"]), str(value["root"])
        except (ValueError, AssertionError, KeyError, TypeError):
            return None
