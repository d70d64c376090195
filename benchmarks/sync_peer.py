"""PouchDB and express-pouchdb, installed once into build/peers by npm; nothing of it is shipped."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "benchmarks" / "pouch"


def peer_folder() -> Path | None:
    """Return the folder of the installed peer; None when it cannot be had."""
    npm = shutil.which("npm")
    content = b"".join(file.read_bytes() for file in sorted(SOURCES.iterdir()))
    folder = ROOT / "build" / "peers" / f"pouch-{hashlib.sha256(content).hexdigest()[:12]}"
    if npm is None or (folder / "ready").exists():
        return folder if npm else None
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(SOURCES, folder)
    install = [npm, "install", "--silent", "--no-audit", "--no-fund", "--no-package-lock"]
    if subprocess.run(install, cwd=folder, check=False).returncode:
        return None
    (folder / "ready").touch()
    return folder


@contextmanager
def running_peer(programs: Path, folder: Path) -> Iterator[str]:
    """Run the peer's server over a folder; gives its port."""
    server = subprocess.Popen(
        ["node", programs / "server.js", folder], cwd=folder, stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout is not None
        yield server.stdout.readline().strip()
    finally:
        server.terminate()
        server.wait(20)


def peer_seconds(programs: Path, folder: Path, count: int) -> dict[str, float]:
    """Return the peer's seconds for up, down and the delta, over fresh databases."""
    with running_peer(programs, folder) as port:
        done = subprocess.run(
            ["node", programs / "client.js", folder, port, str(count)],
            cwd=folder, capture_output=True, text=True, check=False, timeout=900,
        )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    found: dict[str, float] = json.loads(done.stdout)
    return found
