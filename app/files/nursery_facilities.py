"""Reading the facilities: open seats by age, joint quotas and the pool of extra staff."""

from __future__ import annotations

import re

from app.domain.nursery.ids import id_key
from app.domain.nursery.instance import AGES, JointQuota, Nursery
from app.domain.tables import Table
from app.files.nursery_cells import Findings, headings, plain, whole

ID, NAME, STAFF, JOINT = "保育所ID", "保育所名", "加配定員", "合同定員"
SEATS = tuple(f"{age}歳募集人数" for age in AGES)
_JOINT = re.compile(r"([0-9](?:\+[0-9])*):([0-9]{1,9})")


def read_facilities(table: Table, findings: Findings) -> list[Nursery]:
    """Return the nurseries in the order of their ids; what is wrong goes to the findings."""
    columns = headings(table)
    missing = [word for word in (ID, *SEATS) if word not in columns]
    for word in missing:
        findings.error("nursery.column_missing", 1, word)
    if missing:
        return []
    seen: dict[str, int] = {}
    found: list[Nursery] = []
    for row, cells in table.rows:
        one = plain(cells[columns[ID]])
        if not one:
            findings.error("nursery.id_missing", row, ID)
        elif one in seen:
            findings.error("nursery.id_twice", row, ID, one, first=seen[one])
        seen.setdefault(one, row)
        found.append(_nursery(one, row, cells, columns, findings))
    return sorted(found, key=lambda nursery: id_key(nursery.id))


def _nursery(
    one: str, row: int, cells: tuple[str, ...], columns: dict[str, int], findings: Findings
) -> Nursery:
    seats = [_seats(word, row, cells[columns[word]], findings) for word in SEATS]
    name = plain(cells[columns[NAME]]) if NAME in columns else ""
    staff = None
    if STAFF in columns and (text := plain(cells[columns[STAFF]])):
        staff = _count(STAFF, row, text, findings)
    joint: tuple[JointQuota, ...] = ()
    if JOINT in columns and (text := plain(cells[columns[JOINT]])):
        joint = _joint(row, text, findings)
    return Nursery(
        id=one, name=name or one, joint=joint, staff=staff,
        seats=(seats[0], seats[1], seats[2], seats[3], seats[4], seats[5]),
    )  # fmt: skip


def _seats(word: str, row: int, text: str, findings: Findings) -> int:
    if not text.strip():
        findings.warning("nursery.seats_empty", row, word)
        return 0
    return _count(word, row, text, findings)


def _count(word: str, row: int, text: str, findings: Findings) -> int:
    """Return a number of places, at least 0."""
    count = whole(text)
    if count is None:
        findings.error("nursery.not_whole", row, word, text.strip())
    elif count < 0:
        findings.error("nursery.negative", row, word, text.strip())
    return max(count or 0, 0)


def _joint(row: int, text: str, findings: Findings) -> tuple[JointQuota, ...]:
    """Read `4+5:2;0+1:6`."""
    quotas: list[JointQuota] = []
    for part in text.replace(" ", "").strip(";").split(";"):
        form = _JOINT.fullmatch(part)
        ages = sorted(int(age) for age in form[1].split("+")) if form else []
        if form is None or len(set(ages)) < len(ages) or ages[-1] > AGES[-1]:
            findings.error("nursery.joint_form", row, JOINT, text)
            return ()
        if tuple(ages) in {quota.ages for quota in quotas}:
            findings.error("nursery.joint_twice", row, JOINT, text)
            return ()
        quotas.append(JointQuota(tuple(ages), int(form[2])))
    return tuple(sorted(quotas, key=lambda quota: quota.ages))
