"""client.app: heads of the ledger that an owner shows, and those that come back countersigned."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from support.federation import PINS
from support.owner_home import WITNESS, furnish, make_policy, save_policy, witnessed
from support.owner_site import Site

from client.policy import Peers, Policy
from exchange.refusals import Refusal
from exchange.task import WITNESS_QUERY
from privacy.ledger.entries import public_hex
from privacy.ledger.events import Witness
from privacy.ledger.heads import Receipt, check_receipt, sign_head, witnessed_to_json
from privacy.ledger.merkle import MerkleTree, leaf_hash
from privacy.vault.keyring import Keyring
from privacy.vault.signing import PUBLIC_FILE

STRANGER = Ed25519PrivateKey.from_private_bytes(bytes(32))


class TestReceipts:
    def test_each_answer_shows_a_head_that_continues_the_one_before(self, site: Site) -> None:
        joined = site.receipt("query.join")
        check_receipt(joined, None)
        assert (joined.since, joined.head.size) == (0, 1)
        last = site.head()
        for size in (6, 9, 12):  # (keys dealt,) a head, (a plan,) a debit and a settlement each
            receipt = site.receipt(head=last)
            check_receipt(receipt, last.head)
            assert (receipt.since, receipt.head.size) == (last.head.size, size)
            last = witnessed(receipt)
        assert joined.head.owner_key == (site.owner.folder / PUBLIC_FILE).read_text().strip()

    def test_a_refusal_shows_none(self, site: Site) -> None:
        site.rule(epsilon=0.1)
        reply = site.train()
        assert reply.has_error()
        assert not reply.has_content()

    def test_a_query_keeps_a_head_and_trains_nothing(self, site: Site, never_trains: None) -> None:
        head = site.head()
        receipt = site.receipt(WITNESS_QUERY, head=head)
        check_receipt(receipt, head.head)
        assert site.heads == [head]
        assert site.events[1:] == [head.event()]


def pinning(key: Ed25519PrivateKey) -> Policy:
    """A policy that takes no other key for the coordinator's."""
    peers = Peers(coordinator=public_hex(key), owners=PINS)
    return make_policy().model_copy(update={"peers": peers})


class TestHeads:
    @pytest.mark.parametrize("kind", ["query.join", "train", WITNESS_QUERY])
    def test_a_true_one_is_kept_beside_the_ledger_and_in_it(self, site: Site, kind: str) -> None:
        head = site.head()
        assert not site.send(kind, head=head).has_error()
        assert site.heads == [head]
        assert [event for event in site.events if isinstance(event, Witness)] == [head.event()]

    def test_one_that_is_known_is_not_kept_again(self, site: Site) -> None:
        head = site.head()
        for _ in range(3):
            site.join(head=head)
        assert site.heads == [head]
        assert len(site.events) == 2

    def test_heads_alone_don_t_make_a_ledger_grow(self, site: Site) -> None:
        """Else a coordinator could fill the owner's disk for nothing, and pass the size at which
        `heads.jsonl` can't be read any more."""
        site.receipt()
        for _ in range(5):
            assert not site.ask(WITNESS_QUERY, head=site.head()).has_error()
        assert len(site.heads) == 1
        assert [type(event) for event in site.events].count(Witness) == 1

    @pytest.mark.usefixtures("never_trains")
    @pytest.mark.parametrize("kind", ["query.join", "train", WITNESS_QUERY])
    @pytest.mark.parametrize("forged", ["owner", "witness", "root", "size", "text", "number"])
    def test_a_forged_one_is_refused(self, site: Site, kind: str, forged: str) -> None:
        head = site.head()
        row = json.loads(witnessed_to_json(head))
        match forged:
            case "owner":
                row["head"]["owner_signature"] = "0" * 128
            case "witness":
                row["witness_signature"] = "0" * 128
            case "root":
                row["head"]["root"] = "0" * 64
            case "size":
                row["head"]["size"] = 2
        text: Any = json.dumps(row, sort_keys=True, separators=(",", ":"))
        text = {"text": "{", "number": 3}.get(forged, text)
        before = site.events
        assert site.refusal(kind, head=text) is Refusal.MALFORMED
        assert site.events == before
        assert site.heads == []

    @pytest.mark.usefixtures("never_trains")
    def test_one_of_another_ledger_is_refused(
        self, site: Site, tmp_path: Path, keyring: Keyring
    ) -> None:
        other = furnish(tmp_path / "other", keyring)
        with other.open_ledger(keyring) as ledger:
            receipt = ledger.receipt()
        strange = witnessed(receipt)
        for kind in ("query.join", "train", WITNESS_QUERY):
            assert site.refusal(kind, head=strange) is Refusal.LEDGER
        assert site.heads == []
        assert site.charges == 0

    @pytest.mark.usefixtures("never_trains")
    def test_one_that_names_this_ledger_but_another_past_is_refused(self, site: Site) -> None:
        """Whoever has the owner's key can sign it: only the entries themselves say otherwise."""
        with site.owner.open_ledger(site.keyring) as ledger:
            key, name = ledger._key, ledger.state.ledger
        tree = MerkleTree()
        tree.append(leaf_hash(b"another past"))
        head = sign_head(key, ledger=name, size=1, root=tree.root(1), time_ms=1)
        receipt = Receipt(head, 0, ())
        before = site.events
        strange = witnessed(receipt)
        assert site.refusal(head=strange) is Refusal.LEDGER
        assert site.events == before

    @pytest.mark.usefixtures("never_trains")
    @pytest.mark.parametrize("kind", ["query.join", "train", WITNESS_QUERY])
    def test_one_by_a_key_that_is_not_pinned_is_refused(self, site: Site, kind: str) -> None:
        save_policy(site.owner, pinning(WITNESS))
        before = site.events
        assert site.refusal(kind, head=site.head(STRANGER)) is Refusal.POLICY
        assert "peers.coordinator" in site.detail
        assert site.events == before
        assert site.heads == []
        assert not site.ask(WITNESS_QUERY, head=site.head()).has_error()

    @pytest.mark.usefixtures("never_trains")
    def test_the_owner_is_no_witness_of_itself_where_another_is_pinned(self, site: Site) -> None:
        save_policy(site.owner, pinning(WITNESS))
        with site.owner.open_ledger(site.keyring) as ledger:
            own = ledger._key
        assert site.refusal(head=site.head(own)) is Refusal.POLICY
