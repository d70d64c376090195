"""The window, its pictures and its audit."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.grammar.kinds import Verbs, number, one_of, size
from app.domain.modes import SCHEMES
from app.messages import _


def add_verbs(verbs: Verbs) -> None:
    """Add them."""
    window = verbs.add("open", _("open the window (also without a verb)"))
    window.add_argument("--demo", action="store_true", help=_("with invented people to try it out"))
    window.add_argument("--ready-file", metavar="FILE", type=Path, help=argparse.SUPPRESS)
    verbs.add("screens", _("list the screens and what can be done on each"))
    shot = verbs.add("shot", _("save the picture of a screen as PNG"))
    which = shot.add_mutually_exclusive_group(required=True)
    which.add_argument("--screen", metavar="ID", help=_("the screen; `screens` lists them"))
    which.add_argument("--all", action="store_true", help=_("every screen; --out names a folder"))
    shot.add_argument(
        "--scheme", metavar="|".join(SCHEMES), type=one_of(SCHEMES), default="light",
        help=_("colours"),
    )  # fmt: skip
    shot.add_argument(
        "--text",
        metavar="100..300",
        type=number(100, 300),
        default=100,
        help=_("text size in percent"),
    )
    shot.add_argument("--size", metavar="WxH", type=size, default=None, help=_("window size in px"))
    shot.add_argument("--out", metavar="PNG", type=Path, required=True, help=_("where to write"))
    audit = verbs.add("audit", _("look at every screen in every mode for what shuts people out"))
    audit.add_argument("--sample", metavar="N", type=number(1, 10**6), help=_("only so many looks"))
    audit.add_argument(
        "--seed", metavar="S", type=number(0, 2**31), default=1, help=_("which looks")
    )
    audit.add_argument(
        "--self-test", action="store_true", help=_("look at windows with planted faults instead")
    )
