"""The consent ledger as people use it: say yes, no or stop, ask what holds, see who may see."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone

from app.domain.consent.answers import decision_id
from app.domain.consent.decision import Decision, Rules, decide
from app.domain.consent.events import (
    GRANTS,
    STOPS,
    Condition,
    Event,
    EventType,
    Expression,
    NoticeShown,
    Scope,
)
from app.domain.consent.ledger import (
    SALT_BYTES,
    LogHead,
    LogRow,
    SigningKey,
    commitment,
    entry_value,
    head_value,
)
from app.domain.consent.merkle import GrowingRoot, leaf_hash
from app.domain.consent.provision import is_concerned, provisions_of
from app.domain.consent.proxies import (
    Proxy,
    check_power,
    check_who_says,
    needs_cosign,
    read_present,
)
from app.domain.consent.request import Request, plain
from app.domain.consent.standing import Standing, standing_of
from app.domain.consent.writing import event_of, event_value, moment_text
from app.domain.eras import DayError, parse_day
from app.domain.errors import BadInput, Finding, Refused
from app.domain.ids import PersonId, new_id
from app.domain.roles import Actor
from app.services.consent_ports import ConsentUnitOfWork, ConsentWork, HeadsFile, Signer
from app.services.ports import Clock

AREA = "people"
JAPAN = timezone(timedelta(hours=9))
LONGEST = 200
# Whose an event of the ledger is that is about the ledger itself.
NOBODY = PersonId("centre")
Canonical = Callable[[Mapping[str, object]], bytes]
Parse = Callable[[bytes], object]


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody chose, as it was typed.

    `recipient` is an id, or `class:` and the name of a class of recipients. `until` is a day (the last
    on which it holds) or a moment. `conditions` are attributes of the request, by dotted name.
    """

    purpose: str = ""
    categories: Sequence[str] = ()
    recipient: str = ""
    until: str = ""
    notice: str = ""
    classes: Sequence[str] = ()
    conditions: Mapping[str, Condition] = field(default_factory=dict)
    expression: Expression = field(default_factory=Expression)
    proxy: Proxy = field(default_factory=Proxy)


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the event and its signed receipt."""

    event: Event
    receipt: str
    head: LogHead

    @property
    def to_tell(self) -> tuple[str, ...]:
        """Who got the data that this event stops, by id; they have to be told."""
        return tuple(one for one in self.event.details.get("to_tell", "").split("\n") if one)


class ConsentService:
    """Events go in, decisions come out; nothing is ever overwritten.

    Args:
        unit_of_work: opens transactions.
        clock: tells the time.
        signer: signs heads and receipts.
        canonical: makes the bytes of a value (RFC 8785).
        parse: reads them back.
        heads_file: the heads once more, beside the database.
    """

    def __init__(
        self,
        unit_of_work: ConsentWork,
        clock: Clock,
        signer: Signer,
        canonical: Canonical,
        parse: Parse,
        heads_file: HeadsFile,
    ) -> None:
        self._unit_of_work, self._clock, self._signer = unit_of_work, clock, signer
        self._canonical, self._parse, self._heads_file = canonical, parse, heads_file

    def give(self, who: Actor, person: PersonId, choice: Choice) -> Written:
        """Write a consent; it takes the place of earlier ones to the same."""
        return self._choose(who, person, EventType.GIVEN, choice)

    def refuse(self, who: Actor, person: PersonId, choice: Choice) -> Written:
        """Write a refusal: from now on the answer is no."""
        return self._choose(who, person, EventType.REFUSED, choice)

    def withdraw(self, who: Actor, person: PersonId, choice: Choice) -> Written:
        """Write a withdrawal: what was given for this ends now."""
        return self._choose(who, person, EventType.WITHDRAWN, choice)

    def freeze(self, who: Actor, person: PersonId, choice: Choice) -> Written:
        """Write a freeze: nothing goes out, whatever was given."""
        return self._choose(who, person, EventType.FROZEN, choice)

    def decide(self, who: Actor, request: Request) -> Decision:
        """Answer a request from everything that is written of the person."""
        who.require(AREA)
        with self._unit_of_work() as work:
            return self.decide_in(work, request)

    def decide_many(self, who: Actor, requests: Sequence[Request]) -> tuple[Decision, ...]:
        """Answer many requests at one moment, in their order."""
        who.require(AREA)
        now = self._clock.now()
        with self._unit_of_work() as work:
            known: dict[str, Rules] = {}
            for one in requests:
                if one.person not in known:
                    known[one.person] = Rules(self.events_in(work, one.person))
            return tuple(decide(one, known[one.person], now) for one in requests)

    def decide_in(self, work: ConsentUnitOfWork, request: Request) -> Decision:
        """Answer a request inside a transaction that is going to act on the answer."""
        return decide(request, Rules(self.events_in(work, request.person)), self._clock.now())

    def decision_id(self, request: Request, found: Decision) -> str:
        """Return the id of an answer."""
        return decision_id(request, found, self._canonical)

    def who_can_see(self, who: Actor, person: PersonId) -> Standing:
        """Return who may get what of a person now, and what she stopped."""
        who.require(AREA)
        with self._unit_of_work() as work:
            found = standing_of(self.events_in(work, person), self._clock.now())
            work.audit.add(who.operator, "look", "consent", person)
            work.commit()
        return found

    def events(self, who: Actor, person: PersonId) -> tuple[Event, ...]:
        """Return everything written of a person, oldest first."""
        who.require(AREA)
        with self._unit_of_work() as work:
            return tuple(sorted(self.events_in(work, person), key=lambda one: (one.at, one.id)))

    def receipt(self, who: Actor, person: PersonId, event: str) -> str:
        """Return the signed receipt of an event; `Refused("consent.no_such_event")`."""
        who.require(AREA)
        with self._unit_of_work() as work:
            for one, signed in work.consent.receipts(person):
                if one == event:
                    return signed
        raise Refused("consent.no_such_event", event=event)

    def events_in(self, work: ConsentUnitOfWork, person: str) -> list[Event]:
        """Return everything written of a person inside a transaction, in the order of logs."""
        found: list[Event] = []
        for payload in work.consent.payloads(person):
            value = self._parse(payload)
            assert isinstance(value, dict)
            found.append(event_of(value))
        return found

    def event_in(self, work: ConsentUnitOfWork, event: str) -> Event:
        """Return one event inside a transaction; `Refused("consent.no_such_event")`."""
        payload = work.consent.payload(event)
        if payload is None:
            raise Refused("consent.no_such_event", event=event)
        value = self._parse(payload)
        assert isinstance(value, dict)
        return event_of(value)

    def note(
        self,
        work: ConsentUnitOfWork,
        kind: EventType,
        person: PersonId,
        scope: Scope,
        *,
        about: str = "",
        expression: Expression,
        details: Mapping[str, str],
    ) -> Written:
        """Write what happened, inside a transaction; the caller commits and keeps the heads."""
        log, number, seen = self._place(work)
        return self.write(
            work,
            Event(
                new_id(), person, kind, self._clock.now(), log, number, scope, seen,
                about=about, expression=expression, details=details,
            ),
        )  # fmt: skip

    def cosign(self, who: Actor, event: str, said: Expression, proxy: Proxy) -> Written:
        """Write the second signature to a yes that waits for it.

        Raises:
            BadInput, Refused: as a proxy's own yes; `consent.nothing_to_cosign`.
        """
        who.require(AREA)
        with self._unit_of_work() as work:
            about = self.event_in(work, event)
            events = self.events_in(work, about.person)
            signed = any(one.type is EventType.COSIGNED and one.about == event for one in events)
            if not about.needs_cosign or signed or said.by == "person":
                raise Refused("consent.nothing_to_cosign", event=event)
            check_who_says(said, staff=who.name, recipient=about.scope.recipient)
            check_power(said, proxy, about.scope.purpose)
            written = self.note(
                work, EventType.COSIGNED, PersonId(about.person), about.scope, about=event,
                expression=Expression(said.by, said.name, said.path, who.operator, said.present),
                details=proxy.details(),
            )  # fmt: skip
            work.audit.add(who.operator, "cosigned", "consent", about.person, written.event.id)
            work.commit()
            self.keep_heads(work)
        return written

    def accept_gap(self, who: Actor, log: str, known: int, reason: str) -> Written:
        """Sign that entries of a log up to a number are lost and will not come any more.

        Raises:
            Refused: `role.not_yours`, `consent.no_gap` where nothing lacks.
            BadInput: `consent.no_reason`.
        """
        who.require("administration")
        if not reason.strip():
            raise _bad("consent.no_reason", "reason", "")
        with self._unit_of_work() as work:
            head = work.consent.head(log)
            here = head.size if head is not None else 0
            if known <= here:
                raise Refused("consent.no_gap", log=log)
            written = self.note(
                work, EventType.GAP_ACCEPTED, NOBODY, Scope(""),
                expression=Expression(by="", path="", staff=who.operator),
                details={"log": log, "here": str(here), "known": str(known), "reason": plain(reason)},
            )  # fmt: skip
            work.audit.add(who.operator, "gap_accepted", "consent", "", written.event.id)
            work.commit()
            self.keep_heads(work)
        return written

    def _choose(self, who: Actor, person: PersonId, kind: EventType, choice: Choice) -> Written:
        who.require(AREA)
        scope, ends = _scope_of(choice, kind), _end_of(choice.until)
        now, said = self._clock.now(), choice.expression
        read_present(said.present)
        check_who_says(said, staff=who.name, recipient=scope.recipient)
        if kind in GRANTS:
            check_power(said, choice.proxy, scope.purpose)
            ends = _earlier(ends, _end_of(choice.proxy.until))
        if ends is not None and ends <= now:
            raise _bad("consent.until_past", "until", choice.until or choice.proxy.until)
        with self._unit_of_work() as work:
            found = work.people.get(person)
            if found is None:
                raise Refused("store.no_such_record", area=AREA)
            log, number, seen = self._place(work)
            today = now.astimezone(JAPAN).date()
            event = Event(
                new_id(), person, kind, now, log, number, scope, seen, None, ends,
                self._superseded(work, person, kind, scope),
                notice=NoticeShown(plain(choice.notice)) if choice.notice.strip() else None,
                expression=Expression(
                    said.by, said.name, said.path, who.operator, said.present, said.teach_back
                ),
                needs_cosign=kind in GRANTS and needs_cosign(found.birth_date, said.by, today),
                details={
                    **choice.proxy.details(),
                    **(self._to_tell(work, person, scope) if kind in STOPS else {}),
                },
            )  # fmt: skip
            written = self.write(work, event)
            work.audit.add(who.operator, kind.value, "consent", person, event.id)
            work.commit()
            self.keep_heads(work)
        return written

    def _place(self, work: ConsentUnitOfWork) -> tuple[str, int, dict[str, int]]:
        log = work.consent.own_log()
        known = dict(work.consent.known())
        return log, known.pop(log, 0), known

    def _to_tell(self, work: ConsentUnitOfWork, person: str, scope: Scope) -> dict[str, str]:
        given = provisions_of(self.events_in(work, person))
        recipients = sorted({one.to.id for one in given if is_concerned(one, scope)})
        return {"to_tell": "\n".join(recipients)} if recipients else {}

    def _superseded(
        self, work: ConsentUnitOfWork, person: str, kind: EventType, scope: Scope
    ) -> tuple[str, ...]:
        """Return earlier choices about exactly the same."""
        same = GRANTS if kind in GRANTS else {kind} if kind in STOPS else set()
        return tuple(
            one.id
            for one in self.events_in(work, person)
            if one.type in same and one.scope == scope
        )

    def write(self, work: ConsentUnitOfWork, event: Event) -> Written:
        """Append an event to this device's log inside a transaction, with head and receipt."""
        ledger = work.consent
        log = ledger.own_log()
        before = ledger.head(log)
        tree = GrowingRoot.resumed(before.size, before.peaks) if before else GrowingRoot()
        number, root_before = tree.size, tree.root().hex()
        payload, salt = self._canonical(event_value(event)), os.urandom(SALT_BYTES)
        entry = self._canonical(
            entry_value(log, number, event.id, commitment(salt, payload), root_before)
        )
        tree.add(leaf_hash(entry))
        key = self._key(work)
        at = moment_text(self._clock.now())
        value = head_value(log, tree.size, tree.root(), at, key.id)
        signed = self._signer.sign(key, self._canonical(value))
        head = LogHead(log, tree.size, tree.root(), tree.peaks, signed)
        ledger.append(LogRow(log, number, event.id, entry, event.person, salt, payload), head)
        receipt = self._signer.sign(
            key, self._canonical({"v": 1, "event": event_value(event), "head": value, "at": at})
        )
        ledger.add_receipt(event.id, event.person, receipt)
        return Written(event, receipt, head)

    def keep_heads(self, work: ConsentUnitOfWork) -> None:
        """Write the heads beside the database, after they were committed."""
        self._heads_file.write({one.log: one.signed for one in work.consent.heads()})

    def _key(self, work: ConsentUnitOfWork) -> SigningKey:
        own = [one for one in work.consent.signing_keys() if one.private is not None]
        if own:
            return own[-1]
        made = self._signer.make_key(self._clock.now())
        work.consent.add_key(made)
        return made


