"""Permit, deny or ask: one hand case for each step, and what holds for all of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.consent.decision import ASK, DENY, PARTIAL, PERMIT, Decision, Rules, decide
from app.domain.consent.events import STOPS, Event, EventType, Scope
from app.domain.consent.request import Request

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
ASKED = Request("job-office", "provide", "p1", ("contact",), "placement")


def event(kind: str, index: int, scope: Scope | None = None, **more: object) -> Event:
    made = Event(
        f"e{index}", "p1", EventType(kind), NOW - timedelta(days=30 - index), "A", index,
        scope or Scope("placement", ("contact",), "job-office"),
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def ask(*events: Event, **more: object) -> Decision:
    return decide(replace(ASKED, **more), Rules(events), NOW)  # type: ignore[arg-type]


def test_step_1_a_bar_in_law_is_above_every_consent():
    yes = event("given", 0, Scope("placement", ("my_number",), "job-office"))
    found = ask(yes, categories=("my_number",))
    assert (found.outcome, found.reasons[0].code) == (DENY, "legal_bar")


def test_step_2_a_freeze_says_no_to_all_there_is():
    found = ask(event("given", 0), event("frozen", 1, Scope("")))
    assert (found.outcome, found.reasons[0].code, found.reasons[0].id) == (DENY, "frozen", "e1")


def test_step_3_her_own_no_is_above_her_broader_yes():
    broad = event("given", 1, Scope("placement", (), "", ("office",)))
    no = event("refused", 0, Scope("placement", ("contact",), "job-office"))
    found = ask(no, broad, recipient_class="office", is_certified=True)
    assert (found.outcome, found.reasons[0].code) == (DENY, "refused")


def test_step_4_an_exact_instruction_permits():
    found = ask(event("given", 0, ends=NOW + timedelta(days=1)))
    assert (found.outcome, found.reasons[0].code) == (PERMIT, "instruction")
    assert found.valid_until == NOW + timedelta(days=1)
    assert "record_provision" in found.obligations


def test_step_5_a_condition_permits_when_everything_is_known_and_true():
    set_before = event(
        "given", 0, Scope("placement", ("contact",), "", (), {"context.hours": (4, 5)})
    )
    assert ask(set_before, attributes={"context.hours": 5}).outcome == PERMIT
    assert ask(set_before, attributes={"context.hours": 8}).outcome == ASK
    found = ask(set_before)
    assert (found.outcome, found.reasons[0].code) == (ASK, "attribute_missing")


def test_step_6_a_comprehensive_consent_is_for_certified_recipients_of_a_named_class():
    broad = event("given", 0, Scope("placement", (), "", ("office",)))
    assert ask(broad, recipient_class="office", is_certified=True).outcome == PERMIT
    for lacking in (
        {"recipient_class": "office"},
        {"recipient_class": "shop", "is_certified": True},
        {"is_certified": True},
        {"recipient_class": "office", "is_certified": True, "certified_until": NOW},
        {"recipient_class": "office", "is_certified": True, "categories": ("disability",)},
        {"recipient_class": "office", "is_certified": True, "purpose": "research"},
    ):
        assert ask(broad, **lacking).outcome == ASK, lacking


def test_step_7_silence_is_asked_about():
    assert ask().outcome == ASK
    assert ask(event("deferred", 0)).outcome == ASK
    assert ask(event("lapsed", 0)).outcome == ASK


def test_of_a_mixed_request_the_permitted_part_may_go():
    found = ask(
        event("given", 0),
        event("refused", 1, Scope("placement", ("photo",))),
        categories=("contact", "photo", "disability"),
    )
    assert (found.outcome, found.permitted, found.is_permitted) == (PARTIAL, ("contact",), False)
    assert [one.outcome for one in found.reasons] == [PERMIT, DENY, ASK]


def test_a_broad_yes_takes_in_no_sensitive_part_that_it_does_not_name():
    broad = event("given", 0, Scope("placement", ("profile",), "job-office"))
    assert ask(broad, categories=("profile.town",)).outcome == PERMIT
    assert ask(broad, categories=("profile.disability",)).outcome == ASK
    named = event("given", 0, Scope("placement", ("profile.disability",), "job-office"))
    assert ask(named, categories=("profile.disability",)).outcome == PERMIT


def test_a_no_to_a_part_stops_the_whole():
    yes = event("given", 0, Scope("placement", ("profile",), "job-office"))
    no = event("refused", 1, Scope("placement", ("profile.phone",)))
    assert ask(yes, no, categories=("profile",)).outcome == DENY


def test_the_end_of_a_consent_is_not_part_of_it_and_what_is_withdrawn_is_asked_anew():
    assert ask(event("given", 0, ends=NOW)).reasons[0].code == "expired"
    assert ask(event("given", 0, starts=NOW)).outcome == PERMIT
    assert ask(event("given", 0), event("withdrawn", 1)).reasons[0].code == "withdrawn"
    assert ask(event("given", 0), event("withdrawn", 1), event("given", 2)).outcome == PERMIT


def test_of_two_devices_the_stop_wins_unless_it_was_seen():
    stop = event("withdrawn", 0, log="B", at=NOW - timedelta(days=90))
    unseen = event("given", 0)
    assert ask(unseen, stop).outcome == ASK
    assert ask(replace(unseen, seen={"B": 1}), stop).outcome == PERMIT


def test_a_request_for_yesterday_brings_nothing_back():
    stop = event("withdrawn", 1, at=NOW)
    assert ask(event("given", 0), stop, time=NOW - timedelta(days=5)).outcome == ASK


def test_a_consent_waits_for_its_second_signature():
    waits = event("given", 0, needs_cosign=True)
    assert ask(waits).reasons[0].code == "pending_cosign"
    assert ask(waits, event("cosigned", 1, about="e0")).outcome == PERMIT


def test_a_renewed_choice_takes_the_place_of_the_longer_one():
    old, new = event("given", 0), event("renewed", 1, ends=NOW, supersedes=("e0",))
    assert ask(old, new).outcome == ASK


CATEGORIES = ("contact", "contact.phone", "profile", "profile.disability", "my_number")
SCOPES = st.builds(
    Scope,
    st.sampled_from(("placement", "placement", "research")),
    st.lists(st.sampled_from(CATEGORIES), max_size=2).map(tuple),
    st.sampled_from(("", "job-office", "other")),
    st.sampled_from(((), ("office",))),
    st.sampled_from(({}, {"context.hours": 4})),
)
DAYS = st.one_of(st.none(), st.integers(-3, 3).map(lambda day: NOW + timedelta(days=day)))


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    sizes = {"A": 0, "B": 0}
    made: list[Event] = []
    for number in range(draw(st.integers(0, 7))):
        log = draw(st.sampled_from(("A", "B")))
        other = "B" if log == "A" else "A"
        kind = draw(st.sampled_from([*STOPS, *[EventType.GIVEN] * 6]))
        scope = draw(SCOPES)
        if kind in STOPS:
            scope = replace(scope, conditions={}, purpose=draw(st.sampled_from(("", "placement"))))
        made.append(
            Event(f"e{number}", "p1", kind, NOW, log, sizes[log], scope,
                  {other: draw(st.integers(0, sizes[other]))}, ends=draw(DAYS))
        )  # fmt: skip
        sizes[log] += 1
    return made


REQUESTS = st.builds(
    Request,
    st.just("job-office"), st.sampled_from(("provide", "use")), st.just("p1"),
    st.lists(st.sampled_from(CATEGORIES), min_size=1, max_size=3, unique=True).map(tuple),
    st.sampled_from(("placement", "research")), st.none(),
    st.sampled_from(("", "office", "shop")), st.booleans(), st.none(),
    st.sampled_from(({}, {"context.hours": 4}, {"context.hours": 9})),
)  # fmt: skip


@given(histories(), REQUESTS, st.randoms(use_true_random=False))
def test_the_order_in_which_events_arrive_plays_no_part(events, request, chance):
    shuffled = list(events)
    chance.shuffle(shuffled)
    assert decide(request, Rules(events), NOW) == decide(request, Rules(shuffled), NOW)


@given(histories(), REQUESTS, SCOPES, st.sampled_from(sorted(STOPS)))
def test_a_stop_more_never_lets_more_go(events, request, scope, kind):
    before = decide(request, Rules(events), NOW)
    stop = Event("stop", "p1", kind, NOW, "C", 0, replace(scope, conditions={}))
    after = decide(request, Rules([*events, stop]), NOW)
    assert set(after.permitted) <= set(before.permitted)


@given(histories(), REQUESTS)
def test_a_freeze_of_everything_leaves_nothing(events, request):
    freeze = Event("stop", "p1", EventType.FROZEN, NOW, "C", 0, Scope(""))
    assert decide(request, Rules([*events, freeze]), NOW).outcome == DENY


@given(histories(), REQUESTS)
def test_less_known_about_a_request_never_lets_more_go(events, request):
    told = decide(request, Rules(events), NOW)
    less = replace(request, attributes={}, recipient_class="", is_certified=False)
    assert set(decide(less, Rules(events), NOW).permitted) <= set(told.permitted)


@given(histories(), REQUESTS)
def test_nothing_goes_without_a_yes_that_is_alive(events, request):
    found = decide(request, Rules(events), NOW)
    for reason in found.reasons:
        if reason.outcome == PERMIT:
            grant = next(one for one in events if one.id == reason.id)
            assert grant.type is EventType.GIVEN
            assert grant.holds_at(NOW)
    assert decide(request, Rules([one for one in events if one.type in STOPS]), NOW).permitted == ()


@given(histories(), REQUESTS)
def test_a_mixed_request_is_the_sum_of_its_parts(events, request):
    whole = decide(request, Rules(events), NOW)
    parts = [
        decide(replace(request, categories=(one,)), Rules(events), NOW)
        for one in request.categories
    ]
    assert whole.permitted == tuple(name for part in parts for name in part.permitted)
    assert whole.is_permitted == all(part.is_permitted for part in parts)
