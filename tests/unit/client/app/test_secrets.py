"""client.app: what encrypted aggregation hides is nowhere in clear: not on the owner's disk, in its
answers, its journal or any log."""

from __future__ import annotations

import base64
import logging
import stat
from dataclasses import dataclass, field
from typing import Any

import pytest
from flwr.app import ConfigRecord, Message
from support.owner_site import Site, answer, flat

from exchange.local import LocalChannel
from exchange.task import CONFIRMATION_KEY, SHARES_KEY, WITNESS_QUERY
from privacy.secagg import keys
from privacy.secagg.keys import KeySet
from privacy.vault import signing
from privacy.vault.files import is_sealed


@dataclass
class Secrets:
    """Everything that must stay secret, as it comes up."""

    site: Site
    never: dict[str, bytes] = field(default_factory=dict)  # leaves in no form
    sealed: dict[str, bytes] = field(default_factory=dict)  # leaves, but for the right ones alone

    def watch(self, patch: pytest.MonkeyPatch) -> None:
        """Note keys and shares of this owner as they are made."""
        make, deal = KeySet.make, keys.seal_deal

        def made(entropy: Any) -> KeySet:
            found = make(entropy)
            for name in ("channel", "mask", "seed"):
                self.never[f"{name} {len(self.never)}"] = getattr(found, name)
            return found

        def dealt(private: bytes, *arguments: Any, shares: tuple[bytes, bytes], **o: Any) -> bytes:
            if private in self.never.values():
                for share in shares:
                    self.sealed[f"share {len(self.sealed)}"] = share
            return deal(private, *arguments, shares=shares, **o)

        patch.setattr(KeySet, "make", staticmethod(made))
        patch.setattr(keys, "seal_deal", dealt)
        for name in ("pairwise_key", "self_key"):
            patch.setattr(keys, name, self.noted(name))

    def noted(self, name: str) -> Any:
        real = getattr(keys, name)

        def derived(secret: bytes, *arguments: Any) -> bytes:
            found: bytes = real(secret, *arguments)
            if secret in self.never.values():
                self.never[f"{name} {len(self.never)}"] = found
            return found

        return derived

    def look_on_disk(self) -> None:
        """No file of the owner's has a byte of it in clear."""
        folder = self.site.owner.folder
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            self.look_at(path.read_bytes(), str(path.relative_to(folder)), self.sealed)

    def look_at(self, content: bytes, where: str, more: dict[str, bytes] | None = None) -> None:
        """Nor has this, in any of the usual forms."""
        for name, secret in (self.never | self.update | (more or {})).items():
            for form in (secret, secret.hex().encode(), base64.b64encode(secret)[:20]):
                assert form not in content, f"{name} in {where}"

    @property
    def update(self) -> dict[str, bytes]:
        """A part of each vector before it was masked, as words and as numbers."""
        found = {"identity": self.identity}
        pairs = zip(self.site.words, self.site.updates, strict=False)  # one may be on its way
        for number, (words, update) in enumerate(pairs):
            found[f"words {number}"] = words[100:104].tobytes()
            found[f"update {number}"] = flat(update)[100:104].tobytes()
        return found

    @property
    def identity(self) -> bytes:
        folder = self.site.owner.folder
        return signing.load(folder, self.site.keyring, signing.OWNER).private_bytes_raw()


def text_of(message: Message) -> bytes:
    """All that a message says."""
    parts = []
    for name, record in message.content.items():
        assert isinstance(record, ConfigRecord), name  # no tensor leaves by this way
        for key, value in record.items():
            parts += [key.encode(), value if isinstance(value, bytes) else repr(value).encode()]
    return b"\0".join(parts)


def test_from_the_first_key_to_the_end_of_the_run(
    site: Site,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    joined = site.join()  # of a session that is never used
    secrets = Secrets(site)
    real = LocalChannel.submit

    def submit(*arguments: Any) -> None:
        secrets.look_on_disk()  # in the middle of a round, too
        real(*arguments)

    with monkeypatch.context() as patch:
        secrets.watch(patch)
        patch.setattr(LocalChannel, "submit", submit)
        joined = site.join()
        theirs = {name: len(peer.join) for name, peer in site.federation.peers.items()}
        secrets.look_on_disk()
        shared = site.share(joined)
        secrets.look_on_disk()
        site.federation.take_shares(answer(shared, SHARES_KEY))
        trained = site.train()
        secrets.look_on_disk()
        confirmed = site.confirm()
        request = site.federation.request(answer(confirmed, CONFIRMATION_KEY))
        unmasked = site.unmask(request)
        secrets.look_on_disk()
        ended = site.ask(WITNESS_QUERY)
        secrets.look_on_disk()
    assert len(site.words) == 1
    assert len(secrets.sealed) == 2 * 3 * 3 * (1 + len(theirs))  # everyone's, in this process
    for reply in (joined, shared, trained, confirmed, unmasked, ended):
        assert not reply.has_error()
        secrets.look_at(text_of(reply), "a reply")
    # Its own share of its own seed and what others dealt to it: that is what unmasking is.
    for reply in (joined, shared, trained, confirmed, ended):
        secrets.look_at(text_of(reply), "a reply", secrets.sealed)
    said = capsys.readouterr()
    logs = "\n".join((caplog.text, said.out, said.err)).encode()
    secrets.look_at(logs, "the logs", secrets.sealed)


def test_the_search_itself_finds_what_is_in_clear(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    secrets = Secrets(site)
    secrets.watch(monkeypatch)
    assert not site.train().has_error()
    secrets.look_on_disk()
    for content in (*secrets.never.values(), *secrets.update.values(), *secrets.sealed.values()):
        (site.owner.folder / "left").write_bytes(b"x" + content)
        with pytest.raises(AssertionError):
            secrets.look_on_disk()


def test_what_is_kept_is_sealed_and_for_this_user_alone(site: Site) -> None:
    assert not site.train().has_error()
    found = [path for path in site.sessions.rglob("*") if path.is_file()]
    assert {path.name for path in found} >= {"state.vault", "vector.vault"}
    for path in found:
        assert is_sealed(path) or path.stat().st_size == 0, path  # a lock is empty
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    for folder in (site.sessions, *(p for p in site.sessions.iterdir() if p.is_dir())):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_of_what_an_owner_trains_only_the_public_model_is_in_clear(site: Site) -> None:
    assert not site.train().has_error()
    plain = [
        path
        for path in site.owner.folder.rglob("*")
        if path.is_file() and not is_sealed(path) and path.parent.parent.name == "models"
    ]
    assert [path.read_bytes() for path in plain if path.stat().st_size] == [site.model]


@pytest.mark.parametrize("moment", ["join", "share", "train", "confirm", "unmask"])
def test_no_refusal_shows_a_state(
    site: Site, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, moment: str
) -> None:
    """Whatever is wrong: a journal that an operator sends to somebody gives nothing away."""
    secrets = Secrets(site)
    secrets.watch(monkeypatch)
    site.open()
    bad: dict[str, Any] = dict.fromkeys(
        ("terms", "roster", "round", "survivors", "unmask_request"), b"DSA\x01\x05" + bytes(90)
    )
    kind = moment if moment == "train" else f"query.{moment}"
    site.prepare()
    assert not site.again().has_error()
    assert site.ask(kind, **bad).has_error()
    secrets.look_on_disk()
    secrets.look_at(caplog.text.encode(), "the logs", secrets.sealed)
