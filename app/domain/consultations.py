"""One visit to the counter: what was asked, what was done, how it ended (desk.md, Consultations)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.domain.ids import ConsultationId, OperatorId, PersonId


class Status(StrEnum):
    """Where a consultation stands; a reopened one is open again and keeps its history."""

    OPEN = "open"
    CLOSED = "closed"


class Speaker(StrEnum):
    """Who tells the story."""

    SELF = "self"
    FAMILY = "family"
    CARE_MANAGER = "care_manager"
    OTHER = "other"


class AskedElsewhere(StrEnum):
    """Whether somebody else was asked already."""

    FIRST = "first"
    FAMILY = "family"
    SHOP = "shop"
    OTHER = "other"


class Outcome(StrEnum):
    """How it ended: 助言 操作支援 情報提供 紹介 あっせん依頼 継続 辞退."""

    ADVICE = "advice"
    HANDS_ON = "hands_on"
    INFORMATION = "information"
    REFERRAL = "referral"
    PLACEMENT_REQUEST = "placement_request"
    CONTINUES = "continues"
    DECLINED = "declined"


class TeachBack(StrEnum):
    """Whether the visitor showed it herself at the end (教え返し)."""

    ALONE = "alone"
    WITH_HELP = "with_help"
    NOT_YET = "not_yet"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class ConsultationFields:
    """What the volunteer typed so far; codes are empty while not chosen, `minutes` is text.

    `speaker_name` says in a few words who speaks for her (長女の方). `title` is the trouble in one
    line; nobody has to write one.
    """

    speaker: str = Speaker.SELF.value
    speaker_name: str = ""
    asked_elsewhere: str = ""
    topic: str = ""
    device: str = ""
    system: str = ""
    title: str = ""
    story: str = ""
    steps: str = ""
    outcome: str = ""
    minutes: str = ""
    teach_back: str = ""
    next_date: str = ""


@dataclass(frozen=True, slots=True)
class Consultation:
    """A consultation as stored. Times are aware (UTC); `next_date` is a local day.

    `is_stub` marks one that was begun with one key because the counter was busy: its story is
    still to be written.
    """

    id: ConsultationId
    person: PersonId | None
    status: Status
    opened_at: datetime
    opened_by: OperatorId
    speaker: str = Speaker.SELF.value
    speaker_name: str = ""
    asked_elsewhere: str = ""
    topic: str = ""
    device: str = ""
    system: str = ""
    title: str = ""
    story: str = ""
    steps: str = ""
    outcome: str = ""
    minutes: int | None = None
    teach_back: str = ""
    next_date: date | None = None
    closed_at: datetime | None = None
    closed_by: OperatorId | None = None
    is_stub: bool = False
    version: int = 0


@dataclass(frozen=True, slots=True)
class ConsultationRow:
    """What lists and search results show; `excerpt` is a piece of the title or story, `marks` the
    matched spans in it as (start, length)."""

    id: ConsultationId
    person: PersonId | None
    person_name: str
    person_kana: str
    status: Status
    opened_at: datetime
    topic: str
    outcome: str
    excerpt: str
    marks: tuple[tuple[int, int], ...] = ()
    is_stub: bool = False


@dataclass(frozen=True, slots=True)
class ConsultationPage:
    """One page of consultations with the number of all hits."""

    rows: tuple[ConsultationRow, ...] = ()
    total: int = 0
    offset: int = 0
