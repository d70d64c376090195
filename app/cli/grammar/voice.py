"""Reading aloud, and what can be said."""

from __future__ import annotations

from pathlib import Path

from app.cli.grammar.kinds import Verbs, text
from app.messages import _


def add_verbs(verbs: Verbs) -> None:
    """Add them."""
    voice = verbs.group("voice", _("read aloud, and list what can be said"))
    say = voice.add("say", _("read a text aloud into a WAV file"))
    say.add_argument("text", metavar="TEXT", type=text)
    say.add_argument("--out", metavar="WAV", type=Path, required=True)
    phrases = voice.add("phrases", _("list what can be said on a screen"))
    phrases.add_argument("--screen", metavar="ID", type=text, default="home")
