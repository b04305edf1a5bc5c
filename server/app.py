"""The ServerApp. Its job file lies on the coordinator's own machine."""

from __future__ import annotations

from pathlib import Path

from flwr.app import Context
from flwr.serverapp import Grid, ServerApp

from server.errors import JobError
from server.job import Job

app = ServerApp()


@app.main()
def main(grid: Grid, context: Context) -> None:
    """Run the job that the run configuration's `job` names."""
    path = context.run_config.get("job")
    if not path:
        raise JobError(
            "expected `job` in the run configuration, found none",
            hint="discreet simulate --prepare DIR writes one",
        )
    job = Job.load(Path(str(path)))
    from server.rounds import run

    run(grid, job)
