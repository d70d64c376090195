"""`voice say`, `voice phrases`, `voice understand` and `voice bench`."""

from __future__ import annotations

from app.cli.call import Call
from app.domain.errors import BadInput
from app.messages import _, language
from app.messages.voice import bench_lines, understood_lines

ENGLISH = "en"


def run(call: Call) -> int:
    """Run the verb named by `values.part`."""
    match call.values.part:
        case "say":
            return _say(call)
        case "phrases":
            return _phrases(call)
        case "understand":
            return _understand(call)
        case _:
            return _bench(call)


def _say(call: Call) -> int:
    values, out = call.values, call.out
    if not values.text.strip():
        raise BadInput("voice.nothing_to_say")
    file = values.out.expanduser()
    spoken = ENGLISH if (call.shared.language or "ja") == ENGLISH else "ja"
    facts = call.joins.say(values.text, spoken, file)
    out.document({"file": str(file), "language": spoken, **facts})
    out.say(_("The voice is written: {file}").format(file=file))
    return 0


def _phrases(call: Call) -> int:
    screen = call.values.screen
    spoken = ENGLISH if language() == ENGLISH else "ja"
    rows = call.joins.phrases(screen, spoken)
    call.out.document({"screen": screen, "language": spoken, "phrases": rows})
    call.out.table(
        [_("Say"), _("What it does")], [[str(one["phrase"]), str(one["action"])] for one in rows]
    )
    return 0


def _understand(call: Call) -> int:
    values = call.values
    screen = None if values.all_commands else values.screen
    spoken = ENGLISH if language() == ENGLISH else "ja"
    found = call.joins.understand(values.file.expanduser(), spoken, screen)
    call.out.document({**found, "language": spoken, "screen": screen})
    call.out.say(*understood_lines(found))
    return 0


def _bench(call: Call) -> int:
    found = call.joins.voice_bench()
    call.out.document(found)
    call.out.say(*bench_lines(found))
    return 0
