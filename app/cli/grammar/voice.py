"""Reading aloud, what can be said, and what was said."""

from __future__ import annotations

from pathlib import Path

from app.cli.grammar.kinds import Verbs, text
from app.messages import _


def add_verbs(verbs: Verbs) -> None:
    """Add them."""
    voice = verbs.group("voice", _("read aloud, list what can be said, and hear commands"))
    say = voice.add("say", _("read a text aloud into a WAV file"))
    say.add_argument("text", metavar="TEXT", type=text)
    say.add_argument("--out", metavar="WAV", type=Path, required=True)
    phrases = voice.add("phrases", _("list what can be said on a screen"))
    phrases.add_argument("--screen", metavar="ID", type=text, default="home")
    understand = voice.add("understand", _("say what a spoken command in a WAV file starts"))
    understand.add_argument("file", metavar="WAV", type=Path)
    scope = understand.add_mutually_exclusive_group()
    scope.add_argument("--screen", metavar="ID", type=text, default="home")
    scope.add_argument(
        "--all-commands", action="store_true", help=_("hear the commands of every screen")
    )
    voice.add("bench", _("measure the voices and ears of this machine"))
