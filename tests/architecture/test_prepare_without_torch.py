"""What an owner needs to prepare data loads with `discreet[prepare]` alone."""

from __future__ import annotations

import subprocess
import sys

MODULES = (
    "client.preparation.files, client.preparation.profile, client.preparation.reviews, "
    "client.preparation.sampling, client.store, discreet.data.profile, discreet.data.review, "
    "discreet.data.review_page.server, discreet.data.review_labels, qa.preparation.sources"
)
TRAINING = ("torch", "transformers", "tokenizers", "flwr", "opacus", "grpc")


def test_preparation_loads_nothing_of_training() -> None:
    code = f"import sys, {MODULES}; print(*sorted(set({TRAINING!r}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
