"""An owner's sessions of encrypted aggregation on its own disk, sealed: one a run.

    FOLDER/aggregation/RUN/state.vault     keys and answers; replaced before an answer goes out
    FOLDER/aggregation/RUN/vector.vault    the last masked vector, for the same upload again
    FOLDER/models/RUN/                     the models of its last rounds, public to all owners

RUN is a digest of the run's name. What a session has answered is durable before it leaves, so that
a crash can't make an owner answer twice (docs/protocol.md, section 4). A session that was copied
back shows in the ledger, which knows of its trainings, deals and confirmations.
"""

from __future__ import annotations

import contextlib
import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from privacy.errors import ProtocolError, VerificationError
from privacy.secagg.masks import Words
from privacy.secagg.participant import STATE_MAX_BYTES, Participant
from privacy.secagg.rules import Rules
from privacy.vault.atomic import locked_folder
from privacy.vault.files import Vault
from privacy.vault.keyring import Keyring

AGGREGATION_FOLDER = "aggregation"
MODELS_FOLDER = "models"
RUNS_KEPT = 4  # whose coordinator never said that the run has ended
_STATE, _VECTOR = "state", "vector"


class Sessions:
    """The session of one run at one owner. Everything but `end` is done while `held`."""

    def __init__(self, folder: Path, keyring: Keyring, run_id: str, rules: Rules) -> None:
        self._root = folder / AGGREGATION_FOLDER
        run = hashlib.sha256(run_id.encode()).hexdigest()[:32]
        self._folder = self._root / run
        self.models = folder / MODELS_FOLDER / run  # where to keep this run's
        self._vault = Vault(self._folder, keyring, f"aggregation-{run}")
        self._rules = rules

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Hold this owner's sessions against every other message that is being answered."""
        self._root.mkdir(parents=True, exist_ok=True, mode=0o700)
        with locked_folder(self._root):
            yield

    def load(self) -> Participant:
        """The session as it was saved last. Raises ProtocolError where there is none that holds:
        then its keys are lost, and another session with fresh ones can begin."""
        if not self._vault.exists(_STATE):
            raise ProtocolError("expected a session of this run, found none")
        try:
            content = self._vault.read_bytes(_STATE, max_length=STATE_MAX_BYTES)
        except VerificationError as error:
            raise ProtocolError(f"session: {error}") from error
        return Participant.from_bytes(content, self._rules)

    def find(self) -> Participant | None:
        """The session, or None where there is none or it can't be used under today's rules."""
        try:
            return self.load()
        except ProtocolError:
            return None

    def save(self, participant: Participant) -> None:
        """Replace the session; on return it is on disk."""
        if not self._folder.is_dir():
            self._folder.mkdir(mode=0o700)
            self._prune()
        self._vault.write_bytes(_STATE, participant.to_bytes())

    def save_vector(self, words: Words) -> None:
        """Keep a masked vector [d] for its upload."""
        with self._vault.write(_VECTOR) as sealer:
            sealer.write(words.data.cast("B"))

    def vector(self) -> Iterator[bytes]:
        """The bytes of the vector that was kept last, from the start. Needn't be held. Raises
        ProtocolError where it was damaged."""
        try:
            yield from self._vault.read(_VECTOR)
        except VerificationError as error:
            raise ProtocolError(f"vector: {error}") from error

    def end(self) -> None:
        """Forget the session, all its keys and the run's models."""
        with self.held():
            self._remove(self._folder)

    def _prune(self) -> None:
        """Forget the sessions of all but the last few runs."""
        others = [path for path in self._root.iterdir() if path != self._folder and path.is_dir()]
        others.sort(key=lambda path: path.stat().st_mtime_ns, reverse=True)
        for path in others[RUNS_KEPT - 1 :]:
            self._remove(path)

    def _remove(self, folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(self.models.with_name(folder.name), ignore_errors=True)
