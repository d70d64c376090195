"""`voice say` and `voice phrases`."""

from __future__ import annotations

from app.cli.call import Call
from app.domain.errors import BadInput
from app.messages import _, language

ENGLISH = "en"


def run(call: Call) -> int:
    """Run the verb named by `values.part`."""
    return _say(call) if call.values.part == "say" else _phrases(call)


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
