"""client.connection: the way to the exchange is the owner's own affair, and closed afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.owner_home import make_owner
from support.owner_site import Site, furnished, refused

from client.connection import EXCHANGE_FILE, connected
from client.errors import OwnerFileError
from exchange import local
from exchange.certificates import Authority, Credentials
from exchange.errors import NotOfferedError, TransferError, UnavailableError
from exchange.hub import Hub
from exchange.refusals import Refusal
from exchange.service import ExchangeService
from privacy.errors import VerificationError
from privacy.vault.files import Vault
from privacy.vault.keyring import Keyring
from privacy.vault.signing import OWNER

CONTENT = b"a model" * 10


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority.make()


@pytest.fixture
def hub() -> Iterator[Hub]:
    hub = Hub()
    local.register("test-connection", hub)
    yield hub
    local.unregister("test-connection")


class TestWithinAProcess:
    CONFIG = {"exchange": "test-connection"}  # noqa: RUF012

    def test_a_model_comes_by_its_digest(self, tmp_path: Path, keyring: Keyring, hub: Hub) -> None:
        sha256, owner = hub.offer(CONTENT), make_owner(tmp_path)
        with connected(owner, self.CONFIG, keyring, model_max_bytes=len(CONTENT)) as channel:
            assert channel.fetch_model(sha256, tmp_path / "models").read_bytes() == CONTENT
            with pytest.raises(NotOfferedError):
                channel.fetch_model("0" * 64, tmp_path / "models")
        with pytest.raises(UnavailableError, match="closed"):
            channel.fetch_model(sha256, tmp_path / "models")

    def test_the_hub_is_told_who_is_sending(
        self, tmp_path: Path, keyring: Keyring, hub: Hub, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        peers: list[str | None] = []
        monkeypatch.setattr(hub, "submit", lambda *_, peer: peers.append(peer))
        with connected(make_owner(tmp_path), self.CONFIG, keyring, model_max_bytes=0) as channel:
            channel.submit(b"header", lambda: iter([b"vector"]))
        assert peers == ["hospital"]

    def test_none_that_is_larger_than_was_said(
        self, tmp_path: Path, keyring: Keyring, hub: Hub
    ) -> None:
        sha256, most = hub.offer(CONTENT), len(CONTENT) - 1
        with (
            connected(make_owner(tmp_path), self.CONFIG, keyring, model_max_bytes=most) as channel,
            pytest.raises(TransferError, match="at most"),
        ):
            channel.fetch_model(sha256, tmp_path / "models")

    def test_it_is_closed_after_an_error_too(
        self, tmp_path: Path, keyring: Keyring, hub: Hub
    ) -> None:
        with (
            pytest.raises(ZeroDivisionError),
            connected(make_owner(tmp_path), self.CONFIG, keyring, model_max_bytes=1) as channel,
        ):
            raise ZeroDivisionError
        with pytest.raises(UnavailableError, match="closed"):
            channel.fetch_model(hub.offer(CONTENT), tmp_path / "models")

    @pytest.mark.parametrize("config", [{}, {"exchange": 3}, {"exchange": None}], ids=str)
    def test_where_nobody_says_where_it_is(
        self, tmp_path: Path, keyring: Keyring, config: dict[str, object]
    ) -> None:
        with (
            pytest.raises(OwnerFileError, match="exchange: expected host:port"),
            connected(make_owner(tmp_path), config, keyring, model_max_bytes=1),
        ):
            pytest.fail("connected")

    def test_to_one_that_is_not_there(self, tmp_path: Path, keyring: Keyring) -> None:
        with (
            pytest.raises(UnavailableError),
            connected(make_owner(tmp_path), self.CONFIG, keyring, model_max_bytes=1),
        ):
            pytest.fail("connected")


class TestOverTheNetwork:
    @pytest.fixture
    def site(
        self,
        tiny_models: dict[str, Path],
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        keyring: Keyring,
        authority: Authority,
    ) -> Iterator[Site]:
        """An owner whose file names the address of a service, which shows it its certificate."""
        with (
            furnished(tiny_models["bert"], tmp_path, keyring, monkeypatch) as site,
            ExchangeService(site.federation.hub, authority.server(["127.0.0.1"])) as service,
        ):
            site.save(exchange=service.address)
            self.enrol(site, authority.client("hospital"))
            yield site

    def enrol(self, site: Site, credentials: Credentials) -> None:
        vault = Vault(site.owner.folder, site.keyring, OWNER)
        vault.write_bytes(EXCHANGE_FILE, credentials.to_bytes())

    def test_a_round_goes_by_way_of_it(
        self, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """And not within the process, whatever the node's configuration says."""
        monkeypatch.setattr(local, "connect", lambda *_, **__: pytest.fail("within the process"))
        assert not site.train().has_error(), site.detail
        assert (site.finish() == site.words[0]).all()

    def test_what_went_out_goes_out_again(self, site: Site) -> None:
        site.prepare()
        for _ in range(2):
            assert not site.again().has_error(), site.detail
        assert len(site.words) == site.charges == 1
        assert (site.finish() == site.words[0]).all()

    def test_in_another_owner_s_name_no_vector_is_taken(
        self, site: Site, authority: Authority
    ) -> None:
        """The certificate says who is sending, the signature whose vector it is."""
        self.enrol(site, authority.client("clinic"))
        assert refused(site.train()) is Refusal.EXCHANGE
        assert site.federation.live.added == ()

    @pytest.mark.parametrize("damage", ["gone", "bit", "text"])
    def test_without_good_credentials_nothing_is_charged(self, site: Site, damage: str) -> None:
        path = site.owner.folder / f"{EXCHANGE_FILE}.vault"
        content = bytearray(path.read_bytes())
        match damage:
            case "gone":
                path.unlink()
            case "bit":
                content[-1] ^= 1
                path.write_bytes(content)
            case "text":
                Vault(site.owner.folder, site.keyring, OWNER).write_bytes(EXCHANGE_FILE, b"{}")
        with (
            pytest.raises(VerificationError),
            connected(site.owner, {}, site.keyring, model_max_bytes=1),
        ):
            pytest.fail("connected")
        assert site.train().has_error()
        assert site.charges == 0
