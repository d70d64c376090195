"""Today: what is unfinished, what was done last, and whether this place is ready."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from app.domain.changes import Changes
from app.domain.consultations import ConsultationPage
from app.domain.follow_ups import FollowUpKind
from app.domain.operators import Draft
from app.domain.people import PeoplePage
from app.domain.readiness import Check
from app.domain.roles import Actor
from app.messages import N_, Lazy, _, ngettext
from app.messages.people_words import display_name
from app.messages.times import day_words, local, moment_words, time_of_day
from app.services.follow_ups import CHANGED, FollowUpPage
from app.ui.consultations.row_states import NARROW_LINE, coming_row, consultation_row
from app.ui.follow_ups.row_states import follow_up_row
from app.ui.people.edit_presenter import SCREEN
from app.ui.people.list_presenter import NEW
from app.ui.people.row_states import person_row
from app.ui.row_state import RowState, short

SHOWN = 5
SHOWN_OPEN = 3
LONGEST_NAME = 16
GOOD = "good"
CHECK_NAMES: dict[str, Lazy] = {
    "printer": N_("Printer"),
    "sound": N_("Voice and microphone"),
    "disk": N_("Room to save"),
    "clock": N_("Clock"),
    "backup": N_("Backup"),
    "sync": N_("Sync"),
}


class Consultations(Protocol):
    """What the page needs of the service of consultations."""

    def unfinished(self, who: Actor, limit: int = 20, offset: int = 0) -> ConsultationPage:
        """Return the open ones."""

    def closed(self, who: Actor, limit: int = 20, offset: int = 0) -> ConsultationPage:
        """Return the closed ones."""

    def coming(self, who: Actor, day: date, limit: int = 20) -> ConsultationPage:
        """Return those whose next date is a day."""


class FollowUps(Protocol):
    """What the page needs of the service of follow-ups."""

    def today(self) -> date:
        """Return the centre's present day."""

    def due(
        self,
        who: Actor,
        day: date | None = None,
        limit: int = 20,
        offset: int = 0,
        *,
        with_errands: bool = True,
    ) -> FollowUpPage:
        """Return what is due."""

    def all_open(
        self, who: Actor, limit: int = 20, offset: int = 0, kind: FollowUpKind | None = None
    ) -> FollowUpPage:
        """Return open ones of a kind."""


class People(Protocol):
    """What the page needs of the service of people."""

    def find_people(self, who: Actor, text: str, limit: int = 20, offset: int = 0) -> PeoplePage:
        """Return those who were here last."""


class Drafts(Protocol):
    """Parked typing."""

    def list_parked(self, who: Actor) -> tuple[Draft, ...]:
        """Return the operator's own drafts."""


class Readiness(Protocol):
    """The morning look."""

    def check(self, who: Actor) -> tuple[Check, ...]:
        """Look at this place."""

    def check_devices(self) -> tuple[Check, ...]:
        """Look what is connected."""


class Services(Protocol):
    """The services the page works with."""

    @property
    def consultations(self) -> Consultations:
        """The consultations."""

    @property
    def follow_ups(self) -> FollowUps:
        """Calls, check-ins and errands."""

    @property
    def people(self) -> People:
        """The records."""

    @property
    def drafts(self) -> Drafts:
        """Parked typing."""

    @property
    def readiness(self) -> Readiness:
        """The morning look."""


