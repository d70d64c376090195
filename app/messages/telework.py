"""Sentences about the tables of telework matching."""

from __future__ import annotations

from app.messages import N_, Lazy

TELEWORK: dict[str, tuple[Lazy, Lazy | None]] = {
    "telework.refused": (
        N_("Nothing was done: {count} cells cannot be taken as they are."),
        N_("Mend them in the files and start again."),
    ),
    "telework.column_missing": (
        N_("The table has no column {column}."),
        N_("Add it; docs/telework.md lists the columns and what they may be called."),
    ),
    "telework.no_id": (
        N_("Row {row} has no number of its own."),
        N_("Give every row a number or a short name."),
    ),
    "telework.bad_id": (
        N_("The number {value} is longer than {limit} characters or holds a semicolon."),
        N_("Use a shorter one without a semicolon."),
    ),
    "telework.id_twice": (
        N_("The number {value} is in row {first} already."),
        N_("Give each row its own number."),
    ),
    "telework.yes_or_no": (
        N_("{value} is neither yes nor no."),
        N_("Write yes or no. An empty cell counts as no."),
    ),
    "telework.hours": (
        N_("{value} is no number of hours a week from 0.5 to {limit}."),
        N_("Write whole or half hours, such as 20 or 17.5."),
    ),
    "telework.hours_order": (
        N_("The longest hours ({value}) are shorter than the shortest ({least})."),
        N_("Swap the two, or mend one of them."),
    ),
    "telework.hours_wish": (
        N_("The wished hours ({value}) do not lie between {least} and {most}."),
        N_("Mend one of the three numbers."),
    ),
    "telework.whole": (
        N_("{value} is no whole number from {least} to {most}."),
        N_("Write digits only."),
    ),
    "telework.windows": (
        N_("The times {value} cannot be read."),
        N_("Write them like this: mon-fri 09:00-15:00;sat 10:00-12:00, or any."),
    ),
    "telework.unknown_word": (
        N_("The vocabulary does not know {value}."),
        N_("Did you mean {near}? Further skills come in with --skills FILE."),
    ),
    "telework.level": (
        N_("{value} has no level from {least} to {most}."),
        N_("Write the word, a colon and the level: data_entry:3."),
    ),
    "telework.word_twice": (
        N_("{value} stands twice in the same cell."),
        N_("Keep one of the two."),
    ),
    "telework.brings_no_need": (
        N_("{value} is brought along, but is not among the needs."),
        N_("Add it to the needs, or take it out here."),
    ),
    "telework.redesign_up": (
        N_("In {value} the level after redesign is higher than before."),
        N_("Write the level asked for first: phone:3>1."),
    ),
    "telework.too_many_tasks": (
        N_("A job has {limit} tasks at most."),
        N_("Put small tasks together."),
    ),
    "telework.task": (
        N_("The task {value} cannot be read."),
        N_("Write name|hours|skill:level,skill:level|split,remote; the last two may be empty."),
    ),
    "telework.score": (
        N_("{value} is no score."),
        N_("Write points of a hundred with two digits behind the point, such as 87.25."),
    ),
    "telework.veto_unknown": (
        N_("{value} is ruled out, but no row has this number."),
        N_("Look whether it is written right, so that the wish is kept."),
    ),
    "telework.stable_limits": (
        N_("A stable result knows no budgets and no shared jobs."),
        N_("Use most or fit with these limits, or leave the limits out."),
    ),
    "telework.no_consent": (
        N_("There is no consent for this, so nothing is shown."),
        N_("Ask the person, and note what she decides."),
    ),
    "telework.card_unfinished": (
        N_("Hours, times and skills are not all written yet, so nothing can be matched."),
        N_("Write them on her card."),
    ),
    "telework.card_hours": (
        N_("The wished hours lie between the shortest and the longest, and none is over {limit}."),
        N_("Mend the three numbers."),
    ),
    "telework.no_title": (
        N_("The job has no name yet."),
        N_("Write what the work is called."),
    ),
    "telework.other_stage": (
        N_("This step does not follow from where the proposal stands now."),
        N_("Open it again and look where it stands."),
    ),
    "telework.ends_before_start": (
        N_("The last day lies before the first day of work."),
        N_("Mend the day."),
    ),
    "telework.no_such_job": (
        N_("This job is no longer here, or its employer has not agreed."),
        N_("Choose another one."),
    ),
    "telework.no_such_proposal": (
        N_("This proposal is no longer here."),
        None,
    ),
    "telework.no_such_talk": (
        N_("There is no talk of this kind in the plan."),
        None,
    ),
    "telework.nothing_proposed": (
        N_("Nothing is proposed for this field."),
        None,
    ),
    "telework.no_such_field": (
        N_("The profile has no such field."),
        None,
    ),
    "telework.text_too_long": (
        N_("This text has {have} characters; a field holds {limit}."),
        N_("Shorten it."),
    ),
    "telework.no_equipment": (
        N_("This need is a way of working; there is nothing to lend."),
        N_("Agree on it with the employer."),
    ),
    "telework.loan_private_only": (
        N_("Equipment is lent to private employers only."),
        N_("Ask the public body to provide it itself."),
    ),
    "telework.loan_months": (
        N_("Equipment is lent for one to {limit} months in all."),
        N_("Shorten the loan, or plan a purchase."),
    ),
    "telework.loan_started": (
        N_("This loan has begun already."),
        None,
    ),
    "telework.loan_not_started": (
        N_("This loan had not begun on that day."),
        N_("Look at the day."),
    ),
    "telework.no_such_loan": (
        N_("There is no such loan."),
        None,
    ),
    "telework.ending": (
        N_("The name of the file does not say what kind of file it is."),
        N_("Give the file one of these endings: {endings}."),
    ),
    "telework.no_registration": (
        N_("A registered body needs its registration number."),
        N_("Ask for the number and write it here."),
    ),
    "telework.need_unmet": (
        N_("A need is still nobody's, so nothing is handed over."),
        N_("Find out who provides it, then hand over."),
    ),
    "telework.does_not_fit": (
        N_("The two do not fit as things are."),
        N_("Look at the explanation and what would have to change."),
    ),
    "telework.no_rate": (
        N_("The table of legal rates begins on {since}."),
        N_("Choose a later day."),
    ),
    "telework.not_here": (
        N_("{value} is not in the table, or has not agreed to be matched."),
        N_("Look at the number, and ask for consent first."),
    ),
}
