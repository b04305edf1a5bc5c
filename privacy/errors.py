"""What can go wrong in the privacy core.

    PrivacyError
    ├── InvalidPlanError       a plan that can't be accounted for, or a parameter out of range
    ├── BudgetExceededError    the owner's cap would be passed: nothing was spent
    └── VerificationError      bytes that aren't what their signature, digest or chain says

Every error carries `hint`: what the reader can do, or None.
"""


class PrivacyError(Exception):
    """Base of the tree; never raised itself."""

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


class InvalidPlanError(PrivacyError):
    """A privacy parameter is missing, out of range or contradicts another."""


class BudgetExceededError(PrivacyError):
    """A planned mechanism would pass the owner's cap; nothing was charged and nothing ran."""


class VerificationError(PrivacyError):
    """A digest, signature or chain does not verify."""
