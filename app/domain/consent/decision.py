"""Permit, deny or ask: one pure function over a request and what a person chose (consent.md, 3).

For each category the first step that fits decides: 1 a bar in law, 2 a freeze, 3 the person's own no,
4 her exact instruction, 5 a condition she set of which every attribute is known and true, 6 a
comprehensive consent, 7 otherwise she is asked. A stop beats every consent that was not written after
seeing it; a lost message or a wrong clock can therefore only ever ask once too often.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from app.domain.consent.categories import covers, is_sensitive, is_within, touches
from app.domain.consent.events import (
    GRANTS,
    STOPS,
    Event,
    EventType,
    Scope,
)
from app.domain.consent.request import Request

PERMIT, DENY, ASK, PARTIAL = "permit", "deny", "ask", "partial"
RULES = "2026-11"


@dataclass(frozen=True, slots=True)
class LegalBar:
    """A kind of data that may not go on anybody's word, from a day on.

    `law` names the article; it stands in the reason for staff.
    """

    id: str
    category: str
    actions: frozenset[str]
    law: str
    since: datetime


# 行政手続における特定の個人を識別するための番号の利用等に関する法律 (Number Act): a person's consent
# does not open any further use.
BARS = (
    LegalBar(
        "number-act", "my_number", frozenset({"provide", "use", "collect", "onward"}),
        "番号法 第9条, 第19条, 第20条", datetime(2015, 10, 5, tzinfo=UTC),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rules:
    """What a decision rests on: every event of the person, the bars in law, the rules' version."""

    events: Sequence[Event]
    bars: Sequence[LegalBar] = BARS
    version: str = RULES


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a category may go, may not, or has to be asked about; `id` is the consent or the bar."""

    code: str
    category: str
    id: str = ""
    law: str = ""

    @property
    def outcome(self) -> str:
        """What the reason leads to."""
        if self.code in ("instruction", "condition", "comprehensive"):
            return PERMIT
        return DENY if self.code in ("legal_bar", "frozen", "refused") else ASK


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer to a request.

    Args:
        outcome: `PERMIT`, `DENY`, `ASK`, or `PARTIAL` when only some categories are permitted.
        permitted: those categories, as they were asked for.
        reasons: one for each category, in the order of the request.
        obligations: what whoever acts on it has to do.
        valid_until: from then on it has to be asked again; None: until something is chosen anew.
        moment: for when it was decided.
    """

    outcome: str
    permitted: tuple[str, ...]
    reasons: tuple[Reason, ...]
    obligations: tuple[str, ...]
    valid_until: datetime | None
    moment: datetime
    rules: str = RULES

    @property
    def is_permitted(self) -> bool:
        """Whether every category may go."""
        return self.outcome == PERMIT


@dataclass(slots=True)
class _Case:
    """The events that concern one request, sorted so that the order they came in plays no part."""

    request: Request
    moment: datetime
    grants: list[Event] = field(default_factory=list)
    stops: list[Event] = field(default_factory=list)
    cosigned: set[str] = field(default_factory=set)

    def add(self, event: Event) -> None:
        scope, request = event.scope, self.request
        if event.person != request.person:
            return
        if event.type is EventType.COSIGNED:
            self.cosigned.add(event.about)
        elif event.type in GRANTS and scope.purpose == request.purpose:
            if scope.recipient in ("", request.recipient):
                self.grants.append(event)
        elif event.type in STOPS and _may_concern(scope, request):
            self.stops.append(event)


def decide(request: Request, rules: Rules, now: datetime) -> Decision:
    """Return what may go. Total: whatever the events are, there is an answer, and silence is no yes.

    A request for a moment in the past is decided for now: what was stopped since stays stopped.
    """
    moment = now if request.time is None else max(now, request.time)
    case = _Case(request, moment)
    for event in sorted(rules.events, key=lambda one: (one.log, one.index, one.id)):
        case.add(event)
    reasons: list[Reason] = []
    used: list[Event] = []
    for category in request.categories:
        reason, grant = _first_hit(category, case, rules.bars)
        reasons.append(reason)
        if grant is not None:
            used.append(grant)
    permitted = tuple(one.category for one in reasons if one.outcome == PERMIT)
    return Decision(
        _outcome(reasons, permitted), permitted, tuple(reasons),
        _obligations(request, permitted), _valid_until(case, used, reasons), moment, rules.version,
    )  # fmt: skip


def _first_hit(category: str, case: _Case, bars: Iterable[LegalBar]) -> tuple[Reason, Event | None]:
    for bar in bars:
        if _is_barred(bar, category, case):
            return Reason("legal_bar", category, bar.id, bar.law), None
    stops = [one for one in case.stops if touches(one.scope.categories, category)]
    fitting = [one for one in case.grants if covers(one.scope.categories, category)]
    alive = [one for one in fitting if _is_alive(one, stops, case)]
    for code, kind in (("frozen", EventType.FROZEN), ("refused", EventType.REFUSED)):
        for stop in reversed(stops):
            if stop.type is kind and _still_says_no(stop, alive, case):
                is_sure = _surely_concerns(stop.scope, case.request)
                return Reason(code if is_sure else "attribute_missing", category, stop.id), None
    unknown: Event | None = None
    for grant in reversed(alive):
        if grant.scope.recipient and not grant.scope.conditions:
            return Reason("instruction", category, grant.id), grant
    for grant in reversed(alive):
        if grant.scope.conditions:
            holds = _holds(grant.scope, case.request)
            if holds:
                return Reason("condition", category, grant.id), grant
            unknown = grant if holds is None else unknown
    for grant in reversed(alive):
        if not grant.scope.recipient and not grant.scope.conditions:
            code = _comprehensive(grant, category, case)
            if code == "comprehensive":
                return Reason(code, category, grant.id), grant
            return Reason(code, category, grant.id), None
    if unknown is not None:
        return Reason("attribute_missing", category, unknown.id), None
    return _why_ask(category, fitting, stops, case), None