@dataclass(frozen=True, slots=True)
class Today:
    """What the store answered."""

    unfinished: ConsultationPage = field(default_factory=ConsultationPage)
    coming: ConsultationPage = field(default_factory=ConsultationPage)
    due: FollowUpPage = field(default_factory=FollowUpPage)
    errands: FollowUpPage = field(default_factory=FollowUpPage)
    due_count: int = 0
    closed: ConsultationPage = field(default_factory=ConsultationPage)
    people: PeoplePage = field(default_factory=PeoplePage)
    drafts: tuple[Draft, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckState:
    """One line of the look at this place."""

    name: str
    how: str
    is_good: bool


@dataclass(frozen=True, slots=True)
class HomeState:
    """What the page shows; `open_count` also stands in the navigation."""

    heading: str
    open_count: int
    drafts: tuple[RowState, ...]
    unfinished: tuple[RowState, ...]
    has_more: bool
    coming: tuple[RowState, ...]
    due: tuple[RowState, ...]
    due_heading: str
    has_more_due: bool
    errands: tuple[RowState, ...]
    closed: tuple[RowState, ...]
    people: tuple[RowState, ...]


@dataclass(frozen=True, slots=True)
class ReadyState:
    """The look at this place in one word and line by line."""

    words: str
    is_good: bool
    lines: tuple[CheckState, ...]


class HomePresenter:
    """Reads what waits and says it."""

    def __init__(self, services: Services, who: Actor) -> None:
        self._services, self._who = services, who

    def look(self) -> Today:
        """Read what waits; a role sees only its areas."""
        services, who = self._services, self._who
        drafts = tuple(one for one in services.drafts.list_parked(who) if one.screen == SCREEN)
        if who.may("consultations"):
            today = services.follow_ups.today()
            return Today(
                services.consultations.unfinished(who, SHOWN_OPEN),
                services.consultations.coming(who, today, SHOWN),
                services.follow_ups.due(who, today, SHOWN, with_errands=False),
                services.follow_ups.all_open(who, SHOWN, 0, FollowUpKind.ERRAND),
                services.follow_ups.due(who, today, 1).total,
                services.consultations.closed(who, SHOWN),
                drafts=drafts,
            )
        if who.may("people"):
            return Today(people=services.people.find_people(who, "", SHOWN), drafts=drafts)
        return Today()

    def check(self) -> tuple[Check, ...]:
        """Look at this place."""
        return self._services.readiness.check(self._who)

    def check_devices(self) -> tuple[Check, ...]:
        """Look what is connected; asked beside the database."""
        return self._services.readiness.check_devices()

    def crumbs(self, centre: str, now: datetime) -> str:
        """Return the line over the title: day, time and place."""
        return f"{day_words(local(now).date())} {time_of_day(now)} · {centre}"

    def state(self, today: Today, now: datetime) -> HomeState:
        """Return what the page shows."""
        count, due = today.unfinished.total, today.due.total
        day = local(now).date()
        words = ngettext("{count} not finished", "{count} not finished", count)
        return HomeState(
            heading=words.format(count=count) if count else _("Not finished"),
            open_count=count,
            drafts=tuple(draft_row(one, now) for one in today.drafts),
            unfinished=tuple(
                consultation_row(one, now, longest=NARROW_LINE) for one in today.unfinished.rows
            ),
            has_more=count > len(today.unfinished.rows),
            coming=tuple(coming_row(one, now) for one in today.coming.rows),
            due=tuple(follow_up_row(one, day) for one in today.due.rows),
            due_heading=ngettext("{count} to reach", "{count} to reach", due).format(count=due),
            has_more_due=due > len(today.due.rows),
            errands=tuple(follow_up_row(one, day) for one in today.errands.rows),
            closed=tuple(
                consultation_row(one, now, longest=NARROW_LINE) for one in today.closed.rows
            ),
            people=tuple(person_row(one, day) for one in today.people.rows),
        )

    def ready(self, checks: tuple[Check, ...], now: datetime) -> ReadyState:
        """Return the look at this place in words."""
        mind = sum(one.state != GOOD for one in checks)
        good = len(checks) - mind
        words = _("{good} good, {mind} to look at") if mind else _("{good} good")
        lines = tuple(
            CheckState(str(CHECK_NAMES[one.code]), _how(one, now), one.state == GOOD)
            for one in checks
        )
        return ReadyState(words.format(good=good, mind=mind), not mind, lines)


def draft_row(draft: Draft, now: datetime) -> RowState:
    """Return how typing that was not saved stands in a list."""
    name, kana = draft.values.get("name", ""), draft.values.get("kana", "")
    is_new = draft.record.startswith(f"{NEW}:")
    what = _("New person, not saved yet") if is_new else _("Changes, not saved yet")
    who = display_name(name, kana) if name or kana else _("No name yet")
    when = moment_words(draft.saved_at, local(now).date())
    return RowState(
        subject=draft.record,
        title=who,
        second=f"{what} · {when}",
        badge=(_("Not saved"), "warning", "pencil"),
        spoken=_("{name}. {what}, {when}").format(
            name=display_name(kana or name) if kana or name else who, what=what, when=when
        ),
    )


def where_draft_leads(record: str) -> dict[str, str | None]:
    """Return the arguments that open the form of a parked draft again."""
    if record.startswith(f"{NEW}:"):
        return {"person": None, "draft": record}
    return {"person": record, "draft": record}


def is_news(changes: Changes) -> bool:
    """Tell whether a change is shown on this page."""
    return any(changes.touches(area) for area in ("consultations", "people", CHANGED))


def _how(check: Check, now: datetime) -> str:
    if check.code == "printer":
        return short(str(check.data["name"]), LONGEST_NAME) or _("none; sheets can be saved as PDF")
    if check.code == "sound":
        return _sound_words(bool(check.data["speaks"]), bool(check.data["hears"]))
    if check.code == "sync":
        at = check.data["at"]
        return moment_words(at, local(now).date()) if isinstance(at, datetime) else _("not yet")
    if check.code == "disk":
        return _("{free} GB left").format(free=check.data["free_gb"])
    if check.code == "clock":
        return _("is right") if check.state == GOOD else _("stands too early")
    days = int(str(check.data["days"]))
    if days < 0:
        return _("none yet")
    if days == 0:
        return _("today")
    return ngettext("{count} day ago", "{count} days ago", days).format(count=days)


def _sound_words(speaks: bool, hears: bool) -> str:
    if speaks and hears:
        return _("are there")
    if speaks:
        return _("no microphone")
    return _("no loudspeaker") if hears else _("neither is connected")
