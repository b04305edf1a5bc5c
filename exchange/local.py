"""The exchange within one process: the same hub without a network, for simulations and tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Lock

from exchange.cache import MODEL_MAX_BYTES, checked_digest, fetch_into
from exchange.channel import CHUNK_BYTES, DEADLINE_SECONDS, Patience, VectorSource, pieces
from exchange.errors import TransferError, UnavailableError
from exchange.hub import Hub

_HUBS: dict[str, Hub] = {}
_LOCK = Lock()


def register(name: str, hub: Hub) -> None:
    """Let this process's owners connect to a hub by name. Raises ValueError: the name is taken."""
    with _LOCK:
        if _HUBS.setdefault(name, hub) is not hub:
            raise ValueError(f"expected a new name, found that {name!r} is registered")


def unregister(name: str) -> None:
    """Forget a name; those who are connected stay so. Unknown names are ignored."""
    with _LOCK:
        _HUBS.pop(name, None)


def connect(
    name: str, *, peer: str | None = None, model_max_bytes: int = MODEL_MAX_BYTES
) -> LocalChannel:
    """A channel to a registered hub. Raises UnavailableError: no such name."""
    with _LOCK:
        hub = _HUBS.get(name)
    if hub is None:
        raise UnavailableError(f"no exchange is registered as {name!r}")
    return LocalChannel(hub, peer=peer, model_max_bytes=model_max_bytes)


class LocalChannel:
    """A `Channel` to a hub in the same process; `peer` is who the hub is told is calling."""

    def __init__(
        self,
        hub: Hub,
        *,
        peer: str | None = None,
        model_max_bytes: int = MODEL_MAX_BYTES,
        patience: Patience | None = None,
    ) -> None:
        self._hub: Hub | None = hub
        self._peer = peer
        self._model_max_bytes = model_max_bytes
        self._patience = patience or Patience()

    def fetch_model(self, sha256: str, cache: Path, *, deadline: float = DEADLINE_SECONDS) -> Path:
        """See `Channel.fetch_model`."""
        checked_digest(sha256)
        hub = self._connected()

        def download(offset: int) -> Iterator[bytes]:
            model = hub.model(sha256)
            if offset > len(model):
                raise TransferError("model: it is shorter than what was kept of it")
            for begin in range(offset, len(model), CHUNK_BYTES):
                yield bytes(model[begin : begin + CHUNK_BYTES])

        return self._patience.retry(
            lambda _: fetch_into(cache, sha256, download, max_bytes=self._model_max_bytes),
            deadline,
        )

    def submit(
        self, header: bytes, vector: VectorSource, *, deadline: float = DEADLINE_SECONDS
    ) -> None:
        """See `Channel.submit`."""
        hub = self._connected()
        self._patience.retry(
            lambda _: hub.submit(header, pieces(vector()), peer=self._peer), deadline
        )

    def close(self) -> None:
        """See `Channel.close`."""
        self._hub = None

    def _connected(self) -> Hub:
        if self._hub is None:
            raise UnavailableError("the channel is closed")
        return self._hub
