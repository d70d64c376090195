"""All files of one allocation read together: everything that is wrong is named at once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from app.domain.errors import BadInput, Finding, Unavailable
from app.domain.nursery.ids import id_key
from app.domain.nursery.inputs import InputFiles, NurseryInput
from app.domain.nursery.instance import Child, Household, Instance, Nursery
from app.domain.nursery.rules import Number, Rules
from app.domain.tables import Table
from app.files.nursery_cells import Findings
from app.files.nursery_children import PATTERN, WISH, ChildrenReader, ChildRow, mean
from app.files.nursery_combinations import CombinationsReader
from app.files.nursery_facilities import read_facilities
from app.files.nursery_rules import read_rules
from app.files.tables import read_table

_JOINED: dict[str, Callable[[list[Number]], Number]] = {"max": max, "min": min, "mean": mean}


def read_input(
    files: InputFiles, method: str | None = None, objective: str | None = None
) -> NurseryInput:
    """Read and judge the files; `method` and `objective` stand above those of the rules.

    Raises:
        BadInput: `nursery.refused` with every finding of all files, errors before warnings.
        Unavailable: a file cannot be read.
    """
    return _Input(files).read(method, objective)


class _Input:
    def __init__(self, files: InputFiles) -> None:
        self._files = files
        self._all = {
            word: Findings(path.name)
            for word, path in (
                ("rules", files.rules), ("facilities", files.facilities),
                ("children", files.children), ("combinations", files.combinations),
            )
            if path is not None
        }  # fmt: skip

    def read(self, method: str | None, objective: str | None) -> NurseryInput:
        rules = Rules()
        if self._files.rules is not None:
            rules = read_rules(self._files.rules, self._all["rules"])
        rules = replace(
            rules, method=method or rules.method, objective=objective or rules.objective
        )
        nurseries = self._nurseries()
        of_children = self._all["children"]
        rows = self._rows(nurseries, rules)
        children, households = _families(rows, rules, of_children)
        order = {row.id: row.row for row in rows}
        if self._files.combinations is not None:
            households = self._combined(children, households, nurseries or ())
        for household in households:
            _judge(household, children, nurseries or (), order, of_children)
        if errors := tuple(one for found in self._all.values() for one in found.errors):
            raise BadInput("nursery.refused", errors, count=len(errors), warnings=self._warnings())
        return NurseryInput(
            Instance(tuple(children), tuple(households), tuple(nurseries or ()), rules),
            self._warnings(),
            of_children.file,
            tuple(order[child.id] for child in children),
            _fingerprint(self._files),
        )

    def _warnings(self) -> tuple[Finding, ...]:
        return tuple(one for found in self._all.values() for one in found.warnings)

    def _table(self, path: Path, word: str) -> Table | None:
        """Read a table; what makes it unreadable is one finding among the others."""
        try:
            return read_table(path)
        except BadInput as error:
            self._all[word].errors.extend(error.findings)
            return None

    def _nurseries(self) -> list[Nursery] | None:
        table = self._table(self._files.facilities, "facilities")
        return None if table is None else read_facilities(table, self._all["facilities"])

    def _rows(self, nurseries: Sequence[Nursery] | None, rules: Rules) -> list[ChildRow]:
        table = self._table(self._files.children, "children")
        if table is None:
            return []
        known = None
        if nurseries is not None and not _lacks_columns(self._all["facilities"]):
            known = {nursery.id: place for place, nursery in enumerate(nurseries)}
        return ChildrenReader(table, known, rules, self._all["children"]).read()

    def _combined(
        self,
        children: Sequence[Child],
        households: Sequence[Household],
        nurseries: Sequence[Nursery],
    ) -> list[Household]:
        assert self._files.combinations is not None
        table = self._table(self._files.combinations, "combinations")
        # Its rows name children and nurseries: without those every row would be wrong.
        if table is None or not children or not nurseries:
            return list(households)
        by_id = {household.id: household for household in households}
        places = {nursery.id: place for place, nursery in enumerate(nurseries)}
        reader = CombinationsReader(children, by_id, places, self._all["combinations"])
        listed = reader.read(table)
        return [replace(one, listed=listed.get(one.id)) for one in households]


def _lacks_columns(findings: Findings) -> bool:
    return any(one.code == "nursery.column_missing" for one in findings.errors)


def _families(
    rows: Sequence[ChildRow], rules: Rules, findings: Findings
) -> tuple[list[Child], list[Household]]:
    """Return children and households in the order of their ids."""
    rows = sorted(rows, key=lambda row: id_key(row.id))
    members: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        members.setdefault(row.household, []).append(place)
    names = sorted(members, key=id_key)
    index = {name: place for place, name in enumerate(names)}
    lots = _lots(names, rules.lottery_seed)
    households: list[Household] = []
    for name in names:
        # Rows stand in the order of ids; the sort keeps it among children of one age.
        own = sorted(members[name], key=lambda place: -rows[place].age)
        _aggregate([rows[place] for place in own], rules.aggregation)
        pattern = _pattern([rows[place] for place in own], findings)
        households.append(Household(name, tuple(own), pattern))
    children = [
        Child(
            row.id, index[row.household], row.age, tuple(row.wishes), tuple(row.points), row.ties,
            lots[row.household], row.present, row.need,
        )
        for row in rows
    ]  # fmt: skip
    return children, households


def _lots(names: Sequence[str], seed: int | None) -> dict[str, int]:
    """Draw the households' numbers: the hash of seed and id, so that no other row matters."""
    if seed is None:
        return dict.fromkeys(names, 0)
    return {
        name: int.from_bytes(hashlib.sha256(f"{seed}:{name}".encode()).digest()[:12])
        for name in names
    }


