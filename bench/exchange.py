"""The exchange beside a raw TLS socket: a vector up and added, a model down into a cache.

    python bench/exchange.py [--short] [--json]

The coordinator and the owner are two processes on loopback, for the exchange and for the socket
alike. Both use the same certificates and the same bytes, in turn, over a connection that is made
before the clock starts. The socket moves the bytes and does no more; the exchange's time includes
SHA-256 at the end that receives, adding the vector, and writing the model's file. Memory is that of
two fresh processes which have never used the socket.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import shutil
import socket
import ssl
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
from figures import Figures, alternate, figure, main

from exchange.certificates import Authority, Credentials
from exchange.grpc_channel import GrpcChannel
from exchange.hub import Hub
from exchange.receiver import Expected
from exchange.service import ExchangeService

HOST = "127.0.0.1"
OWNERS = 4  # at once, for memory: twice the hub's buffers
UP, DOWN = b"u", b"d"


class Sum:
    """Adds whatever is announced; a benchmark's headers aren't signed."""

    def __init__(self, words: int) -> None:
        self.total = np.zeros(words, dtype=np.uint32)

    def expect(self, header: bytes, peer: str | None) -> Expected:
        owner, size, sha256 = json.loads(header)
        return Expected(owner, size, bytes.fromhex(sha256))

    def add(self, expected: Expected, vector: memoryview) -> None:
        np.add(self.total, np.frombuffer(vector, dtype=np.uint32), out=self.total)


def content_of(words: int) -> np.ndarray:
    """What is sent both ways: no pattern, and the same in every process."""
    return np.random.default_rng(1).integers(0, 1 << 32, words, dtype=np.uint32)


def peak() -> float:
    """This process's largest resident memory, MB."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1e3 for line in lines if line.startswith("VmHWM"))


def coordinate(pipe: Connection, credentials: Credentials, words: int, socket_too: bool) -> None:
    """The coordinator's process, until `pipe` says something; then its peak memory."""
    content = content_of(words)
    hub = Hub()
    hub.offer(content.tobytes())
    hub.open(Sum(words))
    listener = socket.create_server((HOST, 0))
    if socket_too:
        Thread(target=serve_raw, args=(listener, credentials, content), daemon=True).start()
    else:
        del content
    with ExchangeService(hub, credentials) as service:
        pipe.send((service.address, listener.getsockname()[1]))
        pipe.recv()
        pipe.send(peak())


def context_of(credentials: Credentials, purpose: ssl.Purpose) -> ssl.SSLContext:
    context = ssl.create_default_context(purpose, cadata=credentials.authority_pem.decode())
    context.verify_mode = ssl.CERT_REQUIRED
    with tempfile.NamedTemporaryFile() as file:
        file.write(credentials.key_pem + credentials.certificate_pem)
        file.flush()
        context.load_cert_chain(file.name)
    return context


def serve_raw(listener: socket.socket, credentials: Credentials, content: np.ndarray) -> None:
    context = context_of(credentials, ssl.Purpose.CLIENT_AUTH)
    target = bytearray(content.nbytes)
    with context.wrap_socket(at_once(listener.accept()[0]), server_side=True) as connection:
        while way := connection.recv(1):
            if way == UP:
                receive(connection, target)
                connection.sendall(b"!")
            else:
                connection.sendall(content.data.cast("B"))


def at_once(connection: socket.socket) -> socket.socket:
    """As gRPC sets its own: a last short segment that waits to be asked for costs 40 ms."""
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def receive(connection: ssl.SSLSocket, target: bytearray) -> None:
    with memoryview(target) as left:
        filled = 0
        while filled < len(left):
            filled += connection.recv_into(left[filled:])


class Coordinator:
    """The other process, and how to end it."""

    def __init__(self, authority: Authority, words: int, *, socket_too: bool) -> None:
        spawn = multiprocessing.get_context("spawn")
        self._pipe, theirs = spawn.Pipe()
        arguments = (theirs, authority.server([HOST]), words, socket_too)
        self._process = spawn.Process(target=coordinate, args=arguments, daemon=True)
        self._process.start()
        self.address, self.raw_port = self._pipe.recv()

    def end(self) -> float:
        """Its peak memory, MB."""
        self._pipe.send(None)
        megabytes: float = self._pipe.recv()
        self._process.join(20)
        return megabytes


