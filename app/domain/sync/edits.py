"""Edits of every merge kind, as the simulator makes and looks for them."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from app.domain.hybrid_clock import NOTHING_YET
from app.domain.sync.merge import KINDS, Elements, Entries, Kept, Latest, State, Tally
from app.domain.sync.replica import Replica

# Field → kind, one of each; the server's own fields are not edited by devices.
SCHEMA = {
    "note": "lww",
    "phone": "lww",
    "topics": "set",
    "visits": "counter",
    "events": "append",
    "legal_name": "strict",
}
_TOPICS = ("line", "mail", "scam")


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit: where, under which stamp, and the latest stamp its author saw in that field.

    `count` is the device's own tally after it, for counters.
    """

    device: str
    record: str
    field: str
    stamp: str
    seen: str = NOTHING_YET
    count: int = 0


def make_edit(draw: Random, replica: Replica, record: str, milliseconds: int) -> Edit:
    """Let somebody edit a field of a record on a device, and return what has to be kept."""
    name = draw.choice(tuple(SCHEMA))
    state: State = replica.rows.get(record, {}).get(name, KINDS[SCHEMA[name]])
    seen = max(state.stamps(), default=NOTHING_YET)
    stamp = replica.stamp(milliseconds)
    count = 0
    if isinstance(state, Latest):
        state = Latest(stamp, f"{replica.device}/{stamp}")
    elif isinstance(state, Elements):
        topic = draw.choice(_TOPICS)
        if topic in state.present and draw.random() < 0.4:
            replica.write(record, name, state.without(topic))
            return Edit(replica.device, record, name, "", seen)
        state = state.with_added(topic, stamp)
    elif isinstance(state, Tally):
        state = state.with_one(replica.device)
        count = state.counted[replica.device]
    elif isinstance(state, Entries):
        state = state.with_entry(stamp, replica.device)
    else:
        state = state.with_value(stamp, replica.device)
    replica.write(record, name, state)
    return Edit(replica.device, record, name, stamp, seen, count)


def is_kept(edit: Edit, state: State) -> bool:
    """Whether an edit, or a later one that wins over it, stands in a final state.

    An edit that is not later than what its author saw would lose to it: that is not kept either.
    """
    if edit.stamp and edit.stamp <= edit.seen:
        return False
    if isinstance(state, Latest):
        return state.stamp >= edit.stamp
    if isinstance(state, Tally):
        return state.counted.get(edit.device, 0) >= edit.count
    if isinstance(state, Kept | Entries):
        return edit.stamp in state.stamps()
    return not edit.stamp or edit.stamp in state.stamps()
