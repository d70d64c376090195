"""The tree of hashes: proofs of every small log hold, and nothing else does (RFC 9162, 2.1)."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.consent.merkle import (
    EMPTY_ROOT,
    GrowingRoot,
    consistency_proof,
    includes,
    inclusion_proof,
    is_consistent,
    leaf_hash,
    root_of,
)

SIZES = range(1, 34)
# The eight entries of the public test of RFC 6962 and the roots after each of them.
PUBLIC_ENTRIES = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
]
PUBLIC_ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def leaves(size: int) -> list[bytes]:
    return [leaf_hash(str(number).encode()) for number in range(size)]


def test_the_roots_are_those_everybody_gets():
    growing = GrowingRoot()
    assert growing.root() == EMPTY_ROOT == sha256().digest()
    for entry, root in zip(PUBLIC_ENTRIES, PUBLIC_ROOTS, strict=True):
        growing.add(leaf_hash(bytes.fromhex(entry)))
        assert growing.root().hex() == root


def test_every_leaf_of_every_small_log_is_proved_and_only_at_its_place():
    for size in SIZES:
        log = leaves(size)
        root = root_of(log)
        for index in range(size):
            path = inclusion_proof(log, index)
            assert includes(index, size, log[index], path, root)
            assert not any(
                includes(other, size, log[index], path, root)
                for other in range(size + 1)
                if other != index
            )


def test_every_beginning_of_every_small_log_is_proved_and_no_other_root():
    for size in SIZES:
        log = leaves(size)
        for first in range(1, size + 1):
            path = consistency_proof(log, first)
            roots = root_of(log[:first]), root_of(log)
            assert is_consistent(first, size, *roots, path)
            if first != size:
                assert not is_consistent(first, size, *reversed(roots), path)
                assert not is_consistent(first, size, *roots, [])


@given(st.integers(1, 40), st.data())
def test_a_path_with_one_hash_more_less_or_changed_proves_nothing(size: int, data: st.DataObject):
    log = leaves(size)
    index = data.draw(st.integers(0, size - 1))
    path, root = inclusion_proof(log, index), root_of(log)
    assert not includes(index, size, log[index], [*path, root], root)
    assert not includes(index, size, log[index], [root, *path], root)
    if path:
        place = data.draw(st.integers(0, len(path) - 1))
        assert not includes(index, size, log[index], path[:place] + path[place + 1 :], root)
        bit = data.draw(st.integers(0, 255))
        changed = bytearray(path[place])
        changed[bit // 8] ^= 1 << bit % 8
        path[place] = bytes(changed)
        assert not includes(index, size, log[index], path, root)


@given(st.integers(2, 40), st.data())
def test_a_changed_consistency_path_proves_nothing(size: int, data: st.DataObject):
    log = leaves(size)
    first = data.draw(st.integers(1, size - 1))
    path = consistency_proof(log, first)
    roots = root_of(log[:first]), root_of(log)
    assert not is_consistent(first, size, *roots, [*path, roots[0]])
    assert not is_consistent(first, size, *roots, path[:-1])
    place = data.draw(st.integers(0, len(path) - 1))
    changed = [*path[:place], sha256(path[place]).digest(), *path[place + 1 :]]
    assert not is_consistent(first, size, *roots, changed)


def test_the_largest_sizes_are_no_reason_to_fail_or_to_hang():
    most = 2**64 - 1
    assert not includes(most - 1, most, leaves(1)[0], [], EMPTY_ROOT)
    assert not is_consistent(most - 1, most, EMPTY_ROOT, EMPTY_ROOT, leaves(64))
    assert not includes(0, 0, leaves(1)[0], [], EMPTY_ROOT)
    assert not is_consistent(0, 1, EMPTY_ROOT, root_of(leaves(1)), leaves(1))


def test_there_is_no_proof_of_what_is_not_there():
    with pytest.raises(IndexError):
        inclusion_proof(leaves(3), 3)
    with pytest.raises(ValueError):
        consistency_proof(leaves(3), 0)
