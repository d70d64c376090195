"""Reading a take-out back: everything is proved again before anything is kept."""

from __future__ import annotations

import binascii
from base64 import b64decode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from app.domain.consent.events import Event, EventType, Scope
from app.domain.consent.ledger import LogRow, Proved, SigningKey, commitment
from app.domain.consent.merkle import includes, leaf_hash
from app.domain.consent.takeout import (
    KEYS,
    MANIFEST,
    MANIFEST_SIGNED,
    PROOFS,
    RECEIPTS,
    SCHEMA,
)
from app.domain.consent.writing import event_of
from app.domain.errors import BadInput, Finding
from app.domain.ids import new_id
from app.domain.roles import Actor
from app.services.consent import ConsentService
from app.services.consent_ports import ConsentUnitOfWork, ConsentWork, Signer
from app.services.ports import Clock

AREA = "people"


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What was read in: whose, how many events, how many of them new, and who signed (id, known)."""

    person: str
    events: int
    new: int
    keys: tuple[tuple[str, bool], ...]


class ConsentTakeInService:
    """Reads take-outs into the ledger."""

    def __init__(
        self,
        unit_of_work: ConsentWork,
        clock: Clock,
        signer: Signer,
        canonical: Callable[[Mapping[str, object]], bytes],
        parse: Callable[[bytes], object],
        consent: ConsentService,
    ) -> None:
        self._unit_of_work, self._clock, self._signer = unit_of_work, clock, signer
        self._canonical, self._parse, self._consent = canonical, parse, consent

    def take_in(self, who: Actor, files: Mapping[str, bytes]) -> TakenIn:
        """Keep the events of a take-out; what is here already stays as it is.

        Raises:
            BadInput: `takeout.refused`, with every file that is not what was signed; nothing is kept.
        """
        who.require(AREA)
        reading = _Reading(files, self._signer, self._canonical, self._parse)
        person, found = reading.run()
        archive = sha256(files[MANIFEST]).hexdigest()
        with self._unit_of_work() as work:
            new = [one for one in found if self._is_new(work, one)]
            known = {one.id for one in work.consent.signing_keys()}
            if new:
                for key in reading.keys.values():
                    work.consent.add_key(key)
                for one in new:
                    work.consent.take_in(one, archive)
                event = self._note(work, who, person, archive, len(new))
                work.audit.add(who.operator, "import", "consent", person, event.id)
                work.commit()
                self._consent.keep_heads(work)
        keys = tuple((one, one in known) for one in sorted(reading.keys))
        return TakenIn(person, len(found), len(new), keys)

    def _is_new(self, work: ConsentUnitOfWork, one: Proved) -> bool:
        kept = {row.event: row for row in work.consent.rows_of(one.row.person or "")}
        kept |= {known.row.event: known.row for known, _ in work.consent.taken_in(one.row.person)}
        before = kept.get(one.row.event)
        if before is None:
            if work.consent.place(one.row.event) is not None:
                return False  # Its contents were erased here, and stay so.
            if work.consent.head(one.row.log) is not None:
                raise _refused([Finding("takeout.own_log", PROOFS, value=one.row.event)])
            return True
        if before.entry != one.row.entry:
            raise _refused([Finding("takeout.conflict", PROOFS, value=one.row.event)])
        return False

    def _note(
        self, work: ConsentUnitOfWork, who: Actor, person: str, archive: str, count: int
    ) -> Event:
        """Write into the own log what came from where: nothing slips in beside it."""
        log = work.consent.own_log()
        seen = dict(work.consent.known())
        event = Event(
            new_id(), person, EventType.TAKEN_IN, self._clock.now(), log, seen.pop(log, 0),
            Scope(""), seen,
            details={"archive": archive, "events": str(count), "staff": who.operator},
        )  # fmt: skip
        self._consent.write(work, event)
        return event


class _Reading:
    def __init__(
        self,
        files: Mapping[str, bytes],
        signer: Signer,
        canonical: Callable[[Mapping[str, object]], bytes],
        parse: Callable[[bytes], object],
    ) -> None:
        self._files, self._signer, self._canonical, self._parse = files, signer, canonical, parse
        self.findings: list[Finding] = []
        self.keys: dict[str, SigningKey] = {}

    def run(self) -> tuple[str, list[Proved]]:
        manifest = self._object(MANIFEST)
        for one in self._items(self._object(KEYS).get("keys"), KEYS):
            self._read_key(one)
        self._stop_if_anything()
        self._check_manifest(manifest)
        self._check_files(manifest)
        # Where a file is not what was listed, nothing it says is worth a second finding.
        self._stop_if_anything()
        person = str(manifest.get("person", ""))
        proofs = self._object(PROOFS).get("events")
        if not isinstance(proofs, Mapping) or manifest.get("events") != len(proofs):
            self.note("takeout.count", PROOFS)
            proofs = {}
        found = [self._proved(str(event), proofs[event], person) for event in sorted(proofs)]
        self._stop_if_anything()
        return person, [one for one in found if one is not None]

    def note(self, code: str, file: str, value: str = "") -> None:
        self.findings.append(Finding(code, file, value=value))

    def _stop_if_anything(self) -> None:
        if self.findings:
            raise _refused(self.findings)

    def _object(self, name: str) -> Mapping[str, object]:
        if name not in self._files:
            self.note("takeout.missing", name)
            return {}
        try:
            value = self._parse(self._files[name])
        except (ValueError, RecursionError):
            value = None
        if not isinstance(value, Mapping):
            self.note("takeout.unreadable", name)
            return {}
        return value

    def _items(self, value: object, file: str) -> list[Mapping[str, object]]:
        if isinstance(value, list) and all(isinstance(one, Mapping) for one in value):
            return value
        self.note("takeout.unreadable", file)
        return []

    def _read_key(self, value: Mapping[str, object]) -> None:
        try:
            key = self._signer.read_key(value)
        except ValueError:
            self.note("takeout.key", KEYS, str(value.get("kid", "")))
            return
        self.keys[key.id] = key

    def _check_manifest(self, manifest: Mapping[str, object]) -> None:
        if manifest.get("schema") != SCHEMA:
            self.note("takeout.other_schema", MANIFEST, str(manifest.get("schema", "")))
        signed = self._opened(self._files.get(MANIFEST_SIGNED, b""))
        if signed is None or signed != self._files[MANIFEST]:
            self.note("takeout.not_signed", MANIFEST)

    def _check_files(self, manifest: Mapping[str, object]) -> None:
        listed: dict[str, object] = {}
        for one in self._items(manifest.get("files"), MANIFEST):
            listed[str(one.get("name"))] = one.get("sha256")
        for name in sorted(self._files.keys() - listed.keys() - {MANIFEST, MANIFEST_SIGNED}):
            self.note("takeout.not_listed", name)
        for name, digest in sorted(listed.items()):
            if name not in self._files:
                self.note("takeout.missing", name)
            elif sha256(self._files[name]).hexdigest() != digest:
                self.note("takeout.changed", name)

    def _opened(self, signed: bytes) -> bytes | None:
        try:
            return self._signer.opened(signed.decode("ascii"), self.keys)[0]
        except ValueError:
            return None

    def _proved(self, event: str, value: object, person: str) -> Proved | None:
        try:
            one = _read_proof(event, value, person)
        except (ValueError, TypeError, KeyError, AttributeError, binascii.Error):
            self.note("takeout.unreadable", PROOFS, event)
            return None
        receipt = self._files.get(f"{RECEIPTS}{event}.jws", b"")
        one = Proved(one.row, one.size, one.path, one.head, receipt.decode("ascii", "replace"))
        if not self._holds(one):
            self.note("takeout.not_proved", PROOFS, event)
        if receipt and not self._is_receipt_of(receipt, one.row):
            self.note("takeout.receipt", f"{RECEIPTS}{event}.jws")
        return one

    def _holds(self, one: Proved) -> bool:
        """Tell whether the entry commits to the payload and stands in the log whose head is signed."""
        row = one.row
        try:
            entry, fact = self._parse(row.entry), self._parse(row.payload or b"")
            head = self._parse(self._opened(one.head.encode()) or b"")
            if not (isinstance(entry, Mapping) and isinstance(head, Mapping)):
                return False
            assert isinstance(fact, Mapping)
            event = event_of(fact)
        except (ValueError, AssertionError):
            return False
        place = (row.log, row.number, row.event)
        return (
            (entry.get("log"), entry.get("number"), entry.get("event")) == place
            and (event.log, event.index, event.id) == place
            and event.person == row.person
            # Bytes that two readers could read in two ways are not ours.
            and (self._canonical(entry), self._canonical(fact)) == (row.entry, row.payload)
            and entry.get("commits") == commitment(row.salt or b"", row.payload or b"")
            and (head.get("log"), head.get("size")) == (row.log, one.size)
            and includes(
                row.number, one.size, leaf_hash(row.entry), one.path,
                bytes.fromhex(str(head.get("root"))),
            )
        )  # fmt: skip

    def _is_receipt_of(self, receipt: bytes, row: LogRow) -> bool:
        try:
            value = self._parse(self._opened(receipt) or b"")
        except ValueError:
            return False
        event = value.get("event") if isinstance(value, Mapping) else None
        return isinstance(event, Mapping) and self._canonical(event) == row.payload


def _read_proof(event: str, value: object, person: str) -> Proved:
    if not isinstance(value, Mapping):
        raise TypeError(value)
    row = LogRow(
        str(value["log"]), _whole(value["leafIdx"]), event, _bytes(value["entry"]), person,
        _bytes(value["salt"]), _bytes(value["payload"]),
    )  # fmt: skip
    path = tuple(_bytes(one) for one in value["proof"])
    return Proved(row, _whole(value["treeSize"]), path, str(value["head"]), "")


def _whole(value: object) -> int:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(value)
    return value


def _bytes(value: object) -> bytes:
    return b64decode(str(value), validate=True)


def _refused(findings: Sequence[Finding]) -> BadInput:
    return BadInput("takeout.refused", tuple(findings))
