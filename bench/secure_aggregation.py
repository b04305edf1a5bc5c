"""Encrypted aggregation beside the functions of Flower's SecAgg+, and beside the machine's limit.

    python bench/secure_aggregation.py [--short] [--json]

One process, CPU time, alternating. Flower's side calls the functions that its `secaggplus_mod` and
its server workflow call, in their order, on the same values: quantize and mask for one client of
eleven; add; take off the masks of ten survivors and of one that dropped out, from ten shares of
each secret. Ours calls the same state machines and quantizer as every run.

The floor of masking is what one mask costs at least: AES-128-GCM's keystream into a buffer that
stays in the cache, and one addition of it. The server's memory is the peak of a process of its own
in which a whole round with 10 and with 200 owners runs, vectors as long; the owners are outside and
leave out their own masks there, so that the sum is none and the round ends as lost, at its end.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from figures import Figures, alternate, figure, main
from flwr.common.secure_aggregation.crypto.shamir import combine_shares, create_shares
from flwr.common.secure_aggregation.crypto.symmetric_encryption import generate_shared_key
from flwr.common.secure_aggregation.ndarrays_arithmetic import (
    factor_combine,
    parameters_addition,
    parameters_mod,
    parameters_multiply,
    parameters_subtraction,
)
from flwr.common.secure_aggregation.quantization import quantize
from flwr.common.secure_aggregation.secaggplus_utils import pseudo_rand_gen
from flwr.supercore.primitives.asymmetric import (
    bytes_to_private_key,
    bytes_to_public_key,
    generate_key_pairs,
    private_key_to_bytes,
    public_key_to_bytes,
)

from exchange.errors import RefusedUploadError
from exchange.hub import Hub
from privacy.errors import RoundLostError
from privacy.quantize import Dither, Quantizer
from privacy.secagg import graph
from privacy.secagg.coordinator import Coordinator
from privacy.secagg.masks import CHUNK_BYTES, apply_masks
from privacy.secagg.messages import TRAINING, Terms, Upload
from privacy.secagg.participant import Participant
from privacy.secagg.rules import Rules
from server.receiver import SumReceiver

VALUES, CLIENTS = 22_000_000, 11
MEMORY_OWNERS = (10, 200)
# Flower's defaults: values are clipped to 8, become numbers below 2^22, modulo 2^32.
CLIPPING, TARGET_RANGE, MODULUS = 8.0, 1 << 22, 1 << 32
THRESHOLD = 7


def cpu(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def make_terms(owners: int, length: int, bits: int = 32) -> Terms:
    least = graph.choose(owners, 1)
    step = Quantizer.for_range(CLIPPING, owners=owners, modulus_bits=bits).step_exponent
    return Terms(
        os.urandom(32), 1, length, bits, step, 1, least.threshold, least.confirmations,
        least.survivors, least.degree, bytes(32),
    )  # fmt: skip


class Owners:
    """Participants with pinned keys, in one process."""

    def __init__(self, coordinator_terms: bytes, owners: int) -> None:
        self.keys = [Ed25519PrivateKey.generate() for _ in range(owners)]
        names = [f"owner-{number:04d}" for number in range(owners)]
        pins = {
            name: key.public_key().public_bytes_raw()
            for name, key in zip(names, self.keys, strict=True)
        }
        self.parties = [
            Participant.begin_session(
                coordinator_terms, Rules(pins=pins), name=name, identity=key,
                declared_units=100, entropy=os.urandom,
            )
            for name, key in zip(names, self.keys, strict=True)
        ]  # fmt: skip

    def __iter__(self) -> Iterator[tuple[Participant, Ed25519PrivateKey]]:
        return iter(zip(self.parties, self.keys, strict=True))


def session(owners: int, length: int, bits: int = 32) -> tuple[Coordinator, Owners]:
    coordinator = Coordinator(make_terms(owners, length, bits))
    all_ = Owners(coordinator.terms_message, owners)
    for party in all_.parties:
        coordinator.add_join(party.join)
    roster = coordinator.close_joining()
    for party, key in all_:
        coordinator.add_shares(party.share(roster, key, os.urandom))
    return coordinator, all_


class Flower:
    """What `secaggplus_mod` and the workflow compute, for eleven clients of whom the first is
    looked at, and whose last may drop out."""

    def __init__(self, values: np.ndarray) -> None:
        self.values = values
        self.seeds = [os.urandom(32) for _ in range(CLIENTS)]
        self.pairs = [generate_key_pairs() for _ in range(CLIENTS)]
        self.private = [private_key_to_bytes(private) for private, _ in self.pairs]
        self.public = [public_key_to_bytes(public) for _, public in self.pairs]
        self.shares = [create_shares(secret, THRESHOLD, CLIENTS) for secret in self.seeds]
        self.key_shares = create_shares(self.private[-1], THRESHOLD, CLIENTS)
        self.masked: list[np.ndarray] = []
        self.total: list[np.ndarray] = []

    def mask(self) -> None:
        ratio = 0.5
        q_ratio = round(ratio * TARGET_RANGE)
        parameters = parameters_multiply([self.values], q_ratio / TARGET_RANGE)
        found = factor_combine(q_ratio, quantize(parameters, CLIPPING, TARGET_RANGE))
        shapes = [a.shape for a in found]
        found = parameters_addition(found, pseudo_rand_gen(self.seeds[0], MODULUS, shapes))
        for other in range(1, CLIENTS):
            key = generate_shared_key(
                bytes_to_private_key(self.private[0]), bytes_to_public_key(self.public[other])
            )
            found = parameters_subtraction(found, pseudo_rand_gen(key, MODULUS, shapes))
        self.masked = parameters_mod(found, MODULUS)

    def add(self) -> None:
        total = self.masked
        for _ in range(CLIENTS - 1):
            total = parameters_addition(total, self.masked)
        self.total = parameters_mod(total, MODULUS)

    def unmask(self, dropped: int) -> None:
        total = self.total
        shapes = [a.shape for a in total]
        alive = CLIENTS - dropped
        for number in range(alive):
            secret = combine_shares(self.shares[number][:THRESHOLD])
            total = parameters_subtraction(total, pseudo_rand_gen(secret, MODULUS, shapes))
        for _ in range(dropped):
            secret = combine_shares(self.key_shares[:THRESHOLD])
            for other in range(alive):
                key = generate_shared_key(
                    bytes_to_private_key(secret), bytes_to_public_key(self.public[other])
                )
                total = parameters_addition(total, pseudo_rand_gen(key, MODULUS, shapes))
        parameters_mod(total, MODULUS)


class Ours:
    """The same work by this project, whole: a client's quantization and masks, digest and signature
    included, and the server's additions and its opening of the sum."""

    def __init__(self, values: np.ndarray) -> None:
        self.values = values
        self.words = np.zeros(len(values) + 1, np.uint32)

    def mask(self, *, digest: bool = True) -> Callable[[], None]:
        """Ready to quantize and mask once: a key set masks one vector."""
        coordinator, owners = session(CLIENTS, len(self.words))
        asked = coordinator.begin_round(
            purpose=TRAINING, number=1, model=bytes(32), active=coordinator.dealt
        )
        party, key = next(iter(owners))
        party.begin(asked, charged=0)
        terms, roster = party.terms, party.session

        def work() -> None:
            quantizer = Quantizer(roster.owners, terms.step_exponent, terms.modulus_bits)
            quantizer.quantize(self.values, self.words[:-1], Dither(), weight=0.5)
            self.words[-1] = 1
            if digest:
                party.mask(self.words, key)
            else:
                apply_masks(self.words, [os.urandom(16) for _ in range(CLIENTS)])

        return work

    def server(self, dropped: int) -> tuple[Callable[[], None], Callable[[], Callable[[], None]]]:
        """Ready to add the survivors' vectors once, and then, with the owners' answers, to open
        their sum."""
        coordinator, owners = session(CLIENTS, len(self.words))
        asked = coordinator.begin_round(
            purpose=TRAINING, number=1, model=bytes(32), active=coordinator.dealt
        )
        alive = list(owners)[: CLIENTS - dropped]
        uploads = []
        for party, key in alive:
            party.begin(asked, charged=0)
            words = np.zeros(len(self.words), np.uint32)
            words[-1] = 1
            upload = Upload.decode(party.mask(words, key))
            uploads.append((upload, words))

        def add() -> None:
            for upload, words in uploads:
                coordinator.add(upload, words.data)

        def ready() -> Callable[[], None]:
            survivors = coordinator.close_uploads()
            for party, key in alive:
                coordinator.add_confirmation(party.confirm(survivors, key))
            coordinator.close_confirming()
            answers = [
                party.unmask(coordinator.request_for(party.number), key) for party, key in alive
            ]

            def open_sum() -> None:
                for answer in answers:
                    coordinator.add_unmask(answer)
                total = coordinator.open_sum()
                if int(total[-1]) != len(alive) or total[0] or total[-2]:
                    raise AssertionError("the sum is wrong")

            return open_sum

        return add, ready


