"""Batches, answers and pages as JSON, the same for the network and for a bundle on a stick."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from app.domain.sync.client_side import Page, Push, PushReply, keys_of
from app.domain.sync.kinds import SCHEMA
from app.domain.sync.records import Key, Record, record_of

MOST_RECORDS = 1000
# A larger request is refused unread; a device sends fewer records at a time then.
MOST_BODY_BYTES = 8 * 1024 * 1024
Wire = Mapping[str, object]


def push_as_json(push: Push) -> dict[str, object]:
    """Return a batch; local versions stay at home."""
    return {
        "batch": push.id, "schema": SCHEMA, "epoch": push.epoch, "cursor": push.cursor,
        "records": [one.as_json() for one in push.records],
        "gone": [list(key) for key in push.gone],
    }  # fmt: skip


def push_of(wire: Wire) -> Push:
    """Read a batch whose shape was checked."""
    records = _records(wire["records"])
    return Push(
        str(wire["batch"]), str(wire["epoch"]), cast(int, wire["cursor"]), records, {},
        keys_of(cast(Sequence[Sequence[object]], wire.get("gone") or ())),
    )  # fmt: skip


def reply_as_json(reply: PushReply) -> dict[str, object]:
    """Return an answer."""
    return {
        "batch": reply.id, "epoch": reply.epoch, "clock": reply.clock,
        "theirs": [one.as_json() for one in reply.theirs],
        "gone": [list(key) for key in reply.gone],
        "refused": [[*key, why] for key, why in reply.refused.items()],
    }  # fmt: skip


def reply_of(wire: Wire) -> PushReply:
    """Read an answer."""
    refused = cast(Sequence[Sequence[object]], wire.get("refused") or ())
    return PushReply(
        str(wire["batch"]), str(wire["epoch"]), str(wire["clock"]), _records(wire["theirs"]),
        keys_of(cast(Sequence[Sequence[object]], wire["gone"])),
        {Key(str(kind), str(one)): str(why) for kind, one, why in refused},
    )  # fmt: skip


def page_of(wire: Wire) -> Page:
    """Read a page."""
    return Page(
        str(wire["epoch"]), cast(int, wire["after"]), cast(int, wire["upto"]), str(wire["clock"]),
        _records(wire["records"]), keys_of(cast(Sequence[Sequence[object]], wire["gone"])),
        bool(wire["is_last"]),
    )  # fmt: skip


def _records(wire: object) -> tuple[Record, ...]:
    return tuple(record_of(one) for one in cast(Sequence[Wire], wire))
