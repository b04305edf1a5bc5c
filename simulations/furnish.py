"""What a new run's parties own beside records: keys, policies and empty ledgers."""

from __future__ import annotations

from client import policy as policies
from client.procedures import open_new
from privacy.ledger.entries import public_hex
from privacy.ledger.events import PlanRule
from privacy.secagg import graph
from privacy.vault import signing
from privacy.vault.atomic import replace_file
from privacy.vault.keyring import Keyring
from server.job import Job
from simulations.data import COORDINATOR_FOLDER, HOMES_FOLDER, POPULATION, OwnerData, rules_of
from simulations.prepare import Workspace
from simulations.scenario import Scenario


def furnish(workspace: Workspace, scenario: Scenario, keyring: Keyring) -> None:
    """Make what a new run's parties own beside records: keys, policies and empty ledgers.

    In the workspace's folder, from where `simulations.folder.create` takes them. Every owner's
    policy pins the others' keys, as people would who compared them.
    """
    coordinator = signing.create(
        workspace.folder / COORDINATOR_FOLDER, keyring, signing.COORDINATOR
    )
    homes = {owner.name: workspace.folder / HOMES_FOLDER / owner.name for owner in workspace.owners}
    peers = policies.Peers(
        coordinator=public_hex(coordinator),
        owners={
            name: public_hex(signing.create(home, keyring, signing.OWNER))
            for name, home in homes.items()
        },
    )
    for owner in workspace.owners:
        policy = make_policy(scenario, workspace.job, owner, peers)
        home = homes[owner.name]
        replace_file(home / policies.POLICY_FILE, policies.to_toml(policy).encode(), mode=0o644)
        open_new(home, keyring, population=POPULATION, policy=policy)


def make_policy(
    scenario: Scenario, job: Job, owner: OwnerData, peers: policies.Peers
) -> policies.Policy:
    """What a simulated owner allows: this run, within the scenario's budget, and nothing else."""
    plan, sizes = job.plan, [owner.declared_units for owner in job.owners]
    least = graph.choose(len(job.owners), job.aggregation.colluders)
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
        aggregation=policies.Aggregation(
            roster_min=least.survivors,
            threshold_min=least.threshold,
            survivors_min=least.survivors,
            modulus_bits_min=job.aggregation.modulus_bits,
            circles=least.degree > 0,
            colluders=job.aggregation.colluders,
            weight_ratio_max=max(sizes) / min(sizes),
        ),
        allowed=policies.Allowed(models=(job.base_sha256,)),
        peers=peers,
        desensitization=rules_of(scenario),
    )
