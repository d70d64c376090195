"""Find missing system packages; install them where that is allowed, else say what to type."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from tools.setup.say import say

INSTALLER = Path(__file__).with_name("install_packages.sh")


def missing_packages(wanted: Iterable[str]) -> list[str]:
    """Return those of the packages that are not installed; all when dpkg is not here."""
    wanted = list(wanted)
    if shutil.which("dpkg-query") is None:
        return wanted
    listing = subprocess.run(
        ["dpkg-query", "-W", "-f", "${db:Status-Abbrev}|${Package}|${Provides}\n"],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    here: set[str] = set()
    for line in listing.splitlines():
        status, package, provides = line.split("|", 2)
        if status.strip() == "ii":
            here.add(package)
            # libglib2.0-0 became libglib2.0-0t64 and provides its old name.
            here.update(one.split()[0] for one in provides.split(",") if one.strip())
    return [package for package in wanted if package not in here]


def install(packages: list[str]) -> bool:
    """Install the packages as root or by sudo without a password; tell whether all are there."""
    if not packages:
        return True
    if shutil.which("apt-get") is None:
        say("This machine has no apt. Install what these Debian packages hold: " + _list(packages))
        return False
    way = _way_to_be_root()
    if way is None:
        say("Some system packages are missing. Type this command, then start again:")
        say(_command(packages))
        return False
    kinds = "package" if len(packages) == 1 else "packages"
    say(f"Installing {len(packages)} system {kinds}: {_list(packages)}")
    # The installer keeps the lock of this set-up until it ends itself (close_fds).
    command = [*way, "sh", str(INSTALLER), *packages]
    done = subprocess.run(command, check=False, stdin=subprocess.DEVNULL, close_fds=False)
    left = missing_packages(packages)
    if done.returncode or left:
        say("These system packages are still missing: " + _list(left or packages))
        say(_command(left or packages))
    return not left


def _way_to_be_root() -> list[str] | None:
    """Return the command prefix that runs as root without asking, or None."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    asked = subprocess.run(
        ["sudo", "-n", "true"], check=False, capture_output=True, stdin=subprocess.DEVNULL
    )
    return ["sudo", "-n"] if asked.returncode == 0 else None


def _command(packages: Iterable[str]) -> str:
    """Return the one command to type, which works with old lists of packages too."""
    install = "sudo apt-get install --no-install-recommends " + _list(packages)
    return "  sudo apt-get update && " + install


def _list(packages: Iterable[str]) -> str:
    """Return package names as one would type them."""
    return " ".join(packages)
