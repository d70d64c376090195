"""One worker: her card, her own words, who sees what, the jobs that fit and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.changes import Changes
from app.domain.ids import PersonId
from app.domain.modes import Modes
from app.domain.roles import Actor
from app.domain.telework.card import WorkCard, card_of
from app.domain.telework.hand_over import Recipient
from app.domain.telework.profile import SECTIONS, SHOWABLE, WorkerProfile
from app.messages import _, ngettext
from app.messages.people_words import display_name
from app.messages.telework_desk import CARD_LABELS, card_words, listed
from app.messages.telework_hand_over import RECIPIENTS
from app.messages.telework_profile import FIELD_LABELS, SECTION_LABELS
from app.services.telework_desk import Fairness, Match
from app.services.telework_proposals import ProposalLine
from app.ui.row_state import RowState, short
from app.ui.telework.row_states import match_row, proposal_row
from app.ui.telework.services import TeleworkServices

SHOWN_MATCHES = 5
LONGEST = 60


@dataclass(frozen=True, slots=True)
class WorkerFound:
    """What the store answered."""

    name: str
    kana: str
    profile: WorkerProfile
    matches: tuple[Match, ...]
    fairness: Fairness
    proposals: tuple[ProposalLine, ...]
    shown: tuple[tuple[Recipient, int], ...]
    modes: Modes | None = None

    @property
    def card(self) -> WorkCard:
        """Her working card."""
        return card_of(self.profile.entries)


@dataclass(frozen=True, slots=True)
class WorkerState:
    """What the page shows."""

    name: str
    card: tuple[tuple[str, str], ...]
    missing: str
    matches: tuple[RowState, ...]
    fairness: str
    sections: tuple[RowState, ...]
    recipients: tuple[RowState, ...]
    proposals: tuple[RowState, ...]


class WorkerPresenter:
    """Reads everything of one worker; once she said stop there is nothing to read."""

    def __init__(self, services: TeleworkServices, who: Actor, person: str) -> None:
        self._services, self._who, self._person = services, who, PersonId(person)

    def look(self) -> WorkerFound:
        """Read everything the page shows; the look is logged."""
        services, who, person = self._services, self._who, self._person
        desk, choices = services.telework_desk, services.telework_choices
        profile = services.worker_profiles.own(who, person)
        name, kana = desk.name_of(who, person)
        shown = tuple(
            (one, len(choices.shown_to(who, person, one.id))) for one in choices.recipients(who)
        )
        return WorkerFound(
            name, kana, profile, desk.matches_of(who, person), desk.fairness(who, person),
            services.proposals.of_person(who, person), shown,
            services.people.open_person(who, person).modes,
        )  # fmt: skip

    def leave(self, notice: str) -> Changes:
        """Write that she no longer wants to be matched."""
        return self._services.telework_choices.leave(self._who, self._person, notice)

    def join(self, notice: str) -> Changes:
        """Write that she wants to be matched again."""
        return self._services.telework_choices.join(self._who, self._person, notice)

    def state(self, found: WorkerFound, today: date) -> WorkerState:
        """Return what the page shows, in the language chosen."""
        words, card = card_words(found.card), found.card
        missing = listed(str(CARD_LABELS[key]) for key in card.missing)
        return WorkerState(
            name=display_name(found.name, found.kana),
            card=tuple((str(CARD_LABELS[key]), text) for key, text in words.items()),
            missing=_("Still to write before jobs can be matched: {fields}.").format(fields=missing)
            if missing
            else "",
            matches=tuple(match_row(one, by_job=True) for one in found.matches[:SHOWN_MATCHES]),
            fairness=fairness_words(found.fairness),
            sections=tuple(_section_row(key, found.profile) for key in SECTIONS),
            recipients=tuple(_recipient_row(*one) for one in found.shown),
            proposals=tuple(
                proposal_row(one, today, with_name=False) for one in found.proposals
            ),
        )  # fmt: skip


def fairness_words(found: Fairness) -> str:
    """Return what was tried a moment ago: needs that are met, taken away, and what it changed."""
    if not found.pairs:
        return ""
    return ngettext(
        "Tried just now: without her needs, {changed} of {pairs} score is different.",
        "Tried just now: without her needs, {changed} of {pairs} scores are different.",
        found.pairs,
    ).format(changed=found.changed, pairs=found.pairs)


def _section_row(section: str, profile: WorkerProfile) -> RowState:
    keys = SECTIONS[section]
    written = [key for key in keys if profile.entries.get(key)]
    waiting = sum(one.key in keys for one in profile.proposed)
    second = short(listed(profile.entries[key] for key in written), LONGEST)
    if not second:
        second = listed(str(FIELD_LABELS[key]) for key in keys)
    badge: tuple[str, str, str] | None = None
    if waiting:
        word = ngettext("{count} proposal waits", "{count} proposals wait", waiting)
        badge = (word.format(count=waiting), "info", "pencil")
    elif written:
        badge = (_("written"), "success", "check")
    title = str(SECTION_LABELS[section])
    return RowState(
        subject=section, title=title, second=second, badge=badge, icon="book-open",
        spoken=listed((title, badge[0] if badge else _("nothing yet"), second)),
    )  # fmt: skip


def _recipient_row(one: Recipient, count: int) -> RowState:
    kind = str(RECIPIENTS[one.kind])
    if count:
        word = ngettext("sees {count} of {all} field", "sees {count} of {all} fields", count)
        badge = (word.format(count=count, all=len(SHOWABLE)), "info", "eye")
    else:
        badge = (_("sees nothing"), "muted", "eye-off")
    return RowState(
        subject=one.id, title=one.name, second=kind, badge=badge, icon="landmark",
        spoken=listed((one.name, kind, badge[0])),
    )  # fmt: skip
