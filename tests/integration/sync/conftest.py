from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.postgres import running_postgres
from tests.helpers.running_server import Console, RunningServer, running_server


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    with running_postgres() as url:
        yield url


@pytest.fixture(scope="module")
def server() -> Iterator[RunningServer]:
    with running_server("", "--calls", "1000000") as running:
        yield running


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.long)], scope="module"
)
def each_server(request: pytest.FixtureRequest) -> Iterator[RunningServer]:
    url = "" if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    with running_server(url, "--calls", "1000000") as running:
        yield running


@pytest.fixture
def consoles(tmp_path: Path) -> Iterator[tuple[Console, Console]]:
    one, other = Console(tmp_path / "one"), Console(tmp_path / "other")
    yield one, other
    one.close()
    other.close()
