"""Everything the program writes into the audit log has a word people can read."""

from __future__ import annotations

import ast
from pathlib import Path

import app
from app.messages.audit_words import AREAS, VERBS

ADDING = 3
"""`work.audit.add(who, verb, area, …)`: verb and area are its second and third words."""


def _written() -> tuple[set[str], set[str]]:
    verbs: set[str] = set()
    areas: set[str] = set()
    for file in Path(app.__file__).parent.rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        constants = {
            one.targets[0].id: one.value.value
            for one in tree.body
            if isinstance(one, ast.Assign)
            and isinstance(one.targets[0], ast.Name)
            and isinstance(one.value, ast.Constant)
        }
        for node in ast.walk(tree):
            if not _adds_to_the_log(node):
                continue
            verb, area = node.args[1], node.args[2]  # type: ignore[attr-defined]
            verbs |= {one.value for one in ast.walk(verb) if _is_word(one)}
            name = constants.get(area.id) if isinstance(area, ast.Name) else None
            areas |= {name} if name else {one.value for one in ast.walk(area) if _is_word(one)}
    return verbs, areas


def _adds_to_the_log(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "add"
        and isinstance(node.func.value, ast.Attribute)
        and node.func.value.attr == "audit"
        and len(node.args) >= ADDING
    )


def _is_word(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def test_every_verb_and_area_of_the_audit_log_has_a_word() -> None:
    verbs, areas = _written()
    assert {"look", "add", "export"} <= verbs
    assert verbs <= set(VERBS)
    assert {"people", "consultations"} <= areas
    assert areas <= set(AREAS)
