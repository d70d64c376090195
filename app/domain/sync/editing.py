"""A person's edit of a record of this device: new field states, and what of it is unsent."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.sync.client_side import Local
from app.domain.sync.fields import edit
from app.domain.sync.kinds import kind_of
from app.domain.sync.records import Key, State, Value, from_states


def created(key: Key, values: Mapping[str, Value], stamp: str, version: int) -> Local:
    """Return a new record; all of it travels."""
    states = {
        name: edit(kind_of(key.kind, name), None, value, stamp) for name, value in values.items()
    }
    return Local(from_states(key.kind, key.id, states), version)


def edited(local: Local, values: Mapping[str, Value], stamp: str, version: int) -> Local:
    """Return a record after fields were changed; `version` was never used before."""
    record = local.record
    states: dict[str, State] = {name: record.state(name) for name in record.fields}
    # A record that is new to the server travels whole, whatever is edited in it meanwhile.
    unsent = None if local.dirty is not None and local.unsent is None else dict(local.unsent or {})
    for name, value in values.items():
        before = states.get(name)
        if unsent is not None:
            unsent.setdefault(name, "" if before is None else before.clock)
        states[name] = edit(kind_of(record.kind, name), before, value, stamp)
    return Local(from_states(record.kind, record.id, states), version, unsent)
