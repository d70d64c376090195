"""The screens and actions of telework."""

from __future__ import annotations

from typing import Any

from app.messages import N_, NP_
from app.ui.registry import Action, Danger, Screen, registry
from app.ui.screen import ScreenContext
from app.ui.telework.bodies_view import BodiesView
from app.ui.telework.card_view import CardView
from app.ui.telework.disclosure_view import DisclosureView
from app.ui.telework.files_view import FilesView
from app.ui.telework.job_edit_view import JobEditView
from app.ui.telework.job_view import JobView
from app.ui.telework.join_view import JoinView
from app.ui.telework.list_view import TeleworkView
from app.ui.telework.loans_view import LoansView, LoanView
from app.ui.telework.match_view import MatchView
from app.ui.telework.profile_view import ProfileView
from app.ui.telework.proposal_view import ProposalView
from app.ui.telework.rate_view import RateView
from app.ui.telework.results_view import ResultsView
from app.ui.telework.worker_view import WorkerView

ROLES = ("supporter", "administrator")

for _action in (
    Action("telework.worker", N_("Open this worker"),
           N_("Shows what she needs, the jobs that fit and who sees what."), "user",
           takes_subject=True),
    Action("telework.job", N_("Open this job"), N_("Shows the job, its tasks and who fits."),
           "briefcase", takes_subject=True),
    Action("telework.proposal", N_("Open this proposal"),
           N_("Shows where it stands and what comes next."), "bookmark", takes_subject=True),
    Action("telework.match", N_("Why do they fit?"),
           N_("Shows the reasons, what would have to change and where the points come from."),
           "git-compare", takes_subject=True),
    Action("telework.results", N_("Three results side by side"),
           N_("Matches everybody who agrees, in three ways, and says whom each favours."), "scale"),
    Action("telework.again", N_("Match again"), N_("Looks once more who agrees and who fits."),
           "refresh-cw"),
    Action("telework.join", N_("Somebody looks for work"),
           N_("Asks a person whether she wants to be matched."), "user-plus"),
    Action("telework.choose_person", N_("This person"), N_("Goes on to the question."), "user",
           takes_subject=True),
    Action("telework.say_yes", NP_("answer", "Yes"), N_("She wants to be matched."), "check",
           danger=Danger.NEVER_BY_VOICE, undo="shell.undo"),
    Action("telework.say_no", NP_("answer", "No"), N_("She does not want to be matched."), "x",
           danger=Danger.NEVER_BY_VOICE),
    Action("telework.say_later", NP_("answer", "Later"), N_("Asks another time; nothing is noted."),
           "clock"),
    Action("telework.leave", N_("Stop looking for work here"),
           N_("Takes her from every list at once."), "ban", danger=Danger.NEVER_BY_VOICE,
           undo="shell.undo"),
    Action("telework.card", N_("What I need to work"),
           N_("Opens hours, times, skills and what has to be there."), "pencil"),
    Action("telework.save_card", NP_("card", "Save"), N_("Keeps the card."), "save",
           danger=Danger.UNDOABLE, undo="shell.undo"),
    Action("telework.choose_skill", N_("Change this skill"), N_("Takes it into the fields below."),
           "star", takes_subject=True),
    Action("telework.put_skill", N_("Put it on the card"),
           N_("Puts the skill on the card; level 0 takes it off."), "plus",
           danger=Danger.UNDOABLE),
    Action("telework.choose_required", N_("Change this skill that is asked for"),
           N_("Takes it into the fields below."), "star", takes_subject=True),
    Action("telework.put_required", N_("The job asks for it"),
           N_("Puts the skill into the list of the job; level 0 takes it out."), "plus",
           danger=Danger.UNDOABLE),
    Action("telework.choose_desired", N_("Change this skill that is welcome"),
           N_("Takes it into the fields below."), "star", takes_subject=True),
    Action("telework.put_desired", N_("It is welcome"),
           N_("Puts the skill into the list of the job; level 0 takes it out."), "plus",
           danger=Danger.UNDOABLE),
    Action("telework.new_job", N_("New job"), N_("Writes a job down as its employer tells it."),
           "plus"),
    Action("telework.edit_job", N_("Change the job"), N_("Opens the fields of the job."), "pencil"),
    Action("telework.save_job", NP_("job", "Save"), N_("Keeps the job."), "save",
           danger=Danger.UNDOABLE, undo="shell.undo"),
    Action("telework.section", N_("Open this part"), N_("Shows her own words, field by field."),
           "book-open", takes_subject=True),
    Action("telework.save_section", NP_("profile", "Save"), N_("Keeps the words."), "save",
           danger=Danger.UNDOABLE, undo="shell.undo"),
    Action("telework.take", N_("Take it as my words"), N_("Puts the proposal into her profile."),
           "check", takes_subject=True, danger=Danger.NEVER_BY_VOICE),
    Action("telework.turn_down", N_("Not my words"), N_("Takes the proposal away."), "x",
           takes_subject=True, danger=Danger.NEVER_BY_VOICE),
    Action("telework.disclosure", N_("Who sees what"),
           N_("Decides for each field which body may see it."), "eye", takes_subject=True),
    Action("telework.toggle_field", N_("Show or hide this field"),
           N_("Lets the chosen body see the field, or no longer."), "eye", takes_subject=True,
           danger=Danger.NEVER_BY_VOICE, undo="shell.undo"),
    Action("telework.hide_all", N_("Show nothing"), N_("Takes everything back from this body."),
           "eye-off", danger=Danger.NEVER_BY_VOICE, undo="shell.undo"),
    Action("telework.shortlist", N_("Put it on the short list"),
           N_("Notes the pair; nothing is sent."), "bookmark", danger=Danger.UNDOABLE,
           undo="shell.undo"),
    Action("telework.drop", N_("Take it off the list"), N_("Ends this proposal."), "x",
           danger=Danger.UNDOABLE, undo="shell.undo"),
    Action("telework.hand_over", N_("Hand over"),
           N_("Writes the pack with what she allows; you carry it yourself."), "send",
           danger=Danger.NEVER_BY_VOICE),
    Action("telework.start", N_("Note her first day"), N_("Plans the talks after the start."),
           "calendar-plus", danger=Danger.UNDOABLE, undo="shell.undo"),
    Action("telework.talk", N_("This talk"), N_("Chooses the talk to write down."),
           "heart-handshake", takes_subject=True),
    Action("telework.note_talk", N_("Write the talk down"), N_("Notes how it goes."), "save",
           danger=Danger.UNDOABLE, undo="shell.undo"),
    Action("telework.end", N_("The work has ended"), N_("Notes the last day of work."), "flag",
           danger=Danger.CONFIRM, undo="shell.undo"),
    Action("telework.loans", N_("Equipment on loan"),
           N_("Lists what is lent and warns before the end."), "package",
           opens=("telework-loans", {})),
    Action("telework.loan", N_("Open this loan"), N_("Shows when it has to be back."), "package",
           takes_subject=True),
    Action("telework.ask_loan", N_("Ask for it"), N_("Notes that equipment is asked for."), "plus",
           danger=Danger.UNDOABLE),
    Action("telework.loan_arrived", N_("It arrived today"), N_("Starts the clock of the loan."),
           "calendar-plus", danger=Danger.UNDOABLE, undo="shell.undo"),
    Action("telework.loan_longer", N_("A month longer"), N_("Lends it a month longer."), "repeat",
           danger=Danger.UNDOABLE, undo="shell.undo"),
    Action("telework.loan_back", N_("It went back today"), N_("Ends the loan."), "check",
           danger=Danger.UNDOABLE, undo="shell.undo"),
    Action("telework.rate", N_("Legal employment rate"),
           N_("Counts for an employer's report; it has nothing to do with matching."), "scale",
           opens=("telework-rate", {})),
    Action("telework.bodies", N_("Bodies that place people"),
           N_("Lists whom a pack may be handed to."), "building-2", opens=("telework-bodies", {})),
    Action("telework.body", N_("Change this body"), N_("Takes it into the fields below."),
           "building-2", takes_subject=True),
    Action("telework.save_body", NP_("body", "Save"), N_("Keeps the body on the list."), "save",
           danger=Danger.UNDOABLE, undo="shell.undo"),
    Action("telework.remove_body", N_("Take it off this list"),
           N_("Nothing can be handed to it any more."), "x", danger=Danger.UNDOABLE,
           undo="shell.undo"),
    Action("telework.files", N_("Tables and calendar"),
           N_("Writes workers, jobs and talks to a file, or reads jobs from one."),
           "file-spreadsheet", opens=("telework-files", {})),
    Action("telework.choose_table", N_("Look for the table"),
           N_("Looks for the file on this computer."), "folder-open"),
    Action("telework.read_table", N_("Take the jobs in"),
           N_("Keeps all jobs of the table, or none when a cell is wrong."), "file-up",
           danger=Danger.CONFIRM),
    Action("telework.write_table", N_("Write the file"),
           N_("Writes those who agree at this moment."), "file-down",
           danger=Danger.NEVER_BY_VOICE),
    Action("telework.count_rate", NP_("report", "Count"), N_("Shows the report."), "calculator"),
):  # fmt: skip
    registry.add_action(_action)


