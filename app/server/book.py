"""What the server keeps for one centre, inside one transaction; satisfies `ServerBook`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import groupby

from sqlalchemy import Connection, text

from app.domain.hybrid_clock import next_stamp
from app.domain.sync.client_side import PushReply
from app.domain.sync.records import SERVER_DEVICE, Key, record_of
from app.domain.sync.server_side import Caller, Held
from app.domain.sync.wire import reply_as_json, reply_of
from app.server.database import ServerDatabase
from app.server.enrolment import Counter

_MINE = "tenant = :tenant AND centre = :centre"
_KEPT = text("SELECT body FROM replies WHERE tenant = :tenant AND device = :device "
             "AND batch = :batch")  # fmt: skip
_KEEP = text("INSERT INTO replies VALUES (:tenant, :device, :batch, :at, :body)")
_TENANT = text("SELECT clock FROM tenants WHERE tenant = :tenant")
_LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended(:place, 0))")
_COLUMNS = "kind, id, seq, writer, body"
_HELD = {
    "postgresql": text(f"SELECT {_COLUMNS} FROM records WHERE {_MINE} AND kind = :kind "
                       "AND id = ANY(:ids)"),
    "sqlite": text(f"SELECT {_COLUMNS} FROM records WHERE {_MINE} AND kind = :kind "
                   "AND id IN (SELECT value FROM json_each(:ids))"),
}  # fmt: skip
_ADVANCE = {
    "postgresql": text("UPDATE tenants SET seq = seq + :count, clock = GREATEST(clock, :clock) "
                       "WHERE tenant = :tenant RETURNING seq"),
    "sqlite": text("UPDATE tenants SET seq = seq + :count, clock = max(clock, :clock) "
                   "WHERE tenant = :tenant RETURNING seq"),
}  # fmt: skip
_COUNT = text("UPDATE tenants SET records = records + :fresh WHERE tenant = :tenant")
_UPSERT = ("ON CONFLICT (tenant, centre, kind, id) DO UPDATE SET seq = excluded.seq, "
           "writer = excluded.writer, body = excluded.body")  # fmt: skip
_WRITE_MANY = text(
    "INSERT INTO records SELECT :tenant, :centre, * FROM unnest(CAST(:kinds AS text[]), "
    "CAST(:ids AS text[]), CAST(:seqs AS bigint[]), CAST(:writers AS text[]), "
    f"CAST(:bodies AS bytea[])) {_UPSERT}"
)
_WRITE_ONE = f"INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?) {_UPSERT}"


class SqlBook:
    """One caller's view of the tables.

    Args:
        database: for its epoch and its seal.
        connection: inside a transaction of the caller's tenant.
        caller: the device, whose centre bounds every query.
        now_milliseconds: the server's time.
    """

    def __init__(
        self, database: ServerDatabase, connection: Connection, caller: Caller,
        now_milliseconds: int,
    ) -> None:  # fmt: skip
        self._database = database
        self._connection = connection
        self._caller = caller
        self._now = now_milliseconds
        self._dialect = connection.dialect.name
        self._place = {"tenant": caller.tenant, "centre": caller.centre}
        self._known: set[Key] = set()
        if database.is_postgresql:
            # Two batches of one centre wait for each other, so neither merges into what the other
            # is about to replace. SQLite has one writer anyway.
            connection.execute(_LOCK, {"place": f"{caller.tenant}/{caller.centre}"})
        self._clock = str(connection.execute(_TENANT, {"tenant": caller.tenant}).scalar_one())

    @property
    def epoch(self) -> str:
        """The life of this server."""
        return self._database.epoch

    def kept_reply(self, batch: str) -> PushReply | None:
        """Return the answer this device's batch got before."""
        found = self._connection.execute(
            _KEPT, {"tenant": self._caller.tenant, "device": self._caller.device, "batch": batch}
        ).scalar_one_or_none()
        if found is None:
            return None
        return reply_of(json.loads(self._database.unseal(bytes(found), batch.encode())))

    def held(self, keys: Sequence[Key]) -> dict[Key, Held]:
        """Return the records there are."""
        found: dict[Key, Held] = {}
        for kind, group in groupby(sorted(keys), key=lambda key: key.kind):
            ids = [key.id for key in group]
            listed = ids if self._database.is_postgresql else json.dumps(ids)
            rows = self._connection.execute(
                _HELD[self._dialect], {**self._place, "kind": kind, "ids": listed}
            )
            for _kind, one, seq, writer, body in rows:
                key = Key(kind, one)
                record = None if body is None else record_of(json.loads(self._opened(key, body)))
                found[key] = Held(seq, record, writer)
        self._known |= found.keys()
        return found

    def advance(self, count: int) -> int:
        """Take numbers of the tenant's counter row, which stays locked until the commit."""
        found = self._connection.execute(
            _ADVANCE[self._dialect],
            {"count": count, "clock": self._clock, "tenant": self._caller.tenant},
        )
        return int(found.scalar_one())

    def write(self, rows: Mapping[Key, Held]) -> None:
        """Keep records; a withdrawn one loses every field."""
        if fresh := len(rows.keys() - self._known):
            self._connection.execute(_COUNT, {"fresh": fresh, "tenant": self._caller.tenant})
        sealed = [(key, row, self._sealed(key, row)) for key, row in rows.items()]
        tenant, centre = self._caller.tenant, self._caller.centre
        if self._database.is_postgresql:
            self._connection.execute(
                _WRITE_MANY,
                {
                    **self._place,
                    "kinds": [key.kind for key, _row, _body in sealed],
                    "ids": [key.id for key, _row, _body in sealed],
                    "seqs": [row.seq for _key, row, _body in sealed],
                    "writers": [row.writer for _key, row, _body in sealed],
                    "bodies": [body for _key, _row, body in sealed],
                },
            )
            return
        self._connection.exec_driver_sql(
            _WRITE_ONE,
            [(tenant, centre, *key, row.seq, row.writer, body) for key, row, body in sealed],
        )

    def keep_reply(self, reply: PushReply) -> None:
        """Remember the answer."""
        body = json.dumps(reply_as_json(reply), ensure_ascii=False).encode("utf-8")
        self._connection.execute(
            _KEEP,
            {
                "tenant": self._caller.tenant, "device": self._caller.device, "batch": reply.id,
                "at": self._now, "body": self._database.seal(body, reply.id.encode()),
            },
        )  # fmt: skip

    def stamp(self) -> str:
        """Return a fresh stamp of the server's own clock."""
        self._clock = next_stamp(self._clock, self._now, SERVER_DEVICE)
        return self._clock

    def observe(self, clock: str) -> None:
        """Let the server's clock know a stamp."""
        self._clock = max(self._clock, clock)

    def _sealed(self, key: Key, row: Held) -> bytes | None:
        if row.record is None:
            return None
        content = json.dumps(row.record.as_json(), ensure_ascii=False, separators=(",", ":"))
        return self._database.seal(content.encode("utf-8"), _bound_to(self._caller, key))

    def _opened(self, key: Key, body: bytes) -> bytes:
        return opened_body(self._database, self._caller, key, body)


