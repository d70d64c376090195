"""The OpenAPI document, tried from outside: nothing that is sent makes the server stumble."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.helpers.running_server import Console, RunningServer, running_server


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[RunningServer, str]]:
    with running_server() as server:
        server.stop()
        server.start("--calls", "100000")
        console = Console(tmp_path_factory.mktemp("asked") / "one")
        console.enrol(server)
        with console.centre.unit_of_work() as work:
            enrolment = work.sync.enrolment()
        assert enrolment is not None
        from app.sync.gateway import HttpGateway

        session = HttpGateway().sign_in(enrolment)
        yield server, str(session._calls._session.headers["Authorization"])
        session.close()
        console.close()


@pytest.mark.long
def test_no_request_makes_the_server_stumble(asked: tuple[RunningServer, str]) -> None:
    server, authorization = asked
    document = schemathesis.openapi.from_url(f"{server.address}/openapi.json")
    seen: set[int] = set()
    operations = [found.ok() for found in document.get_all_operations()]
    assert len(operations) >= 9
    for operation in operations:

        @given(case=operation.as_strategy(), is_known=st.booleans())
        @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck),
                  derandomize=True, database=None)  # fmt: skip
        def attempt(case: schemathesis.Case, is_known: bool) -> None:
            if is_known and "tenant" in (case.path_parameters or {}):
                case.path_parameters["tenant"] = "town"
                case.headers = {**(case.headers or {}), "Authorization": authorization}
            answer = case.call()
            seen.add(answer.status_code)
            assert answer.status_code < 500, (case.method, case.path, answer.text)

        attempt()
    assert {200, 401, 422, 426} <= seen
