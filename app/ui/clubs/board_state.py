"""What the board shows of a week: rooms by days, each cell in figures and in one sentence; no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from app.domain.clubs.check import Violation
from app.domain.clubs.plan import Session
from app.domain.clubs.problem import Room
from app.domain.clubs.register import Week, unplaced
from app.messages import _, ngettext
from app.messages.clubs import broken_sentence
from app.messages.clubs_moves import slot_words
from app.messages.times import day_words, time_words, weekday_words
from app.services.clubs_week import Board

SESSION, TROUBLE, FREE, CLOSED, PROPOSED = "session", "trouble", "free", "closed", "proposed"


@dataclass(frozen=True, slots=True)
class CellState:
    """One cell: `subject` is the session's offer, or room and day of a cell without one."""

    subject: str
    kind: str
    spoken: str
    time: str = ""
    title: str = ""
    who: str = ""
    count: str = ""


@dataclass(frozen=True, slots=True)
class RoomLine:
    """A row of the board: house, room, and its cells of each day."""

    house: str
    room: str
    cells: tuple[tuple[CellState, ...], ...]


@dataclass(frozen=True, slots=True)
class BoardState:
    """The whole board; `news` says in words what is wrong or that nothing is."""

    title: str
    days: tuple[str, ...]
    lines: tuple[RoomLine, ...]
    news: str
    troubles: int
    rest: str


def board_state(
    board: Board, monday: date, holidays: Mapping[date, str], today: date
) -> BoardState:
    """Return the board of the week that begins on a Monday."""
    week = board.week
    numbers = sorted({one.day for one in week.problem.slots.values()})
    days = [monday + timedelta(days=one) for one in numbers]
    sessions = sorted(week.plan.sessions, key=lambda one: week.problem.slots[one.slot].start)
    lines = []
    for room in week.problem.rooms.values():
        cells = []
        for number, day in zip(numbers, days, strict=True):
            here = [
                one
                for one in sessions
                if one.room == room.id and week.problem.slots[one.slot].day == number
            ]
            cells.append(_cells(board, room, day, here, holidays))
        house = week.problem.venues[room.venue]
        step_free = _("no steps") if house.step_free else ""
        second = "・".join(one for one in (room.name or room.id, step_free) if one)
        lines.append(RoomLine(house.name or house.id, second, tuple(cells)))
    troubles = len(board.broken)
    return BoardState(
        _("The week from {day}").format(day=day_words(monday)),
        tuple(_heading(day, holidays, today) for day in days),
        tuple(lines),
        _news(troubles),
        troubles,
        _rest(week),
    )


def place_words(week: Week, session: Session) -> str:
    """Return house and room of a session."""
    room = week.problem.rooms[session.room]
    house = week.problem.venues[room.venue]
    return f"{house.name or house.id} {room.name or room.id}"


