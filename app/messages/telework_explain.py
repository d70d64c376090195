"""Sentences that explain a pair, a result, a broken rule and a shared job."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.domain.telework.results import Explanation, Fact, Method, Report, Split, Violation
from app.domain.telework.vocabulary import OWN, Vocabulary
from app.messages import N_, Lazy, _, ngettext
from app.messages.telework_vocabulary import NEED_WORDS, SKILL_WORDS, word_of

FACTS: dict[str, Lazy] = {
    "hours": N_("The hours agree: {least} to {most} hours a week."),
    "hours_many": N_("The job asks for at least {job} hours a week; she works at most {worker}."),
    "hours_few": N_("The job has at most {job} hours a week; she wants at least {worker}."),
    "times": N_("Their times share {shared} hours a week; {needed} are needed."),
    "skill": N_("{skill}: asked level {asked}, she has {have}."),
    "skill_redesigned": N_(
        "{skill}: asked level {asked}; she has {have}, which is enough once the job is redesigned."
    ),
    "skill_short": N_("{skill}: level {enough} is needed at least; she has {have}."),
    "need_provided": N_("{need}: the employer provides it."),
    "need_brought": N_("{need}: she brings it herself."),
    "need_subsidised": N_("{need}: provided with a subsidy of {yen} yen."),
    "need_unmet": N_("{need}: nobody provides it yet."),
    "veto": N_("One of the two sides has ruled the other out. No change is proposed."),
}
CHANGES: dict[str, Lazy] = {
    "hours_less": N_("the job had {hours} hours a week less"),
    "hours_more": N_("the job had {hours} hours a week more"),
    "times_wider": N_("{hours} more hours a week were at times that suit both"),
    "tasks_handed_over": N_("somebody else did {tasks}"),
    "skill_redesign": N_("level {level} of {skill} were enough"),
    "skill_dropped": N_("{skill} were not asked for"),
    "equipment_lent": N_("this were lent: {need}"),
    "need_agreed": N_("the employer agreed to: {need}"),
}
TERMS: dict[str, Lazy] = {
    "required": N_("Required skills"),
    "desired": N_("Desired skills"),
    "hours": N_("Hours"),
    "interests": N_("Interests"),
}
METHODS: dict[Method, Lazy] = {
    "most": N_("Most placements"),
    "fit": N_("Best overall fit"),
    "stable": N_("Stable"),
}
FAVOURS: dict[Method, Lazy] = {
    "most": N_("This favours those whom few jobs suit: everybody else makes room for them."),
    "fit": N_("This favours pairs that fit very well; somebody may go without for them."),
    "stable": N_(
        "This favours what workers wish: no worker and employer would both rather have each other."
    ),
}
RULES: dict[str, Lazy] = {
    "consent": N_("{worker} and {job}: one of them is not in the tables or has not agreed."),
    "twice": N_("{worker} is placed {detail} times."),
    "need": N_("{worker} and {job}: the need {detail} stays unmet."),
    "hours": N_("{worker} and {job}: {detail} hours a week do not suit both."),
    "skill": N_("{worker} and {job}: the skill {detail} is not enough."),
    "veto": N_("{worker} and {job}: one of the two sides has ruled the other out."),
    "capacity": N_("{job} has more people than places. {detail}"),
    "coach": N_("The coach {detail} cannot accompany everybody given to her."),
    "task": N_("{worker} and {job}: the tasks {detail} are not the job's."),
}


def explain_lines(found: Explanation, vocabulary: Vocabulary = OWN) -> list[str]:
    """Return the explanation as lines: the answer, facts, changes, and the score as a sum."""
    names = {"worker": found.worker, "job": found.job}
    lines = [
        _("{worker} fits {job}.").format(**names)
        if found.is_possible
        else _("{worker} does not fit {job} as things are.").format(**names)
    ]
    lines += ["+ " + fact_sentence(one, vocabulary) for one in found.satisfied]
    lines += ["- " + fact_sentence(one, vocabulary) for one in found.unsatisfied]
    if found.would_fit_if:
        changes = [change_words(one, vocabulary) for one in found.would_fit_if]
        lines.append(_("It would fit if {changes}.").format(changes=_(", and if ").join(changes)))
    lines.append(score_line(found))
    return lines


def fact_sentence(fact: Fact, vocabulary: Vocabulary = OWN) -> str:
    """Return one point that holds or does not hold."""
    return str(FACTS[fact.code]).format(**_values(fact.data, vocabulary))


def change_words(fact: Fact, vocabulary: Vocabulary = OWN) -> str:
    """Return one change that would mend a point."""
    return str(CHANGES[fact.code]).format(**_values(fact.data, vocabulary))


def score_line(found: Explanation) -> str:
    """Return the score as the sum of its parts."""
    terms = found.terms
    parts = " + ".join(f"{label} {_points(getattr(terms, key))}" for key, label in TERMS.items())
    whole = _("Score {points}").format(points=_points(terms.score))
    return f"{whole} = {parts}"


def report_lines(report: Report) -> list[str]:
    """Return what one result is, in words, and whom it favours."""
    lines = [
        f"{METHODS[report.method]}: "
        + ngettext(
            "{count} of {workers} workers has a place.",
            "{count} of {workers} workers have a place.",
            report.placed,
        ).format(count=report.placed, workers=report.workers),
        _("Average fit {fit} of 100, lowest {worst}.").format(
            fit=_points(report.fit // max(report.placed, 1)), worst=_points(report.worst_off)
        ),
        ngettext(
            "{count} pair would rather have each other.",
            "{count} pairs would rather have each other.",
            report.blocking_pairs,
        ).format(count=report.blocking_pairs),
        str(FAVOURS[report.method]),
    ]
    if report.coach_waiting:
        lines.append(
            ngettext(
                "{count} person waits for a free coach.",
                "{count} people wait for a free coach.",
                report.coach_waiting,
            ).format(count=report.coach_waiting)
        )
    lines += [split_sentence(one) for one in report.splits]
    lines.append(_("These are proposals. Nothing was sent to anybody."))
    return lines


def split_sentence(split: Split) -> str:
    """Return in one sentence how a job is shared."""
    parts = [
        _("{worker} does {tasks}").format(worker=worker, tasks=_listed(tasks))
        for worker, tasks in split.parts
    ]
    sentence = (
        _("Nobody fits all of {job}, but shared it works: {parts}.")
        if split.is_needed
        else _("{job} is shared: {parts}.")
    )
    return sentence.format(job=split.job, parts=_(" and ").join(parts))


def violation_sentence(one: Violation) -> str:
    """Return one broken rule."""
    detail = one.detail
    if one.rule == "need":
        detail = word_of(detail, {}, NEED_WORDS)
    elif one.rule == "skill":
        detail = word_of(detail, {}, SKILL_WORDS)
    return str(RULES[one.rule]).format(worker=one.worker, job=one.job, detail=detail).strip()


def _points(hundredths: int) -> str:
    return f"{hundredths / 100:.2f}"


def _listed(words: Sequence[str]) -> str:
    # Between the parts of a list, inside a sentence.
    return _(", ").join(words)


def _values(data: Mapping[str, object], vocabulary: Vocabulary) -> dict[str, object]:
    shown: dict[str, object] = {}
    for key, value in data.items():
        if key == "skill":
            shown[key] = word_of(str(value), vocabulary.skills, SKILL_WORDS)
        elif key == "need":
            shown[key] = word_of(str(value), vocabulary.needs, NEED_WORDS)
        elif isinstance(value, float):
            shown[key] = f"{value:g}"
        elif isinstance(value, list):
            shown[key] = _listed([str(one) for one in value])
        elif isinstance(value, int):
            shown[key] = f"{value:,}"
        else:
            shown[key] = value
    return shown
