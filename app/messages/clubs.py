"""Sentences about clubs: what is wrong in their files, and the rules a plan breaks."""

from __future__ import annotations

from app.domain.clubs.check import Violation
from app.messages import N_, Lazy

CLUBS: dict[str, tuple[Lazy, Lazy | None]] = {
    "clubs.no_such_part": (
        N_("This part of the clubs is not here any more."),
        N_("Look at the week again."),
    ),
    "clubs.changed_meanwhile": (
        N_("The week changed while this plan was made."),
        N_("Let a new plan be made."),
    ),
    "clubs.breaks_rules": (
        N_("This plan breaks a rule, so it is not taken."),
        N_("Let a new plan be made."),
    ),
    "clubs.no_date": (
        N_("{value} is no date."),
        N_("Write it as 2027-04-05, or 令和9年4月5日."),
    ),
    "clubs.no_such_date": (
        N_("Nothing was planned on {day}."),
        N_("Choose one of the dates of the term."),
    ),
    "clubs.refused": (
        N_("{file} cannot be taken as it is: {count} places have to be mended."),
        N_("Mend the places named here and start again."),
    ),
    "clubs.not_json": (
        N_("The file is no JSON document; it stops making sense in line {line}, sign {sign}."),
        N_("Look for a missing comma, bracket or quotation mark there."),
    ),
    "clubs.key_twice": (
        N_("The name {key} stands twice in one object of the file."),
        N_("Take one of them out."),
    ),
    "clubs.not_utf8": (
        N_("The file is not written in UTF-8."),
        N_("Save it again as UTF-8."),
    ),
    "clubs.too_large": (
        N_("The file is too large to be a week of clubs."),
        N_("Look whether it is the right file."),
    ),
    "clubs.missing": (
        N_("A value is missing here."),
        N_("Write it; docs/clubs.md says what belongs here."),
    ),
    "clubs.unknown_key": (
        N_("Nothing has this name here."),
        N_("Take it out, or look how it is spelt in docs/clubs.md."),
    ),
    "clubs.unknown_key_near": (
        N_("Nothing has this name here; {near} is missing."),
        N_("Write {near} if that is what was meant."),
    ),
    "clubs.no_object": (N_("This is no object."), N_("Write {{ }} with names and values.")),
    "clubs.no_list": (N_("This is no list."), N_("Write [ ] with the entries between.")),
    "clubs.no_text": (N_("This is no text, or an empty one."), N_("Write it in quotation marks.")),
    "clubs.no_whole_number": (
        N_("This is no whole number from {least} on."),
        N_("Write a number such as 3."),
    ),
    "clubs.no_distance": (N_("This is no distance in km."), N_("Write a number such as 2.5.")),
    "clubs.no_place": (N_("This is no place."), N_("Write two numbers in km: [3.2, 0.5].")),
    "clubs.no_yes_or_no": (N_("This is neither true nor false."), N_("Write true or false.")),
    "clubs.no_choice": (N_("This is none of the words used here."), N_("Use: {allowed}.")),
    "clubs.no_day": (N_("This is no day of the week."), N_("Use: {allowed}.")),
    "clubs.no_time": (N_("This is no time of day."), N_("Write it like this: 13:30.")),
    "clubs.past_midnight": (
        N_("The slot would go on past midnight."),
        N_("Write fewer minutes."),
    ),
    "clubs.twice": (N_("This stands twice in the list."), N_("Take one of them out.")),
    "clubs.id_twice": (N_("Two have this id."), N_("Give each an id of its own.")),
    "clubs.unknown_id": (
        N_("There is no {kind} with this id."),
        N_("Look how the id is spelt where it is made."),
    ),
    "clubs.max_below_min": (
        N_("The most is below the least, {least}."),
        N_("Write a larger most or a smaller least."),
    ),
    "clubs.version": (
        N_("This version of the file is not known."),
        N_("Version {known} is known. Use a newer program for a newer file."),
    ),
    "clubs.unknown_person": (
        N_("The week has no person with this id: {value}."),
        N_("Look how the id is spelt in the problem."),
    ),
    "clubs.unknown_offer": (
        N_("The week has no offer with this id: {value}."),
        N_("Look how the id is spelt in the problem."),
    ),
}

# What `check` says; {offer}, {who} and the numbers of the violation fill the sentences.
BROKEN: dict[str, Lazy] = {
    "clubs.broken.other_problem": N_("The plan was made for another problem."),
    "clubs.broken.offer_twice": N_("{offer} runs {times} times."),
    "clubs.broken.room_twice": N_("{offer}: room {who} is taken by {other} at that time."),
    "clubs.broken.mentor_twice": N_("{offer}: mentor {who} leads {other} at that time."),
    "clubs.broken.person_twice": N_("{offer}: {who} is in {other} at that time."),
    "clubs.broken.closed_venue": N_("{offer}: {who} is not open in {slot}."),
    "clubs.broken.closed_room": N_("{offer}: room {who} is closed in {slot}."),
    "clubs.broken.equipment": N_("{offer}: room {who} has {have} of {thing}, {need} are needed."),
    "clubs.broken.too_many": N_("{offer}: {people} people, at most {most} may come."),
    "clubs.broken.room_full": N_("{offer}: {people} heads in room {who}, which holds {most}."),
    "clubs.broken.too_few": N_("{offer}: {people} people, at least {least} are needed."),
    "clubs.broken.mentor_count": N_("{offer}: {have} mentors, {need} are needed."),
    "clubs.broken.skill": N_("{offer}: mentor {who} has level {have}, {need} is needed."),
    "clubs.broken.mentor_away": N_("{offer}: mentor {who} cannot come in {slot}."),
    "clubs.broken.mentor_reach": N_("{offer}: {venue} is out of reach for mentor {who}."),
    "clubs.broken.unvetted": N_("{offer} needs vetted mentors; {who} is not."),
    "clubs.broken.not_wished": N_("{offer}: {who} did not wish for it."),
    "clubs.broken.audience": N_("{offer} is not for the age of {who}."),
    "clubs.broken.level": N_("{offer} is of level {need}; {who} is at {have}."),
    "clubs.broken.person_away": N_("{offer}: {who} cannot come in {slot}."),
    "clubs.broken.person_reach": N_("{offer}: {venue} is out of reach for {who}."),
    "clubs.broken.steps": N_("{offer}: {venue} has steps, and {who} needs a way without."),
    "clubs.broken.child_ratio": N_("{offer}: {children} children, its mentors may have {most}."),
    "clubs.broken.no_vetted": N_("{offer}: {children} children and no vetted mentor."),
    "clubs.broken.load": N_("Mentor {who} leads {have} meetings, at most {most} are agreed."),
    "clubs.broken.want": N_("{who} has {have} places and wants {most}."),
    "clubs.broken.interpreter": N_("{slot}: {need} interpreters are needed, {have} are there."),
    "clubs.broken.captioner": N_("{slot}: {need} captioners are needed, {have} are there."),
    "clubs.broken.placed_and_not": N_("{who} has a place and stands among those without."),
    "clubs.broken.not_named": N_("{who} has no place and is not named among those without."),
    "clubs.broken.no_reason": N_("{who} has no place and no reason is given."),
}


def broken_sentence(one: Violation) -> str:
    """Return what is wrong in a plan, as one sentence."""
    return str(BROKEN[one.code]).format_map({"offer": one.offer, "who": one.who, **one.data})
