"""Push and pull: from bytes to bytes, each in one transaction."""

from __future__ import annotations

import json
from typing import cast

from pydantic import ValidationError
from sqlalchemy import text

from app.domain.hybrid_clock import NOTHING_YET, milliseconds_of
from app.domain.roles import Role
from app.domain.sync.client_side import Push
from app.domain.sync.kinds import KINDS_OF_ROLE, OLDEST_SCHEMA
from app.domain.sync.server_side import ServerSide, too_far_ahead
from app.domain.sync.shape import fault_of, is_id, is_name
from app.domain.sync.wire import push_of, reply_as_json
from app.server.bodies import PUSH
from app.server.book import SqlBook, page_bytes
from app.server.database import ServerDatabase
from app.server.enrolment import caller_and_counter, caller_of
from app.server.metrics import Metrics
from app.server.problems import Problem

MOST_RECORDS_OF_TENANT = 20_000_000
_NEEDED = {"batch", "schema", "epoch", "cursor", "records"}
_RULES = ServerSide()


class Exchange:
    """Takes batches and gives pages.

    Args:
        database: where everything is kept.
        metrics: what is measured on the way.
        most_records: how many records a tenant may have.
    """

    def __init__(
        self, database: ServerDatabase, metrics: Metrics,
        most_records: int = MOST_RECORDS_OF_TENANT,
    ) -> None:  # fmt: skip
        self._database = database
        self._metrics = metrics
        self._most_records = most_records

    def push(self, tenant: str, device: str, body: bytes, now_milliseconds: int) -> bytes:
        """Take a batch and return the answer.

        An old program may always empty its outbox: only a schema of the future is refused.

        Raises:
            Problem: 401, 409 `server.clock_ahead`, 422 `server.bad_request`, 507 `server.quota`.
        """
        push = read_push(body)
        if ahead := too_far_ahead(push, now_milliseconds):
            self._metrics.skew.observe(ahead / 1000)
            raise Problem(409, "server.clock_ahead", now=now_milliseconds, ahead=ahead)
        with self._database.transaction(tenant) as connection:
            caller = caller_of(connection, tenant, device)
            count = connection.execute(
                text("SELECT records FROM tenants WHERE tenant = :tenant"), {"tenant": tenant}
            ).scalar_one()
            if int(count) + len(push.records) > self._most_records:
                raise Problem(507, "server.quota", most=self._most_records)
            book = SqlBook(self._database, connection, caller, now_milliseconds)
            reply = _RULES.push(book, caller, push)
        self._measure(push, now_milliseconds)
        self._metrics.records.labels("taken").inc(len(push.records) - len(reply.refused))
        self._metrics.records.labels("gone").inc(len(reply.gone))
        self._metrics.records.labels("refused").inc(len(reply.refused))
        return json.dumps(reply_as_json(reply), ensure_ascii=False).encode("utf-8")

    def pull(
        self, tenant: str, device: str, after: int, limit: int, schema: int,
        now_milliseconds: int, *, with_own: bool,
    ) -> bytes:  # fmt: skip
        """Return the page after a cursor.

        Raises:
            Problem: 401, 410 `server.cursor_too_old`, 426 `server.program_too_old`.
        """
        if schema < OLDEST_SCHEMA:
            raise Problem(426, "server.program_too_old", needed=OLDEST_SCHEMA)
        with self._database.reading(tenant) as connection:
            caller, counter = caller_and_counter(connection, tenant, device)
            if 0 < after < counter.horizon:
                raise Problem(410, "server.cursor_too_old", horizon=counter.horizon)
            kinds = sorted(KINDS_OF_ROLE[Role(caller.role)])
            return page_bytes(self._database, connection, caller, counter, kinds, after, limit,
                              now_milliseconds, with_own=with_own)  # fmt: skip

    def _measure(self, push: Push, now_milliseconds: int) -> None:
        clocks = [one.newest() for one in push.records if one.newest() != NOTHING_YET]
        if clocks:
            newest = (now_milliseconds - milliseconds_of(max(clocks))) / 1000
            self._metrics.lag.observe(max(newest, 0))
            self._metrics.skew.observe(min(-newest, 0) if newest > 0 else -newest)
            oldest = (now_milliseconds - milliseconds_of(min(clocks))) / 1000
            self._metrics.outbox_age.observe(max(oldest, 0))


def read_push(body: bytes) -> Push:
    """Return the batch of a body; 422 with the place that does not fit, never with its content."""
    try:
        found = PUSH.validate_json(body)
    except ValidationError as error:
        place = ".".join(str(part) for part in error.errors()[0]["loc"][:3])
        raise Problem(422, "server.bad_request", place=place) from None
    missing = _NEEDED - found.keys()
    if missing:
        raise Problem(422, "server.bad_request", place=sorted(missing)[0])
    for number, one in enumerate(found["records"]):
        if not {"kind", "id", "fields", "base"} <= one.keys():
            raise Problem(422, "server.bad_request", place=f"records.{number}")
    push = push_of(cast(dict[str, object], found))
    # Names end up in a database, which takes neither zero bytes nor halves of signs.
    for name, text_of in (("batch", push.id), ("epoch", push.epoch or "-")):
        if not is_id(text_of):
            raise Problem(422, "server.bad_request", place=name)
    for number, key in enumerate(push.gone):
        if not is_name(key.kind) or not is_id(key.id):
            raise Problem(422, "server.bad_request", place=f"gone.{number}")
    seen = set()
    for number, record in enumerate(push.records):
        fault = fault_of(record)
        if fault is not None or record.key in seen:
            raise Problem(422, "server.bad_request", place=f"records.{number}.{fault or 'twice'}")
        seen.add(record.key)
    return push
