"""The server as a web application: routes, and what goes around each of them."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import Annotated, Any

from fastapi import FastAPI, Header, Path, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy import text
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app import __version__
from app.crypto.tokens import make_nonce
from app.domain.errors import MadoguchiError, Unavailable
from app.domain.sync.kinds import MAY_DECIDE
from app.domain.sync.wire import MOST_BODY_BYTES, MOST_RECORDS
from app.server.access import Access
from app.server.bodies import (
    PUSH,
    DeviceBody,
    EnrolBody,
    EnrolledBody,
    HealthBody,
    NonceBody,
    ProblemBody,
    SignInBody,
    TokenBody,
)
from app.server.database import ServerDatabase, plain_database_failures
from app.server.enrolment import caller_of, enrol, list_devices, revoke, sign_in
from app.server.exchange import MOST_RECORDS_OF_TENANT, Exchange
from app.server.gate import Gate
from app.server.limits import BodyLimit, Buckets
from app.server.logs import logger
from app.server.metrics import Metrics
from app.server.problems import Problem, problem_json

Tenant = Annotated[str, Path(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")]
Device = Annotated[str, Path(pattern=r"^[0-9a-f]{8}$")]
Authorization = Annotated[str | None, Header()]
_REFUSALS: dict[int | str, dict[str, Any]] = {
    status: {"model": ProblemBody}
    for status in (400, 401, 403, 404, 405, 409, 410, 413, 422, 426, 429, 503, 507)
}
_PUSH_SHAPE = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": PUSH.json_schema(mode="validation")}},
    }
}

# What AuthZEN 1.0 calls an evaluation, several of them, or a search.
_QUESTION_SHAPE = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "properties": {
                        **{
                            part: {"type": "object"}
                            for part in ("subject", "action", "resource", "context", "options")
                        },
                        "evaluations": {"type": "array", "items": {"type": "object"}},
                    },
                }
            }
        },
    }
}


def build_application(
    database: ServerDatabase, *, most_records: int = MOST_RECORDS_OF_TENANT,
    most_body_bytes: int = MOST_BODY_BYTES, per_second: float = 50, burst: int = 400,
    milliseconds: Callable[[], int] = lambda: time.time_ns() // 1_000_000,
) -> ASGIApp:  # fmt: skip
    """Return the application over an open database.

    Args:
        database: where everything is kept.
        most_records: how many records a tenant may have.
        most_body_bytes: how large a request may be.
        per_second: how many calls a device may make in the long run; codes and sign-ins a tenth.
        burst: how many at once.
        milliseconds: the server's time.
    """
    metrics = Metrics()
    app = FastAPI(title="Madoguchi", version=__version__, docs_url=None, redoc_url=None,
                  responses=_REFUSALS)  # fmt: skip
    # What is called often comes first: routes are tried one after the other.
    _add_exchange(app, database, Exchange(database, metrics, most_records),
                  Buckets(per_second, burst), milliseconds)  # fmt: skip
    _add_access(app, database, Buckets(per_second, burst), milliseconds)
    _add_devices(app, database, Buckets(per_second / 10, burst // 10), milliseconds)
    _add_care(app, database, metrics, milliseconds)
    _add_problems(app)
    return Watched(BodyLimit(app, most_body_bytes), metrics)


def _add_exchange(
    app: FastAPI, database: ServerDatabase, exchange: Exchange, buckets: Buckets,
    milliseconds: Callable[[], int],
) -> None:  # fmt: skip
    gate = Gate(database.token_secret)

    @app.post("/v1/{tenant}/push", openapi_extra=_PUSH_SHAPE)
    async def push(
        tenant: Tenant, request: Request, authorization: Authorization = None
    ) -> Response:
        """Take a batch of records; the same batch again gets the same answer."""
        now = milliseconds()
        device = gate.device(authorization, tenant, now // 1000)
        buckets.take(f"{tenant}/{device}")
        body = await request.body()
        answer = await run_in_threadpool(exchange.push, tenant, device, body, now)
        return Response(answer, media_type="application/json")

    @app.get("/v1/{tenant}/pull")
    def pull(
        tenant: Tenant, after: Annotated[int, Query(ge=0, le=2**62)],
        limit: Annotated[int, Query(ge=1, le=MOST_RECORDS)] = MOST_RECORDS,
        schema: int = 1, own: bool = False, authorization: Authorization = None,
    ) -> Response:  # fmt: skip
        """Return what changed after a cursor; with `own` also what this device wrote itself."""
        now = milliseconds()
        device = gate.device(authorization, tenant, now // 1000)
        buckets.take(f"{tenant}/{device}")
        answer = exchange.pull(tenant, device, after, limit, schema, now, with_own=own)
        return Response(answer, media_type="application/json")

    @app.get("/v1/{tenant}/devices")
    def devices(tenant: Tenant, authorization: Authorization = None) -> list[DeviceBody]:
        """List the devices of the tenant; for administrators' devices."""
        device = gate.device(authorization, tenant, milliseconds() // 1000)
        with database.transaction(tenant) as connection:
            if caller_of(connection, tenant, device).role not in MAY_DECIDE:
                raise Problem(403, "server.not_your_role")
            return [DeviceBody.model_validate(one) for one in list_devices(connection, tenant)]

    @app.post("/v1/{tenant}/devices/{device}/revoke", status_code=204)
    def revoke_device(tenant: Tenant, device: Device, authorization: Authorization = None) -> None:
        """Revoke a device; for administrators' devices."""
        caller = gate.device(authorization, tenant, milliseconds() // 1000)
        with database.transaction(tenant) as connection:
            if caller_of(connection, tenant, caller).role not in MAY_DECIDE:
                raise Problem(403, "server.not_your_role")
            revoke(connection, tenant, device, milliseconds())


def _add_access(
    app: FastAPI, database: ServerDatabase, buckets: Buckets, milliseconds: Callable[[], int]
) -> None:
    """AuthZEN Authorization API 1.0 over the consent ledger; the base of its paths is the tenant's."""
    gate, access = Gate(database.token_secret), Access(database)
    ways = {
        "evaluation": access.evaluation,
        "evaluations": access.evaluations,
        "search/subject": access.search_subject,
    }
    top = "/v1/{tenant}/access/v1"

    def add(path: str, answer: Callable[[str, str, bytes, int], dict[str, object]]) -> None:
        @app.post(f"{top}/{path}", name=f"access {path}", openapi_extra=_QUESTION_SHAPE)
        async def ask(
            tenant: Tenant, request: Request, authorization: Authorization = None,
            x_request_id: Annotated[str | None, Header(pattern=r"^[!-~]{1,200}$")] = None,
        ) -> Response:  # fmt: skip
            now = milliseconds()
            device = gate.device(authorization, tenant, now // 1000)
            buckets.take(f"{tenant}/{device}")
            found = await run_in_threadpool(answer, tenant, device, await request.body(), now)
            headers = {"X-Request-ID": x_request_id} if x_request_id else None
            return JSONResponse(found, headers=headers)

    for path, answer in ways.items():
        add(path, answer)

    @app.get("/v1/{tenant}/.well-known/authzen-configuration")
    def configuration(tenant: Tenant, request: Request) -> dict[str, str]:
        """Return where questions are asked (AuthZEN 1.0, Metadata)."""
        base = f"{str(request.base_url).rstrip('/')}/v1/{tenant}"
        return {
            "policy_decision_point": base,
            "access_evaluation_endpoint": f"{base}/access/v1/evaluation",
            "access_evaluations_endpoint": f"{base}/access/v1/evaluations",
            "search_subject_endpoint": f"{base}/access/v1/search/subject",
        }


def _add_devices(
    app: FastAPI, database: ServerDatabase, buckets: Buckets, milliseconds: Callable[[], int]
) -> None:
    @app.post("/v1/{tenant}/enrol")
    def enrol_device(tenant: Tenant, body: EnrolBody, request: Request) -> EnrolledBody:
        """Enrol a device with a one-time code."""
        buckets.take(_address(request))
        found = enrol(database, tenant, body.code, body.device, body.public_key, milliseconds())
        return EnrolledBody(
            tenant=found.tenant, centre=found.centre, role=found.role.value,
            lease_days=found.lease_days, lease_secret=found.lease_secret, bundle_secret=found.bundle_secret, epoch=database.epoch,
        )  # fmt: skip

    @app.get("/v1/{tenant}/nonce")
    def nonce(tenant: Tenant, request: Request) -> NonceBody:
        """Return a value to sign within a minute."""
        buckets.take(_address(request))
        now = milliseconds()
        return NonceBody(nonce=make_nonce(database.token_secret, now // 1000), now=now)

    @app.post("/v1/{tenant}/token")
    def token(tenant: Tenant, body: SignInBody, request: Request) -> TokenBody:
        """Return a token of ten minutes for a signature of `tenant/device/nonce`."""
        buckets.take(_address(request))
        made = sign_in(database, tenant, body.device, body.nonce, body.signature, milliseconds())
        return TokenBody.model_validate(made)


def _add_care(
    app: FastAPI, database: ServerDatabase, metrics: Metrics, milliseconds: Callable[[], int]
) -> None:
    @app.get("/healthz")
    def healthz() -> HealthBody:
        """Tell whether the database answers, and the server's time in milliseconds."""
        with plain_database_failures(), database.engine.connect() as connection:
            connection.execute(text("SELECT 1"))
        return HealthBody(status="ok", now=milliseconds())

    @app.get("/metrics", response_class=Response)
    def measured() -> Response:
        """Return what is measured, as Prometheus reads it."""
        return Response(metrics.text(), media_type=metrics.content_type)


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _add_problems(app: FastAPI) -> None:
    @app.exception_handler(Problem)
    async def problem(_request: Request, error: Exception) -> Response:
        assert isinstance(error, Problem)
        return error.response()

    @app.exception_handler(RequestValidationError)
    async def shape(_request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        place = ".".join(str(part) for part in error.errors()[0]["loc"][:3])
        return Problem(422, "server.bad_request", place=place).response()

    @app.exception_handler(HTTPException)
    async def unknown(_request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        if error.status_code in (404, 405):
            answer = Problem(error.status_code, "server.no_such_place").response()
        else:
            answer = Problem(error.status_code, "server.bad_request", place="body").response()
        answer.headers.update(error.headers or {})
        return answer

    @app.exception_handler(MadoguchiError)
    async def ours(_request: Request, error: Exception) -> Response:
        assert isinstance(error, MadoguchiError)
        status = 507 if error.code == "server.disk_full" else 503
        if not isinstance(error, Unavailable):
            status = 409
        headers = {"Retry-After": "5"} if status == 503 else None
        return JSONResponse(problem_json(error), status, headers)


class Watched:
    """Measures and logs every request by its route, and turns our bugs into a plain 500."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, status = time.perf_counter(), 500

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await _guarded(self._app, scope, receive, noted)
        finally:
            route = getattr(scope.get("route"), "path", "none")
            seconds = time.perf_counter() - begun
            self._metrics.requests.labels(route, str(status)).inc()
            self._metrics.seconds.labels(route).observe(seconds)
            facts = {"route": route, "status": status, "milliseconds": round(seconds * 1000, 1)}
            logger.info("request", extra={"facts": facts})


async def _guarded(
    app: ASGIApp, scope: Scope, receive: Receive, send: Callable[[Message], Awaitable[None]]
) -> None:
    begun = False

    async def watched(message: Message) -> None:
        nonlocal begun
        begun = True
        await send(message)

    try:
        await app(scope, receive, watched)
    except Problem as problem:
        if not begun:
            await problem.response()(scope, receive, send)
    except Exception:
        logger.error("bug", exc_info=True, extra={"facts": {"status": 500}})
        if not begun:
            await JSONResponse({"code": "server.bug", "data": {}, "message": "", "what_to_do": ""},
                               500)(scope, receive, send)  # fmt: skip