def measure_rates(authority: Authority, words: int, times: int) -> Figures:
    coordinator = Coordinator(authority, words, socket_too=True)
    content, mine = content_of(words), authority.client("owner")
    size, sha256 = content.nbytes, hashlib.sha256(content.data).hexdigest()
    target, owners = bytearray(size), iter(range(1000))
    channel = GrpcChannel(coordinator.address, mine)
    raw = context_of(mine, ssl.Purpose.SERVER_AUTH).wrap_socket(
        at_once(socket.create_connection((HOST, coordinator.raw_port))), server_hostname=HOST
    )
    cache = Path(tempfile.mkdtemp(dir=Path.cwd(), prefix=".bench-"))

    def raw_up() -> float:
        began = time.perf_counter()
        raw.sendall(UP)
        raw.sendall(content.data.cast("B"))
        raw.recv(1)
        return time.perf_counter() - began

    def raw_down() -> float:
        began = time.perf_counter()
        raw.sendall(DOWN)
        receive(raw, target)
        return time.perf_counter() - began

    def up() -> float:
        header = json.dumps([next(owners), size, sha256]).encode()
        began = time.perf_counter()
        channel.submit(header, lambda: iter([content.data]))
        return time.perf_counter() - began

    def down() -> float:
        began = time.perf_counter()
        path = channel.fetch_model(sha256, cache)
        seconds = time.perf_counter() - began
        path.unlink()
        return seconds

    figures: Figures = {}
    try:
        for name, ours, theirs, how in (
            ("up_over_raw", up, raw_up, "SubmitMasked, hashed and added"),
            ("down_over_raw", down, raw_down, "FetchModel, hashed and written"),
        ):
            other, mine_, ratio = alternate(theirs, ours, times)
            rates = f"{size / mine_ / 1e6:.0f} against {size / other / 1e6:.0f} MB/s"
            medians = f"rate over a raw TLS socket: {rates}; {how}; medians of {times}, mutual TLS"
            figures[name] = figure(ratio, "x", 0.333, "higher", medians)
            figures[name.replace("_over_raw", "")] = figure(
                mine_,
                "s",
                round(3 * other, 3),
                "lower",
                f"{size / 1e6:.0f} MB; three times the socket's time",
            )
    finally:
        channel.close()
        raw.close()
        coordinator.end()
        shutil.rmtree(cache)
    return figures


def own(pipe: Connection, mine: Credentials, address: str, words: int, owner: int) -> None:
    """One owner's process: a model down, a vector up, and its peak memory."""
    content = content_of(words)
    sha256 = hashlib.sha256(content.data).hexdigest()
    channel = GrpcChannel(address, mine)
    with tempfile.TemporaryDirectory(dir=Path.cwd(), prefix=".bench-") as cache:
        channel.fetch_model(sha256, Path(cache))
    header = json.dumps([owner, content.nbytes, sha256]).encode()
    channel.submit(header, lambda: iter([content.data]))
    channel.close()
    pipe.send(peak())


def measure_memory(authority: Authority, words: int) -> Figures:
    coordinator = Coordinator(authority, words, socket_too=False)
    spawn = multiprocessing.get_context("spawn")

    def one(owner: int) -> float:
        pipe, theirs = spawn.Pipe()
        arguments = (theirs, authority.client(f"{owner}"), coordinator.address, words, owner)
        process = spawn.Process(target=own, args=arguments, daemon=True)
        process.start()
        megabytes: float = pipe.recv()
        process.join(20)
        return megabytes

    with ThreadPoolExecutor(OWNERS) as pool:
        owners = max(pool.map(one, range(OWNERS)))
    theirs, vector = coordinator.end(), 4e-6 * words
    how = (
        f"peak, {OWNERS} owners at once; the model, a sum and 2 buffers of {vector:.0f} MB are held"
    )
    return {
        "coordinator_memory": figure(theirs, "MB", round(4 * vector + 150), "lower", how),
        "owner_memory": figure(
            owners, "MB", round(vector + 150), "lower", f"peak; its vector is {vector:.0f} MB"
        ),
    }


def measure(short: bool) -> Figures:
    words = (4 if short else 22) * 1_000_000
    authority = Authority.make()
    rates = measure_rates(authority, words, 3 if short else 9)
    return rates | measure_memory(authority, words)


if __name__ == "__main__":
    main(__doc__, measure)
