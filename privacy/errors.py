"""What can go wrong in the privacy core.

    PrivacyError
    ├── InvalidPlanError       a plan that can't be accounted for, or a parameter out of range
    ├── BudgetExceededError    the owner's cap would be passed: nothing was spent
    ├── VerificationError      bytes that aren't what their signature, digest or chain says
    ├── ProtocolError          a message that encrypted aggregation refuses
    │   ├── RuleError          terms or a roster that the owner's own rules refuse
    │   └── RoundLostError     a round whose sum can't be had: it is dropped
    ├── VaultKeyError          no key, or another one than a sealed file needs
    ├── LedgerExistsError      a second budget for people who have one
    ├── LedgerVersionError     a ledger of a format that this version doesn't know
    └── LedgerUnavailableError a ledger that can't be opened or written: nothing was spent

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


class VaultKeyError(PrivacyError):
    """A vault's key is missing, unreadable, open to others or not the one that a file needs."""


class LedgerExistsError(PrivacyError):
    """A population has a ledger, or had one: its budget doesn't begin anew."""


class LedgerVersionError(PrivacyError):
    """A ledger of another format version."""


class LedgerUnavailableError(PrivacyError):
    """A ledger can't be opened, read or written just now; nothing was spent."""


class ProtocolError(PrivacyError):
    """A message of encrypted aggregation is malformed, false, out of turn or against the rules."""


class RuleError(ProtocolError):
    """Terms or a roster of encrypted aggregation are looser than the owner's own rules allow."""


class RoundLostError(ProtocolError):
    """A round's sum can't be had, or isn't one that its owners can have sent: drop the round."""
