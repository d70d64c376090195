"""The daily verbs of those who work on the program: `python -m app.dev VERB`."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ANSWER_IS_NO = 4


def main(argv: list[str]) -> int:
    """Run one verb and return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m app.dev", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    verbs.add_parser("fmt", help="mend style and format of every Python file")
    strings = verbs.add_parser("strings", help="bring the catalogues up to date with the source")
    strings.add_argument("--check", action="store_true", help="change nothing, tell what is amiss")
    strings.add_argument("--drop-unused", action="store_true", help="forget unused sentences")
    migrate = verbs.add_parser("migrate", help="write the next migration of the store")
    migrate.add_argument("message", help="what it changes, in a few words")
    seed = verbs.add_parser("seed", help="make a demo centre of invented people")
    seed.add_argument("--out", default=str(ROOT / "out" / "demo"))
    shots = verbs.add_parser("shots", help="take a picture of every screen")
    shots.add_argument("--out", default=str(ROOT / "out" / "shots"))
    package = verbs.add_parser("package", help="freeze the program into dist/madoguchi")
    package.add_argument("--out", default=str(ROOT / "dist"))
    chosen = parser.parse_args(argv)
    match chosen.verb:
        case "fmt":
            return _fmt()
        case "strings":
            return _strings(check=chosen.check, drops_unused=chosen.drop_unused)
        case "migrate":
            return _migrate(chosen.message)
        case "seed":
            return _program("demo", "--out", chosen.out)
        case "shots":
            return _program("shot", "--all", "--out", chosen.out)
        case _:
            return _package(Path(chosen.out))


def _fmt() -> int:
    style = subprocess.run([sys.executable, "-m", "ruff", "check", "--fix", "."], cwd=ROOT)
    form = subprocess.run([sys.executable, "-m", "ruff", "format", "."], cwd=ROOT)
    return style.returncode or form.returncode


def _strings(*, check: bool, drops_unused: bool) -> int:
    from tools.dev.strings import Catalogues
    from tools.setup.catalogues import compile_catalogues

    catalogues = Catalogues()
    if not check:
        for path in catalogues.update(drops_unused=drops_unused):
            print(path.relative_to(ROOT))
        compile_catalogues()
    problems = list(catalogues.problems())
    for problem in problems:
        print(problem)
    print(f"{len(problems)} things to do in the catalogues.")
    return ANSWER_IS_NO if check and problems else 0


def _migrate(message: str) -> int:
    from tools.dev.migrate import write_migration

    print(write_migration(message).relative_to(ROOT))
    return 0


def _package(out: Path) -> int:
    from tools.dev.package import build

    print(build(out))
    return 0


def _program(*arguments: str) -> int:
    """Run a verb of the program itself."""
    return subprocess.run([sys.executable, "-m", "app", *arguments], cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
