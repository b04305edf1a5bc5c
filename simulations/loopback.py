"""The exchange over gRPC on this machine, for engines whose owners are other processes.

A certificate authority is made for one run, issues the coordinator's and every owner's certificate
and is forgotten: nobody can join the run's exchange later.
"""

from __future__ import annotations

import socket
from dataclasses import replace

from client.connection import EXCHANGE_FILE as OWNER_FILE
from client.owner import Owner
from exchange.certificates import Authority
from privacy.vault import signing
from privacy.vault.files import Vault
from privacy.vault.keyring import Keyring
from server.data_plane import EXCHANGE_FILE
from server.job import Listen
from simulations.prepare import JOB_FILE, Workspace

HOST = "127.0.0.1"


def over_grpc(workspace: Workspace, keyring: Keyring) -> Workspace:
    """The same workspace, whose parties find each other on a loopback port.

    Writes the job and the owner files anew; the run's directory and the homes must be there.
    """
    authority = Authority.make()
    port = free_port()
    job = replace(workspace.job, exchange=Listen(HOST, port))
    coordinator = Vault(job.out, keyring, signing.COORDINATOR)
    coordinator.write_bytes(EXCHANGE_FILE, authority.server([HOST]).to_bytes())
    for index, owner in enumerate(workspace.owners):
        vault = Vault(workspace.home(owner.name), keyring, signing.OWNER)
        vault.write_bytes(OWNER_FILE, authority.client(owner.name).to_bytes())
        file = workspace.owner_file(index)
        replace(Owner.load(file), exchange=f"{HOST}:{port}").save(file)
    job.save(workspace.folder / JOB_FILE)
    return replace(workspace, job=job)


def free_port() -> int:
    """A TCP port of the loopback interface that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
