"""One history: devices with wrong clocks edit, send and fetch over a network that misbehaves.

Messages are lost, doubled and handed over in any order; devices and the server stop and start
(what was committed stays, what was under way is gone); parts of the network are cut off; people
withdraw; the server goes back to a backup. Then everything is mended, all synchronise until nothing
moves, and the oracle looks. A history is its seed: the same seed plays the same history.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from app.domain.roles import Role
from app.domain.sync.client_side import ClientSide, Local, Page, Push, PushReply
from app.domain.sync.editing import created, edited
from app.domain.sync.records import Key, Value
from app.domain.sync.server_side import Caller, ServerSide
from app.domain.sync.simulate.books import Device, Server, Time
from app.domain.sync.simulate.oracle import Oracle

# One kind of record holds a field of every merge kind; operators hold what the server decides.
TALLY = {"visitors": "counter", "topics": "set", "note": "lww", "title": "lww", "lead": "strict",
         "opened_by": "append"}  # fmt: skip
OPERATOR = {"name": "lww", "role": "server"}
BATCH = 3
PAGE = 3
MOST_SKEW = 200_000
WORDS = ("a", "b", "c", "d")


@dataclass(slots=True)
class Told:
    """What one history counts."""

    edits: int = 0
    messages: int = 0
    dropped: int = 0
    duplicated: int = 0
    crashes: int = 0
    purges: int = 0
    diverged: int = 0
    lost_acknowledged: int = 0
    purged_alive: int = 0

    def is_sound(self) -> bool:
        """Tell whether nothing went wrong."""
        return not (self.diverged or self.lost_acknowledged or self.purged_alive)


@dataclass(frozen=True, slots=True)
class _Message:
    device: int
    life: int
    content: Push | PushReply | Page | int
    push: Push | None = None


class History:
    """Plays one seed."""

    def __init__(self, seed: int, rules: ClientSide) -> None:
        self._random = chance = random.Random(seed)
        self._rules = rules
        self._server_rules = ServerSide()
        self._time = Time()
        self._server = Server(self._time)
        self._devices = [
            Device(f"{number + 1:08x}", self._time, chance.randint(-MOST_SKEW, MOST_SKEW))
            for number in range(chance.randint(2, 4))
        ]
        self._cut = [False] * len(self._devices)
        # Messages of a device that has stopped since then are nobody's any more.
        self._lives = [0] * len(self._devices)
        self._under_way: list[_Message] = []
        self._oracle = Oracle()
        self._purged: set[Key] = set()
        self._known: list[Key] = []
        self._batches = 0
        self._loss = chance.choice((0.0, 0.1, 0.3))
        self._doubling = chance.choice((0.0, 0.1, 0.25))
        self._backup = self._server.copy()
        self.told = Told()

    def play(self) -> Told:
        """Play it to its end and return what was counted."""
        chance = self._random
        steps = (self._edit, self._send, self._fetch, self._deliver, self._rarely)
        for step in chance.choices(steps, (24, 12, 12, 44, 8), k=chance.randint(60, 240)):
            self._time.now += chance.choice((0, 1, 40, 900, 3_000))
            step()
        self._settle()
        self._look()
        self.told.edits = self._oracle.edits
        return self.told

    def _edit(self) -> None:
        chance = self._random
        device = chance.choice(self._devices)
        present = [key for key in self._known if key in device.kept]
        if present and chance.random() < (0.6 if len(self._known) < 3 else 0.98):
            key = chance.choice(present)
            before: Local | None = device.kept[key]
        else:
            kind = "operators" if chance.random() < 0.15 else "tallies"
            key, before = Key(kind, f"{len(self._known)}"), None
            self._known.append(key)
        values = self._values(device, key, before)
        record = None if before is None else before.record
        if before is None:
            after = created(key, values, device.stamp(), device.next_version())
        else:
            after = edited(before, values, device.stamp(), device.next_version())
        device.keep(after)
        kinds = TALLY if key.kind == "tallies" else OPERATOR
        self._oracle.note(record, after.record, list(values), kinds)

    def _values(self, device: Device, key: Key, before: Local | None) -> dict[str, Value]:
        chance = self._random
        fields = {} if before is None else before.record.fields
        if key.kind == "operators":
            # Only an administrator decides who is what; the first device is hers.
            names = ["name", "role"] if device is self._devices[0] else ["name"]
        else:
            names = [name for name in TALLY if name != "opened_by" or before is None]
        chosen = chance.sample(names, chance.randint(1, min(2, len(names))))
        values: dict[str, Value] = {}
        for name in sorted(chosen):
            was = fields.get(name)
            if name == "visitors":
                number = was if isinstance(was, int) else 0
                values[name] = number + chance.choice((-2, -1, 1, 3))
            elif name == "topics":
                now = set(was) if isinstance(was, list) else set()
                values[name] = sorted(now ^ set(chance.sample(WORDS, 1)))
            else:
                values[name] = f"{chance.choice(WORDS)}{chance.randint(0, 9999)}"
        return values

    def _send(self) -> None:
        number = self._random.randrange(len(self._devices))
        push = self._rules.batch(self._devices[number], self._name(), BATCH)
        if push is not None:
            self._post(_Message(number, self._lives[number], push))

    def _fetch(self) -> None:
        number = self._random.randrange(len(self._devices))
        self._post(_Message(number, self._lives[number], self._devices[number].cursor))

    def _name(self) -> str:
        self._batches += 1
        return f"batch-{self._batches}"

    def _post(self, message: _Message) -> None:
        chance, told = self._random, self.told
        told.messages += 1
        if self._cut[message.device] or chance.random() < self._loss:
            told.dropped += 1
            return
        self._under_way.append(message)
        if chance.random() < self._doubling:
            told.duplicated += 1
            self._under_way.append(message)

    def _deliver(self) -> None:
        if self._under_way:
            place = self._random.randrange(len(self._under_way))
            answer = self._hand_over(self._under_way.pop(place))
            if answer is not None:
                self._post(answer)

    def _hand_over(self, message: _Message) -> _Message | None:
        device, content = self._devices[message.device], message.content
        if isinstance(content, Push):
            reply = self._server_rules.push(self._server, self._caller(message.device), content)
            return _Message(message.device, message.life, reply, content)
        if isinstance(content, int):
            page = self._server.page(device.name, content, PAGE)
            return _Message(message.device, message.life, page)
        if message.life != self._lives[message.device]:
            return None
        if isinstance(content, Page):
            self._rules.take_page(device, content)
        elif message.push is not None:
            self._rules.take_reply(device, message.push, content)
        return None

    def _caller(self, number: int) -> Caller:
        role = Role.COORDINATOR if number else Role.ADMINISTRATOR
        return Caller("town", "centre", self._devices[number].name, role)

    def _rarely(self) -> None:
        chance = self._random
        match chance.choices(("crash", "stop", "purge", "cut", "clock", "backup", "restore"),
                             (6, 2, 4, 6, 2, 1, 1))[0]:  # fmt: skip
            case "crash":
                number = chance.randrange(len(self._devices))
                self._lives[number] += 1
                self.told.crashes += 1
            case "stop":
                self._under_way = [one for one in self._under_way
                                   if not isinstance(one.content, (Push, int))]  # fmt: skip
                self.told.crashes += 1
            case "purge":
                self._purge()
            case "cut":
                number = chance.randrange(len(self._devices))
                self._cut[number] = not self._cut[number]
            case "clock":
                chance.choice(self._devices).skew = chance.randint(-MOST_SKEW, MOST_SKEW)
            case "backup":
                self._backup = self._server.copy()
            case _:
                self._server.restore(self._backup)
                # Whoever restores a server repeats the withdrawals of the hours that are missing.
                self._server_rules.purge(self._server, sorted(self._purged))

    def _purge(self) -> None:
        there = sorted(key for key, row in self._server.rows.items() if row.record is not None)
        if there:
            key = self._random.choice(there)
            self._purged.add(key)
            self._server_rules.purge(self._server, [key])
            self.told.purges += 1

    def _settle(self) -> None:
        """Mend everything and synchronise until nothing moves."""
        while self._under_way:
            self._hand_over(self._under_way.pop())
        for _round in range(12):
            before = self._server.seq
            for number, device in enumerate(self._devices):
                self._synchronise(number, device)
            if before == self._server.seq and _round > 1:
                return

    def _synchronise(self, number: int, device: Device) -> None:
        for _page in range(200):
            page = self._server.page(device.name, device.cursor, PAGE)
            self._rules.take_page(device, page)
            if page.is_last:
                break
        for _batch in range(200):
            push = self._rules.batch(device, self._name(), BATCH)
            if push is None:
                return
            reply = self._server_rules.push(self._server, self._caller(number), push)
            self._rules.take_reply(device, push, reply)

    def _look(self) -> None:
        told, rows = self.told, self._server.rows
        for key in self._known:
            held = rows.get(key)
            kept = [device.kept.get(key) for device in self._devices]
            if key in self._purged:
                journals = sum(place[0] == key for one in self._devices for place in one.conflicts)
                told.purged_alive += sum(one is not None for one in kept) + journals
                told.purged_alive += held is None or held.record is not None
                continue
            record = None if held is None else held.record
            told.diverged += any(one is None or one.record != record for one in kept)
            told.lost_acknowledged += self._oracle.lost(key, record)