def _somebody(context: ScreenContext) -> dict[str, Any]:
    """Return the worker with the most on her page."""
    lines = context.services.telework_desk.workers(context.actor)
    return {"person": max(lines, key=lambda one: one.fitting).person} if lines else {}


def _with_words(context: ScreenContext) -> dict[str, Any]:
    return {**_somebody(context), "section": "strengths"}


def _a_job(context: ScreenContext) -> dict[str, Any]:
    lines = context.services.telework_desk.jobs(context.actor)
    return {"job": lines[0].job.id} if lines else {}


def _a_pair(context: ScreenContext) -> dict[str, Any]:
    """Return a pair that would fit with changes: it has the most to show."""
    desk = context.services.telework_desk
    for line in desk.workers(context.actor):
        for one in desk.matches_of(context.actor, line.person):
            if one.explanation.would_fit_if and one.explanation.satisfied:
                return {"person": one.person, "job": one.job.id}
    return {}


def _going_on(context: ScreenContext) -> dict[str, Any]:
    lines = context.services.proposals.open_ones(context.actor)
    return {"proposal": lines[0].proposal.id} if lines else {}


def _a_loan(context: ScreenContext) -> dict[str, Any]:
    found = context.services.loans.open_ones(context.actor)
    return {"loan": found[0].id} if found else {}


