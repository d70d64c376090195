"""Which clauses a set of strikes needed: the strikes are walked back to where they came from."""

from __future__ import annotations

import heapq
from collections.abc import Iterable

from app.solvers.nursery.presolve import FULL, SURE, Presolve, Strike


class Reasons:
    """Gathers `clauses`, and the `households` that were counted as coming or as not coming."""

    def __init__(self, presolve: Presolve) -> None:
        """Walk over the strikes of one presolve."""
        self._presolve = presolve
        self._board = presolve.board
        self.clauses: set[tuple[int, int]] = set()
        self.households: set[int] = set()
        self._waiting: list[int] = []
        self._seen: set[int] = set()

    def of_households(self, households: Iterable[int]) -> None:
        """Gather what every strike of these households needed."""
        for household in households:
            for number in self._presolve.struck[household]:
                self._want(number)
        self._walk()

    def of_users(self, resource: int, lowest: int) -> None:
        """Gather why some users of a resource, above an order's entry, cannot come."""
        board = self._board
        for seat in board.entries[resource][:lowest]:
            if self._death(seat) is not None:
                for position in board.positions[seat]:
                    self._want(self._presolve.struck[board.household[seat]][position])
        self._walk()

    def _walk(self) -> None:
        while self._waiting:
            number = -heapq.heappop(self._waiting)
            self._explain(number, self._presolve.strikes[number])

    def _want(self, number: int) -> None:
        if number >= 0 and number not in self._seen:
            self._seen.add(number)
            heapq.heappush(self._waiting, -number)

    def _explain(self, number: int, strike: Strike) -> None:
        self.households.add(strike.household)
        if strike.rule == SURE:
            self._explain_sure(number, strike)
        elif strike.rule == FULL:
            self._explain_full(number, strike)
        else:
            for entry in strike.suited:
                self._explain_top(self._board.entries[strike.at][entry], number)

    def _explain_sure(self, number: int, strike: Strike) -> None:
        board, household = self._board, strike.household
        self.clauses.add((household, strike.at))
        for resource, amount, lowest in board.asked(household)[strike.at]:
            entries, amounts = board.entries[resource][:lowest], board.amounts[resource]
            others = [
                (entry, seat)
                for entry, seat in enumerate(entries)
                if board.household[seat] != household
            ]
            excess = sum(amounts[entry] for entry, _seat in others)
            excess -= board.budgets[resource] - amount
            if excess <= 0:
                continue
            gone = sorted(
                (death, entry, seat)
                for entry, seat in others
                if (death := self._death(seat)) is not None and death < number
            )
            for _death, entry, seat in gone:
                if excess <= 0:
                    break
                excess -= amounts[entry]
                for position in board.positions[seat]:
                    self._want(self._presolve.struck[board.household[seat]][position])

    def _explain_full(self, number: int, strike: Strike) -> None:
        board, resource = self._board, strike.at
        asked = next(
            one
            for one in board.asked(strike.household)[strike.position]
            if one.resource == resource
        )
        missing = asked.amount - board.budgets[resource]
        certain = sorted(
            (since, entry, seat)
            for entry, seat in enumerate(board.entries[resource])
            if board.household[seat] != strike.household
            and (since := self._certain_since(seat, number)) is not None
        )
        for _since, entry, seat in certain:
            if missing > 0:
                break
            missing += board.amounts[resource][entry]
            household = board.household[seat]
            self.households.add(household)
            for position, held in enumerate(board.seats[household]):
                if seat not in held:
                    self._want(self._presolve.struck[household][position])

    def _explain_top(self, seat: int, number: int) -> None:
        """A plain household liked nothing better than a seat that it would block at."""
        household = self._board.household[seat]
        struck = self._presolve.struck[household]
        position = next(
            place
            for place, own in enumerate(self._board.seats[household])
            if seat in own and not 0 <= struck[place] < number
        )
        self.clauses.add((household, position))
        for better in range(position):
            self._want(struck[better])

    def _death(self, seat: int) -> int | None:
        """Return the strike after which nobody could sit there, None while somebody may."""
        struck = self._presolve.struck[self._board.household[seat]]
        last = -1
        for position in self._board.positions[seat]:
            if struck[position] < 0:
                return None
            last = max(last, struck[position])
        return last

    def _certain_since(self, seat: int, number: int) -> int | None:
        """Return the strike after which a seat was certain, if that was before another strike."""
        household = self._board.household[seat]
        struck = self._presolve.struck[household]
        last = -1
        for position, held in enumerate(self._board.seats[household]):
            if seat not in held:
                if not 0 <= struck[position] < number:
                    return None
                last = max(last, struck[position])
        return last
