"""Refusals of the server: a status, a code with a sentence of ours, and data for it."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import JSONResponse

from app.domain.errors import MadoguchiError, Refused
from app.messages.errors import sentence_for, what_to_do


class Problem(Exception):
    """A request that is not carried out."""

    def __init__(
        self, status: int, code: str, *, retry_after: int | None = None, **data: object
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.data = data
        self.retry_after = retry_after

    def response(self) -> JSONResponse:
        """Return the answer; it never repeats what was sent."""
        headers: Mapping[str, str] | None = None
        if self.retry_after is not None:
            headers = {"Retry-After": str(self.retry_after)}
        return JSONResponse(problem_json(Refused(self.code, **self.data)), self.status, headers)


def problem_json(error: MadoguchiError) -> dict[str, object]:
    """Return an error as the wire has it: the sentence is for those who read by hand."""
    return {"code": error.code, "data": error.data, "message": sentence_for(error),
            "what_to_do": what_to_do(error)}  # fmt: skip