def floor_of_masks(words: np.ndarray) -> Callable[[], None]:
    """Keystream and addition of CLIENTS masks, chunk by chunk in the cache, and nothing else."""
    size = CHUNK_BYTES // 4
    zeros, buffer = bytes(CHUNK_BYTES), bytearray(CHUNK_BYTES + 16)
    stream = np.frombuffer(buffer, np.uint32, size)
    ciphers = [AESGCM(os.urandom(16)) for _ in range(CLIENTS)]
    whole = len(words) // size

    def work() -> None:
        for number in range(whole):
            chunk = words[number * size : (number + 1) * size]
            nonce = number.to_bytes(12, "big")
            for cipher in ciphers:
                cipher.encrypt_into(nonce, zeros, None, buffer)
                np.add(chunk, stream, out=chunk)

    return work


def peak_resident() -> int:
    """Of this process since it began, bytes. `getrusage` would count its parent's too."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return 1024 * int(line.split()[1])
    raise OSError("expected VmHWM in /proc/self/status")


def serve(connection: Connection, owners: int, length: int) -> None:
    """A coordinator that is told what its owners send, in a process of its own."""
    coordinator = Coordinator(make_terms(owners, length))
    connection.send(coordinator.terms_message)
    for _ in range(owners):
        coordinator.add_join(connection.recv())
    connection.send(coordinator.close_joining())
    for _ in range(owners):
        coordinator.add_shares(connection.recv())
    connection.send(
        coordinator.begin_round(
            purpose=TRAINING, number=1, model=bytes(32), active=coordinator.dealt
        )
    )
    hub = Hub()
    hub.open(SumReceiver(coordinator))
    piece = bytes(1 << 20)
    for _ in range(owners):
        size = coordinator.vector_bytes
        body = (piece[: min(1 << 20, size - at)] for at in range(0, size, 1 << 20))
        try:
            hub.submit(connection.recv(), body)
        except RefusedUploadError as error:
            connection.send(str(error))
            return
    hub.close()
    connection.send(coordinator.close_uploads())
    for _ in range(owners):
        coordinator.add_confirmation(connection.recv())
    coordinator.close_confirming()
    for number in coordinator.added:
        connection.send(coordinator.request_for(number))
        coordinator.add_unmask(connection.recv())
    try:
        coordinator.open_sum()
    except RoundLostError:
        connection.send(peak_resident())


def server_memory(owners: int, length: int) -> int:
    """Peak resident bytes of the coordinator's process over a whole round."""
    here, there = get_context("spawn").Pipe()
    process = get_context("spawn").Process(target=serve, args=(there, owners, length))
    process.start()
    parties = Owners(here.recv(), owners)
    for party in parties.parties:
        here.send(party.join)
    roster = here.recv()
    for party, key in parties:
        here.send(party.share(roster, key, os.urandom))
    asked = here.recv()
    words = np.zeros(length, np.uint32)
    with mock.patch("privacy.secagg.participant.apply_masks"):  # 200 owners' masks take minutes
        for party, key in parties:
            party.begin(asked, charged=0)
            here.send(party.mask(words, key))
    survivors = here.recv()
    if isinstance(survivors, str):
        raise AssertionError(survivors)
    for party, key in parties:
        here.send(party.confirm(survivors, key))
    by_number = {party.number: (party, key) for party, key in parties}
    for number in sorted(by_number):
        party, key = by_number[number]
        here.send(party.unmask(here.recv(), key))
    peak = int(here.recv())
    process.join()
    return peak


