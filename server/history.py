"""What the coordinator leaves for others to read: a line a round, and the result."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from server.checkpoint import Checkpoint

VERSION = 1
HISTORY_FILE = "history.jsonl"
RESULT_FILE = "result.json"


def write_history(folder: Path, rounds: list[dict[str, Any]]) -> None:
    """Replace `history.jsonl`: one line a round."""
    text = "".join(json.dumps({"version": VERSION} | row) + "\n" for row in rounds)
    _replace(folder / HISTORY_FILE, text)


def write_result(folder: Path, state: Checkpoint) -> None:
    """Replace `result.json`: the baseline, the rounds and the final figures."""
    result = {
        "version": VERSION,
        "run_id": state.run_id,
        "baseline": state.baseline,
        "rounds": state.rounds,
        "lost": state.lost,
        "aggregation": state.aggregation,
        "final": state.rounds[-1]["scores"],
    }
    _replace(folder / RESULT_FILE, json.dumps(result, indent=1))


def _replace(path: Path, text: str) -> None:
    temporary = path.with_suffix(path.suffix + ".partial")
    with temporary.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
