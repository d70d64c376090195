"""Sentences about nursery allocation: refused input, and why a child has what it has."""

from __future__ import annotations

from fractions import Fraction

from app.domain.nursery.results import Reason
from app.messages import N_, Lazy, _, use_language

NURSERY: dict[str, tuple[Lazy, Lazy | None]] = {
    "nursery.refused": (
        N_("The input is refused as a whole: {count} places need mending."),
        N_("Mend what is listed and start again. Nothing was written."),
    ),
    "nursery.column_missing": (
        N_("The table has no column {column}."),
        N_("Add the column, or write its heading exactly so."),
    ),
    "nursery.id_missing": (N_("The number is missing."), N_("Write the number.")),
    "nursery.id_twice": (
        N_("The number {value} stands in row {first} already."),
        N_("Leave one of the two rows, or mend the number."),
    ),
    "nursery.household_missing": (
        N_("The household's number is missing."),
        N_("Write it; siblings have the same one."),
    ),
    "nursery.age": (
        N_("{value} is no age class."),
        N_("Write a number from 0 to 5: the age on the first of April."),
    ),
    "nursery.pattern": (
        N_("{value} is no sibling pattern."),
        N_("Write a number from 1 to 7, or leave it empty."),
    ),
    "nursery.patterns_differ": (
        N_("The siblings of household {household} have different patterns."),
        N_("Write the same pattern for each of them."),
    ),
    "nursery.no_pattern": (
        N_("The siblings of household {household} have no pattern; 1 is taken."),
        N_("Write a pattern from 1 to 7 where the family wishes another."),
    ),
    "nursery.no_common": (
        N_("The siblings of household {household} wait for one nursery but wish none in common."),
        N_("Ask the family: another pattern, or a nursery in common."),
    ),
    "nursery.never_all": (
        N_("Household {household} wants all children placed, but one of them wishes nothing."),
        N_("Ask the family: another pattern, or a wish for each child."),
    ),
    "nursery.no_wish": (
        N_("Child {child} wishes no nursery."),
        N_("Look whether the wishes are missing in the file."),
    ),
    "nursery.sibling_stays": (
        N_(
            "Child {child} wishes the nursery that sibling {sibling} attends, but its pattern forbids it."
        ),
        N_("Name what the family wishes in the combinations file."),
    ),
    "nursery.not_whole": (
        N_("{value} is no whole number."),
        N_("Write a whole number without a unit."),
    ),
    "nursery.negative": (
        N_("{value} is below zero."),
        N_("Write 0 where there is none."),
    ),
    "nursery.unknown_nursery": (
        N_("There is no nursery {value} in the table of nurseries."),
        N_("Mend the number, or add the nursery."),
    ),
    "nursery.wish_twice": (
        N_("The nursery {value} is wished twice."),
        N_("Leave the better rank."),
    ),
    "nursery.wish_present": (
        N_("The child attends the nursery {value} now and cannot wish it."),
        N_("Take the wish out; whoever is not moved stays there."),
    ),
    "nursery.points": (
        N_("{value} is no number of points."),
        N_("Write a number, or name the letter in the rules."),
    ),
    "nursery.points_missing": (
        N_("The points of this wish are missing."),
        N_("Write them, or one number in the column 点数."),
    ),
    "nursery.tie_key": (
        N_("{value} cannot be compared."),
        N_("Write a number or a day such as 2026-04-01, or name the letter in the rules."),
    ),
    "nursery.answer": (
        N_("The table of points {table} has no answer “{value}”."),
        N_("Mend the answer, or add it to the rules."),
    ),
    "nursery.seats_empty": (
        N_("The number of seats is empty; 0 is taken."),
        N_("Write 0 where no child of this age is taken."),
    ),
    "nursery.joint_form": (
        N_("{value} is no shared quota."),
        N_("Write it like this: 4+5:2;0+1:6."),
    ),
    "nursery.joint_twice": (
        N_("The same ages share a quota twice: {value}."),
        N_("Leave one of them."),
    ),
    "nursery.unknown_household": (
        N_("There is no household {value} among the children."),
        N_("Mend the number, or take the row out."),
    ),
    "nursery.not_of_household": (
        N_("Child {value} does not belong to household {household}."),
        N_("Mend one of the two numbers."),
    ),
    "nursery.child_twice": (
        N_("Child {value} stands twice in this row."),
        N_("Leave one of the two."),
    ),
    "nursery.place_without_child": (
        N_("The nursery {value} stands in this row without a child."),
        N_("Write the child's number beside it, or take it out."),
    ),
    "nursery.not_wished": (
        N_("Child {child} does not wish the nursery {value}, so it has no points there."),
        N_("Add the wish with its points, or take the row out."),
    ),
    "nursery.tuple_twice": (
        N_("The same combination stands in row {first} already."),
        N_("Leave the better rank."),
    ),
    "nursery.rank": (
        N_("{value} is no rank."),
        N_("Write 1 for the best, then 2, 3 and so on."),
    ),
    "nursery.rank_twice": (
        N_("The rank {value} stands in row {first} already."),
        N_("Give each row of a household its own rank."),
    ),
    "nursery.after_end": (
        N_("This row comes after the one in which nobody is placed; it is not read."),
        N_("Take it out, or move it up."),
    ),
    "nursery.rules_unreadable": (
        N_("The rules are no TOML document: {reason}"),
        N_("Compare quotation marks, brackets and equal signs there."),
    ),
    "nursery.rules_key": (
        N_("The rules know no “{value}”."),
        N_("These are known here: {known}."),
    ),
    "nursery.rules_value": (
        N_("{value} does not fit here."),
        N_("Write it like this: {example}."),
    ),
    "nursery.rules_column": (
        N_("The rules name the column {value}, which the children's table does not have."),
        N_("Add the column, or take it out of the rules."),
    ),
    "nursery.full_tie": (
        N_(
            "Children {first} and {second} tie fully at nursery {nursery}, and there is not room for both."
        ),
        N_("Add a tie key to the rules, or a lottery seed, and say so to the families."),
    ),
    "nursery.result_unknown_child": (
        N_("There is no child {value} among the applicants."),
        N_("Mend the number, or take the row out."),
    ),
    "nursery.data_set_exists": (
        N_("There is a nursery data set already."),
        N_("Open it with its passphrase."),
    ),
    "nursery.data_set_closed": (
        N_("The nursery data set is closed."),
        N_("Open it with its own passphrase."),
    ),
    "nursery.name_missing": (
        N_("The round has no name."),
        N_("Write one, for example April 2027, first round."),
    ),
    "nursery.reason_missing": (
        N_("The reason is missing."),
        N_("Write why; it is kept with the round."),
    ),
    "nursery.file_missing": (
        N_("A table is missing: the children or the nurseries."),
        N_("Take both tables into the round."),
    ),
    "nursery.no_round": (
        N_("There is no round {round}."),
        N_("Look at the list of rounds."),
    ),
    "nursery.round_locked": (
        N_("Round {round} is released and is not changed any more."),
        N_("Begin a correction of it."),
    ),
    "nursery.round_submitted": (
        N_("Round {round} waits for the second officer."),
        N_("Take the request back to change the round."),
    ),
    "nursery.not_submitted": (
        N_("Nobody asked for the release of round {round}."),
        N_("Ask for it first, from a checked result."),
    ),
    "nursery.not_released": (
        N_("Round {round} is not released."),
        N_("A second officer has to release it first."),
    ),
    "nursery.not_archived": (
        N_("Round {round} is not in the archive."),
        N_("Open it from the list of rounds."),
    ),
    "nursery.seal_broken": (
        N_("Round {round} in the archive is not as it was sealed."),
        N_("Take the copy of the data set from the backup, and tell those who answer for it."),
    ),
    "nursery.same_officer": (
        N_("You calculated this result or asked for its release yourself."),
        N_("Another officer has to release it."),
    ),
    "nursery.another_input": (
        N_("The mark of the input is another one than the one you looked at."),
        N_("Look at the result again before you release it."),
    ),
    "nursery.input_changed": (
        N_("The input was changed while the calculation ran."),
        N_("Calculate again."),
    ),
    "nursery.run_outdated": (
        N_("The input was changed after this calculation."),
        N_("Calculate again; the older result stays in the list."),
    ),
    "nursery.no_run": (
        N_("Nothing is calculated in round {round} yet."),
        N_("Calculate first."),
    ),
    "nursery.difference_unread": (
        N_("Nobody has read what a new table changes."),
        N_("Read the list of differences and confirm it."),
    ),
    "nursery.not_feasible": (
        N_("The check does not let this result pass."),
        N_("Calculate again."),
    ),
    "nursery.release_reason": (
        N_("This result is not proved, or an appeal against it would succeed."),
        N_("Write why it is released all the same."),
    ),
    "nursery.ruling_not_wished": (
        N_("Child {child} does not wish the nursery {nursery}."),
        N_("Choose one of its wishes."),
    ),
    "nursery.ruling_twice": (
        N_("There is a decision about child {child} already."),
        N_("Take the older one back first."),
    ),
    "nursery.pin_no_seat": (
        N_("Nursery {nursery} has no open seat for child {child}."),
        N_("Take the decision back, or open a seat."),
    ),
    "nursery.declined_without_place": (
        N_("Child {child} was given no place in that round."),
        N_("Take its number out of the list of those who declined."),
    ),
    "nursery.no_such_child": (
        N_("There is no child {child} among the applicants."),
        N_("Look at the number in the table of children."),
    ),
}

