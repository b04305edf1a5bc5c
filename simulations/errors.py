"""What can go wrong before or around a simulated run.

    SimulationError
    └── ScenarioError      a scenario, option or folder that can't be used

Every error carries `hint`: what the reader can do, or None.
"""


class SimulationError(Exception):
    """Base of the tree; never raised itself."""

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


class ScenarioError(SimulationError):
    """A scenario's key or value, an option, or the run's folder is wrong."""
