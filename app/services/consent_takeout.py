"""A person takes her part of the ledger home: signed, with proofs, the same bytes for the same state."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256

from app.domain.consent.ledger import Proved, SigningKey
from app.domain.consent.merkle import Tree
from app.domain.consent.takeout import (
    BENEFIT_COLUMNS,
    DISCLOSURE_COLUMNS,
    EVENT_COLUMNS,
    KANTARA,
    KEYS,
    MANIFEST,
    MANIFEST_SIGNED,
    PROOFS,
    RECEIPTS,
    RECORDS,
    SCHEMA,
    TakenEvent,
    TakeOut,
    benefit_rows,
    disclosure_rows,
    event_rows,
    kantara_value,
    record_values,
)
from app.domain.consent.writing import event_of
from app.domain.errors import Refused
from app.domain.ids import PersonId
from app.domain.roles import Actor
from app.services.consent_ports import ConsentLog, ConsentUnitOfWork, ConsentWork, Signer

AREA = "people"
WriteTable = Callable[[Sequence[str], Iterable[Sequence[str]]], bytes]
# Makes what a person reads first: names of files and their bytes.
Papers = Callable[[TakeOut], Mapping[str, bytes]]


class ConsentTakeOutService:
    """Makes the files of a take-out; how they are packed is somebody else's."""

    def __init__(
        self,
        unit_of_work: ConsentWork,
        signer: Signer,
        canonical: Callable[[Mapping[str, object]], bytes],
        parse: Callable[[bytes], object],
        write_table: WriteTable,
        papers: Papers,
        controller: str,
    ) -> None:
        self._unit_of_work, self._signer = unit_of_work, signer
        self._canonical, self._parse = canonical, parse
        self._write_table, self._papers, self._controller = write_table, papers, controller

    def export(self, who: Actor, person: PersonId) -> dict[str, bytes]:
        """Return the files of a person's take-out by name.

        Raises:
            Refused: `consent.nothing_written`; `consent.log_unsound`, and `log verify` says where.
        """
        who.require(AREA)
        with self._unit_of_work() as work:
            taken = self._collect(work, person)
            own = [one for one in work.consent.signing_keys() if one.private is not None]
            files = self._files(taken, own[-1] if own else None)
            work.audit.add(who.operator, "export", "consent", person)
            work.commit()
        return files

    def _collect(self, work: ConsentUnitOfWork, person: PersonId) -> TakeOut:
        proved = [
            *_proved(work.consent, person),
            *(one for one, _ in work.consent.taken_in(person)),
        ]
        if not proved:
            raise Refused("consent.nothing_written", person=person)
        events = []
        for one in proved:
            value = self._parse(one.row.payload or b"")
            assert isinstance(value, Mapping)
            events.append(TakenEvent(event_of(value), one))
        events.sort(key=lambda one: (one.event.at, one.event.log, one.event.index))
        known = {one.id: one for one in work.consent.signing_keys()}
        signed = {text for one in proved for text in (one.head, one.receipt) if text}
        try:
            used = {self._signer.opened(text, known)[1] for text in signed}
        except ValueError:
            raise Refused("consent.log_unsound") from None
        keys = tuple(known[one] for one in sorted(used))
        return TakeOut(person, self._controller, tuple(events), keys)

    def _files(self, taken: TakeOut, key: SigningKey | None) -> dict[str, bytes]:
        files = dict(self._papers(taken))
        files[RECORDS] = self._canonical(record_values(taken))
        files[PROOFS] = self._canonical(
            {"schema": SCHEMA, "events": {one.event.id: _proof(one) for one in taken.events}}
        )
        for name, columns, rows in (
            ("events.csv", EVENT_COLUMNS, event_rows(taken)),
            ("disclosures.csv", DISCLOSURE_COLUMNS, disclosure_rows(taken)),
            ("benefits.csv", BENEFIT_COLUMNS, benefit_rows(taken)),
        ):
            files[name] = self._write_table(columns, rows)
        for one in taken.events:
            if one.proved.receipt:
                files[f"{RECEIPTS}{one.event.id}.jws"] = one.proved.receipt.encode("ascii")
            receipt = kantara_value(one, taken)
            if receipt is not None:
                files[f"{KANTARA}{one.event.id}.json"] = self._canonical(receipt)
        # Nobody writes events without a key of their own; a ledger of take-outs alone has none.
        if key is None:
            raise Refused("consent.no_own_key")
        keys = {one.id: one for one in (*taken.keys, key)}
        files[KEYS] = self._canonical(
            {"keys": [_jwk(self._parse, keys[one]) for one in sorted(keys)]}
        )
        manifest = self._canonical(
            {
                "schema": SCHEMA, "person": taken.person, "controller": taken.controller,
                "events": len(taken.events),
                "files": [
                    {"name": name, "bytes": len(data), "sha256": sha256(data).hexdigest()}
                    for name, data in sorted(files.items())
                ],
            }
        )  # fmt: skip
        files[MANIFEST] = manifest
        files[MANIFEST_SIGNED] = self._signer.sign(key, manifest).encode("ascii")
        return dict(sorted(files.items()))


def _proved(ledger: ConsentLog, person: str) -> Iterator[Proved]:
    """Yield the entries of a person, each with its path in the log as it stands now."""
    receipts = dict(ledger.receipts(person))
    trees: dict[str, tuple[Tree, str]] = {}
    for row in ledger.rows_of(person):
        if row.log not in trees:
            head, tree = ledger.head(row.log), Tree(ledger.leaves(row.log))
            if head is None or head.size != tree.size:
                raise Refused("consent.log_unsound")
            trees[row.log] = (tree, head.signed)
        tree, signed = trees[row.log]
        if row.number >= tree.size:
            raise Refused("consent.log_unsound")
        yield Proved(row, tree.size, tree.path(row.number), signed, receipts.get(row.event, ""))


def _proof(one: TakenEvent) -> dict[str, object]:
    row = one.proved.row
    return {
        "log": row.log, "leafIdx": row.number, "treeSize": one.proved.size,
        "entry": _b64(row.entry), "salt": _b64(row.salt or b""),
        "payload": _b64(row.payload or b""), "proof": [_b64(step) for step in one.proved.path],
        "head": one.proved.head,
    }  # fmt: skip


def _jwk(parse: Callable[[bytes], object], key: SigningKey) -> dict[str, object]:
    value = parse(key.public.encode())
    assert isinstance(value, Mapping)
    kept = {name: value[name] for name in ("crv", "kty", "x")}
    return {**kept, "kid": key.id, "use": "sig", "alg": "Ed25519"}


def _b64(data: bytes) -> str:
    return b64encode(data).decode("ascii")
