"""`clubs export`: a term as calendars that telephones and office programs take in."""

from __future__ import annotations

from app.cli.call import Call
from app.domain.eras import DayError, parse_day
from app.domain.errors import BadInput, Finding
from app.messages import _, ngettext
from app.messages.times import day_words
from app.services.clubs import ClubsService


def export(call: Call, service: ClubsService) -> int:
    """Write the calendars and say how many are new, different or cancelled."""
    values, out = call.values, call.out
    try:
        first = parse_day(values.start)
    except (DayError, OverflowError):
        raise BadInput(
            "clubs.no_date", (Finding("clubs.no_date", column="start", value=values.start),)
        ) from None
    problem = service.read(values.problem, values.changes)
    plan = service.read_plan(values.plan, problem)
    made = service.export(
        problem, plan, first, values.weeks, values.ics.expanduser(), call.progress
    )
    counts = {name: sum(getattr(one, name) for one in made.feeds)
              for name in ("new", "changed", "cancelled")}  # fmt: skip
    out.document(
        {
            "folder": str(values.ics), "start": first.isoformat(), "weeks": values.weeks,
            "series": len(made.term.series),
            "feeds": [{"kind": one.kind, "id": one.id, "file": str(one.file)} for one in made.feeds],
            **counts,
            "holidays": [
                {"date": day.isoformat(), "name": name} for day, name in made.holidays.items()
            ],
        }
    )  # fmt: skip
    out.say(
        ngettext(
            "{count} calendar was written.", "{count} calendars were written.", len(made.feeds)
        ).format(count=len(made.feeds)),
        *(
            _("Nothing takes place on {day} ({name}).").format(day=day_words(day), name=name)
            for day, name in made.holidays.items()
        ),
        str(values.ics),
    )
    return 0