def _bound_to(caller: Caller, key: Key) -> bytes:
    return json.dumps([caller.tenant, caller.centre, *key]).encode("ascii")


def opened_body(database: ServerDatabase, caller: Caller, key: Key, body: bytes) -> bytes:
    """Return a record's body as it was sent; it opens only in the place it was kept in."""
    return database.unseal(bytes(body), _bound_to(caller, key))


_PAGE = {
    name: text(
        f"SELECT kind, id, seq, writer, body FROM records WHERE {_MINE} AND seq > :after "
        f"AND seq <= :last AND {is_any} ORDER BY seq LIMIT :limit"
    )
    for name, is_any in (
        ("postgresql", "kind = ANY(:kinds)"),
        ("sqlite", "kind IN (SELECT value FROM json_each(:kinds))"),
    )
}


def page_bytes(
    database: ServerDatabase, connection: Connection, caller: Caller, counter: Counter,
    kinds: Sequence[str], after: int, limit: int, now_milliseconds: int, *, with_own: bool,
) -> bytes:  # fmt: skip
    """Return a page as JSON, made of the stored bodies as they lie there.

    The counter is read before the rows: every number up to it was handed out under its lock, so all
    rows up to it are visible by now.
    """
    last, clock = counter.last, next_stamp(counter.clock, now_milliseconds, SERVER_DEVICE)
    listed = list(kinds) if database.is_postgresql else json.dumps(list(kinds))
    rows = connection.execute(
        _PAGE[database.engine.dialect.name],
        {"tenant": caller.tenant, "centre": caller.centre, "after": after, "last": last,
         "kinds": listed, "limit": limit + 1},
    ).all()  # fmt: skip
    is_last = len(rows) <= limit
    rows = rows[:limit]
    upto = last if is_last else int(rows[-1][2])
    gone = [[kind, one] for kind, one, _seq, _writer, body in rows if body is None]
    bodies = [
        database.unseal(
            bytes(body), json.dumps([caller.tenant, caller.centre, kind, one]).encode("ascii")
        )
        for kind, one, _seq, writer, body in rows
        if body is not None and (with_own or writer != caller.device)
    ]
    head = json.dumps({"epoch": database.epoch, "after": after, "upto": max(upto, after),
                       "clock": clock, "gone": gone, "is_last": is_last})  # fmt: skip
    return head[:-1].encode("utf-8") + b', "records": [' + b",".join(bodies) + b"]}"
