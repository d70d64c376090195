"""The consent ledger at the size of a city: a million events of a hundred thousand people.

Goals (consent.md §8): a decision p95 < 2 ms, who-can-see < 50 ms, 10,000 decisions < 3 s, giving or
withdrawing with signature and log < 50 ms, the whole log checked < 30 s, what is new since the last
check < 1 s, 6,000 signatures a second and core, no permit after a freeze.
`--events N` measures a smaller ledger.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.bootstrap.centre import Centre
from app.crypto.consent_signing import ConsentSigner, canonical_bytes
from app.demo.build import demo_login
from app.domain.consent.events import Event, EventType, Scope
from app.domain.consent.ledger import (
    SALT_BYTES,
    LogHead,
    LogRow,
    SigningKey,
    commitment,
    entry_value,
    head_value,
)  # fmt: skip
from app.domain.consent.merkle import GrowingRoot, leaf_hash
from app.domain.consent.request import Request
from app.domain.consent.writing import event_value, moment_text
from app.domain.ids import PersonId, new_id
from app.domain.roles import Actor
from app.services.consent import Choice
from app.services.consent_ports import ConsentWork
from app.store.centre import Passphrase, open_centre
from benchmarks.demo_centre import make_demo
from benchmarks.measure import row, timed

EVENTS_A_PERSON = 10
PURPOSES = ("support", "referral", "telework", "newsletter", "statistics")
CATEGORIES = ("contact", "story", "skills", "disability")
OFFICES = ("welfare-office", "employment-office", "town-hall", "hospital")
KINDS = (EventType.GIVEN,) * 6 + (EventType.REFUSED, EventType.WITHDRAWN, EventType.GIVEN)
START = datetime(2025, 1, 6, 0, tzinfo=UTC)
BATCH = 10_000


def drawn(people: list[PersonId], first: int, count: int, log: str) -> Iterator[Event]:
    """Yield invented events, about as many of each person."""
    draw = random.Random(1)
    for number in range(first, first + count):
        yield Event(
            new_id(), draw.choice(people), draw.choice(KINDS), START + timedelta(seconds=number),
            log, number,
            Scope(draw.choice(PURPOSES), (draw.choice(CATEGORIES),), draw.choice(OFFICES)),
        )  # fmt: skip


def fill(
    centre: Centre, open_work: ConsentWork, people: list[PersonId], count: int, who: Actor
) -> None:
    """Write the events as one device would have over the years; the head is signed at the end."""
    signer = ConsentSigner()
    centre.consent.give(who, people[0], Choice("support", ["contact"], OFFICES[0]))
    with open_work() as work:
        log = work.consent.own_log()
        before, key = work.consent.head(log), work.consent.signing_keys()[0]
        assert before is not None
        tree = GrowingRoot.resumed(before.size, before.peaks)
        rows: list[LogRow] = []
        for event in drawn(people, before.size, count, log):
            payload, salt = canonical_bytes(event_value(event)), os.urandom(SALT_BYTES)
            entry = canonical_bytes(
                entry_value(log, tree.size, event.id, commitment(salt, payload), tree.root().hex())
            )
            rows.append(LogRow(log, tree.size, event.id, entry, event.person, salt, payload))
            tree.add(leaf_hash(entry))
            if len(rows) == BATCH:
                work.consent.append_many(rows, _head(signer, key, log, tree))
                rows = []
        work.consent.append_many(rows, _head(signer, key, log, tree))
        work.commit()
        centre.consent.keep_heads(work)


def _head(signer: ConsentSigner, key: SigningKey, log: str, tree: GrowingRoot) -> LogHead:
    value = head_value(log, tree.size, tree.root(), moment_text(START), key.id)
    return LogHead(
        log, tree.size, tree.root(), tree.peaks, signer.sign(key, canonical_bytes(value))
    )


def once(name: str, seconds: float, goal: str) -> None:
    """Print what was done once."""
    print(f"{name:44} {seconds:8.2f} s  (goal {goal})", flush=True)


def main() -> None:
    """Fill a ledger, then print how long people wait."""
    options = argparse.ArgumentParser()
    options.add_argument("--events", type=int, default=1_000_000)
    count = options.parse_args().events
    with tempfile.TemporaryDirectory() as folder:
        make_demo(Path(folder, "city"), 50, 50)
        login = demo_login()
        store = open_centre(Path(folder, "city"), Passphrase(login.passphrase))
        centre = Centre(store)
        try:
            who = centre.operators.sign_in(centre.operators.named(login.operator).id, login.pin)
            measure(centre, store.unit_of_work, who, count)
        finally:
            centre.close()


def measure(centre: Centre, open_work: ConsentWork, who: Actor, count: int) -> None:
    """Print every figure of consent.md §8 that needs no server."""
    known = [found.id for found in centre.people.find_people(who, "", limit=50).rows]
    people = [*known, *(PersonId(new_id()) for _ in range(count // EVENTS_A_PERSON - len(known)))]
    begun = time.perf_counter()
    fill(centre, open_work, people, count, who)
    once(f"writing {count:,} events", time.perf_counter() - begun, "none")
    begun = time.perf_counter()
    _read, _heads, findings = centre.consent_log.verify(who)
    once("checking the whole log", time.perf_counter() - begun, "< 30 s for 1 M")
    assert not findings, findings[:3]
    draw = random.Random(2)
    asked = [
        Request(draw.choice(OFFICES), "provide", draw.choice(people), CATEGORIES[:2],
                draw.choice(PURPOSES))
        for _ in range(10_000)
    ]  # fmt: skip
    decisions = timed(lambda request: centre.consent.decide(who, request), asked)
    print(row("one decision", decisions, "p95 < 2"))
    begun = time.perf_counter()
    centre.consent.decide_many(who, asked)
    once("10,000 decisions, asked together", time.perf_counter() - begun, "< 3 s")
    seen = timed(lambda one: centre.consent.who_can_see(who, one), draw.sample(people, 200))
    print(row("who can see this person", seen, "< 50"))
    choice = Choice("support", ["contact"], OFFICES[0])
    print(row("give", timed(lambda one: centre.consent.give(who, one, choice), known), "< 50"))
    stopped = timed(lambda one: centre.consent.withdraw(who, one, choice), known)
    print(row("withdraw", stopped, "< 50"))
    begun = time.perf_counter()
    centre.consent_log.verify(who, only_new=True)
    once("checking what is new (100 events)", time.perf_counter() - begun, "< 1 s")
    print(f"permits after a freeze: {permits_after_freeze(centre, who, known)}  (goal 0)")
    print(f"signatures a second on one core: {signatures():,.0f}  (goal 6,000)")


def permits_after_freeze(centre: Centre, who: Actor, people: list[PersonId]) -> int:
    """Freeze, then ask everything there is to ask."""
    found = 0
    for person in people:
        centre.consent.freeze(who, person, Choice())
        for purpose in PURPOSES:
            for office in OFFICES:
                request = Request(office, "provide", person, CATEGORIES, purpose)
                found += bool(centre.consent.decide(who, request).permitted)
    return found


def signatures() -> float:
    """Return how many heads are signed in a second."""
    signer = ConsentSigner()
    key = signer.make_key(START)
    payload = canonical_bytes(head_value("device-1", 1, bytes(32), moment_text(START), key.id))
    begun = time.perf_counter()
    for _ in range(3_000):
        signer.sign(key, payload)
    return 3_000 / (time.perf_counter() - begun)


if __name__ == "__main__":
    main()
