"""Rows of workers, jobs, matches and proposals."""

from __future__ import annotations

from datetime import date

from app.domain.telework.placements import PlannedTalk, Stage
from app.messages import NP_, _, language, ngettext
from app.messages.people_words import display_name
from app.messages.telework_desk import (
    STAGES,
    card_words,
    job_line,
    listed,
    match_badge,
    match_sentence,
    points,
)
from app.messages.telework_hand_over import FOLLOW_UP_TITLES
from app.messages.times import day_words
from app.services.telework_desk import JobLine, Match, WorkerLine
from app.services.telework_proposals import ProposalLine
from app.ui.people.row_states import name_readings
from app.ui.row_state import RowState, short

LONGEST, LONGEST_REASON = 80, 90


def worker_row(one: WorkerLine) -> RowState:
    """Return how a worker stands in the list: what she can do, and how many jobs fit."""
    words = card_words(one.card)
    second = " · ".join(
        words[key] for key in ("card_skills", "card_hours", "card_needs") if key in words
    )
    badge = worker_badge(one)
    return RowState(
        subject=one.person,
        title=display_name(one.name, one.kana),
        second=short(second, LONGEST) or _("Nothing is written yet."),
        badge=badge,
        spoken=_spoken(display_name(one.kana or one.name), badge[0], second.replace(" · ", ", ")),
        readings=name_readings(one.name, one.kana),
        icon="user",
    )


def worker_badge(one: WorkerLine) -> tuple[str, str, str]:
    """Return where a worker stands: working, a proposal is open, jobs fit, or her card has gaps."""
    stages = {proposal.stage for proposal in one.open}
    for stage in (Stage.WORKING, Stage.HANDED_OVER, Stage.SHORTLISTED):
        if stage in stages:
            stage_word, kind, icon = STAGES[stage]
            return str(stage_word), kind, icon
    if one.card.missing:
        return _("Card not finished"), "warning", "triangle-alert"
    if not one.fitting:
        return _("No job fits yet"), "muted", "circle-dashed"
    word = ngettext("{count} job fits", "{count} jobs fit", one.fitting)
    return word.format(count=one.fitting), "success", "circle-check"


def job_row(one: JobLine) -> RowState:
    """Return how a job stands in the list."""
    job = one.job
    line = job_line(job)
    if not job.conditions.has_consented:
        badge = (_("Employer not asked yet"), "muted", "circle-dashed")
    elif one.fitting:
        word = ngettext("{count} worker fits", "{count} workers fit", one.fitting)
        badge = (word.format(count=one.fitting), "success", "circle-check")
    else:
        badge = (_("Nobody fits yet"), "warning", "triangle-alert")
    return RowState(
        subject=job.id, title=job.title, second=line, badge=badge,
        spoken=_spoken(job.title, badge[0], line.replace(" · ", ", ")), icon="briefcase",
    )  # fmt: skip


def match_row(one: Match, *, by_job: bool) -> RowState:
    """Return how a pair stands on the worker's page (`by_job`) or on the job's."""
    found = one.explanation
    title = one.job.title if by_job else display_name(one.name, one.kana)
    said = one.job.title if by_job else display_name(one.kana or one.name)
    reason, badge = match_sentence(found), match_badge(found)
    return RowState(
        subject=one.job.id if by_job else one.person,
        title=title,
        second=short(reason, LONGEST_REASON),
        lead=str(NP_("score", "{points}")).format(points=points(found.terms.score)),
        badge=badge,
        spoken=_spoken(
            said, badge[0], _("{points} points").format(points=points(found.terms.score)), reason
        ),
        readings=() if by_job else name_readings(one.name, one.kana),
    )


def proposal_row(one: ProposalLine, today: date, *, with_name: bool = True) -> RowState:
    """Return how a proposal stands: whose, for which job, and the talk that comes next."""
    title = one.job.title if one.job else _("A job that is no longer here")
    name = display_name(one.name, one.kana)
    word, kind, icon = STAGES[one.proposal.stage]
    talk = one.next_talk
    badge = talk_badge(talk, today) if talk else (str(word), kind, icon)
    second = listed((
        str(word) if talk else "",
        str(FOLLOW_UP_TITLES[talk.step]) if talk else "",
        one.proposal.recipient,
    ))  # fmt: skip
    spoken = (display_name(one.kana or one.name) if with_name else "", title, badge[0], second)
    return RowState(
        subject=one.proposal.id,
        title=f"{name} · {title}" if with_name else title,
        second=second,
        badge=badge,
        spoken=_spoken(*spoken),
        readings=name_readings(one.name, one.kana) if with_name else (),
        icon=icon,
    )


def talk_badge(talk: PlannedTalk, today: date) -> tuple[str, str, str]:
    """Return when a talk is due."""
    late = (today - talk.day).days
    if late > 0:
        word = ngettext("{count} day over", "{count} days over", late).format(count=late)
        return word, "warning", "triangle-alert"
    if late == 0:
        return _("today"), "warning", "clock"
    return day_words(talk.day, with_year=talk.day.year != today.year), "info", "calendar"


def _spoken(*parts: str) -> str:
    return (", " if language() == "en" else "、").join(part for part in parts if part)
