"""Nursery allocation over tables."""

from __future__ import annotations

from pathlib import Path

from app.cli.grammar.kinds import Parser, Verbs, number, one_of, text
from app.domain.nursery.rules import METHODS, OBJECTIVES
from app.messages import _

PLACES = ("yokohama",)


def add_verbs(verbs: Verbs) -> None:
    """Add them."""
    nursery = verbs.group("nursery", _("allocate nursery places from tables, and explain it"))
    generate = nursery.add("generate", _("write invented families and nurseries"))
    generate.add_argument("--children", metavar="N", type=number(1, 200_000), default=800)
    generate.add_argument("--facilities", metavar="N", type=number(1, 5_000), default=None)
    generate.add_argument("--seed", metavar="S", type=number(0, 2**31), default=1)
    generate.add_argument(
        "--places", metavar="|".join(PLACES), type=one_of(PLACES), help=_("real nurseries")
    )
    generate.add_argument(
        "--hard", action="store_true", help=_("many twins, short shared seats and extra staff")
    )
    generate.add_argument("--out", metavar="DIR", type=Path, required=True)
    _add_input(nursery.add("check", _("look for everything that is wrong in the tables")))
    allocate = nursery.add("allocate", _("give out the places and write result and report"))
    _add_input(allocate)
    allocate.add_argument("--out", metavar="DIR", type=Path, required=True)
    allocate.add_argument("--prove", action="store_true", help=_("prove it, however large it is"))
    allocate.add_argument(
        "--time-limit", metavar="S", type=number(0, 86_400), help=_("stop after so many seconds")
    )
    allocate.add_argument(
        "--encoding", metavar="utf-8|cp932", type=one_of(("utf-8", "cp932")), default="utf-8",
        help=_("encoding of a CSV"),
    )  # fmt: skip
    verify = nursery.add("verify", _("check a result, whoever made it; the answer no ends with 4"))
    _add_input(verify)
    verify.add_argument("--result", metavar="FILE", type=Path, required=True)
    explain = nursery.add("explain", _("say why a child has what it has"))
    _add_input(explain)
    explain.add_argument("--result", metavar="FILE", type=Path, required=True)
    explain.add_argument("--child", metavar="ID", type=text, required=True)
    compare = nursery.add("compare", _("say where two results differ and why"))
    _add_input(compare, is_needed=False)
    compare.add_argument("--result", metavar="FILE", type=Path, required=True)
    compare.add_argument("--against", metavar="FILE", type=Path, required=True)


def _add_input(verb: Parser, *, is_needed: bool = True) -> None:
    for word in ("children", "facilities"):
        verb.add_argument(f"--{word}", metavar="FILE", type=Path, required=is_needed)
    verb.add_argument(
        "--combinations", metavar="FILE", type=Path, help=_("ranked combinations of siblings")
    )
    verb.add_argument("--rules", metavar="FILE", type=Path, help=_("rules as TOML"))
    verb.add_argument("--method", metavar="|".join(METHODS), type=one_of(METHODS))
    verb.add_argument("--objective", metavar="|".join(OBJECTIVES), type=one_of(OBJECTIVES))
