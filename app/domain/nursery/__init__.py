"""Nursery allocation (保育所入所選考): what goes in and what comes out, as plain values.

Everything here is already read, normalised and judged: ids are NFKC text without outer spaces,
points are exact numbers after household aggregation, tie keys have their direction applied.
Positions in the tuples below are indexes; `instance.children[i]` is child i. Children, households
and nurseries each stand in the order of `id_key`, never in the order of the file.

How budgets and uses follow from these values (every module that needs them derives them itself;
the verifier shares no code with the engines):

1. A child c at nursery n *uses* 1 of the slot (n, age of c), 1 of every joint quota of n whose
   `ages` hold the age of c, and `need` of the staff pool of n when n has one (`staff` not None)
   and the need is not 0. A child uses nothing anywhere else.
2. The *budget* of each of these is what is open (`seats[age]`, `JointQuota.seats`, `staff`) plus
   what all children with `present == n` use of it, counted by 1 for their present nursery.
3. A child that stays in its present nursery uses it like any other holder.
4. A child's place in a tuple is a nursery index or None. None of a child with a present nursery
   means that it stays there (and uses it). A household's list of tuples is `listed` where the
   combinations file names it (in that order), else it follows from `pattern` and the wishes.
   Below the list stands the fallback: None for every child; it is no position of the list.
5. Priority at a nursery: present occupants first, then points of that wish (larger first), then
   `ties` (smaller first, compared as tuples), then `lot` (smaller first; equal for siblings and
   0 for all when the rules name no seed); siblings elder first, then by id. With the method
   `wish-first` the rank of the wish (smaller first) is compared before the points.
6. Municipal order of children: largest points over the wishes, then `ties`, then `lot`, then elder
   first (larger age class), then id; children without wishes last, among themselves by the same
   keys. Of households: by their best child.

Who offers what in `app.solvers.nursery`, so that the parts meet:

- `verify.verify(instance, held) -> Verdict` runs on every result.
- `explain.explain_child(instance, held, child) -> tuple[WishOutcome, ...]`, one for each wish.
- `explain.short_reasons(instance, held) -> tuple[Reason, ...]`, one for each child, for the column
  理由 of result.csv; it runs on every result, 17,000 children in about half a second.
- `compare.compare(ours, theirs, instance=None) -> tuple[Difference, ...]` of two results given as
  child id → `ResultRow`.
"""

from __future__ import annotations
