"""The model card that goes into a run's `model/`: what it is, how it was trained, what it hides."""

from __future__ import annotations

from server.checkpoint import Checkpoint
from server.job import Job


def model_card(job: Job, state: Checkpoint) -> str:
    """Markdown with the run's own figures."""
    plan, final, baseline = job.plan, state.rounds[-1]["scores"], state.baseline or {}
    private = (
        f"Each owner's updates are differentially private for the unit `{plan.unit}` "
        f"(add or remove one; Poisson sampling {plan.sampling_probability:g}, noise multiplier "
        f"{plan.noise_multiplier:.4g}, clip norm {plan.clip_norm:g}, delta {plan.delta:g}). The "
        "epsilon that each owner spent is in the run's `summary.json`."
        if plan.noise_multiplier > 0
        else "**No noise was added: this model carries no privacy guarantee.**"
    )
    return f"""---
library_name: transformers
pipeline_tag: question-answering
language: {job.language}
---
# Question answering, trained by {len(job.owners)} owners

Federated fine-tuning with discreet, run `{job.run_id}`: {len(state.rounds)} rounds of
{plan.steps_per_round} steps at each owner, trainable set `{job.trainable.kind}`,
server optimiser `{job.server.name}`. Base weights: SHA-256 `{job.base_sha256}`.

| on the held-out test set | before | after |
|---|---|---|
| exact match | {baseline.get("em", float("nan")):.1f} | {final["em"]:.1f} |
| F1 | {baseline.get("f1", float("nan")):.1f} | {final["f1"]:.1f} |

{private}

Answers are spans of the given context, or none. The model was measured on the test set of its
run alone; measure it on your own text before you rely on it.
"""
