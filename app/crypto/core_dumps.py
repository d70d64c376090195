"""No memory image of the program is written when it falls over: it would hold the data key."""

from __future__ import annotations

import sys


def switch_off_core_dumps() -> bool:
    """Forbid core dumps for this process and its children.

    Returns:
        True when they are off; False where the system has no such limit (Windows writes none by
        itself; an administrator may have switched them on, see docs/security.md).
    """
    if sys.platform == "win32":
        return False
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return True
