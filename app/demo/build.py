"""Fills an empty centre with invented operators, people and consultations."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from app.demo.content import load_content
from app.demo.invent import JAPAN, Inventor
from app.demo.registers import invent_registers
from app.domain.consultations import Consultation, Status
from app.domain.ids import OperatorId
from app.domain.operators import Operator
from app.domain.progress import NoProgress, Progress
from app.domain.roles import Role
from app.services.ports import Pins, UnitOfWorkFactory

PIN = "7305"
PASSPHRASE = "hikarigahara-demo-centre"
BATCH = 500

# The administrator first: she is the one in demo-login.txt, because she sees every page.
OPERATORS = (
    ("管理 はるか", "かんり はるか", Role.ADMINISTRATOR, "sun"),
    ("山田 恵子", "やまだ けいこ", Role.VOLUNTEER, "flower"),
    ("佐々木 健", "ささき けん", Role.COORDINATOR, "tree"),
    ("西村 直子", "にしむら なおこ", Role.OFFICER, "house"),
)


@dataclass(frozen=True, slots=True)
class DemoLogin:
    """What `demo-login.txt` says: who signs in with which PIN, and what opens the store."""

    operator: str
    pin: str
    passphrase: str

    def as_lines(self) -> str:
        """Return the text of the file."""
        return f"operator={self.operator}\npin={self.pin}\npassphrase={self.passphrase}\n"

    @staticmethod
    def from_lines(text: str) -> DemoLogin:
        """Read the text of the file; KeyError when a line is missing."""
        pairs = dict(line.split("=", 1) for line in text.splitlines() if "=" in line)
        return DemoLogin(pairs["operator"], pairs["pin"], pairs["passphrase"])


def demo_login() -> DemoLogin:
    """Return the login every demo centre is made with."""
    return DemoLogin(OPERATORS[0][0], PIN, PASSPHRASE)


def fill_demo(
    unit_of_work: UnitOfWorkFactory,
    pins: Pins,
    people: int,
    consultations: int,
    seed: int,
    now: datetime | None = None,
    progress: Progress | None = None,
) -> None:
    """Write the invented records into an empty centre, all of them or none.

    Args:
        unit_of_work: opens a unit of work on the new centre.
        pins: hashes the operators' PIN.
        people: how many people.
        consultations: how many consultations.
        seed: same seed on the same local day, same centre.
        now: the present moment; by default the machine's.
        progress: told of each batch.
    """
    watcher = progress or NoProgress()
    moment = now or datetime.now(UTC)
    inventor = Inventor(load_content(), seed, moment.astimezone(JAPAN).date())
    hashed = pins.hash(PIN)
    with unit_of_work() as work:
        made: list[OperatorId] = []
        for name, kana, role, picture in OPERATORS:
            one = OperatorId(
                inventor.new_id(moment.replace(hour=0, minute=0, second=0, microsecond=0))
            )
            work.operators.add(Operator(one, name, kana, role, picture), hashed)
            made.append(one)
        visitors = inventor.people(people, made[0])
        for start in range(0, people, BATCH):
            work.people.add_many(visitors[start : start + BATCH])
            watcher.step("demo.people", min(start + BATCH, people), people)
        told = _with_somebody_coming(
            list(inventor.consultations(consultations, visitors, made[:3])), inventor.today
        )
        for start in range(0, consultations, BATCH):
            work.consultations.add_many(told[start : start + BATCH])
            watcher.step("demo.consultations", min(start + BATCH, consultations), consultations)
        registers = invent_registers(inventor, visitors, told, made[1], moment)
        for follow_up, tries in registers.follow_ups:
            work.follow_ups.add(follow_up)
            for attempt in tries:
                work.follow_ups.add_attempt(attempt)
        for entry in registers.delegations:
            work.delegations.add(entry)
        for attachment, pixels in registers.pictures:
            work.attachments.add(attachment, pixels)
        work.audit.add(made[0], "add", "administration", "", "demo")
        work.commit()


def _with_somebody_coming(told: list[Consultation], today: date) -> list[Consultation]:
    """Let the last two people whose consultation is closed come again today."""
    closed = [n for n, one in enumerate(told) if one.status is Status.CLOSED and one.person]
    for number in closed[-2:]:
        told[number] = replace(told[number], next_date=today)
    return told
