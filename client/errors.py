"""What an owner's own files and rules can say no with. Standard library only.

PolicyError       the owner doesn't allow what it was asked
PolicyFileError   a policy that can't be understood: it allows nothing
OwnerFileError    the owner's file is missing or malformed
StoreError        a folder that isn't a store, or a population or split that it lacks
"""

from __future__ import annotations


class PolicyError(ValueError):
    """The owner doesn't allow what it was asked. `rule` is the key of the policy that says so."""

    def __init__(self, rule: str, message: str) -> None:
        super().__init__(f"policy rule {rule}: {message}")
        self.rule = rule


class PolicyFileError(ValueError):
    """A policy file that can't be read. `hint` says what to do, or is None."""

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


class OwnerFileError(ValueError):
    """The owner's file is missing or malformed."""


class StoreError(ValueError):
    """A folder that isn't a store, or a population or split that it lacks."""

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint
