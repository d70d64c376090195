"""Pictures beside a consultation: what the screen looked like, the letter that came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain.ids import ConsultationId, OperatorId

# What a file may weigh before it is made smaller, and how many a consultation has.
LARGEST_FILE_BYTES = 40 * 1024 * 1024
LONGEST_ALT = 500
MOST_ATTACHMENTS = 20


@dataclass(frozen=True, slots=True)
class CleanPicture:
    """A picture without anything but its pixels: no place, no time, no maker, no comment."""

    data: bytes
    media_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Attachment:
    """A picture of a consultation, without its bytes; `alt` says what is to be seen on it."""

    id: str
    consultation: ConsultationId
    name: str
    media_type: str
    width: int
    height: int
    size_bytes: int
    added_at: datetime
    added_by: OperatorId
    alt: str = ""
