"""client.app under any sequence of messages, crashes and copies put back, from a coordinator that
has every peer on its side: no key set masks two vectors, no vector is trained uncharged, and no
second survivor set is signed or opened."""

from __future__ import annotations

import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.federation import KEYS
from support.owner_site import Site, answer, furnished

import client.rounds
import client.training
from client.sessions import Sessions
from exchange.local import LocalChannel
from exchange.task import CONFIRMATION_KEY, UNMASK_KEY, WITNESS_QUERY
from privacy.ledger.store import Ledger
from privacy.secagg import keys
from privacy.secagg.messages import Confirmation, Round, Survivors, Unmask, UnmaskRequest, Upload
from privacy.vault.keyring import Keyring

EVERYONE, FEWER, FEWEST = (1, 2, 3, 4), (1, 2, 3), (2, 3, 4)  # the owner is the third
Vector = tuple[bytes, int]  # session and number


class Crash(BaseException):
    """Nothing of the app catches it."""


@dataclass
class Machine:
    """One owner, what was asked of it, and all that has ever left it."""

    site: Site
    patch: pytest.MonkeyPatch
    asked: list[bytes] = field(default_factory=list)  # Round messages
    sent: dict[Vector, set[bytes]] = field(default_factory=lambda: defaultdict(set))
    signed: dict[bytes, dict[bytes, bytes]] = field(default_factory=lambda: defaultdict(dict))
    opened: dict[tuple[bytes, int], set[int]] = field(default_factory=lambda: defaultdict(set))
    trainings: int = 0

    def start(self) -> None:
        """Count trainings, which cost no time here, and keep what is uploaded."""

        def train_round(*_: Any, begin_step: Callable[[], None], **__: Any) -> Any:
            begin_step()
            self.trainings += 1
            return {
                name: np.random.default_rng().normal(size=array.shape).astype(np.float32)
                for name, array in self.site.arrays.items()
            }

        def submit(_: Any, header: bytes, vector: Any) -> None:
            upload = Upload.decode(header)
            self.sent[upload.session, upload.vector].add(b"".join(vector()))

        self.patch.setattr(client.training, "train_round", train_round)
        self.patch.setattr(LocalChannel, "submit", submit)

    def join(self) -> None:
        self.site.open()

    def joins_and_stops(self) -> None:
        self.site.join()

    def next_round(self) -> None:
        coordinator = self.site.federation.coordinator
        if coordinator is not None and coordinator.vectors_left and coordinator.dealt:
            self.asked.append(self.site.prepare())
            self.site.again()

    def any_round(self, number: int, skip: int) -> None:
        """One that was asked for before, or a later vector of its session."""
        if self.asked:
            found = Round.decode(self.asked[number % len(self.asked)])
            self.site.again(round=replace(found, vector=found.vector + skip).encode())

    def dies(self, place: Any, name: str, *, after: bool) -> None:
        real = getattr(place, name)

        def die(*arguments: Any, **options: Any) -> None:
            if after:
                real(*arguments, **options)
            raise Crash

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(place, name, die)
            try:
                self.next_round()
            except Crash:
                return

    def confirm(self, numbers: tuple[int, ...]) -> None:
        if not self.asked:
            return
        digest = Round.digest(self.asked[-1])
        survivors = Survivors(digest, numbers).encode()
        reply = self.site.confirm(survivors)
        if not reply.has_error():
            found = Confirmation.decode(answer(reply, CONFIRMATION_KEY))
            self.signed[digest][survivors] = found.signature

    def unmask(self, numbers: tuple[int, ...]) -> None:
        """Ask for shares with signatures by all peers, and by the owner where it has signed."""
        if not self.asked or self.site.federation.coordinator is None:
            return
        asked = Round.decode(self.asked[-1])
        digest = Round.digest(self.asked[-1])
        survivors = Survivors(digest, numbers).encode()
        live = self.site.federation.live
        if live._session is None or live.session.digest != asked.session:
            return
        confirmations = []
        for number in numbers:
            name = live.session.member(number).name
            if name in KEYS:
                signature = keys.sign(KEYS[name], Survivors.CONTEXT, survivors)
                confirmations.append((number, signature))
            elif (own := self.signed[digest].get(survivors)) is not None:
                confirmations.append((number, own))
        deals = live._deals[asked.vector].get(3, {})
        request = UnmaskRequest(digest, numbers, tuple(confirmations), tuple(sorted(deals.items())))
        reply = self.site.unmask(request.encode())
        if not reply.has_error():
            for owner, kind, _ in Unmask.decode(answer(reply, UNMASK_KEY)).shares:
                self.opened[digest, owner].add(kind)

    def copy(self) -> None:
        if self.site.sessions.exists():
            shutil.rmtree(self.site.owner.folder / "copy", ignore_errors=True)
            shutil.copytree(self.site.sessions, self.site.owner.folder / "copy")

    def put_back(self) -> None:
        if (self.site.owner.folder / "copy").exists():
            shutil.rmtree(self.site.sessions, ignore_errors=True)
            shutil.copytree(self.site.owner.folder / "copy", self.site.sessions)

    def masks_again(self) -> None:
        """The round that was asked for last, by a copy that doesn't know of it."""
        self.copy()
        self.next_round()
        self.put_back()
        self.any_round(-1, 0)

    def end(self) -> None:
        self.site.ask(WITNESS_QUERY)

    def check(self) -> None:
        for vector, contents in self.sent.items():
            assert len(contents) == 1, vector
        assert len(self.sent) <= self.trainings <= self.site.charges
        assert all(len(sets) <= 1 for sets in self.signed.values())
        assert all(len(kinds) == 1 for kinds in self.opened.values())


Step = Callable[[Machine], None]
STEPS: dict[str, Step] = {
    "join": Machine.join,
    "join and stop": Machine.joins_and_stops,
    "round": Machine.next_round,
    "last round": lambda m: m.any_round(-1, 0),
    "first round": lambda m: m.any_round(0, 0),
    "vector after": lambda m: m.any_round(-1, 1),
    "dies before debit": lambda m: m.dies(Ledger, "debit", after=False),
    "dies after debit": lambda m: m.dies(Ledger, "debit", after=True),
    "dies before masking": lambda m: m.dies(client.rounds, "quantized", after=False),
    "dies after vector": lambda m: m.dies(Sessions, "save_vector", after=True),
    "dies before upload": lambda m: m.dies(LocalChannel, "submit", after=False),
    "dies after upload": lambda m: m.dies(LocalChannel, "submit", after=True),
    "confirm all": lambda m: m.confirm(EVERYONE),
    "confirm fewer": lambda m: m.confirm(FEWER),
    "confirm fewest": lambda m: m.confirm(FEWEST),
    "unmask all": lambda m: m.unmask(EVERYONE),
    "unmask fewer": lambda m: m.unmask(FEWER),
    "copy": Machine.copy,
    "put back": Machine.put_back,
    "masks again": Machine.masks_again,
    "end": Machine.end,
}


@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(st.sampled_from(sorted(STEPS)), min_size=4, max_size=14))
def test_whatever_is_asked_and_whenever_it_dies(
    steps: list[str], tiny_models: dict[str, Path], keyring: Keyring
) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        pytest.MonkeyPatch.context() as patch,
        furnished(tiny_models["bert"], Path(folder), keyring, patch, peers=3) as site,
    ):
        machine = Machine(site, patch)
        machine.start()
        machine.join()
        for step in ("round", *steps):
            STEPS[step](machine)
            machine.check()