_REASONS: dict[str, Lazy] = {
    "given": N_("A place at wish {rank}."),
    "moved": N_("Moves to wish {rank}."),
    "better": N_("Not needed: a better wish was given."),
    "no_wish": N_("No nursery is wished."),
    "pinned": N_("Placed here at wish {rank} by the officer's decision."),
    "banned": N_("This place is not possible by the officer's decision."),
    "no_seats": N_("No seat is open for age {age}."),
    "seats": N_("Seats: {seats}; the last admitted has {last} points; you have {points}."),
    "seats_held": N_("Seats: {seats}, all held by children who attend now."),
    # Spoken or printed for a family; {column} is the heading of the column that decided.
    "tie": N_(
        "Seats: {seats}; the last admitted has {last} points like you and comes first by tie key {key} ({column})."
    ),
    "tie_order": N_(
        "Seats: {seats}; the last admitted has {last} points like you and comes first by age or number."
    ),
    "lot": N_(
        "Seats: {seats}; the last admitted has {last} points like you and comes first by the lottery."
    ),
    # Where the rank of the wish is compared before the points.
    "wish_rank": N_(
        "Seats: {seats}; the last admitted wished it as wish {last_rank}, you as wish {rank}."
    ),
    "joint": N_(
        "Ages {ages} share their seats ({seats}); the last admitted has {last} points; you have {points}."
    ),
    "joint_held": N_("Ages {ages} share their seats ({seats}), and all are held."),
    "staff": N_(
        "{free} seats are free, a staff place is not: there are {seats}, and {need} is needed."
    ),
    "sibling_full": N_(
        "This child would fit here, but sibling {sibling} not at {name}, and the family wished them so together."
    ),
    "together_seats": N_(
        "This child alone would fit. At {name}, {free} of {asked} seats that the siblings need are free for them."
    ),
    "together_staff": N_(
        "This child alone would fit. At {name} {free} of the {asked} staff places that the siblings need are free for them."
    ),
    "lower": N_("There would be room, but the family wished what it holds more."),
    "not_in_list": N_(
        "There would be room, but the family's list does not name it for this child."
    ),
    "appeal": N_("A place could be given here: an appeal of this family would succeed."),
}


