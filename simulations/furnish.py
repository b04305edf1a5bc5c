"""What a new run's parties own beside records: keys, policies and empty ledgers."""

from __future__ import annotations

from client import policy as policies
from client.procedures import open_new
from privacy.ledger.entries import public_hex
from privacy.ledger.events import PlanRule
from privacy.vault import signing
from privacy.vault.atomic import replace_file
from privacy.vault.keyring import Keyring
from server.job import Job
from simulations.prepare import (
    COORDINATOR_FOLDER,
    HOMES_FOLDER,
    POPULATION,
    OwnerData,
    Workspace,
)
from simulations.scenario import Scenario


def furnish(workspace: Workspace, scenario: Scenario, keyring: Keyring) -> None:
    """Make what a new run's parties own beside records: keys, policies and empty ledgers.

    In the workspace's folder, from where `simulations.folder.create` takes them.
    """
    coordinator = signing.create(
        workspace.folder / COORDINATOR_FOLDER, keyring, signing.COORDINATOR
    )
    for owner in workspace.owners:
        home = workspace.folder / HOMES_FOLDER / owner.name
        policy = make_policy(scenario, workspace.job, owner, public_hex(coordinator))
        replace_file(home / policies.POLICY_FILE, policies.to_toml(policy).encode(), mode=0o644)
        open_new(home, keyring, population=POPULATION, policy=policy)


def make_policy(
    scenario: Scenario, job: Job, owner: OwnerData, coordinator: str
) -> policies.Policy:
    """What a simulated owner allows: this run, within the scenario's budget, and nothing else."""
    plan = job.plan
    return policies.Policy(
        populations={
            POPULATION: policies.Population(
                epsilon=scenario.privacy.epsilon,
                delta=scenario.privacy.delta,
                unit=plan.unit,
                plans=PlanRule.ONE,
                noise_multiplier_min=plan.noise_multiplier,
                rounds_max=plan.horizon_rounds,
                steps_max=plan.horizon_steps,
                declared_units=owner.declared_units,
            )
        },
        aggregation=policies.Aggregation(required=False),
        allowed=policies.Allowed(models=(job.base_sha256,)),
        peers=policies.Peers(coordinator=coordinator),
    )
