"""The shapes of requests and answers, as the OpenAPI document shows them."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter
from typing_extensions import TypedDict

from app.domain.sync.wire import MOST_RECORDS

Stamp = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{24}$")]
Device = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}$")]
Plain = str | int | float | bool | None
Pair = Annotated[list[Annotated[str, Field(min_length=1, max_length=200)]],
                 Field(min_length=2, max_length=2)]  # fmt: skip


class RecordBody(TypedDict, total=False):
    """A record: `base` is the stamp of its fields, `clocks` those that differ."""

    kind: Annotated[str, Field(max_length=61)]
    id: Annotated[str, Field(min_length=1, max_length=200)]
    fields: dict[str, Plain | list[str]]
    base: Stamp
    clocks: dict[str, Stamp]
    more: dict[str, dict[str, dict[str, object]]]


class PushBody(TypedDict, total=False):
    """A batch of at most 1,000 records."""

    batch: Annotated[str, Field(min_length=8, max_length=64)]
    schema: int
    epoch: Annotated[str, Field(max_length=64)]
    cursor: Annotated[int, Field(ge=0, le=2**62)]
    records: Annotated[list[RecordBody], Field(max_length=MOST_RECORDS)]
    gone: Annotated[list[Pair], Field(max_length=10 * MOST_RECORDS)]


class EnrolBody(BaseModel):
    """A device that asks to be enrolled."""

    model_config = ConfigDict(extra="forbid")
    code: Annotated[str, Field(max_length=60)]
    device: Device
    public_key: Annotated[str, Field(max_length=60)]


class SignInBody(BaseModel):
    """A device's signature of `tenant/device/nonce`."""

    model_config = ConfigDict(extra="forbid")
    device: Device
    nonce: Annotated[str, Field(max_length=200)]
    signature: Annotated[str, Field(max_length=120)]


class NonceBody(BaseModel):
    """A value to sign, and the server's time in milliseconds."""

    nonce: str
    now: int


class TokenBody(BaseModel):
    """A token for the header `Authorization: Bearer`."""

    token: str
    seconds: int
    lease_days: int
    epoch: str


class EnrolledBody(BaseModel):
    """What an enrolled device is."""

    tenant: str
    centre: str
    role: str
    lease_days: int
    lease_secret: str
    bundle_secret: str
    epoch: str


class ProblemBody(BaseModel):
    """Why a request was not carried out."""

    code: str
    data: dict[str, object]
    message: str
    what_to_do: str


class HealthBody(BaseModel):
    """Whether the server and its database are there."""

    status: str
    now: int


class DeviceBody(BaseModel):
    """A device of the tenant; times in milliseconds."""

    device: str
    centre: str
    role: str
    enrolled_at: int
    last_contact: int
    revoked_at: int | None


PUSH: TypeAdapter[PushBody] = TypeAdapter(PushBody)
