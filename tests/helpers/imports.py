"""Read which modules a Python file imports, without running it."""

from __future__ import annotations

import ast
from collections.abc import Iterator


def imported_modules(source: str) -> Iterator[str]:
    """Yield every absolute module a source imports, also inside functions.

    `from a import b` gives both `a` and `a.b`: which of the two is a module is not known here.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