def times_of(week: Week, session: Session) -> tuple[str, str]:
    """Return when a session is, in figures and in words."""
    slot = week.problem.slots[session.slot]
    end = slot.start + slot.minutes
    figures = "–".join(f"{one // 60 % 24}:{one % 60:02}" for one in (slot.start, end))
    words = _("{start} to {end}").format(
        start=time_words(time(slot.start // 60 % 24, slot.start % 60)),
        end=time_words(time(end // 60 % 24, end % 60)),
    )
    return figures, words


def mentor_names(week: Week, session: Session) -> str:
    """Return who leads a session."""
    named = (week.problem.mentors[one].name or one for one in session.mentors)
    return _(", ").join(named)


def trouble_words(board: Board, session: Session) -> str:
    """Return in a few words what is wrong with a session, nothing when all is well."""
    week = board.week
    if any(one in week.gone for one in session.mentors):
        return _("Nobody leads it")
    if (session.room, session.slot) in week.closed:
        return _("Room closed")
    return _("Breaks a rule") if board.broken.get(session.offer) else ""


def wrong_sentences(board: Board, session: Session) -> list[str]:
    """Return what is wrong with a session in sentences, with names instead of ids."""
    week = board.week
    lines = [
        _("{name} cannot come any more.").format(name=week.problem.mentors[one].name or one)
        for one in session.mentors
        if one in week.gone
    ]
    is_closed = (session.room, session.slot) in week.closed
    if is_closed:
        lines.append(
            _("{place} cannot be used at this time.").format(place=place_words(week, session))
        )
    for one in board.broken.get(session.offer, ()):
        known = one.who in week.gone or str(one.data.get("mentor", "")) in week.gone
        if not known and not (is_closed and one.who in ("", session.room)):
            lines.append(broken_sentence(_named(one, week)))
    return lines


def _named(one: Violation, week: Week) -> Violation:
    """Return a broken rule with names where the registers have them."""
    problem = week.problem

    def name(its_id: str) -> str:
        if its_id in problem.slots:
            return slot_words(its_id, problem)
        for part in (problem.offers, problem.mentors, problem.rooms, problem.participants):
            found = part.get(its_id)
            if found is not None:
                return found.name or its_id
        return its_id

    data = {
        key: name(value) if isinstance(value, str) else value for key, value in one.data.items()
    }
    return replace(one, offer=name(one.offer), who=name(one.who), data=data)


def _heading(day: date, holidays: Mapping[date, str], today: date) -> str:
    words = f"{weekday_words(day.weekday())} {day.day}"
    if day == today:
        return _("{day} (today)").format(day=words)
    return _("{day} (holiday)").format(day=words) if day in holidays else words


def _cells(
    board: Board, room: Room, day: date, here: list[Session], holidays: Mapping[date, str]
) -> tuple[CellState, ...]:
    week = board.week
    house = week.problem.venues[room.venue]
    where = _("{day}, {house} {room}").format(
        day=day_words(day), house=house.name or house.id, room=room.name or room.id
    )
    empty = f"{room.id}/{day.isoformat()}"
    if day in holidays:
        spoken = _("{where}: closed, {holiday}.").format(where=where, holiday=holidays[day])
        return (CellState(empty, CLOSED, spoken, title=_("Not open")),)
    if here:
        return tuple(_session(board, one, where) for one in here)
    slots = {one.id for one in week.problem.slots.values() if one.day == day.weekday()}
    usable = {one for one in slots & house.open if (room.id, one) not in week.closed}
    if not usable:
        return (
            CellState(
                empty, CLOSED, _("{where}: closed.").format(where=where), title=_("Not open")
            ),
        )
    return (CellState(empty, FREE, _("{where}: free.").format(where=where), title=_("Free")),)


def _session(board: Board, one: Session, where: str) -> CellState:
    week = board.week
    offer = week.problem.offers[one.offer]
    figures, words = times_of(week, one)
    trouble = trouble_words(board, one)
    spoken = _("{where}, {times}: {offer}, {count} of {most} people, led by {mentors}.").format(
        where=where, times=words, offer=offer.name or offer.id, count=len(one.participants),
        most=offer.max, mentors=mentor_names(week, one),
    )  # fmt: skip
    if trouble:
        spoken = _("{sentence} Attention: {trouble}.").format(
            sentence=spoken, trouble=trouble.rstrip("。.")
        )
    return CellState(
        one.offer, TROUBLE if trouble else SESSION, spoken, figures, offer.name or offer.id,
        trouble or mentor_names(week, one),
        _("{count}/{most}").format(count=len(one.participants), most=offer.max),
    )  # fmt: skip


def _news(troubles: int) -> str:
    if not troubles:
        return _("Every session can take place.")
    return ngettext(
        "{count} session cannot take place as planned.",
        "{count} sessions cannot take place as planned.",
        troubles,
    ).format(count=troubles)


def _rest(week: Week) -> str:
    lines = []
    waiting = len(unplaced(week))
    if waiting:
        lines.append(
            ngettext(
                "{count} person who wishes for a place has none.",
                "{count} people who wish for a place have none.",
                waiting,
            ).format(count=waiting)
        )
    if week.withheld:
        lines.append(
            ngettext(
                "{count} child is left out until somebody consents.",
                "{count} children are left out until somebody consents.",
                week.withheld,
            ).format(count=week.withheld)
        )
    return "\n".join(lines)
