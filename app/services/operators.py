"""Those who sign in: the picture list, a PIN that cannot be hurried, and who may do what."""

from __future__ import annotations

from datetime import timedelta

from app.domain.changes import Changes
from app.domain.errors import BadInput, Finding, Refused
from app.domain.ids import OperatorId, new_id
from app.domain.kana import is_kana, to_hiragana
from app.domain.names import fold_name, tidy_line
from app.domain.operators import Operator
from app.domain.roles import Actor, Role
from app.domain.secrets import FREE_TRIES, plain_secret, wait_seconds, weakness_of
from app.services.ports import Clock, Pins, UnitOfWork, UnitOfWorkFactory

AREA = "administration"


class OperatorsService:
    """Sign-in and the list of operators."""

    def __init__(self, unit_of_work: UnitOfWorkFactory, clock: Clock, pins: Pins) -> None:
        self._unit_of_work = unit_of_work
        self._clock = clock
        self._pins = pins

    def tiles(self) -> tuple[Operator, ...]:
        """Return the active operators for the sign-in page; nobody is signed in yet."""
        with self._unit_of_work() as work:
            return work.operators.list(only_active=True)

    def every_operator(self, who: Actor) -> tuple[Operator, ...]:
        """Return all operators, also those who left."""
        who.require(AREA)
        with self._unit_of_work() as work:
            return work.operators.list()

    def named(self, name: str) -> Operator:
        """Return the active operator of this name; `Refused("signin.unknown")` when there is none."""
        wanted = fold_name(name)
        for one in self.tiles():
            if wanted and wanted in (fold_name(one.name), fold_name(one.kana)):
                return one
        raise Refused("signin.unknown", name=name)

    def sign_in(self, operator: OperatorId, secret: str) -> Actor:
        """Return who works from now on.

        Raises:
            Refused: `signin.wait` with `seconds` while waiting, `signin.wrong` with `left` (tries
                before waiting begins) and `seconds`, `signin.unknown`.
        """
        now = self._clock.now()
        with self._unit_of_work() as work:
            found = work.operators.get(operator)
            hashed = work.operators.pin_hash(operator)
            if found is None or hashed is None or not found.is_active:
                raise Refused("signin.unknown", name="")
            wrong, last = work.operators.attempts(operator)
            if last is not None:
                # A clock set back must not let anybody in early, nor lock anybody out for years.
                since = max(timedelta(0), now - last)
                left = wait_seconds(wrong) - since.total_seconds()
                if left > 0:
                    raise Refused("signin.wait", seconds=int(left) + 1, name=found.name)
        # Hashing takes its time on purpose; it runs outside the transaction.
        fits = self._pins.matches(hashed, plain_secret(secret))
        with self._unit_of_work() as work:
            work.operators.note_attempt(operator, now, fits)
            work.audit.add(operator, "sign-in" if fits else "sign-in-wrong", AREA, operator)
            work.commit()
        if not fits:
            wrong += 1
            raise Refused(
                "signin.wrong",
                left=max(0, FREE_TRIES - wrong),
                seconds=wait_seconds(wrong),
                name=found.name,
            )
        return Actor(found.id, found.name, found.role)

    def sign_out(self, who: Actor) -> None:
        """Write into the audit log that somebody left."""
        with self._unit_of_work() as work:
            work.audit.add(who.operator, "sign-out", AREA, who.operator)
            work.commit()

    def check_operator(self, name: str, kana: str, secret: str | None) -> tuple[Finding, ...]:
        """Return what keeps this from being an operator."""
        found = []
        if not tidy_line(name):
            found.append(Finding("operators.name_missing", column="name"))
        if kana.strip() and not is_kana(kana):
            found.append(Finding("people.kana_not_kana", column="kana", value=kana))
        if secret is not None and (weak := weakness_of(secret)):
            found.append(Finding(weak, column="secret"))
        return tuple(found)

    def add_first_operator(self, name: str, kana: str, secret: str) -> Actor:
        """Make the administrator of a centre that has nobody yet; refused once there is anybody."""
        with self._unit_of_work() as work:
            if work.operators.list():
                raise Refused("operators.not_empty")
            made = self._made(work, name, kana, Role.ADMINISTRATOR, "", secret)
            work.audit.add(made.id, "add", AREA, made.id, "first")
            work.commit()
        return Actor(made.id, made.name, made.role)

    def add_operator(
        self, who: Actor, name: str, kana: str, role: Role, picture: str, secret: str
    ) -> tuple[OperatorId, Changes]:
        """Add an operator; `BadInput("operators.fields")` names the fields to mend."""
        who.require(AREA)
        with self._unit_of_work() as work:
            made = self._made(work, name, kana, role, picture, secret)
            work.audit.add(who.operator, "add", AREA, made.id, role.value)
            work.commit()
        return made.id, Changes.of(AREA, made.id)

    def _made(
        self, work: UnitOfWork, name: str, kana: str, role: Role, picture: str, secret: str
    ) -> Operator:
        findings = list(self.check_operator(name, kana, secret))
        if any(fold_name(one.name) == fold_name(name) for one in work.operators.list()):
            findings.append(Finding("operators.name_taken", column="name", value=name))
        if findings:
            raise BadInput("operators.fields", tuple(findings))
        made = Operator(
            OperatorId(new_id()), tidy_line(name), to_hiragana(tidy_line(kana)), role, picture
        )
        work.operators.add(made, self._pins.hash(plain_secret(secret)))
        return made

    def change_secret(
        self, who: Actor, operator: OperatorId, secret: str, old: str | None = None
    ) -> Changes:
        """Give an operator a new PIN: her own with the old one, anybody's as administrator."""
        if weak := weakness_of(secret):
            raise BadInput("operators.fields", (Finding(weak, column="secret"),))
        if operator == who.operator:
            self.sign_in(operator, old or "")
        else:
            who.require(AREA)
        with self._unit_of_work() as work:
            work.operators.set_pin(operator, self._pins.hash(plain_secret(secret)))
            work.audit.add(who.operator, "secret", AREA, operator)
            work.commit()
        return Changes.of(AREA, operator)

    def set_active(self, who: Actor, operator: OperatorId, is_active: bool) -> Changes:
        """Let an operator sign in or not; the last administrator cannot be shut out."""
        who.require(AREA)
        with self._unit_of_work() as work:
            admins = [
                one.id
                for one in work.operators.list(only_active=True)
                if one.role is Role.ADMINISTRATOR
            ]
            if not is_active and admins == [operator]:
                raise Refused("operators.last_administrator")
            work.operators.change(operator, {"is_active": is_active})
            work.audit.add(who.operator, "activate" if is_active else "deactivate", AREA, operator)
            work.commit()
        return Changes.of(AREA, operator)
