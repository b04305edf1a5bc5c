"""What an owner allows: `policy.toml` on its own machine. No message can change or override it.

Every refusal names the rule, `section.key`, in the owner's own journal; the coordinator learns
that the policy refused and no more. A key that the file leaves out has a safe default, and so has
everything where there is no file: little budget, real noise, three owners in a sum at least.
"""

from client.errors import PolicyError, PolicyFileError
from client.policy.files import POLICY_FILE, defaults_of, load, parse, to_toml
from client.policy.rules import MAX_EPSILON, MIN_CLIP_NORM, Policy
from client.policy.sections import (
    DEFAULT_POPULATION,
    Aggregation,
    Allowed,
    Desensitization,
    Governance,
    Hours,
    Peers,
    Population,
)

__all__ = [
    "DEFAULT_POPULATION",
    "MAX_EPSILON",
    "MIN_CLIP_NORM",
    "POLICY_FILE",
    "Aggregation",
    "Allowed",
    "Desensitization",
    "Governance",
    "Hours",
    "Peers",
    "Policy",
    "PolicyError",
    "PolicyFileError",
    "Population",
    "defaults_of",
    "load",
    "parse",
    "to_toml",
]