def _scope_of(choice: Choice, kind: EventType) -> Scope:
    purpose = plain(choice.purpose)
    if not purpose and kind is not EventType.FROZEN:
        raise _bad("consent.no_purpose", "purpose", "")
    recipient, classes = plain(choice.recipient), [plain(one) for one in choice.classes]
    if recipient.startswith("class:"):
        classes.append(plain(recipient.removeprefix("class:")))
        recipient = ""
    categories = tuple(sorted({plain(one) for one in choice.categories if plain(one)}))
    for name, value in (("purpose", purpose), ("recipient", recipient),
                        *(("categories", one) for one in categories)):  # fmt: skip
        if len(value) > LONGEST:
            raise _bad("consent.too_long", name, value[:20])
    return Scope(
        purpose, categories, recipient, tuple(sorted({one for one in classes if one})),
        dict(sorted(choice.conditions.items())),
    )  # fmt: skip


def _earlier(one: datetime | None, other: datetime | None) -> datetime | None:
    if one is None or other is None:
        return one or other
    return min(one, other)


def _end_of(until: str) -> datetime | None:
    """Return the end, not included: midnight after the day named, in Japan, or the moment named."""
    text = until.strip()
    if not text:
        return None
    if "T" in text.upper():
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            raise _bad("consent.no_day", "until", text) from None
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=JAPAN)
    try:
        day: date = parse_day(text)
        after = day + timedelta(days=1)
    except (DayError, OverflowError):
        raise _bad("consent.no_day", "until", text) from None
    return datetime(after.year, after.month, after.day, tzinfo=JAPAN).astimezone(UTC)


def _bad(code: str, column: str, value: str) -> BadInput:
    return BadInput(code, (Finding(code, column=column, value=value),))
