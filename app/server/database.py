"""The server's database: encrypted SQLite in one process, or PostgreSQL by its URL.

In PostgreSQL what people wrote is sealed before it is stored, and each transaction names its tenant;
without that name the rows of every table with a tenant are invisible (row-level security).
"""

from __future__ import annotations

import json
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.pool import QueuePool

from app.crypto.sealing import Seal, sealer
from app.crypto.wraps import (
    DataKey,
    make_data_key,
    unwrap_with_passphrase,
    wrap_with_passphrase,
)
from app.domain.errors import BadInput, Refused, Unavailable

WRAPPED_FOR = "madoguchi server"
KEYS = "server.keys.json"
POOL = 10
_POSTGRESQL_DISK_FULL = "53100"
_OF_SERVER = {"store.disk_full": "server.disk_full", "store.busy": "server.database_away"}


@dataclass(repr=False)
class ServerDatabase:
    """An open database with the server's key; its repr shows nothing of it."""

    engine: Engine
    key: DataKey
    epoch: str
    seal: Seal
    unseal: Seal
    token_secret: bytes = field(default=b"")

    @property
    def is_postgresql(self) -> bool:
        """Tell which of the two it is."""
        return self.engine.dialect.name == "postgresql"

    @contextmanager
    def transaction(self, tenant: str) -> Iterator[Connection]:
        """Open a transaction that sees the rows of one tenant; leaving it well keeps it."""
        with plain_database_failures(), self.engine.begin() as connection:
            if self.is_postgresql:
                connection.execute(_SET_TENANT, {"tenant": tenant})
            yield connection

    @contextmanager
    def reading(self, tenant: str) -> Iterator[Connection]:
        """Open a transaction that only looks; it waits for nobody who writes."""
        with plain_database_failures(), self._readers.begin() as connection:
            if self.is_postgresql:
                connection.execute(_SET_TENANT, {"tenant": tenant})
            yield connection

    @cached_property
    def _readers(self) -> Engine:
        from app.store.keyed_engine import READS_ONLY

        return self.engine.execution_options(**{READS_ONLY: True})

    def close(self) -> None:
        """Let go of the connections."""
        self.engine.dispose()


_SET_TENANT = text("SELECT set_config('app.tenant', :tenant, true)")


@contextmanager
def plain_database_failures() -> Iterator[None]:
    """Say in our words that the database is away or has no room."""
    try:
        yield
    except Unavailable as error:
        # The keyed engine speaks of the device's own disk; this one is the server's.
        raise Unavailable(_OF_SERVER.get(error.code, error.code), **error.data) from None
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) == _POSTGRESQL_DISK_FULL:
            raise Unavailable("server.disk_full") from None
        if isinstance(error, OperationalError) or error.connection_invalidated:
            raise Unavailable("server.database_away") from None
        raise


def open_database(url: str, passphrase: str, folder: Path) -> ServerDatabase:
    """Open the database of a URL, made and brought up to date where needed.

    Args:
        url: `postgresql://…`, `sqlite:///file`, or empty for `server.db` in `folder`.
        passphrase: unlocks the server's key; the first one is the one that holds.
        folder: where the file lies by default.

    Raises:
        Unavailable: `store.wrong_key`, `server.database_away`, and those of the store's files.
        BadInput: `server.database_unknown`. Refused: `server.role_too_strong`.
    """
    scheme = urlsplit(url).scheme if url else "sqlite"
    if scheme == "sqlite":
        file = Path(url.removeprefix("sqlite:///")) if url else folder / "server.db"
        return _open_sqlite(file, passphrase)
    if scheme in ("postgresql", "postgres"):
        return _open_postgresql("postgresql+psycopg" + url[len(scheme) :], passphrase)
    raise BadInput("server.database_unknown", scheme=scheme)


def _open_sqlite(file: Path, passphrase: str) -> ServerDatabase:
    from app.server.migrations.runner import upgrade
    from app.store.keyed_engine import connect, make_engine

    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    keys = file.with_name(KEYS)
    if not keys.exists():
        if file.exists():
            raise Unavailable("store.keys_damaged")
        _write_new(keys, json.dumps(wrap_with_passphrase(make_data_key(), passphrase, WRAPPED_FOR)))
    key = _unwrap(keys.read_text(encoding="utf-8"), passphrase)
    if not file.exists():
        os.close(os.open(file, os.O_CREAT | os.O_WRONLY, 0o600))
        connect(file, key, must_exist=False).close()
    engine = make_engine(file, key)
    with engine.connect() as connection:
        upgrade(connection)
    # The file is encrypted as a whole; sealing each row as well would protect from nobody.
    return _opened(engine, key, (_as_it_is, _as_it_is))


def _open_postgresql(url: str, passphrase: str) -> ServerDatabase:
    from app.server.migrations.runner import upgrade

    engine = create_engine(
        url, poolclass=QueuePool, pool_size=POOL, max_overflow=POOL, pool_timeout=5,
        pool_pre_ping=True, hide_parameters=True, isolation_level="READ COMMITTED",
        # A generic plan that went stale made uploads 0.6 times as fast.
        connect_args={"prepare_threshold": None, "connect_timeout": 5},
    )  # fmt: skip
    try:
        with plain_database_failures(), engine.connect() as connection:
            _require_a_weak_role(connection)
            upgrade(connection)
            connection.rollback()
            wrap = _fact(connection, "key", lambda: json.dumps(
                wrap_with_passphrase(make_data_key(), passphrase, WRAPPED_FOR)))  # fmt: skip
            connection.commit()
        key = _unwrap(wrap, passphrase)
    except BaseException:
        engine.dispose()
        raise
    return _opened(engine, key, sealer(key.derive(b"server records")))


def _require_a_weak_role(connection: Connection) -> None:
    """A role that row-level security does not hold would make the second fence paper."""
    strong = connection.execute(
        text("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
    ).scalar_one()
    if strong:
        raise Refused("server.role_too_strong")


def _opened(engine: Engine, key: DataKey, seals: tuple[Seal, Seal]) -> ServerDatabase:
    with plain_database_failures(), engine.begin() as connection:
        epoch = _fact(connection, "epoch", new_epoch)
    return ServerDatabase(engine, key, epoch, *seals, key.derive(b"server tokens"))


def new_epoch() -> str:
    """Return the name of a new life of the server; later ones sort after earlier ones."""
    return f"{time.time_ns() // 1_000_000:012x}-{secrets.token_hex(4)}"


def begin_new_epoch(database: ServerDatabase) -> None:
    """Tell all devices, at their next contact, that this server came back from a backup."""
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE facts SET value = :value WHERE name = 'epoch'"),
                           {"value": new_epoch()})  # fmt: skip


def _fact(connection: Connection, name: str, make: object) -> str:
    assert callable(make)
    query = text("SELECT value FROM facts WHERE name = :name")
    found = connection.execute(query, {"name": name}).scalar_one_or_none()
    if found is None:
        connection.execute(
            text("INSERT INTO facts VALUES (:name, :value) ON CONFLICT (name) DO NOTHING"),
            {"name": name, "value": make()},
        )
        found = connection.execute(query, {"name": name}).scalar_one()
    return str(found)


def _unwrap(wrap: str, passphrase: str) -> DataKey:
    try:
        return unwrap_with_passphrase(json.loads(wrap), passphrase, WRAPPED_FOR)
    except ValueError:
        raise Unavailable("store.keys_damaged") from None


def _write_new(file: Path, content: str) -> None:
    with open(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())


def _as_it_is(content: bytes, _place: bytes) -> bytes:
    return content
