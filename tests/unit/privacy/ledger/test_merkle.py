"""The Merkle tree of RFC 6962 against its recursion and Certificate Transparency's vectors."""

import random

import pytest
from support import ledger_format

from privacy.ledger.merkle import (
    EMPTY_ROOT,
    MAX_PROOF_LENGTH,
    MerkleTree,
    is_consistent,
    leaf_hash,
)

# What certificate-transparency's own tests append, and the roots after each.
INPUTS = (
    *("", "00", "10", "2021", "3031", "40414243", "5051525354555657"),
    "606162636465666768696a6b6c6d6e6f",
)
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
PROOFS = {
    (1, 1): [],
    (6, 8): [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 5): [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}
SIZES = range(41)
LEAVES = [leaf_hash(bytes([n])) for n in range(60)]
TREE = MerkleTree()
for _leaf in LEAVES:
    TREE.append(_leaf)
PAIRS = [(old, new) for new in SIZES for old in range(new + 1)]


def known_tree() -> MerkleTree:
    tree = MerkleTree()
    for text in INPUTS:
        tree.append(leaf_hash(bytes.fromhex(text)))
    return tree


def test_known_roots() -> None:
    tree = known_tree()
    assert [tree.root(size).hex() for size in range(1, 9)] == ROOTS
    assert tree.root(0) == EMPTY_ROOT
    assert EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.mark.parametrize("sizes", PROOFS)
def test_known_proofs(sizes: tuple[int, int]) -> None:
    assert [item.hex() for item in known_tree().consistency_proof(*sizes)] == PROOFS[sizes]


def test_leaves_and_nodes_differ() -> None:
    one, two = LEAVES[:2]
    assert leaf_hash(one + two) != TREE.root(2)


def test_every_root_is_the_recursions() -> None:
    growing = MerkleTree()
    for size, leaf in enumerate(LEAVES):
        expected = ledger_format.root(LEAVES[:size])
        assert growing.root() == growing.root(size) == TREE.root(size) == expected
        assert len(growing) == size
        growing.append(leaf)


def test_every_proof_is_the_recursions_and_holds() -> None:
    for old, new in PAIRS:
        proof = TREE.consistency_proof(old, new)
        assert list(proof) == ledger_format.proof(old, LEAVES[:new])
        assert is_consistent(old, TREE.root(old), new, TREE.root(new), proof), (old, new)


def test_every_corrupted_proof_is_refused() -> None:
    rng = random.Random(1)
    checked = 0
    for old, new in PAIRS:
        proof = TREE.consistency_proof(old, new)
        roots = TREE.root(old), TREE.root(new)
        bad = [(*proof, other) for other in (TREE.root(new), LEAVES[0], bytes(32))]
        bad += [proof[:i] + proof[i + 1 :] for i in range(len(proof))]
        bad += [(*proof[:i], flipped(node, rng), *proof[i + 1 :]) for i, node in enumerate(proof)]
        bad += [(*proof[:i], node, node, *proof[i + 1 :]) for i, node in enumerate(proof)]
        bad += [proof[::-1]] if len(proof) > 1 else []
        for path in bad:
            assert not is_consistent(old, roots[0], new, roots[1], path), (old, new, path)
        if old:  # nothing is said of the later root where there was nothing before
            assert not is_consistent(old, roots[0], new, flipped(roots[1], rng), proof), (old, new)
        assert not is_consistent(old, flipped(roots[0], rng), new, roots[1], proof), (old, new)
        checked += len(bad) + 2
    assert checked > 10_000


def test_a_larger_size_than_the_proof_covers_is_refused() -> None:
    """A root doesn't say its size; but a tree that is higher needs a longer proof."""
    for old, new in PAIRS:
        if not 0 < old < new:
            continue
        proof = TREE.consistency_proof(old, new)
        for claimed in (2 * new, 2 * new + 1, 4 * new, new + (1 << 20)):
            assert not is_consistent(old, TREE.root(old), claimed, TREE.root(new), proof)


def test_another_past_has_no_proof() -> None:
    """For every leaf that was changed, the honest proof of the changed tree is refused."""
    for old, new in [(1, 2), (3, 7), (4, 8), (6, 11), (8, 9), (16, 40), (23, 31)]:
        for changed in range(old):
            other = list(LEAVES[:new])
            other[changed] = leaf_hash(b"changed")
            proof = ledger_format.proof(old, other)
            root = ledger_format.root(other)
            assert not is_consistent(old, TREE.root(old), new, root, proof)
            assert is_consistent(old, ledger_format.root(other[:old]), new, root, proof)


def test_a_shorter_tree_is_no_continuation() -> None:
    for old, new in PAIRS:
        if old < new:
            proof = TREE.consistency_proof(old, new)
            assert not is_consistent(new, TREE.root(new), old, TREE.root(old), proof)


@pytest.mark.parametrize(
    "proof",
    [
        [bytes(31)],
        [bytes(33)],
        [b""],
        ["00" * 32],
        [None],
        [0],
        [bytes(32)] * (MAX_PROOF_LENGTH + 1),
    ],
)
def test_what_a_peer_may_send_never_raises(proof: list[object]) -> None:
    for old, new in [(0, 0), (0, 1), (1, 1), (1, 2), (5, 9), (1 << 40, (1 << 41) + 1)]:
        root = TREE.root(min(old, 1)), TREE.root(min(new, 1))
        assert not is_consistent(old, root[0], new, root[1], proof)  # type: ignore[arg-type]


@pytest.mark.parametrize("root", [b"", bytes(31), bytes(33), None, "00" * 32])
def test_roots_that_are_none(root: object) -> None:
    assert not is_consistent(3, root, 3, root, ())  # type: ignore[arg-type]
    assert not is_consistent(1, root, 2, TREE.root(2), (LEAVES[1],))  # type: ignore[arg-type]
    assert not is_consistent(1, TREE.root(1), 2, root, (LEAVES[1],))  # type: ignore[arg-type]


def test_sizes_out_of_range() -> None:
    assert not is_consistent(-1, EMPTY_ROOT, 0, EMPTY_ROOT, ())
    with pytest.raises(ValueError, match="expected a size from 0 to 60"):
        TREE.root(61)
    for old, new in [(-1, 3), (4, 3), (3, 61)]:
        with pytest.raises(ValueError, match="expected a size"):
            TREE.consistency_proof(old, new)


def test_the_empty_tree() -> None:
    tree = MerkleTree()
    assert tree.root() == EMPTY_ROOT
    assert tree.consistency_proof(0) == ()
    assert is_consistent(0, EMPTY_ROOT, 0, EMPTY_ROOT, ())
    assert is_consistent(0, EMPTY_ROOT, 5, TREE.root(5), ())
    assert not is_consistent(0, TREE.root(1), 5, TREE.root(5), ())


def flipped(value: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(value))
    return value[:at] + bytes([value[at] ^ 1 << rng.randrange(8)]) + value[at + 1 :]