def reason_sentence(reason: Reason) -> str:
    """Return a reason as a sentence in the current language."""
    data = {key: _plain(value) for key, value in reason.data.items()}
    code = reason.code
    if code in ("seats", "joint") and reason.data.get("last") is None:
        code += "_held"
    if code == "tie" and not reason.data.get("key"):
        code = "tie_order"
    if code == "together":
        code += "_staff" if reason.data.get("pool") == "staff" else "_seats"
    return str(_REASONS[code]).format(**data)


def result_sentence(reason: Reason, is_staying: bool) -> str:
    """Return the short reason of a row of result.csv, in Japanese whatever the language."""
    with use_language("ja"):
        sentence = reason_sentence(reason)
        if reason.code in ("given", "moved", "no_wish"):
            return sentence
        if is_staying:
            return _("Stays. First wish: {reason}").format(reason=sentence)
        return _("First wish: {reason}").format(reason=sentence)


def pinned_sentence() -> str:
    """Return the reason in a row of result.csv of a child whom an officer placed."""
    with use_language("ja"):
        return _("Placed by the officer's decision.")


_CAUSES: dict[str, Lazy] = {
    "hand_error": N_("The other result breaks a rule here."),
    "tie": N_("A tie was decided another way."),
    "rule": N_("The other result keeps the rules too; another rule or aim made it."),
    "unknown": N_("The cause is not known without the tables."),
}
_FOLLOWS: dict[str, Lazy] = {
    "hand_error": N_("It follows from a broken rule at a child who shares its seats."),
    "tie": N_("It follows from a tie at a child who shares its seats."),
}


def difference_sentence(child: str, ours: str, theirs: str, cause: str, *, follows: bool) -> str:
    """Return where two results differ about a child, and why."""
    place = _("Child {child}: {ours} here, {theirs} there.").format(
        child=child, ours=ours or _("no place"), theirs=theirs or _("no place")
    )
    return f"{place} {(_FOLLOWS if follows else _CAUSES)[cause]}"


def _plain(value: object) -> str:
    if isinstance(value, Fraction):
        return f"{float(value):g}"
    if isinstance(value, tuple):
        return "・".join(map(str, value))
    return str(value)
