from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_process_that_switched_them_off_may_write_no_core_dump() -> None:
    code = (
        "import resource; from app.crypto.core_dumps import switch_off_core_dumps as off;"
        "print(off(), resource.getrlimit(resource.RLIMIT_CORE))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "True (0, 0)"
