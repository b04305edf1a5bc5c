"""The ServerApp. Its job file and its keys lie on the coordinator's own machine."""

from __future__ import annotations

from pathlib import Path

from flwr.app import Context
from flwr.serverapp import Grid, ServerApp

from privacy.ledger.witness import Witness
from privacy.vault import keyring as keyrings
from privacy.vault import signing
from privacy.vault.files import Vault
from server.errors import JobError
from server.job import Job

app = ServerApp()


@app.main()
def main(grid: Grid, context: Context) -> None:
    """Run the job that the run configuration's `job` names."""
    path = context.run_config.get("job")
    if not path:
        raise JobError("expected `job`, a job file, in the run configuration, found none")
    job = Job.load(Path(str(path)))
    from server.data_plane import serving
    from server.rounds import run

    keyring = keyrings.load(job.keys)
    key = signing.load(job.out, keyring, signing.COORDINATOR)
    vault = Vault(job.out, keyring, signing.COORDINATOR)
    with serving(job, vault) as hub:
        run(grid, job, Witness(job.out, key), vault, hub)
