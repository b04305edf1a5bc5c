"""The coordinator's end of the data plane: a hub, and the way in which owners reach it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from exchange import local
from exchange.hub import Hub
from privacy.vault.files import Vault
from server.job import Job

EXCHANGE_FILE = "exchange"  # the service's certificate and key, sealed


@contextlib.contextmanager
def serving(job: Job, vault: Vault) -> Iterator[Hub]:
    """A hub that the job's owners reach for as long as the block runs: over gRPC with mTLS, or by
    the run's name within this process.

    Raises VerificationError or VaultKeyError for credentials that don't open, OSError for an
    address that is taken.
    """
    hub = Hub()
    if job.exchange is None:
        local.register(job.run_id, hub)
        try:
            yield hub
        finally:
            local.unregister(job.run_id)
        return
    from exchange.certificates import MAX_CREDENTIALS_BYTES, Credentials
    from exchange.service import ExchangeService  # heavy

    content = vault.read_bytes(EXCHANGE_FILE, max_length=MAX_CREDENTIALS_BYTES)
    credentials = Credentials.from_bytes(content)
    with ExchangeService(hub, credentials, host=job.exchange.host, port=job.exchange.port):
        yield hub
