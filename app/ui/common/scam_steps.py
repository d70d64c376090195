"""The scam card without Qt: five steps, whom to call, and who did what."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from app.messages import N_, Lazy


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do, and the line that makes it easy."""

    title: Lazy
    line: Lazy


@dataclass(frozen=True, slots=True)
class Number:
    """A telephone number, who answers and when."""

    number: str
    who: Lazy
    when: Lazy


@dataclass(frozen=True, slots=True)
class Done:
    """Something that was done: when, what (a step from 1, 0 = opened the card), by whom."""

    at: datetime
    step: int
    who: str


STEPS = (
    Step(N_("Do not call back"), N_("Do not call the number on the screen either")),
    Step(N_("Close the screen"), N_("Hold Esc down. You may turn the sound off")),
    Step(N_("Unplug the cable, turn Wi-Fi off"), N_("Leave the computer on as it is")),
    Step(N_("Money was paid: let the bank stop it"), N_("The number is on the back of the card")),
    Step(N_("Talk to someone"), N_("Call one of these numbers together")),
)
NUMBERS = (
    Number("#9110", N_("Police, for advice"), N_("Weekdays, 8:30 to 17:15")),
    Number("188", N_("Consumer hotline"), N_("Your nearest consumer centre")),
    Number("110", N_("Police, in danger now"), N_("At any time")),
)


@dataclass(slots=True)
class ScamHelp:
    """How far the help of one visitor has come; kept while the window is open."""

    done: list[Done] = field(default_factory=list)

    @property
    def at_step(self) -> int:
        """Return the step from 1 that comes now; one more than the last when all are done."""
        return max((one.step for one in self.done), default=0) + 1

    @property
    def is_finished(self) -> bool:
        """Tell whether every step is done."""
        return self.at_step > len(STEPS)

    def open(self, at: datetime, who: str) -> None:
        """Note that the card was opened for a visitor; opening it again notes nothing."""
        if not self.done:
            self.done.append(Done(at, 0, who))

    def finish_step(self, at: datetime, who: str) -> None:
        """Note that the present step is done."""
        if not self.is_finished:
            self.done.append(Done(at, self.at_step, who))

    def take_step_back(self) -> None:
        """Take the last step back."""
        if self.done and self.done[-1].step:
            self.done.pop()

    def begin_again(self) -> None:
        """Start for another visitor."""
        self.done.clear()
