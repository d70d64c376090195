"""What is different in a mended week of clubs, one sentence for each."""

from __future__ import annotations

from datetime import time

from app.domain.clubs.difference import Move
from app.domain.clubs.problem import Problem
from app.messages import N_, Lazy, _
from app.messages.times import time_words, weekday_words

_SENTENCES: dict[str, Lazy] = {
    "cancelled": N_("{offer} does not take place ({before})."),
    "new": N_("{offer} is new: {after}."),
    "time": N_("{offer} moves from {before} to {after}."),
    "room": N_("{offer} moves from room {before} to {after}."),
    "mentors": N_("{offer} is led by {after} instead of {before}."),
    "joined": N_("{offer}: {who} comes."),
    "left": N_("{offer}: {who} does not come any more."),
}


def move_sentence(move: Move, problem: Problem) -> str:
    """Return a difference in words; names where the week has them, else ids."""
    person = problem.participants.get(move.who)
    return str(_SENTENCES[move.code]).format(
        offer=problem.offers[move.offer].name or move.offer,
        before=_(", ").join(_named(one, problem) for one in move.before),
        after=_(", ").join(_named(one, problem) for one in move.after),
        who=(person.name if person else "") or move.who,
    )


def _named(its_id: str, problem: Problem) -> str:
    if its_id in problem.slots:
        return slot_words(its_id, problem)
    for part in (problem.rooms, problem.mentors):
        found = part.get(its_id)
        if found is not None:
            return found.name or its_id
    return its_id


def slot_words(its_id: str, problem: Problem) -> str:
    """Return a time of the week, for example "Tuesday 16:00"."""
    one = problem.slots[its_id]
    return f"{weekday_words(one.day)} {time_words(time(one.start // 60 % 24, one.start % 60))}"
