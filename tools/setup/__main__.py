"""The slow half of set-up: `python -m tools.setup --group GROUP --fingerprint HASH`.

It runs on the machine's own Python, with the standard library only, and may run at any time: it
does what is missing and nothing else. Two at once wait for each other. The stamp that lets
./run skip all this is written last.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import subprocess
import sys
from pathlib import Path

from tools.setup import packages, system
from tools.setup.environment import Environment, SetupStopped, packages_lacking_for_python
from tools.setup.say import say

UNAVAILABLE = 5


def main() -> int:
    """Set up the checkout this module lies in; return the exit code."""
    options = argparse.ArgumentParser(prog="tools.setup", description=__doc__)
    options.add_argument("--group", choices=packages.GROUPS, required=True)
    options.add_argument("--fingerprint", required=True)
    chosen = options.parse_args()
    checkout = Path(__file__).resolve().parents[2]
    try:
        _wait_for_turn(checkout)
        _set_up(checkout, chosen.group, chosen.fingerprint)
    except SetupStopped as stop:
        say(str(stop))
        return UNAVAILABLE
    except PermissionError as denied:
        say(f"Set-up may not write {denied.filename}. Give yourself the right to this folder.")
        return UNAVAILABLE
    except OSError as trouble:
        say(f"Set-up stopped: {trouble.strerror} ({trouble.filename}).")
        return UNAVAILABLE
    except KeyboardInterrupt:
        say("Set-up was stopped. Start again to go on.")
        return 130
    return 0


def _wait_for_turn(checkout: Path) -> None:
    """Hold the checkout until this process and the installers it starts have ended.

    The lock lies on the folder itself, so that no file is left. It is inherited: a pip that
    outlives a killed set-up still holds off the next one.
    """
    handle = os.open(checkout, os.O_RDONLY)
    os.set_inheritable(handle, True)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say("Another set-up is running here; waiting for it.")
        fcntl.flock(handle, fcntl.LOCK_EX)


def _set_up(checkout: Path, group: str, fingerprint: str) -> None:
    environment = Environment(checkout)
    missing = packages_lacking_for_python() + system.missing_packages(packages.GROUPS[group])
    has_packages = system.install(missing)
    environment.install(group)
    compiled = subprocess.run(
        [str(environment.python), "-P", "-m", "tools.setup.catalogues"], cwd=checkout, check=False
    )
    if compiled.returncode:
        raise SetupStopped("The catalogues of sentences could not be compiled.")
    if has_packages:
        # Without them the next start looks again: by then somebody may have installed them.
        _write_stamps(environment.folder, group, fingerprint)
    elif group in ("screen",):
        raise SetupStopped("Without them there is no virtual screen to walk on.")


def _write_stamps(folder: Path, group: str, fingerprint: str) -> None:
    """Say that this group, and each group it includes, is ready."""
    names = list(packages.GROUPS)
    for name in names[: names.index(group) + 1]:
        fresh = folder / f"ready-{name}.new"
        fresh.write_text(fingerprint + "\n", encoding="ascii")
        fresh.replace(folder / f"ready-{name}")


if __name__ == "__main__":
    sys.exit(main())
