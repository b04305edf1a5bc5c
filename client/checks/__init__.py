"""What the owner checks about its own training while it runs: that what is claimed is what ran.

draws   the units that were drawn, against a Poisson sample of the plan's probability
noise   what was added to a sum, against the plan's standard deviation
clip    what a few made-up units add, against plain autograd

A mismatch stops the round, and it stays charged. Each statistical test's false-alarm rate is ALPHA
at most. That a round was stopped is seen outside: so no verdict may depend on what records say.
"""

import math

ALPHA = 1e-10  # of one test; with a million tests, one run in ten thousand is stopped for nothing


class SelfCheckError(Exception):
    """What ran isn't what the plan says. Nothing of the round leaves."""


class DrawsError(SelfCheckError):
    """Units were drawn otherwise than is accounted: in this round, and maybe in those before."""


def require_likely(
    log_tail: float, message: str, kind: type[SelfCheckError] = SelfCheckError
) -> None:
    """Raise `kind` with `message` where `log_tail`, the logarithm of how likely such a
    figure or a stranger one is, is below that of ALPHA, or isn't a number."""
    if not log_tail >= math.log(ALPHA):
        raise kind(message)
