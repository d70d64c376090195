"""Remake the lock from what is asked for: `python -m tools.setup.lock`.

It needs `uv`, which set-up itself does not: only who changes requirements/*.in runs this. The
lock holds hashes for every file of CPython 3.11-3.13 on Linux and Windows, and no address.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tools.setup.say import say

REQUIREMENTS = Path(__file__).resolve().parents[2] / "requirements"

# What every line would say because the lock is made for these Pythons and systems only.
ALWAYS_TRUE = (
    "python_full_version < '3.14'",
    "platform_python_implementation == 'CPython'",
    "implementation_name != 'PyPy'",
    "(sys_platform == 'linux' or sys_platform == 'win32')",
)


def main() -> int:
    """Write app.txt, then dev.txt, which keeps to the versions of app.txt, and bench.txt apart."""
    uv = shutil.which("uv", path=str(Path(sys.executable).parent)) or shutil.which("uv")
    if uv is None:
        say("The lock is made with uv. Install it with: python3 -m pip install uv")
        return 5
    common = [uv, "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"]
    common += ["--generate-hashes", "--no-emit-index-url", "--no-emit-find-links"]
    common += ["--no-header", "--no-annotate"]
    for name, extra in (("app", []), ("dev", ["-c", "app.txt"]), ("bench", [])):
        command = [*common, f"{name}.in", "-o", f"{name}.txt", *extra]
        done = subprocess.run(command, cwd=REQUIREMENTS, check=False, stdout=subprocess.DEVNULL)
        if done.returncode:
            return done.returncode
        written = REQUIREMENTS / f"{name}.txt"
        lines = [_simplified(line) for line in written.read_text(encoding="utf-8").splitlines()]
        written.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


def _simplified(line: str) -> str:
    """Leave out of a line's marker what holds on every machine the lock is for."""
    requirement, separator, rest = line.partition(" ; ")
    if not separator:
        return line
    marker, _, continued = rest.partition(" \\")
    kept = [term for term in marker.split(" and ") if term not in ALWAYS_TRUE]
    return requirement + (" ; " + " and ".join(kept) if kept else "") + " \\" + continued


if __name__ == "__main__":
    sys.exit(main())
