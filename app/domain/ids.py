"""Distinct id types and the time-ordered UUID that devices make offline (RFC 9562, version 7)."""

from __future__ import annotations

import os
import time
import uuid
from typing import NewType

PersonId = NewType("PersonId", str)
ConsultationId = NewType("ConsultationId", str)
OperatorId = NewType("OperatorId", str)
DeviceId = NewType("DeviceId", str)


def new_id() -> str:
    """Return a fresh UUIDv7 in its 36-character text form."""
    milliseconds = time.time_ns() // 1_000_000
    tail = int.from_bytes(os.urandom(10), "big")
    value = (milliseconds & 0xFFFF_FFFF_FFFF) << 80 | tail
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return str(uuid.UUID(int=value))
