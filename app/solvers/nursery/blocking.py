"""Which households block a result, as the engines see it; the check on results has its own code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.solvers.nursery.market import Market


def blocking_pairs(market: Market, positions: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield (household, position) of every position better than what is held that would be open."""
    held: dict[int, list[tuple[int, int, int]]] = {}
    for household, position in enumerate(positions):
        for use in market.rows_of(household)[position]:
            own = held.setdefault(use.resource, [])
            own += [(order, household, amount) for order, amount in use.parts]
    totals = {resource: sum(one[2] for one in own) for resource, own in held.items()}
    for household, position in enumerate(positions):
        for better, row in enumerate(market.rows_of(household)[:position]):
            for use in row:
                budget = market.resources[use.resource].budget
                if totals.get(use.resource, 0) + use.amount <= budget:
                    continue
                above = sum(
                    amount
                    for order, other, amount in held.get(use.resource, ())
                    if order < use.lowest and other != household
                )
                if above + use.amount > budget:
                    break
            else:
                yield household, better
