"""Who decides for somebody, who only helps her say it, and from what age she decides alone.

A role that decides is never mixed with one that writes, reads or interprets. A stop needs no proxy,
no age and no second signature: whoever may not give alone may still stop alone.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.consent.events import Expression
from app.domain.eras import age_on
from app.domain.errors import BadInput, Finding, Refused

PERSON = "person"
# 親権者, 後見人, 保佐人, 補助人, 任意代理人.
DECIDERS = ("parent", "guardian", "curator", "assistant", "agent")
# These decide only within the power that was granted (Civil Code, arts. 13, 17, 99).
LIMITED = ("curator", "assistant", "agent")
# 代筆, 代読, 通訳, 立会.
HELPERS = ("writer", "reader", "interpreter", "witness")


@dataclass(frozen=True, slots=True)
class AgeRule:
    """From what age somebody consents alone; `source` is the article."""

    since: date
    alone_from: int
    source: str


AGE_RULES = (
    AgeRule(date(1896, 4, 27), 20, "民法 第4条（改正前）"),
    AgeRule(date(2022, 4, 1), 18, "民法 第4条, 第5条"),
)


@dataclass(frozen=True, slots=True)
class Proxy:
    """What the right of somebody to decide rests on.

    Args:
        evidence: the paper seen (family register, 登記事項証明書, letter of attorney).
        powers: purposes it reaches; of no use for roles that reach all.
        until: last day of the right, as typed; "" for none written.
        wish: what the person herself wishes, in her words.
    """

    evidence: str = ""
    powers: tuple[str, ...] = ()
    until: str = ""
    wish: str = ""

    def details(self) -> dict[str, str]:
        """Return what the event writes down of it."""
        found = {
            "evidence": self.evidence.strip(), "powers": " ".join(self.powers),
            "proxy_until": self.until.strip(), "wish": self.wish.strip(),
        }  # fmt: skip
        return {key: value for key, value in found.items() if value}


def age_rule(today: date) -> AgeRule:
    """Return the rule of a day."""
    return max((one for one in AGE_RULES if one.since <= today), key=lambda one: one.since)


def needs_cosign(birth: date | None, by: str, today: date) -> bool:
    """Tell whether a yes counts only once a second one has signed; an unknown age is no bar."""
    if by != PERSON or birth is None:
        return False
    return age_on(birth, today) < age_rule(today).alone_from


def check_who_says(said: Expression, *, staff: str, recipient: str) -> None:
    """Look at roles and names.

    Raises:
        BadInput: `consent.no_such_role`, `consent.proxy_no_name`.
        Refused: `consent.roles_mixed`, `consent.conflict_of_interest`.
    """
    if said.by not in (PERSON, *DECIDERS):
        raise _bad("consent.no_such_role", "by", said.by)
    if said.by == PERSON:
        return
    name = said.name.strip()
    if not name:
        raise _bad("consent.proxy_no_name", "by", said.by)
    if name in _names(said.present):
        raise Refused("consent.roles_mixed", name=name)
    if name in (staff.strip(), recipient):
        raise Refused("consent.conflict_of_interest", name=name)


def check_power(said: Expression, proxy: Proxy, purpose: str) -> None:
    """Look whether a proxy may say yes to a purpose.

    Raises:
        BadInput: `consent.proxy_no_evidence`.
        Refused: `consent.beyond_power`.
    """
    if said.by == PERSON:
        return
    if not proxy.evidence.strip():
        raise _bad("consent.proxy_no_evidence", "evidence", "")
    if said.by in LIMITED and purpose not in proxy.powers:
        raise Refused("consent.beyond_power", purpose=purpose)


def read_present(words: Sequence[str]) -> tuple[str, ...]:
    """Return who was there, each as role and name with a colon; `consent.no_such_helper`."""
    for one in words:
        role, colon, name = one.partition(":")
        if role not in HELPERS or not colon or not name.strip():
            raise _bad("consent.no_such_helper", "present", one)
    return tuple(words)


def _names(present: Collection[str]) -> set[str]:
    return {one.partition(":")[2].strip() for one in present}


def _bad(code: str, column: str, value: str) -> BadInput:
    return BadInput(code, (Finding(code, column=column, value=value),))
