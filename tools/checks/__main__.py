"""`./test`: run the checks, all of them even if one fails, and sum up at the end."""

from __future__ import annotations

import argparse
import sys
import time

from tools.checks import plan
from tools.checks.running import Outcome, run


def main() -> int:
    """Run what was asked for; the exit code is 1 when anything failed."""
    options = argparse.ArgumentParser(
        prog="./test", description="Run every check, or the tests at PATH only."
    )
    options.add_argument("--all", action="store_true", help="the long checks too")
    options.add_argument("--bench", action="store_true", help="the benchmarks instead")
    chosen, paths = options.parse_known_args()
    if paths:
        checks = plan.path_checks(paths)
    elif chosen.bench:
        checks = plan.benchmarks()
    else:
        checks = plan.normal_checks(has_long=chosen.all)
    started = time.monotonic()
    outcomes = [_run_with_heading(number, len(checks), one) for number, one in enumerate(checks, 1)]
    return _sum_up(outcomes, time.monotonic() - started)


def _run_with_heading(number: int, count: int, check: plan.Check) -> Outcome:
    print(f"\n=== {number}/{count} {check.title}", flush=True)
    outcome = run(check)
    word = "not well" if outcome.failed else "well"
    print(f"--- {check.title}: {word}, {outcome.seconds:.1f} s", flush=True)
    return outcome


def _sum_up(outcomes: list[Outcome], seconds: float) -> int:
    """Print every skipped test with its reason, every failed one, times and the totals."""
    print("\n=== Summary")
    for outcome in outcomes:
        word = f"{len(outcome.failed)} failed" if outcome.failed else "well"
        print(f"{outcome.seconds:7.1f} s  {outcome.check.title}: {word}")
    print(f"{seconds:7.1f} s  together")
    skipped = [one for outcome in outcomes for one in outcome.skipped]
    if skipped:
        print("\nSkipped, and why:")
        for name, reason in skipped:
            print(f"  {name}: {' '.join(reason.split())}")
    failed = [name for outcome in outcomes for name in outcome.failed]
    if failed:
        print("\nFailed:")
        for name in failed:
            print(f"  {name}")
    passed = sum(outcome.passed for outcome in outcomes)
    print(f"\n{passed} passed, {len(failed)} failed, {len(skipped)} skipped", flush=True)
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
