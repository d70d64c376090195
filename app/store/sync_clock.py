"""Unsent edits move with the clock: what was dated by a wrong clock is dated by the server's.

A laptop a day behind would lose its fresh edits to older ones, one a day ahead would win over
everything. The order of the device's own edits stays. A stamp that had to follow a later
one it had seen does not say when it was made; the row then holds the computer's own time of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from sqlalchemy import Connection

from app.domain.hybrid_clock import NOTHING_YET, milliseconds_of, next_stamp
from app.domain.sync.records import device_of
from app.store.stamps import Transaction, borrowed_of, read_clocks
from app.store.sync_areas import AREAS

# Less than this is the time a message takes, not a wrong clock.
TOLERANCE_MILLISECONDS = 2_000
MOST_AHEAD_MILLISECONDS = 5 * 60 * 1000
_AT = re.compile(r'"at":\{[^}]*\},?')
_STAMP = re.compile(r"[0-9a-f]{24}")


def correct_clock(
    transaction: Transaction, local_milliseconds: int, server_milliseconds: int
) -> bool:
    """Follow the server's clock and move unsent edits; tell whether anything had to change."""
    offset = server_milliseconds - local_milliseconds
    change = offset - transaction.offset_milliseconds
    if abs(change) < TOLERANCE_MILLISECONDS:
        return False
    moved = _moved(*_unsent_stamps(transaction), change, server_milliseconds)
    _rewrite(transaction.connection, moved)
    latest = max((*moved.values(), transaction.clock))
    if milliseconds_of(latest) > server_milliseconds + MOST_AHEAD_MILLISECONDS:
        limit = server_milliseconds + MOST_AHEAD_MILLISECONDS
        latest = max((*moved.values(), _latest_sane(transaction.connection, limit)))
    transaction.set_clock(latest, offset)
    return True


def _unsent_stamps(transaction: Transaction) -> tuple[set[str], dict[str, int]]:
    """Return the stamps this device made that nobody else has, and the times of borrowed ones."""
    found: set[str] = set()
    borrowed: dict[str, int] = {}
    for base, text in _rows(transaction.connection, "WHERE dirty IS NOT NULL"):
        clocks, unsent, more = read_clocks(text)
        borrowed |= borrowed_of(text)
        if unsent is None:
            found |= {base, *clocks.values()}
            found.update(_STAMP.findall(str(more)))
        else:
            for name in unsent:
                found.add(clocks.get(name, base))
    own = {one for one in found if device_of(one) == transaction.device and one != NOTHING_YET}
    return own, borrowed


def _moved(
    stamps: set[str], borrowed: Mapping[str, int], change: int, server_milliseconds: int
) -> dict[str, str]:
    """Return the new stamp of each, in the same order."""
    moved: dict[str, str] = {}
    before = NOTHING_YET
    for stamp in sorted(stamps):
        made_at = borrowed.get(stamp, milliseconds_of(stamp))
        wanted = min(made_at + change, server_milliseconds)
        if wanted > milliseconds_of(before):
            before = f"{max(wanted, 1):012x}{0:04x}{device_of(stamp)}"
        else:
            before = next_stamp(before, 0, device_of(stamp))
        moved[stamp] = before
    return moved


def _rewrite(connection: Connection, moved: Mapping[str, str]) -> None:
    if not moved:
        return

    def renamed(text: str) -> str:
        return _STAMP.sub(lambda found: moved.get(found[0], found[0]), text)

    for kind in AREAS:
        rows = connection.exec_driver_sql(
            f"SELECT rowid, base_clock, field_clocks FROM {kind} WHERE dirty IS NOT NULL"
        ).fetchall()
        changed = [
            (renamed(str(base)), renamed(str(text)), number)
            for number, base, text in rows
            if renamed(str(base)) != base or renamed(str(text)) != text
        ]
        # From here on the stamps themselves say when an edit was made.
        changed = [(base, _AT.sub("", text), number) for base, text, number in changed]
        if changed:
            connection.exec_driver_sql(
                f"UPDATE {kind} SET base_clock = ?, field_clocks = ? WHERE rowid = ?", changed
            )


def _latest_sane(connection: Connection, limit_milliseconds: int) -> str:
    """Return the latest stamp of any record that no clock of the future made."""
    latest = NOTHING_YET
    for base, text in _rows(connection, ""):
        for stamp in (base, *_STAMP.findall(text)):
            if stamp > latest and milliseconds_of(stamp) <= limit_milliseconds:
                latest = stamp
    return latest


def _rows(connection: Connection, where: str) -> list[tuple[str, str]]:
    return [
        (str(base), str(text))
        for kind in AREAS
        for base, text in connection.exec_driver_sql(
            f"SELECT base_clock, field_clocks FROM {kind} {where}"
        )
    ]
