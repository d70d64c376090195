from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.server.database import ServerDatabase, open_database
from tests.helpers.postgres import running_postgres

PASSPHRASE = "a long passphrase of the server"


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    with running_postgres() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"], scope="module")
def database(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ServerDatabase]:
    folder: Path = tmp_path_factory.mktemp("server")
    url = "" if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    opened = open_database(url, PASSPHRASE, folder)
    yield opened
    opened.close()