for _screen in (
    Screen("telework", N_("Telework"), "telework", "briefcase", lambda c, a: TeleworkView(c, **a),
           ("telework.worker", "telework.job", "telework.proposal", "telework.results",
            "telework.join", "telework.new_job", "telework.loans", "telework.bodies",
            "telework.files", "telework.rate"),
           ROLES, in_navigation=True, order=50),
    Screen("telework-worker", N_("Worker"), "telework", "user", lambda c, a: WorkerView(c, **a),
           ("telework.card", "telework.disclosure", "telework.section", "telework.match",
            "telework.proposal", "telework.leave", "people.use_modes", "people.leave_modes"),
           ROLES, order=51, sample=_somebody),
    Screen("telework-card", N_("What I need to work"), "telework", "pencil",
           lambda c, a: CardView(c, **a),
           ("telework.save_card", "telework.choose_skill", "telework.put_skill"), ROLES, order=52,
           sample=_somebody),
    Screen("telework-profile", N_("In my own words"), "telework", "book-open",
           lambda c, a: ProfileView(c, **a),
           ("telework.save_section", "telework.take", "telework.turn_down"), ROLES, order=53,
           sample=_with_words),
    Screen("telework-disclosure", N_("Who sees what"), "telework", "eye",
           lambda c, a: DisclosureView(c, **a), ("telework.toggle_field", "telework.hide_all"),
           ROLES, order=54, sample=_somebody),
    Screen("telework-match", N_("A worker and a job"), "telework", "git-compare",
           lambda c, a: MatchView(c, **a), ("telework.shortlist", "telework.job"), ROLES, order=55,
           sample=_a_pair),
    Screen("telework-job", N_("Job"), "telework", "briefcase", lambda c, a: JobView(c, **a),
           ("telework.match", "telework.edit_job"), ROLES, order=56, sample=_a_job),
    Screen("telework-job-edit", N_("Write a job down"), "telework", "pencil",
           lambda c, a: JobEditView(c, **a),
           ("telework.save_job", "telework.choose_required", "telework.put_required",
            "telework.choose_desired", "telework.put_desired"),
           ROLES, order=56, sample=_a_job),
    Screen("telework-proposal", N_("Proposal"), "telework", "bookmark",
           lambda c, a: ProposalView(c, **a),
           ("telework.hand_over", "telework.start", "telework.note_talk", "telework.end",
            "telework.drop", "telework.talk", "telework.match", "telework.worker"),
           ROLES, order=57, sample=_going_on),
    Screen("telework-results", N_("Three results side by side"), "telework", "scale",
           lambda c, a: ResultsView(c, **a), ("telework.again",), ROLES, order=58),
    Screen("telework-join", N_("Look for work?"), "telework", "user-plus",
           lambda c, a: JoinView(c, **a),
           ("telework.choose_person", "telework.say_yes", "telework.say_no", "telework.say_later"),
           ROLES, order=59),
    Screen("telework-loans", N_("Equipment on loan"), "telework", "package",
           lambda c, a: LoansView(c, **a), ("telework.loan", "telework.ask_loan"), ROLES, order=59),
    Screen("telework-loan", N_("Equipment on loan"), "telework", "package",
           lambda c, a: LoanView(c, **a),
           ("telework.loan_arrived", "telework.loan_longer", "telework.loan_back"), ROLES,
           order=59, sample=_a_loan),
    Screen("telework-bodies", N_("Bodies that place people"), "telework", "building-2",
           lambda c, a: BodiesView(c, **a),
           ("telework.body", "telework.save_body", "telework.remove_body"), ROLES, order=59),
    Screen("telework-files", N_("Tables and calendar"), "telework", "file-spreadsheet",
           lambda c, a: FilesView(c, **a),
           ("telework.choose_table", "telework.read_table", "telework.write_table"), ROLES,
           order=59),
    Screen("telework-rate", N_("Legal employment rate"), "telework", "calculator",
           lambda c, a: RateView(c, **a), ("telework.count_rate",), ROLES, order=59),
):  # fmt: skip
    registry.add_screen(_screen)
