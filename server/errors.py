"""What can end a run at the coordinator.

    ServerError
    ├── JobError          the job file or a checkpoint can't be used
    ├── QuorumError       fewer owners succeeded in a round than the quorum
    ├── RefusedError      the same, and all that failed refused by policy or budget
    └── UnverifiedError   the same, and all that failed did so because of their ledgers

Every error carries `hint`: what the reader can do, or None.
"""


class ServerError(Exception):
    """Base of the tree; never raised itself."""

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


class JobError(ServerError):
    """A job file or a checkpoint is missing, malformed or of another run."""


class QuorumError(ServerError):
    """Fewer owners succeeded than the quorum; the run can be resumed from its checkpoint."""


class RefusedError(ServerError):
    """Owners refused by their policy or budget, and fewer than the quorum are left."""


class UnverifiedError(ServerError):
    """Owners' ledgers don't verify, and fewer owners than the quorum are left."""
