"""An owner's way to the exchange: over gRPC, or within the process of a simulation.

Where the exchange is and how an owner shows who it is comes from the owner's own machine, never
from a message.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from typing import Any

from client.errors import OwnerFileError
from client.owner import Owner
from exchange import local
from exchange.channel import Channel
from privacy.vault.files import Vault
from privacy.vault.keyring import Keyring
from privacy.vault.signing import OWNER

EXCHANGE_FILE = "exchange"  # the owner's certificate and key, sealed
LOCAL_KEY = "exchange"  # of the node configuration: a hub of this very process


@contextlib.contextmanager
def connected(
    owner: Owner, node_config: Mapping[str, Any], keyring: Keyring, *, model_max_bytes: int
) -> Iterator[Channel]:
    """A channel for as long as the block runs. Raises OwnerFileError: the owner knows of none,
    UnavailableError, VerificationError or VaultKeyError."""
    name = node_config.get(LOCAL_KEY)
    channel: Channel
    if owner.exchange is not None:
        from exchange.certificates import MAX_CREDENTIALS_BYTES, Credentials
        from exchange.grpc_channel import GrpcChannel  # heavy

        vault = Vault(owner.folder, keyring, OWNER)
        content = vault.read_bytes(EXCHANGE_FILE, max_length=MAX_CREDENTIALS_BYTES)
        channel = GrpcChannel(
            owner.exchange, Credentials.from_bytes(content), model_max_bytes=model_max_bytes
        )
    elif isinstance(name, str):
        channel = local.connect(name, peer=owner.name, model_max_bytes=model_max_bytes)
    else:
        raise OwnerFileError("exchange: expected host:port in the owner file, found none")
    try:
        yield channel
    finally:
        channel.close()
