"""What can go wrong with question-answering data and models.

    QaError
    ├── DataError      a file, record or answer that can't be used
    └── ModelError     an unknown model, a wrong digest, an architecture that can't be trained

Every error carries `hint`: what the reader can do, or None.
"""


class QaError(Exception):
    """Base of the tree; never raised itself."""

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


class DataError(QaError):
    """Input data is missing, malformed or unusable. The message names the file and the place."""


class ModelError(QaError):
    """A model can't be found, verified or trained."""
