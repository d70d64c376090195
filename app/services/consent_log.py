"""The log of the ledger: where it stands, whether anybody changed it, and proofs for others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from app.domain.consent.ledger import (
    CentreHead,
    LogFinding,
    LogHead,
    Proof,
    centre_leaf,
    checked_value,
)
from app.domain.consent.merkle import (
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    root_of,
)
from app.domain.errors import Refused
from app.domain.progress import NoProgress, Progress
from app.domain.roles import Actor
from app.services.consent_check import LogCheck
from app.services.consent_ports import ConsentUnitOfWork, ConsentWork, HeadsFile, Signer

AREA = "people"


class ConsentLogService:
    """Reads the log, and notes beside it how far it was in order; it never writes in it."""

    def __init__(
        self,
        unit_of_work: ConsentWork,
        signer: Signer,
        canonical: Callable[[Mapping[str, object]], bytes],
        parse: Callable[[bytes], object],
        heads_file: HeadsFile,
        checked_file: HeadsFile,
    ) -> None:
        self._unit_of_work, self._signer = unit_of_work, signer
        self._canonical, self._parse = canonical, parse
        self._heads_file, self._checked_file = heads_file, checked_file

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
        self, who: Actor, progress: Progress | None = None, *, only_new: bool = False
    ) -> tuple[int, CentreHead, tuple[LogFinding, ...]]:
        """Read the log again; return how many events were read, the heads, and what is wrong.

        With `only_new` each log is read from where it was last found in order: what that look signed
        is the root the rest has to grow from, so the cost is that of the new events.
        """
        who.require(AREA)
        with self._unit_of_work() as work:
            check = LogCheck(
                work, self._signer, self._parse, self._heads_file.read(), self._checked_file.read()
            )
            findings = check.run(progress or NoProgress(), only_new=only_new)
            heads, gaps = tuple(work.consent.heads()), check.gaps
            if not findings:
                self._note_checked(work, heads)
        return check.count, CentreHead(heads, self._centre_root(heads), gaps), findings

    def _note_checked(self, work: ConsentUnitOfWork, heads: Sequence[LogHead]) -> None:
        own = [one for one in work.consent.signing_keys() if one.private is not None]
        if own:
            self._checked_file.write(
                {
                    one.log: self._signer.sign(
                        own[-1],
                        self._canonical(checked_value(one.log, one.size, one.root, one.peaks)),
                    )
                    for one in heads
                }
            )

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
