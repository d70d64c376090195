"""Where a talk about consent stands: six steps, three questions, the choice; no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from app.domain.consent.events import Expression
from app.domain.ids import PersonId
from app.domain.roles import Actor
from app.messages import N_, Lazy, _, language
from app.messages.consent_talk import (
    CALM,
    FINAL_YES,
    LATER_LINE,
    NO_LINE,
    STEPS,
    YES_LINES,
    final_words,
    notice_text,
    pages,
    questions,
)
from app.messages.consent_topics import TOPICS, purpose_words, scope_of
from app.services.consent import JAPAN, Choice, Written

MOST_ROUNDS = 3
YES, NO, LATER = "yes", "no", "later"
TELL, ASK, CHOOSE, HELP = "tell", "ask", "choose", "help"
ICONS = {YES: "check", NO: "x", LATER: "clock"}


@dataclass(frozen=True, slots=True)
class Box:
    """One of three answers of equal weight: its word and one small line."""

    value: str
    word: str
    line: str
    icon: str


@dataclass(frozen=True, slots=True)
class TalkState:
    """What the talk shows now."""

    title: str
    step: int
    first: str
    second: str
    given: str
    kept: str
    hint: str
    calm: str
    boxes: tuple[Box, ...]

    def spoken(self) -> str:
        """Return what is read aloud."""
        return "\n".join(part for part in (self.first, self.second, self.hint) if part)


class TalkPresenter:
    """Goes through a talk; the choice is written only at its end, a no or "later" at any time."""

    def __init__(self, services: Any, who: Actor, person: str, topic: str, at: int = 0) -> None:
        self._services, self._who, self._person = services, who, PersonId(person)
        self._topic = TOPICS[topic]
        self._today = datetime.now(UTC).astimezone(JAPAN).date()
        self.phase, self.at = TELL, at
        self._rounds, self._missed = 1, False
        self._hint = ""

    @property
    def teach_back(self) -> str:
        """Return how the questions went, for the ledger: never a score."""
        if self.phase == TELL:
            return ""
        return "needs_help" if self.phase == HELP else f"understood_in_round_{self._rounds}"

    def state(self) -> TalkState:
        """Return what is shown now, in the language chosen."""
        title = purpose_words(self._topic.purpose)
        if self.phase == TELL:
            page = pages(self._topic, self._services.name, self._today)[self.at]
            trio = _trio(YES_LINES[self.at])
            return TalkState(title, self.at, page.first, page.second, page.given, page.kept, "",
                             str(CALM), trio)  # fmt: skip
        if self.phase == ASK:
            question = questions(self._topic)[self.at]
            boxes = (
                *(Box(str(number), words, "", "circle")
                  for number, words in enumerate(question.answers)),
                Box("", _("I do not know"), _("That is fine"), "circle-help"),
            )  # fmt: skip
            second = _("Question {at} of {count}. This is no test.").format(at=self.at + 1, count=3)
            return TalkState(title, -1, question.words, second, "", "", self._hint, "", boxes)
        if self.phase == HELP:
            return TalkState(
                title, -1, _("Let us read it together with somebody, or another day."),
                _("Nothing was decided. Nothing goes out."), "", "", "", "",
                (Box("again", _("Once more"), _("From the beginning"), "rotate-ccw"),
                 Box("together", _("Together"), _("I call a supporter"), "users"),
                 Box(LATER, _("Later"), str(LATER_LINE), ICONS[LATER])),
            )  # fmt: skip
        return TalkState(title, -1, final_words(self._topic, self._today), "", "", "", "",
                         str(CALM), _trio(FINAL_YES))  # fmt: skip

    def answer(self, value: str) -> str:
        """Take an answer; return `given`, `refused` or `deferred` when it is to be written, else ""."""
        if self.phase == ASK:
            self._take(value)
            return ""
        if self.phase == HELP:
            if value == "again":
                self.phase, self.at, self._rounds, self._hint = TELL, 0, 1, ""
                return ""
            return "deferred"
        if value != YES:
            return "refused" if value == NO else "deferred"
        if self.phase == CHOOSE:
            return "given"
        self.at += 1
        if self.at == len(STEPS):
            self.phase, self.at = ASK, 0
        return ""

    def _take(self, value: str) -> None:
        asked = questions(self._topic)
        question = asked[self.at]
        if value == str(question.right):
            self._hint = ""
            self.at += 1
            if self.at == len(asked):
                self.phase, self.at = CHOOSE, 0
            return
        self._rounds += 1
        self._hint = question.again
        if self._rounds > MOST_ROUNDS:
            self.phase, self.at, self._hint = HELP, 0, ""

    def write(self, outcome: str) -> Written:
        """Write the choice with what was shown and how the questions went."""
        services, who, person = self._services, self._who, self._person
        scope, notice = scope_of(self._topic), self.notice()
        if outcome == "deferred":
            written: Written = services.consent_talks.defer(
                who, person, scope, notice, self.teach_back
            )
            return written
        until = self._topic.last_day(self._today).isoformat() if outcome == "given" else ""
        choice = Choice(
            scope.purpose, scope.categories, scope.recipient, until, notice,
            classes=scope.classes, expression=Expression(teach_back=self.teach_back),
        )  # fmt: skip
        service = services.consent
        way = service.give if outcome == "given" else service.refuse
        made: Written = way(who, person, choice)
        return made

    def notice(self) -> str:
        """Return which text was shown: its topic, language and digest."""
        text = notice_text(self._topic, self._services.name, self._today)
        digest = sha256(text.encode("utf-8")).hexdigest()
        return f"{self._topic.purpose}/{language()}/sha256:{digest}"


DONE: Mapping[str, Lazy] = {
    "given": N_("Your yes is written. You can stop it at any time."),
    "refused": N_("Your no is written. Nothing is told."),
    "deferred": N_("It is left for later. Nothing is told."),
}


def _trio(yes_line: Lazy) -> tuple[Box, ...]:
    return (
        Box(YES, _("Yes"), str(yes_line), ICONS[YES]),
        Box(NO, _("No"), str(NO_LINE), ICONS[NO]),
        Box(LATER, _("Later"), str(LATER_LINE), ICONS[LATER]),
    )