def _is_barred(bar: LegalBar, category: str, case: _Case) -> bool:
    parts = category.split(".")
    is_kind = bar.category in parts or is_within(category, bar.category)
    return is_kind and case.request.action in bar.actions and bar.since <= case.moment


def _is_alive(grant: Event, stops: Iterable[Event], case: _Case) -> bool:
    if not grant.holds_at(case.moment):
        return False
    if grant.needs_cosign and grant.id not in case.cosigned:
        return False
    if any(grant.id in later.supersedes and later.has_seen(grant) for later in case.grants):
        return False
    # A stop that ended by its own date still ends what came before it: nothing revives.
    return all(grant.has_seen(stop) for stop in stops)


def _still_says_no(stop: Event, alive: Iterable[Event], case: _Case) -> bool:
    """Tell whether a no stands: it has not run out, and no yes as exact as it came after it."""
    return stop.holds_at(case.moment) and not any(_answers(one, stop) for one in alive)


def _answers(grant: Event, stop: Event) -> bool:
    """Tell whether a yes takes a no back: a broad yes leaves a narrower no as it is."""
    if not grant.has_seen(stop):
        return False
    if stop.scope.recipient and grant.scope.recipient != stop.scope.recipient:
        return False
    if not stop.scope.categories:
        return True
    # Of what the yes names, nothing may be broader than the part the no is about.
    broader = (
        is_within(no, one) and no != one
        for one in grant.scope.categories
        for no in stop.scope.categories
    )
    return bool(grant.scope.categories) and not any(broader)


def _may_concern(scope: Scope, request: Request) -> bool:
    if scope.purpose not in ("", request.purpose):
        return False
    if scope.recipient not in ("", request.recipient):
        return False
    return not scope.classes or request.recipient_class in ("", *scope.classes)


def _surely_concerns(scope: Scope, request: Request) -> bool:
    return not scope.classes or request.recipient_class in scope.classes


def _holds(scope: Scope, request: Request) -> bool | None:
    """Return whether every condition is true; None where one is not known and none is false."""
    known = True
    if scope.classes:
        if not request.recipient_class:
            known = False
        elif request.recipient_class not in scope.classes:
            return False
    for name, wanted in scope.conditions.items():
        value = request.attributes.get(name)
        if value is None:
            known = False
            continue
        allowed = wanted if isinstance(wanted, tuple) else (wanted,)
        if not any(type(value) is type(one) and value == one for one in allowed):
            return False
    return True if known else None


def _comprehensive(grant: Event, category: str, case: _Case) -> str:
    """Return "comprehensive", or the code of what it lacks (包括同意)."""
    request = case.request
    if is_sensitive(category):
        return "sensitive"
    if not request.recipient_class:
        return "attribute_missing"
    if request.recipient_class not in grant.scope.classes:
        return "class_not_named"
    until = request.certified_until
    if not request.is_certified or (until is not None and until <= case.moment):
        return "not_certified"
    return "comprehensive"


def _why_ask(category: str, fitting: list[Event], stops: list[Event], case: _Case) -> Reason:
    """Return the most telling reason why the person has to be asked."""
    for grant in reversed(fitting):
        ended = [one for one in stops if not grant.has_seen(one)]
        if ended:
            code = "paused" if ended[-1].type is EventType.PAUSED else "withdrawn"
            return Reason(code, category, ended[-1].id)
        if grant.needs_cosign and grant.id not in case.cosigned:
            return Reason("pending_cosign", category, grant.id)
        if grant.ends is not None and grant.ends <= case.moment:
            return Reason("expired", category, grant.id)
        if grant.starts is not None and grant.starts > case.moment:
            return Reason("not_yet", category, grant.id)
    if is_sensitive(category) and any(
        covers(one.scope.categories, category.rpartition(".")[0] or "other") for one in case.grants
    ):
        return Reason("sensitive", category)
    return Reason("no_consent", category)


def _outcome(reasons: Sequence[Reason], permitted: Sequence[str]) -> str:
    if reasons and len(permitted) == len(reasons):
        return PERMIT
    if permitted:
        return PARTIAL
    return DENY if any(one.outcome == DENY for one in reasons) else ASK


def _obligations(request: Request, permitted: Sequence[str]) -> tuple[str, ...]:
    """Return what goes with a permission: the record of a provision (Act, arts. 29 and 30)."""
    if not permitted:
        return ()
    duties = {
        "provide": ("record_provision", "show_person"),
        "onward": ("record_provision", "show_person"),
        "collect": ("record_receipt",),
        "use": (),
    }[request.action]
    return (*duties, "only_permitted")


def _valid_until(case: _Case, used: Iterable[Event], reasons: Iterable[Reason]) -> datetime | None:
    ends = [one.ends for one in used if one.ends is not None]
    if case.request.certified_until is not None and any(
        one.code == "comprehensive" for one in reasons
    ):
        ends.append(case.request.certified_until)
    return min(ends, default=None)
