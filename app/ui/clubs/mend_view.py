"""A plan that mends the week: made while somebody waits, told in sentences, taken or left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.changes import Changes
from app.domain.clubs.difference import Move
from app.domain.clubs.plan import Plan
from app.domain.errors import MadoguchiError
from app.domain.progress import Progress
from app.messages import N_, _, ngettext
from app.messages.clubs_moves import move_sentence
from app.messages.progress import step_name
from app.services.clubs_week import Proposal
from app.ui.desk_view import DeskView
from app.ui.jobs import Job
from app.ui.parts.button import Button
from app.ui.parts.flow import FlowRow
from app.ui.parts.progress_card import ProgressCard
from app.ui.parts.section import Section
from app.ui.parts.text import Text
from app.ui.screen import ScreenContext

MOST_SENTENCES = 60


class ClubsMendView(DeskView):
    """Nothing changes until somebody takes the plan; the one of before comes back with undo."""

    def __init__(self, context: ScreenContext, shown: Proposal | None = None) -> None:
        super().__init__(context, N_("A plan that mends the week"))
        self.crumbs = N_("Community ICT clubs › Mend")
        self._service: Any = context.services.clubs_week
        self._shown, self._given = shown, shown is not None
        self._job: Job | None = None
        self._take = context.bind("clubs.take", lambda _n: self._on_take())
        self._wider = context.bind("clubs.wider", lambda _n: self._begin(wider=True))
        self._stop = context.bind("clubs.stop", lambda _n: self._on_stop())
        self.header_actions = [(self._take, "primary")]
        self._card = ProgressCard(
            "", N_("The published week stays as it is until you take a plan."), self._stop
        )
        self._card.hide()
        self._result = Text("", "strong")
        self._moves = Text("", is_data=True)
        self._told = Text("", is_data=True)
        self._moves_title = Section(N_("What would be different"))
        self._told_title = Section(N_("Who has to be told"))
        self._further = FlowRow(Button(self._wider))
        for part in (self._card, self._result, self._moves_title, self._moves, self._told_title,
                     self._told, self._further):  # fmt: skip
            self.page.column.addWidget(part)
        self._take.set_available(False, N_("One moment."))

    def first_focus(self) -> QWidget | None:
        """Begin at the one thing to decide."""
        return self.header_button(self._take)

    def opened(self) -> None:
        """Make the plan."""
        if self._given or self._shown is not None:
            self.refresh()
        else:
            self._begin(wider=False)

    def leaving(self) -> None:
        """Whoever leaves lets the calculation stop."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def refresh(self) -> None:
        """Say it again in the language chosen."""
        found = self._shown
        for part in (self._moves_title, self._moves, self._told_title, self._told, self._further):
            part.setVisible(found is not None)
        if found is None:
            return
        self._result.set_text(result_words(found))
        self._moves.set_text("\n".join(_sentences(found, found.difference.moves)))
        self._told.set_text(told_words(found))
        self._take.set_available(
            bool(found.difference.moves), N_("This plan is the week as it is now.")
        )
        self._wider.set_available(self._job is None, N_("One moment."))

    def _begin(self, *, wider: bool) -> None:
        if self._job is not None:
            return
        service, who = self._service, self.context.actor

        def mend(progress: Progress) -> Proposal:
            found: Proposal = service.mend(who, progress, wider=wider)
            return found

        self._take.set_available(False, N_("One moment."))
        self._job = self.context.jobs.free("mend", mend, self._on_made, self._on_error)
        self._job.progressed.connect(
            lambda step, done, total: self._card.set_progress(step_name(step), done, total)
        )
        self._card.set_progress(N_("A plan is being made"), 0, 1)
        self._card.show()
        self.refresh()

    def _on_made(self, found: Proposal) -> None:
        self._job = None
        if not self.is_here:
            return
        self._card.hide()
        self._shown = found
        self.refresh()
        self.renew_header()
        self.context.say(result_words(found))
        if self.is_open:
            self.focus_action(self._take)

    def _on_error(self, error: MadoguchiError) -> None:
        self._job = None
        if self.is_here:
            self._card.hide()
        self.context.window.tell_error(error)

    def _on_stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._card.hide()
        self.context.back()

    def _on_take(self) -> None:
        found, service, who = self._shown, self._service, self.context.actor
        if found is None:
            return

        def taken(answer: tuple[Plan, Changes]) -> None:
            before, changes = answer
            self.context.publish(changes)
            self.context.back()
            self.context.say_with_undo(
                _("The week is the new plan now."),
                lambda: self.context.run(
                    "take back", lambda: service.put_back(who, before), self.context.publish
                ),
            )

        self.ask_store("publish", lambda: service.publish(who, found), taken)


def result_words(found: Proposal) -> str:
    """Return in one or two sentences what the plan brings."""
    mended = ngettext(
        "{count} session was hit; everybody else stays where they are.",
        "{count} sessions were hit; everybody else stays where they are.",
        found.hit,
    ).format(count=found.hit)
    places = _("{after} people have a place ({before} before).").format(
        after=found.served, before=found.served_before
    )
    return f"{mended} {places}"


def told_words(found: Proposal) -> str:
    """Return the names of those to be told."""
    problem, difference = found.problem, found.difference
    names = [problem.mentors[one].name or one for one in difference.mentors]
    names += [problem.participants[one].name or one for one in difference.people]
    return _(", ").join(names) or _("Nobody.")


def _sentences(found: Proposal, moves: Sequence[Move]) -> list[str]:
    lines = [move_sentence(one, found.problem) for one in moves[:MOST_SENTENCES]]
    if len(moves) > MOST_SENTENCES:
        lines.append(_("… and {count} more.").format(count=len(moves) - MOST_SENTENCES))
    return lines or [_("Nothing would be different.")]
