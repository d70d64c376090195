"""The real Secret Service: a session bus and gnome-keyring of their own, unlocked for the test."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.stores import PASSPHRASE, put_centre

pytestmark = pytest.mark.skipif(
    not (shutil.which("dbus-run-session") and shutil.which("gnome-keyring-daemon")),
    reason="needs dbus-run-session and gnome-keyring-daemon",
)

_SCRIPT = """
import sys
from pathlib import Path
from app.crypto import keyring
from app.domain.errors import Refused
from app.store.centre import DataKey, KeyringUnlock, open_centre

folder = Path(sys.argv[1])
print(type(keyring.find_backend()).__module__)
opened = open_centre(folder, DataKey(bytes.fromhex(sys.argv[2])))
opened.remember_in_keyring(True)
opened.close()
opened = open_centre(folder, KeyringUnlock())
print("opened by keyring")
opened.rotate_key(sys.argv[3])
opened.close()
opened = open_centre(folder, KeyringUnlock())
print("opened after rotation")
opened.remember_in_keyring(False)
print(keyring.recall(opened.info.id))
with opened.unit_of_work() as work:
    work.settings.put("keyring.allowed", "centre", "no")
    work.commit()
try:
    opened.remember_in_keyring(True)
except Refused as error:
    print(error.code)
opened.close()
"""


def test_a_centre_is_remembered_used_rotated_and_forgotten_by_the_secret_service(
    tmp_path: Path,
) -> None:
    key = put_centre(tmp_path / "centre")
    script = tmp_path / "script.py"
    script.write_text(_SCRIPT, encoding="utf-8")
    home = tmp_path / "home"
    (home / "run").mkdir(parents=True, mode=0o700)
    environment = dict(os.environ) | {
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(home / "run"),
        "XDG_DATA_HOME": str(home / "data"),
        "PYTHONPATH": str(Path.cwd()),
    }
    environment.pop("DBUS_SESSION_BUS_ADDRESS", None)
    command = (
        'printf secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; "$@"'
    )
    script_call = [sys.executable, str(script), str(tmp_path / "centre"), key.raw.hex(), PASSPHRASE]
    done = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", command, "sh", *script_call],
        capture_output=True,
        text=True,
        env=environment,
        timeout=60,
        check=False,
    )
    assert done.stdout.splitlines() == [
        "keyring.backends.SecretService",
        "opened by keyring",
        "opened after rotation",
        "None",
        "keyring.forbidden",
    ], done.stderr
