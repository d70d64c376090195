from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from app.crypto.keyring import ALLOWED


def test_only_four_backends_are_allowed_and_none_writes_plain_text() -> None:
    assert ALLOWED == (
        ("keyring.backends.Windows", "WinVaultKeyring"),
        ("keyring.backends.macOS", "Keyring"),
        ("keyring.backends.SecretService", "Keyring"),
        ("keyring.backends.kwallet", "DBusKeyring"),
    )


def test_a_backend_that_the_environment_proposes_is_never_asked(tmp_path: Path) -> None:
    (tmp_path / "leaky.py").write_text(
        "from keyring.backend import KeyringBackend\n"
        "class Keyring(KeyringBackend):\n"
        "    priority = 99\n"
        "    def get_password(self, s, u): return '1:' + 'A' * 43 + '='\n"
        "    def set_password(self, s, u, p): open('leaked', 'w').write(p)\n"
        "    def delete_password(self, s, u): pass\n"
    )
    code = (
        "from app.crypto import keyring\n"
        "from app.crypto.wraps import make_data_key\n"
        "from app.domain.errors import Unavailable\n"
        "print(keyring.recall('centre'))\n"
        "try: keyring.remember('centre', make_data_key())\n"
        "except Unavailable as error: print(error.code)\n"
    )
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHON_KEYRING_BACKEND": "leaky.Keyring",
        "PYTHONPATH": f"{tmp_path}{os.pathsep}{Path.cwd()}",
        "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent",
        "HOME": str(tmp_path),
    }
    shown = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
        cwd=tmp_path,
    )
    assert shown.stdout.split() == ["None", "keyring.none"]
    assert not (tmp_path / "leaked").exists()
