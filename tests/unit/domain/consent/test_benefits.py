"""What was promised against what came, one row a hand-over."""

from __future__ import annotations

from datetime import UTC, date, datetime

from app.domain.consent.benefits import BenefitState, benefits_of, sums_of
from app.domain.consent.events import Event, EventType, Scope
from app.domain.consent.provision import GivenTo, Provision, details_of

AT = datetime(2026, 11, 1, 3, tzinfo=UTC)
DUE = date(2026, 11, 30)


def gone(index: int, benefit: str = "商品券", yen: int = 2_000, due: date | None = DUE) -> Event:
    to = GivenTo("office", "ハローワーク")
    asked = Provision("p", "placement", to, ("contact",), "pack", benefit, None, yen, due)
    return Event(
        f"g{index}", "p", EventType.PROVIDED, AT, "A", index,
        Scope("placement", ("contact",), "office"), details=details_of(asked, "d", ()),
    )  # fmt: skip


def came(index: int, about: str, yen: int) -> Event:
    return Event(
        f"c{index}", "p", EventType.BENEFIT_RECEIVED, AT, "A", index, Scope("placement"),
        about=about, details={"received": "券", "received_yen": str(yen)},
    )  # fmt: skip


def states(*events: Event, today: date = DUE) -> list[str]:
    return [one.state.value for one in benefits_of(events, today)]


def test_every_hand_over_has_a_row_with_what_became_of_its_promise() -> None:
    assert states(gone(0)) == ["open"]
    assert states(gone(0), today=date(2026, 12, 1)) == ["late"]
    assert states(gone(0), came(1, "g0", 500)) == ["partly"]
    assert states(gone(0), came(1, "g0", 500), today=date(2026, 12, 1)) == ["late"]
    assert states(gone(0), came(1, "g0", 500), came(2, "g0", 1_500)) == ["received"]
    assert states(gone(0, "", 0, None)) == ["nothing_promised"]
    assert states(gone(0, due=None), today=date(2099, 1, 1)) == ["open"]


def test_the_sums_take_in_empty_rows_and_nothing_of_other_hand_overs() -> None:
    rows = benefits_of((gone(0), gone(1, "", 0, None), came(2, "g0", 700), came(3, "x", 9)), DUE)
    assert sums_of(rows) == (2_000, 700)
    assert [one.received for one in rows] == [("券",), ()]
    assert rows[1].state is BenefitState.NOTHING_PROMISED