def _aggregate(siblings: Sequence[ChildRow], how: str) -> None:
    """Replace each sibling's points at a nursery by those of all siblings there."""
    if how == "own" or len(siblings) < 2:
        return
    at: dict[int, list[Number]] = {}
    for row in siblings:
        for place, points in zip(row.wishes, row.points, strict=True):
            at.setdefault(place, []).append(points)
    joined: dict[int, Number] = {}
    for place, values in at.items():
        joined[place] = _JOINED[how](values)
    for row in siblings:
        row.points = [joined[place] for place in row.wishes]


def _pattern(siblings: Sequence[ChildRow], findings: Findings) -> int:
    """Return the household's pattern; two different ones are refused, none counts as 1."""
    found = {row.pattern for row in siblings}
    if len(siblings) < 2:
        return next(iter(found)) or 1
    if len(found) > 1:
        for row in siblings:
            findings.error(
                "nursery.patterns_differ", row.row, PATTERN,
                str(row.pattern or ""), household=row.household,
            )  # fmt: skip
    elif found == {0}:
        for row in siblings:
            findings.warning("nursery.no_pattern", row.row, PATTERN, household=row.household)
    return max(found) or 1


def _judge(
    household: Household,
    children: Sequence[Child],
    nurseries: Sequence[Nursery],
    rows: dict[str, int],
    findings: Findings,
) -> None:
    """Look for lists that cannot hold what the family may have meant."""
    members = [children[place] for place in household.members]
    for child in members:
        if not child.wishes and child.present is None:
            findings.warning("nursery.no_wish", rows[child.id], WISH + "1", child=child.id)
    if len(members) < 2 or household.listed is not None:
        return
    first = rows[members[0].id]
    if household.pattern == 1:
        common = set(members[0].wishes).intersection(*(child.wishes for child in members))
        if not common:
            findings.error(
                "nursery.no_common", first, PATTERN, str(household.pattern), household=household.id
            )
    elif household.pattern in (4, 6) and not all(child.wishes for child in members):
        findings.warning(
            "nursery.never_all", first, PATTERN, str(household.pattern), household=household.id
        )
    _judge_stays(household, members, nurseries, rows, findings)


def _judge_stays(
    household: Household,
    members: Sequence[Child],
    nurseries: Sequence[Nursery],
    rows: dict[str, int],
    findings: Findings,
) -> None:
    """Warn where a child wishes the nursery its sibling stays in, and the pattern forbids it."""
    must = {1: members, 4: members, 6: members, 2: members[:1], 3: members[-1:]}
    for staying in must.get(household.pattern, ()):
        for child in members:
            if staying.present is not None and staying.present in child.wishes:
                rank = child.wishes.index(staying.present) + 1
                findings.warning(
                    "nursery.sibling_stays", rows[child.id], f"{WISH}{rank}",
                    nurseries[staying.present].id,
                    child=child.id, sibling=staying.id, household=household.id,
                )  # fmt: skip


def _fingerprint(files: InputFiles) -> str:
    lines = []
    for word in ("children", "facilities", "combinations", "rules"):
        path: Path | None = getattr(files, word)
        if path is None:
            continue
        try:
            lines.append(f"{word} {hashlib.sha256(path.read_bytes()).hexdigest()}\n")
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise Unavailable("files.cannot_read", file=str(path), reason=reason) from error
    return hashlib.sha256("".join(lines).encode()).hexdigest()
