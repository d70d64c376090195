"""The OpenAPI document, tried from outside: nothing that is sent makes the server stumble."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from app.sync.gateway import HttpGateway
from tests.helpers.running_server import CHIEF, Console, RunningServer

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance,
          response_schema_conformance]  # fmt: skip
TRIED = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck),
                 derandomize=True, database=None)  # fmt: skip
_TENANTS = itertools.count(1)
OPEN = ("/enrol", "/nonce", "/token", "/.well-known/authzen-configuration")


class Asked:
    """A server with two municipalities, a token of each, and what its document says."""

    def __init__(self, server: RunningServer, folder: Path) -> None:
        number = next(_TENANTS)
        self.tenant, self.other = f"own{number}", f"other{number}"
        self.address = server.address
        self.own_token, self.other_token = (
            token_of(server, tenant, folder / tenant) for tenant in (self.tenant, self.other)
        )
        document = schemathesis.openapi.from_url(f"{server.address}/openapi.json")
        self.operations = [found.ok() for found in document.get_all_operations()]


def token_of(server: RunningServer, tenant: str, folder: Path) -> str:
    console = Console(folder)
    try:
        console.sync.enrol(CHIEF, server.address, server.code(tenant=tenant))
        with console.centre.unit_of_work() as work:
            enrolment = work.sync.enrolment()
        assert enrolment is not None
        session = HttpGateway().sign_in(enrolment)
        token = str(session._calls._session.headers["Authorization"])
        session.close()
        return token
    finally:
        console.close()


@pytest.fixture(scope="module")
def asked(each_server: RunningServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    return Asked(each_server, tmp_path_factory.mktemp("asked"))


@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize("who", ["own", "other", "nobody", "as_it_comes"])
def test_no_request_of_the_document_makes_the_server_stumble(
    asked: Asked, who: str, mode: GenerationMode
) -> None:
    token = {"own": asked.own_token, "other": asked.other_token}.get(who)
    seen: dict[str, set[int]] = {}
    assert len(asked.operations) >= 9
    for operation in asked.operations:

        @TRIED
        @given(case=operation.as_strategy(generation_mode=mode))
        def attempt(case: schemathesis.Case) -> None:
            if who != "as_it_comes":
                if "tenant" in (case.path_parameters or {}):
                    case.path_parameters["tenant"] = asked.tenant
                kept = {name: value for name, value in (case.headers or {}).items()
                        if name.lower() != "authorization"}  # fmt: skip
                case.headers = kept | ({"Authorization": token} if token else {})
            answer = case.call()
            case.validate_response(answer, checks=CHECKS)
            seen.setdefault(case.path, set()).add(answer.status_code)

        # A route without parameters has nothing that could be wrong.
        with suppress(Unsatisfiable):
            attempt()
    of_tenant = {path: found for path, found in seen.items()
                 if "{tenant}" in path and not path.endswith(OPEN)}  # fmt: skip
    assert len(of_tenant) >= 7
    if who == "own" and mode is GenerationMode.POSITIVE:
        assert any(200 in found for found in of_tenant.values())
    if who in ("other", "nobody"):
        refused = 403 if who == "other" else 401
        # What has no shape may be refused before anybody looks at who sent it.
        assert all(found <= {refused, 404, 405, 422} for found in of_tenant.values()), of_tenant
        assert any(refused in found for found in of_tenant.values())
