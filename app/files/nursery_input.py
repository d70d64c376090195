"""All files of one allocation read together: everything that is wrong is named at once."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from unicodedata import normalize

from app.domain.errors import BadInput, Finding, Unavailable
from app.domain.nursery.ids import id_key
from app.domain.nursery.inputs import WORDS, InputContent, InputFiles, NurseryInput
from app.domain.nursery.instance import Child, Household, Instance, Nursery
from app.domain.nursery.rules import Number, Rules
from app.domain.tables import Table
from app.files.nursery_cells import Findings
from app.files.nursery_children import PATTERN, WISH, ChildrenReader, ChildRow, mean
from app.files.nursery_combinations import CombinationsReader
from app.files.nursery_facilities import read_facilities
from app.files.nursery_rules import read_rules
from app.files.tables import LARGEST_BYTES, table_of

_JOINED: dict[str, Callable[[list[Number]], Number]] = {"max": max, "min": min, "mean": mean}


def read_input(
    files: InputFiles, method: str | None = None, objective: str | None = None
) -> NurseryInput:
    """Read and judge the files; `method` and `objective` stand above those of the rules.

    Raises:
        BadInput: `nursery.refused` with every finding of all files, errors before warnings.
        Unavailable: a file cannot be read.
    """
    contents: dict[str, InputContent] = {}
    for word in WORDS:
        path: Path | None = getattr(files, word)
        if path is not None:
            contents[word] = content_of(path)
    return read_contents(contents, method, objective)


def read_contents(
    contents: Mapping[str, InputContent], method: str | None = None, objective: str | None = None
) -> NurseryInput:
    """Read and judge files that are in memory, by their words; see `read_input`."""
    return _Input(contents).read(method, objective)


def table_of_content(content: InputContent) -> Table:
    """Return a table with our headings in the place of the file's own, or raise BadInput."""
    table = table_of(content.name, content.data)
    if not content.columns:
        return table
    headers = tuple(content.columns.get(one, one) for one in table.headers)
    twice = {one for one in headers if one and headers.count(one) > 1}
    if twice:
        found = (Finding("files.heading_twice", content.name, 1, one, one) for one in sorted(twice))
        raise BadInput("files.broken_table", tuple(found))
    return replace(table, headers=headers)


def content_of(path: Path) -> InputContent:
    """Return a file in memory.

    Raises:
        Unavailable: `files.cannot_read`.
        BadInput: `files.too_large`.
    """
    return InputContent(path.name, _bytes_of(path))


def as_csv(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Return a table as CSV in UTF-8, as `read_contents` reads it again."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows([headers, *rows])
    return text.getvalue().encode("utf-8")


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise BadInput("files.too_large", (Finding("files.too_large", path.name),))
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Unavailable("files.cannot_read", file=str(path), reason=reason) from error


class _Input:
    def __init__(self, contents: Mapping[str, InputContent]) -> None:
        self._contents = contents
        self._all = {
            word: Findings(contents[word].name)
            for word in ("rules", "facilities", "children", "combinations")
            if word in contents
        }

    def read(self, method: str | None, objective: str | None) -> NurseryInput:
        rules = Rules()
        if "rules" in self._contents:
            rules = read_rules(self._contents["rules"].data, self._all["rules"])
        rules = replace(
            rules, method=method or rules.method, objective=objective or rules.objective
        )
        nurseries = self._nurseries()
        of_children = self._all["children"]
        rows = self._rows(nurseries, rules)
        children, households = _families(rows, rules, of_children)
        order = {row.id: row.row for row in rows}
        if "combinations" in self._contents:
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
            _fingerprint(self._contents),
        )

    def _warnings(self) -> tuple[Finding, ...]:
        return tuple(one for found in self._all.values() for one in found.warnings)

    def _table(self, word: str) -> Table | None:
        """Read a table; what makes it unreadable is one finding among the others."""
        try:
            return table_of_content(self._contents[word])
        except BadInput as error:
            self._all[word].errors.extend(error.findings)
            return None

    def _nurseries(self) -> list[Nursery] | None:
        table = self._table("facilities")
        return None if table is None else read_facilities(table, self._all["facilities"])

    def _rows(self, nurseries: Sequence[Nursery] | None, rules: Rules) -> list[ChildRow]:
        table = self._table("children")
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
        table = self._table("combinations")
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


def _fingerprint(contents: Mapping[str, InputContent]) -> str:
    lines = []
    for word in WORDS:
        if word not in contents:
            continue
        one = contents[word]
        lines.append(f"{word} {hashlib.sha256(one.data).hexdigest()}\n")
        if one.columns:
            meant = json.dumps(sorted(one.columns.items()), ensure_ascii=False)
            lines.append(f"{word}.columns {hashlib.sha256(meant.encode()).hexdigest()}\n")
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def plain_table(content: InputContent) -> Table:
    """Return a table under our headings, widths unified, so that cells are found by heading."""
    table = table_of_content(content)
    headers = tuple("".join(normalize("NFKC", one).split()) for one in table.headers)
    return replace(table, headers=headers)
