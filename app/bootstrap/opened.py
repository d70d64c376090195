"""One open centre: its store, its clock and who is signed in; the services build on it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import Refused
from app.domain.roles import Actor

if TYPE_CHECKING:
    from app.store.centre import CentreInfo, OpenCentre


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        return datetime.now(UTC)


class Opened:
    """An open centre. `actor` is who signed in, None before.

    Args:
        store: the open, unlocked store.
    """

    def __init__(self, store: OpenCentre) -> None:
        self._store = store
        self._clock = SystemClock()
        self.actor: Actor | None = None

    @property
    def info(self) -> CentreInfo:
        """Id, name and kind of the centre."""
        return self._store.info

    @property
    def name(self) -> str:
        """The centre's name."""
        return self._store.info.name

    @property
    def folder(self) -> Path:
        """The centre's folder."""
        return self._store.folder

    @property
    def store(self) -> OpenCentre:
        """The open store, for keys and backups."""
        return self._store

    @property
    def who(self) -> Actor:
        """Who is signed in; `Refused("signin.who")` when nobody is."""
        if self.actor is None:
            raise Refused("signin.who")
        return self.actor
