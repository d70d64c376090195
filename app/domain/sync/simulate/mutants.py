"""Six ways to get synchronisation wrong; the simulator has to catch every one of them."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.sync.client_side import ClientBook, ClientSide, Page
from app.domain.sync.records import Key, Record, from_states
from app.domain.sync.simulate.names import MUTANT_NAMES


class AckClearsNewer(ClientSide):
    """A late acknowledgement clears an edit that was made after the batch was sent."""

    def is_acknowledged(self, dirty: int | None, sent: int) -> bool:
        """Say yes to every version."""
        return dirty is not None


class PurgeIgnored(ClientSide):
    """A withdrawal does not reach the device's own rows."""

    def erase(self, book: ClientBook, gone: Sequence[Key]) -> None:
        """Leave them."""


class WholeRow(ClientSide):
    """The later record wins with all its fields."""

    def merge(self, mine: Record, theirs: Record) -> Record:
        """Take one side's fields wherever it has them."""
        later, earlier = (mine, theirs) if mine.newest() >= theirs.newest() else (theirs, mine)
        return later if later.fields.keys() >= earlier.fields.keys() else _over(earlier, later)


class PullOverwrites(ClientSide):
    """What comes from the server replaces what is here."""

    def merge(self, mine: Record, theirs: Record) -> Record:
        """Take the server's fields."""
        return _over(mine, theirs)


class CursorSkips(ClientSide):
    """The cursor moves to where the server stands, not to where the page ends."""

    def follows_on(self, cursor: int, page: Page) -> bool:
        """Take every page."""
        return True

    def next_cursor(self, page: Page) -> int:
        """Skip what did not fit into the page."""
        return page.upto + (0 if page.is_last else 1)


class ClockNeverObserves(ClientSide):
    """A device's clock knows its own edits only."""

    def observe(self, book: ClientBook, clock: str) -> None:
        """Look away."""


MUTANTS: dict[str, type[ClientSide]] = dict(
    zip(
        MUTANT_NAMES,
        (AckClearsNewer, PurgeIgnored, WholeRow, PullOverwrites, CursorSkips, ClockNeverObserves),
        strict=True,
    )
)


def _over(under: Record, upper: Record) -> Record:
    """Lay the fields of one record over those of the other."""
    states = {name: under.state(name) for name in under.fields}
    states |= {name: upper.state(name) for name in upper.fields}
    return from_states(under.kind, under.id, states)
