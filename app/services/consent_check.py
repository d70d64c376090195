"""Whether anybody changed the log: every entry hashed again, every signed head compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from app.domain.consent.events import Event, EventType
from app.domain.consent.ledger import (
    Gap,
    LogFinding,
    LogHead,
    LogRow,
    Proved,
    SigningKey,
    commitment,
)
from app.domain.consent.merkle import GrowingRoot, includes, leaf_hash
from app.domain.consent.writing import event_of
from app.domain.progress import Progress
from app.services.consent_ports import ConsentUnitOfWork, Signer

_STEP = 10_000


@dataclass(slots=True)
class _Walked:
    """One log while it is read again from its start."""

    tree: GrowingRoot = field(default_factory=GrowingRoot)
    roots: dict[int, bytes] = field(default_factory=dict)


class LogCheck:
    """One reading of the logs: everything is hashed again and held against what was signed."""

    def __init__(
        self,
        work: ConsentUnitOfWork,
        signer: Signer,
        parse: Callable[[bytes], object],
        kept_beside: Mapping[str, str],
        checked: Mapping[str, str],
    ) -> None:
        self._work, self._signer, self._parse = work, signer, parse
        self._beside, self._checked = kept_beside, checked
        self._keys: dict[str, SigningKey] = {one.id: one for one in work.consent.signing_keys()}
        self._logs: dict[str, _Walked] = {}
        self._starts: dict[str, GrowingRoot] = {}
        self._seen: dict[str, int] = {}
        self._accepted: dict[tuple[str, int], str] = {}
        # Take-outs that the log says were read in.
        self._archives: set[str] = set()
        self._heads = {one.log: one for one in work.consent.heads()}
        self._found: list[LogFinding] = []
        self.count = 0
        # Sizes at which a root is wanted: those of signed heads.
        self._wanted: dict[str, set[int]] = {}

    def run(self, progress: Progress, *, only_new: bool) -> tuple[LogFinding, ...]:
        """Read, compare and return what does not hold, in the order of the logs."""
        beside = [*self._opened_beside(), *self._checked_before()]
        for log, size, _root in beside:
            self._wanted.setdefault(log, set()).add(size)
        if only_new:
            self._resume()
        for row in self._rows(progress, only_new=only_new):
            self._look(row)
        for head in self._heads.values():
            self._compare(head)
        for one in beside:
            self._compare_beside(*one)
        for log in sorted(self._logs.keys() - self._heads.keys()):
            self._found.append(LogFinding("no_head", log))
        self._found.extend(self._work.consent.refused())
        if not only_new:
            self._look_at_taken_in()
        return tuple(dict.fromkeys(self._found))

    def _rows(self, progress: Progress, *, only_new: bool) -> Iterator[LogRow]:
        total = sum(one.size for one in self._heads.values())
        total -= sum(one.tree.size for one in self._logs.values())
        rows = self._new_rows() if only_new else self._work.consent.walk()
        for number, row in enumerate(rows):
            if number % _STEP == 0:
                progress.step("consent.verify", number, max(total, number))
            yield row

    def _new_rows(self) -> Iterator[LogRow]:
        for log in sorted(self._heads):
            walked = self._logs.get(log)
            yield from self._work.consent.walk_from(log, walked.tree.size if walked else 0)

    def _checked_before(self) -> Iterator[tuple[str, int, str]]:
        """Yield how far each log was found in order; what is not signed so counts for nothing."""
        for log, text in self._checked.items():
            value = self._value(text)
            try:
                size, peaks = int(str(value["size"])), bytes.fromhex(str(value["peaks"]))
                tree = GrowingRoot.resumed(size, peaks)
                if value["checked"] != log or tree.root().hex() != value["root"]:
                    continue
            except (KeyError, ValueError):
                continue
            self._starts[log] = tree
            yield log, size, tree.root().hex()

    def _resume(self) -> None:
        """Go on from where the logs were in order, where nothing asks for what lies before."""
        for log, tree in self._starts.items():
            head = self._heads.get(log)
            if head is not None and tree.size <= min(head.size, *self._wanted[log]):
                self._logs[log] = _Walked(tree, {tree.size: tree.root()})

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

    def _look_at_taken_in(self) -> None:
        """Entries of other centres carry their own proof; our log says which take-outs we read."""
        for one, archive in self._work.consent.taken_in():
            place = (one.row.log, one.row.number, one.row.event)
            self.count += 1
            if not self._stands(one):
                self._found.append(LogFinding("taken_in_changed", *place))
            elif archive not in self._archives:
                self._found.append(LogFinding("taken_in_unknown", *place))

    def _stands(self, one: Proved) -> bool:
        row, head = one.row, self._opened(one.head)
        try:
            entry = self._parse(row.entry)
        except ValueError:
            return False
        if head is None or not isinstance(entry, Mapping):
            return False
        is_kept = row.payload is None or (
            entry.get("commits") == commitment(row.salt or b"", row.payload) and self._is_event(row)
        )
        named = (entry.get("log"), entry.get("number"), entry.get("event"))
        return (
            is_kept
            and named == (row.log, row.number, row.event)
            and head[:2] == (row.log, one.size)
            and includes(
                row.number, one.size, leaf_hash(row.entry), one.path, bytes.fromhex(head[2])
            )
        )

    def _note_seen(self, event: Event) -> None:
        for log, size in event.seen.items():
            self._seen[log] = max(size, self._seen.get(log, 0))
        if event.type is EventType.GAP_ACCEPTED:
            log, known = event.details.get("log", ""), event.details.get("known", "0")
            if known.isdecimal():
                self._accepted[log, int(known)] = event.id

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What events that were read have seen of logs and is not here, by log."""
        here = {log: head.size for log, head in self._heads.items()}
        brought = self._work.consent.known()
        return tuple(
            Gap(log, here.get(log, 0), size, self._accepted.get((log, size), ""))
            for log, size in sorted(self._seen.items())
            if size > max(here.get(log, 0), brought.get(log, 0))
        )

    def _is_event(self, row: LogRow) -> bool:
        try:
            value = self._parse(row.payload or b"")
            assert isinstance(value, Mapping)
            event = event_of(value)
        except (ValueError, AssertionError):
            return False
        self._note_seen(event)
        if event.type is EventType.TAKEN_IN:
            self._archives.add(event.details.get("archive", ""))
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

    def _opened_beside(self) -> Iterator[tuple[str, int, str]]:
        for log, text in self._beside.items():
            signed = self._opened(text)
            if signed is None or signed[0] != log:
                self._found.append(LogFinding("beside_not_signed", log))
            else:
                yield signed

    def _opened(self, text: str) -> tuple[str, int, str] | None:
        value = self._value(text)
        try:
            return str(value["log"]), int(str(value["size"])), str(value["root"])
        except (KeyError, ValueError):
            return None

    def _value(self, text: str) -> Mapping[str, object]:
        """Return what was signed; nothing when none of our keys signed it."""
        try:
            payload, _key = self._signer.opened(text, self._keys)
            value = self._parse(payload)
        except ValueError:
            return {}
        return value if isinstance(value, Mapping) else {}