def rounding_error(bits: int) -> tuple[float, float]:
    """Measured standard deviation of one owner's rounding, over its step, and the step."""
    quantizer = Quantizer.for_range(1.0, owners=CLIENTS, modulus_bits=bits)
    values = np.random.default_rng(1).normal(0, 0.05, 1_000_000).astype(np.float32)
    words = np.zeros(len(values), quantizer.dtype)
    quantizer.quantize(values, words, Dither())
    decoded = quantizer.decode(words, 1)
    if decoded is None:
        raise AssertionError("a value was out of range")
    return float(np.std(decoded - values)) / quantizer.step, quantizer.step


def measure(short: bool) -> Figures:
    length = VALUES // 10 if short else VALUES
    times = 2 if short else 5
    values = np.random.default_rng(0).normal(0, 0.01, length).astype(np.float32)
    flower, ours = Flower(values), Ours(values)
    figures: Figures = {}

    def compare(
        name: str, theirs: Callable[[], float], mine: Callable[[], float], **about: float
    ) -> None:
        them, us, ratio = alternate(theirs, mine, times)
        how = f"CPU time of Flower's over ours: {them:.3f} against {us:.3f} s, {length:,} values"
        figures[name] = figure(ratio, "x", about["target"], "higher", how)

    compare(
        "client_mask", lambda: cpu(flower.mask), lambda: cpu(ours.mask(digest=False)), target=12
    )
    compare("client_mask_and_sign", lambda: cpu(flower.mask), lambda: cpu(ours.mask()), target=0)
    flower.mask()
    compare("server_add", lambda: cpu(flower.add), lambda: cpu(ours.server(0)[0]), target=0)
    flower.add()
    for dropped, target in ((0, 0), (1, 20)):

        def opened(dropped: int = dropped) -> float:
            add, ready = ours.server(dropped)
            add()
            return cpu(ready())

        compare(
            f"server_unmask_{dropped}_dropped",
            lambda dropped=dropped: cpu(lambda: flower.unmask(dropped)),
            opened,
            target=target,
        )
    words = np.zeros(length, np.uint32)
    floor = floor_of_masks(words)

    def masking() -> float:
        keys = [os.urandom(16) for _ in range(CLIENTS)]
        return cpu(lambda: apply_masks(words, keys))

    least, most, ratio = alternate(lambda: cpu(floor), masking, 3 * times)
    figures["masking_over_floor"] = figure(
        ratio, "x", 0.75, "higher",
        f"floor of {CLIENTS} masks {least * 1e3:.0f} ms, ours {most * 1e3:.0f} ms",
    )  # fmt: skip
    few, many = (server_memory(owners, length + 1) for owners in MEMORY_OWNERS)
    figures["server_memory"] = figure(
        100 * (many / few - 1), "%", 10, "lower",
        f"peak with {MEMORY_OWNERS[1]} owners, {many / 1e6:.0f} MB, over that with "
        f"{MEMORY_OWNERS[0]}, {few / 1e6:.0f} MB",
    )  # fmt: skip
    for bits in (32, 16):
        spread, step = rounding_error(bits)
        figures[f"upload_{bits}"] = figure(
            bits / 8, "bytes a parameter", bits / 8, "lower",
            f"range 1, {CLIENTS} owners: step {step:.3g}, rounding's standard deviation "
            f"{spread * step:.3g} an owner",
        )  # fmt: skip
    return figures


if __name__ == "__main__":
    main(__doc__, measure)
