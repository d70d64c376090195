"""Invents workers with their consent, jobs and proposals, through the services people use."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from app.demo.content import FOLDER
from app.domain.consent.provision import JAPAN
from app.domain.consent.proxies import PERSON, needs_cosign
from app.domain.ids import PersonId
from app.domain.people import PeoplePage
from app.domain.roles import Actor
from app.domain.telework.card import card_of
from app.domain.telework.hand_over import Recipient, RecipientKind
from app.domain.telework.job_texts import job_of
from app.domain.telework.placements import TalkResult
from app.services.telework_choices import TeleworkChoicesService
from app.services.telework_desk import TeleworkDeskService
from app.services.telework_loans import LoansService
from app.services.telework_profiles import WorkerProfilesService
from app.services.telework_proposals import ProposalsService

MOST_LOOKED_AT = 200


class People(Protocol):
    """Finds the people of the centre."""

    def find_people(self, who: Actor, text: str, limit: int = 20, offset: int = 0) -> PeoplePage:
        """Return a page of people."""


class Services(Protocol):
    """What the demo works with."""

    @property
    def people(self) -> People:
        """The people."""

    @property
    def worker_profiles(self) -> WorkerProfilesService:
        """The profiles workers own."""

    @property
    def telework_choices(self) -> TeleworkChoicesService:
        """What workers choose."""

    @property
    def telework_desk(self) -> TeleworkDeskService:
        """Workers and jobs."""

    @property
    def proposals(self) -> ProposalsService:
        """Proposals."""

    @property
    def loans(self) -> LoansService:
        """Equipment on loan."""


def fill_telework(services: Services, who: Actor, now: datetime, folder: str) -> None:
    """Let the youngest of age look for work; nobody where there are no people.

    Args:
        services: those of the open centre.
        who: the administrator.
        now: the present moment.
        folder: where the invented pack is written and left.
    """
    words = tomllib.loads((FOLDER / "telework.toml").read_text(encoding="utf-8"))
    rows = services.people.find_people(who, "", MOST_LOOKED_AT).rows
    # Those under age need a second signature, which nobody gives here.
    of_age = [
        one
        for one in rows
        if not needs_cosign(one.birth_date, PERSON, now.astimezone(JAPAN).date())
    ]
    youngest = sorted(of_age, key=lambda one: one.birth_date or date.min, reverse=True)
    people = [one.id for one in youngest[: len(words["workers"])]]
    if not people:
        return
    recipients = [
        Recipient(one["id"], one["name"], RecipientKind(one["kind"]), one.get("registration", ""))
        for one in words["recipients"]
    ]
    services.telework_choices.put_recipients(who, recipients)
    for row in words["jobs"]:
        services.telework_desk.put_job(who, job_of(row["id"], row))
    for person, row in zip(people, words["workers"], strict=False):
        _worker(services, who, person, row)
    lent = services.loans.request(who, "switch_input", "ひかり電子", 3, is_private_employer=True)
    services.loans.start(who, lent.id, now.date() - timedelta(days=70))
    services.loans.request(who, "screen_reader", "ことのは字幕社", is_private_employer=True)
    first = people[0]
    _placed(services, who, first, recipients[0], now.date(), f"{folder}/pack.zip")
    if len(people) > 1:
        best = services.telework_desk.matches_of(who, people[1])[0]
        services.proposals.shortlist(who, people[1], best.job.id)


def _worker(services: Services, who: Actor, person: PersonId, row: dict[str, Any]) -> None:
    services.telework_choices.join(who, person)
    services.telework_desk.write_card(who, person, card_of(row["card"]))
    for key, text in row.get("words", {}).items():
        services.worker_profiles.write(who, person, key, text)
    for key, text in row.get("proposed", {}).items():
        services.worker_profiles.propose(who, person, key, text)
    for recipient, keys in row.get("shown", {}).items():
        services.telework_choices.show(who, person, recipient, keys)


def _placed(
    services: Services, who: Actor, person: PersonId, recipient: Recipient, today: date, pack: str
) -> None:
    """Let one person have started some weeks ago, with a talk that is due now."""
    best = services.telework_desk.matches_of(who, person)[0]
    proposals = services.proposals
    made, _changes = proposals.shortlist(who, person, best.job.id)
    proposals.hand_over(who, made.id, recipient, pack)
    starts_on = today - timedelta(days=8)
    proposals.start(who, made.id, starts_on, "森田 恵")
    proposals.note_talk(
        who, made.id, "day_1", TalkResult.GOES_WELL, starts_on, "声の設定を いっしょに 直した。"
    )
