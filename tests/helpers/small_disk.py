"""Disks that are full or read-only, in a name space that vanishes with the test.

Mounting needs root. The mounts belong to one waiting process that dies with the test process, so
nothing is left mounted even when the tests are killed.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.desktop.processes import Children
from tools.desktop.session import REPOSITORY


class Disk:
    """A small file system of its own, reached by commands run through `run`."""

    def __init__(self, holder: int, place: Path) -> None:
        self._holder = holder
        self.place = place

    @property
    def seen_from_here(self) -> Path:
        """The same folder for the test process, which lives outside the name space."""
        return Path(f"/proc/{self._holder}/root{self.place}")

    @property
    def way_in(self) -> tuple[str, ...]:
        """What stands before a command that is to see the disk."""
        return ("nsenter", f"--target={self._holder}", "--mount", f"--wd={REPOSITORY}")

    def shell(self, command: str) -> None:
        """Run a shell command where the disk is mounted."""
        self._inside("sh", "-c", command).check_returncode()

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a verb of the program where the disk is mounted."""
        return self._inside(sys.executable, "-m", "app", *arguments)

    def fill(self) -> None:
        """Leave no free byte."""
        self._inside("sh", "-c", f"cat /dev/zero > {self.place}/filler")

    def empty(self) -> None:
        """Take the filling away again."""
        self.shell(f"rm {self.place}/filler")

    def make_read_only(self) -> None:
        """Let nobody write any more, root included."""
        self.shell(f"mount -o remount,ro {self.place}")

    def _inside(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*self.way_in, *command],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Disk]:
    """Give a disk of this size, mounted on a folder below `folder`."""
    place = folder / "disk"
    place.mkdir()
    children = Children(folder)
    script = f'mount -t tmpfs -o size={megabytes}m none "{place}" && echo up && exec sleep 600'
    holder = children.start(
        "disk",
        ["unshare", "--mount", "--propagation=private", "sh", "-c", script],
        dict(os.environ),
        stdout=subprocess.PIPE,
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"up\n", children.log("disk").read_text()
        yield Disk(holder.pid, place)
    finally:
        children.stop_all()
        if holder.stdout is not None:
            holder.stdout.close()


def can_mount() -> bool:
    """Tell whether this account may make a disk of its own."""
    if os.geteuid() != 0:
        return False
    tried = subprocess.run(
        ["unshare", "--mount", "sh", "-c", "mount -t tmpfs none /mnt"],
        capture_output=True,
        check=False,
        timeout=10,
    )
    return tried.returncode == 0
