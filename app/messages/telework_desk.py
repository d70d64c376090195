"""Words of the telework pages: stages, talks, hours and times, and a match in one line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.domain.telework.card import WorkCard
from app.domain.telework.inputs import Job, Task
from app.domain.telework.placements import Stage, TalkResult
from app.domain.telework.results import Explanation, Fact
from app.domain.telework.windows import ANY_TIME, say_windows
from app.messages.catalogue import N_, NP_, Lazy, _, language, ngettext
from app.messages.telework_explain import change_words, fact_sentence
from app.messages.telework_profile import FIELD_LABELS
from app.messages.telework_vocabulary import FIELD_WORDS, NEED_WORDS, SKILL_WORDS

# The badge of each stage: word, kind, icon.
STAGES: dict[Stage, tuple[Lazy, str, str]] = {
    Stage.SHORTLISTED: (NP_("stage", "On the short list"), "info", "bookmark"),
    Stage.HANDED_OVER: (NP_("stage", "Handed over"), "info", "send"),
    Stage.WORKING: (NP_("stage", "Working"), "success", "briefcase"),
    Stage.ENDED: (NP_("stage", "Ended"), "muted", "circle-dashed"),
    Stage.DROPPED: (NP_("stage", "Taken off"), "muted", "circle-dashed"),
}
RESULTS: dict[TalkResult, tuple[Lazy, str, str]] = {
    TalkResult.GOES_WELL: (NP_("talk", "Goes well"), "success", "circle-check"),
    TalkResult.CHANGE_NEEDED: (NP_("talk", "Something has to change"), "warning", "triangle-alert"),
    TalkResult.NOT_REACHED: (NP_("talk", "Not reached"), "muted", "circle-dashed"),
}
CARD_LABELS: dict[str, Lazy] = {
    "card_hours": N_("Hours a week"),
    "card_windows": N_("Times"),
    "card_skills": N_("What she can do"),
    "card_interests": N_("Work she would like"),
    "card_needs": N_("What has to be there"),
    "card_brings": N_("What she brings herself"),
    "card_coach": N_("Job coach"),
}
LEVELS: dict[str, Lazy] = {
    "1": NP_("level", "1: beginning"),
    "2": NP_("level", "2: with help"),
    "3": NP_("level", "3: alone"),
    "4": NP_("level", "4: well"),
    "5": NP_("level", "5: teaches others"),
}
_DAYS = (
    NP_("weekday", "Mon"), NP_("weekday", "Tue"), NP_("weekday", "Wed"), NP_("weekday", "Thu"),
    NP_("weekday", "Fri"), NP_("weekday", "Sat"), NP_("weekday", "Sun"),
)  # fmt: skip
_CODES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
REASONS = 3


def label_of(key: str) -> Lazy:
    """Return the name of a field of the profile or the card."""
    return CARD_LABELS[key] if key in CARD_LABELS else FIELD_LABELS[key]


def points(hundredths: int) -> str:
    """Return a score as points of a hundred, without a fraction."""
    return str(hundredths // 100)


def hours_words(half_hours: int) -> str:
    """Return hours a week: 20, or 17.5."""
    return f"{half_hours / 2:g}"


def hours_range(least: int, most: int) -> str:
    """Return from how many to how many hours a week."""
    if least == most:
        return _("{hours} hours").format(hours=hours_words(least))
    return _("{least} to {most} hours").format(least=hours_words(least), most=hours_words(most))


def window_words(bits: int) -> str:
    """Return times of a week in words: Mon to Fri 9:00 to 15:00."""
    if not bits:
        return ""
    if bits == ANY_TIME:
        return _("at any time")
    pieces = []
    for piece in say_windows(bits).split(";"):
        days, _space, times = piece.partition(" ")
        first, _dash, last = days.partition("-")
        start, _dash, end = times.partition("-")
        shown = str(_DAYS[_CODES.index(first)])
        if last:
            shown = _("{first} to {last}").format(first=shown, last=_DAYS[_CODES.index(last)])
        pieces.append(
            _("{days} {start} to {end}").format(
                days=shown, start=start.lstrip("0").rjust(4, "0"), end=end.lstrip("0")
            )
        )
    return listed(pieces)


def listed(words: Iterable[str]) -> str:
    """Return words after each other."""
    return (", " if language() == "en" else "、").join(word for word in words if word)


def words_of(codes: Iterable[str], known: Mapping[str, Lazy]) -> str:
    """Return codes in words, in the order of the vocabulary."""
    wanted = set(codes)
    return listed(str(word) for code, word in known.items() if code in wanted)


def skill_words(levels: Iterable[tuple[str, int]]) -> str:
    """Return skills with their level, the strongest first."""
    ordered = sorted(levels, key=lambda one: (-one[1], one[0]))
    return listed(
        _("{skill} {level}").format(skill=SKILL_WORDS[skill], level=level)
        for skill, level in ordered
    )


def card_words(card: WorkCard) -> dict[str, str]:
    """Return the card field by field in words; what she has not said is left out."""
    found = {
        "card_hours": _("{range}, wished {wished}").format(
            range=hours_range(*card.hours[:2]), wished=hours_words(card.hours[2])
        )
        if card.hours
        else "",
        "card_windows": window_words(card.windows),
        "card_skills": skill_words(card.skills),
        "card_interests": words_of(card.interests, FIELD_WORDS),
        "card_needs": words_of(card.needs, NEED_WORDS),
        "card_brings": words_of(card.brings, NEED_WORDS),
        "card_coach": _("wanted") if card.wants_coach else "",
    }
    return {key: text for key, text in found.items() if text}


def job_line(job: Job) -> str:
    """Return employer, hours and times of a job in one line."""
    work = job.work
    return " · ".join(
        part
        for part in (
            job.employer,
            hours_range(work.least_half_hours, work.most_half_hours),
            window_words(work.windows),
        )
        if part
    )


def task_facts(job: Job) -> tuple[tuple[str, str], ...]:
    """Return hours beside name, skills and what can be done with each task."""
    return tuple(
        (_("{hours} hours").format(hours=hours_words(one.half_hours)), _task_words(one))
        for one in job.tasks
    )


def _task_words(task: Task) -> str:
    parts = [task.name, skill_words(task.skills)]
    if task.is_splittable:
        parts.append(_("two can share it"))
    if task.is_remote_ready:
        parts.append(_("equipment can take a part"))
    return listed(parts)


def match_badge(found: Explanation) -> tuple[str, str, str]:
    """Return (word, kind, icon): fits, would fit, or does not."""
    if found.is_possible:
        return _("Fits"), "success", "circle-check"
    if found.would_fit_if:
        count = len(found.would_fit_if)
        word = ngettext("{count} thing is missing", "{count} things are missing", count)
        return word.format(count=count), "warning", "triangle-alert"
    return _("Does not fit"), "muted", "circle-dashed"


def match_sentence(found: Explanation) -> str:
    """Return in one sentence why a pair fits, or what would have to change."""
    if found.is_possible:
        reasons = [fact_sentence(one) for one in _telling(found)]
        return _("Fits because: {reasons}").format(
            reasons=(" " if language() == "en" else "").join(reasons)
        )
    if found.would_fit_if:
        changes = [change_words(one) for one in found.would_fit_if]
        return _("Does not fit yet. It would fit if {changes}.").format(
            changes=_(", and if ").join(changes)
        )
    return fact_sentence(found.unsatisfied[0])


def _telling(found: Explanation) -> list[Fact]:
    """Return the reasons that tell most: needs that are met first, then skills, then hours."""
    order = {"need": 0, "skil": 1, "hour": 2}
    ordered = sorted(found.satisfied, key=lambda one: order.get(one.code[:4], 3))
    return ordered[:REASONS]


def window_field(bits: int) -> str:
    """Return times as a person types them; `parse_windows` reads them back."""
    text = say_windows(bits) if bits else ""
    if language() == "en":
        return text
    for code, word in zip((*_CODES, "any"), (*"月火水木金土日", "いつでも"), strict=True):
        text = text.replace(code, word)
    return text
