"""The one file that touches Flower's private names, pinned to flwr 1.41 and tested against it.

Import it before the first other import of flwr: the environment is read then.
"""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flwr.app import Message
    from flwr.supercore.run import Run

# No reports to Flower Labs, no update check, no installing of what a bundle asks for.
os.environ.setdefault("FLWR_TELEMETRY_ENABLED", "0")
os.environ.setdefault("FLWR_DISABLE_UPDATE_CHECK", "1")
os.environ.setdefault("FLWR_DISABLE_RUNTIME_DEPENDENCY_INSTALLATION", "1")


def enter_process(run_id: int = 1, node_id: int = 1, task_id: int = 1) -> None:
    """Let this process make Flower messages, as Flower's own processes do before an app runs."""
    from flwr.supercore.task_identity import TaskIdentity

    TaskIdentity.run_id = run_id
    TaskIdentity.node_id = node_id
    TaskIdentity.task_id = task_id
    logging.getLogger("flwr").setLevel(logging.ERROR)


def set_message_id(message: Message, identifier: str) -> None:
    """Give a message its identifier, which a SuperLink does otherwise."""
    message.metadata.__dict__["_message_id"] = identifier


def empty_run() -> Run:
    """The run of a federation within one process."""
    from flwr.supercore.run import Run

    return Run.create_empty(run_id=1)
