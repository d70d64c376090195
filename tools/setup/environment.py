"""Make .venv and fill it with the locked libraries, also after a set-up that was cut off."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from tools.setup.say import say


class SetupStopped(Exception):
    """Set-up cannot go on; the text says what to do about it."""


@dataclass(frozen=True)
class Environment:
    """The environment of one checkout.

    Cut-off policy: while libraries are being installed, `being-made` lies in the environment.
    Whoever finds it there makes the environment anew, because a library that was unpacked half
    looks installed to pip. Libraries already downloaded come from pip's own cache.
    """

    checkout: Path

    @property
    def folder(self) -> Path:
        """Where the environment is."""
        return self.checkout / ".venv"

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.folder / "bin" / "python"

    @property
    def _being_made(self) -> Path:
        return self.folder / "being-made"

    def lock_file(self, group: str) -> Path:
        """Return the locked requirements of a group of set-up."""
        name = "app.txt" if group in ("app", "screen") else "dev.txt"
        return self.checkout / "requirements" / name

    def install(self, group: str) -> None:
        """Bring the environment to what the lock says.

        Raises:
            SetupStopped: no environment can be made, or the libraries cannot be had.
        """
        lock = self.lock_file(group)
        if self._is_usable() and self._installed_from(lock):
            return
        if not self._is_usable():
            self._make()
        self._being_made.touch()
        for old in self.folder.glob("ready-*"):
            old.unlink()
        self._install_libraries(lock)
        self._add_checkout_to_path()
        digest = _digest(lock)
        (self.folder / f"installed-{lock.stem}").write_text(digest, encoding="ascii")
        if lock.stem == "dev":
            # The program's libraries are all among those of the checks.
            app = _digest(self.lock_file("app"))
            (self.folder / "installed-app").write_text(app, encoding="ascii")
        self._being_made.unlink()

    def _is_usable(self) -> bool:
        """Whether the environment is whole and of the Python that runs set-up."""
        if not self.python.exists() or self._being_made.exists():
            return False
        asked = subprocess.run(
            [str(self.python), "-c", "import sys, pip; print(sys.version_info[:2])"],
            capture_output=True,
            text=True,
            check=False,
        )
        return asked.stdout.strip() == str(sys.version_info[:2])

    def _installed_from(self, lock: Path) -> bool:
        stamp = self.folder / f"installed-{lock.stem}"
        whole = stamp.exists() and stamp.read_text(encoding="ascii") == _digest(lock)
        return whole and self._path_file().exists() and self._path_text() in self._path_lines()

    def _make(self) -> None:
        """Create the environment from nothing, with pip inside."""
        lacking = packages_lacking_for_python()
        if lacking:
            raise SetupStopped(f"Python needs {lacking[0]} to make .venv.")
        if self.folder.exists():
            say("Making .venv anew: it is not whole, or of another Python.")
            shutil.rmtree(self.folder)
        self.folder.mkdir()
        self._being_made.touch()
        made = subprocess.run(
            [sys.executable, "-m", "venv", str(self.folder)],
            stdout=sys.stderr,
            check=False,
            close_fds=False,  # as for the libraries below
            env=_clean_environment(),
        )
        if made.returncode:
            raise SetupStopped("Python could not make .venv. Is the disk full or read-only?")

    def _install_libraries(self, lock: Path) -> None:
        say("Installing the libraries in .venv. The first time this takes some minutes.")
        command = [str(self.python), "-m", "pip", "install", "--require-hashes", "--no-deps"]
        command += ["--no-user", "--disable-pip-version-check", "--no-input"]
        # Somebody watching sees it go on; a log gets only what went wrong.
        command += [] if sys.stderr.isatty() else ["-q", "-q"]
        command += ["-r", str(lock)]
        done = subprocess.run(
            command,
            stdout=sys.stderr,
            stdin=subprocess.DEVNULL,
            check=False,
            # The installer keeps the lock of this set-up until it ends itself.
            close_fds=False,
            env=_clean_environment() | {"PIP_ROOT_USER_ACTION": "ignore"},
        )
        if done.returncode:
            raise SetupStopped(
                "pip could not install the libraries; its reason is above. "
                "Check the network and the room on the disk, then start again."
            )

    def _add_checkout_to_path(self) -> None:
        """Let `python -m app` work from any folder, without setting PYTHONPATH for children."""
        self._path_file().write_text(self._path_text() + "\n", encoding="utf-8")

    def _path_file(self) -> Path:
        library = sysconfig.get_path(
            "purelib", "venv", {"base": str(self.folder), "platbase": str(self.folder)}
        )
        return Path(library) / "madoguchi.pth"

    def _path_text(self) -> str:
        return str(self.checkout)

    def _path_lines(self) -> list[str]:
        return self._path_file().read_text(encoding="utf-8").splitlines()


def packages_lacking_for_python() -> list[str]:
    """Return the package of what Debian keeps apart from its Python, where it is missing."""
    if importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv"):
        return []
    return [f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"]


def _digest(lock: Path) -> str:
    """Return the hash of a lock together with the Python it is installed for."""
    told = f"{sys.version_info[:3]} {sys.platform}\n".encode() + lock.read_bytes()
    return hashlib.sha256(told).hexdigest()


def _clean_environment() -> dict[str, str]:
    """Return the surroundings without what would make Python look into other folders."""
    return {
        name: value
        for name, value in os.environ.items()
        if name not in ("PYTHONHOME", "PYTHONPATH", "PIP_TARGET", "PIP_PREFIX", "PIP_USER")
    }
