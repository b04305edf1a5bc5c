"""The ledger's file format a second time, from its description: shares no code with the product.

JSON is written by hand, SQLite pages are read by hand, the Merkle tree is RFC 6962's recursion.
What is borrowed are SHA-256, Ed25519 and, for writing files, SQLite. Whatever is signed or written
is a parameter, so that ledgers can be made again byte by byte, illegal ones included.
"""

from __future__ import annotations

import hashlib
import json
import math
import sqlite3
import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

SCHEMA = (
    "CREATE TABLE entry (sequence INTEGER PRIMARY KEY, body BLOB NOT NULL, signature BLOB NOT NULL)"
)
LAX_SCHEMA = "CREATE TABLE entry (sequence INTEGER PRIMARY KEY, body, signature)"
APPLICATION_ID, FORMAT = 0x64697363, 1
MAX_BODY, MAX_STEPS, MAX_AMENDMENTS = 8_192, 10_000_000, 1_000
MAX_TIME_MS = 253_402_300_799_999  # the end of the year 9999
ENTRY, KEY = b"discreet ledger entry v1\x00", b"discreet ledger key v1\x00"
HEAD, WITNESS = b"discreet ledger head v1\x00", b"discreet ledger witness v1\x00"

Value = int | float | str | bytes | None
Row = tuple[Value, Value, Value]  # sequence, body, signature
Event = dict[str, Any]


class FormatError(Exception):
    """What this reader says to a ledger that it doesn't believe."""


# Canonical JSON


def canonical(value: object) -> bytes:
    """Sorted keys, no spaces, ASCII, shortest floats."""
    if value is None or isinstance(value, bool):
        return {None: b"null", True: b"true", False: b"false"}[value]
    if isinstance(value, int):
        return str(value).encode()
    if isinstance(value, float):
        if not math.isfinite(value):
            raise FormatError("a number that JSON hasn't")
        return repr(value).encode()
    if isinstance(value, str):
        return b'"' + b"".join(map(_escaped, value)) + b'"'
    if isinstance(value, list):
        return b"[" + b",".join(map(canonical, value)) + b"]"
    assert isinstance(value, dict)
    pairs = (canonical(key) + b":" + canonical(value[key]) for key in sorted(value))
    return b"{" + b",".join(pairs) + b"}"


def _escaped(character: str) -> bytes:
    short = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    short |= {"\b": "\\b", "\f": "\\f"}
    if character in short:
        return short[character].encode()
    if " " <= character <= "~":
        return character.encode()
    code = ord(character)
    if code < 0x10000:
        return f"\\u{code:04x}".encode()
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}".encode()


def read_canonical(content: bytes) -> dict[str, Any]:
    def refuse(text: str) -> None:
        raise FormatError(f"{text} in JSON")

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(dict(pairs)) != len(pairs):
            raise FormatError("a key twice")
        return dict(pairs)

    try:
        value = json.loads(content.decode("ascii"), parse_constant=refuse, object_pairs_hook=unique)
    except (ValueError, RecursionError) as e:
        raise FormatError("no JSON") from e
    if not isinstance(value, dict) or canonical(value) != content:
        raise FormatError("JSON of another form")
    return value


# RFC 6962


def leaf(body: bytes, signature: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + struct.pack(">I", len(body)) + body + signature).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """MTH of section 2.1, over leaf hashes."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = _split(len(leaves))
    return _node(root(leaves[:split]), root(leaves[split:]))


def proof(old: int, leaves: Sequence[bytes]) -> list[bytes]:
    """PROOF of section 2.1.2."""
    return [] if old in (0, len(leaves)) else _subproof(old, leaves, whole=True)


def proves(old: int, old_root: bytes, new: int, new_root: bytes, path: Sequence[bytes]) -> bool:
    """Whether PROOF's recursion, walked with these hashes, ends at both roots."""
    if old in (0, new):
        expected = old_root == new_root if old == new else old_root == root([])
        return expected and not path
    rest = list(path)
    try:
        of_old, of_new = _walk(old, new, old_root, rest, whole=True)
    except IndexError:
        return False
    return not rest and (of_old, of_new) == (old_root, new_root)


def _subproof(old: int, leaves: Sequence[bytes], *, whole: bool) -> list[bytes]:
    if old == len(leaves):
        return [] if whole else [root(leaves)]
    split = _split(len(leaves))
    if old <= split:
        return [*_subproof(old, leaves[:split], whole=whole), root(leaves[split:])]
    return [*_subproof(old - split, leaves[split:], whole=False), root(leaves[:split])]


def _walk(
    old: int, new: int, old_root: bytes, rest: list[bytes], *, whole: bool
) -> tuple[bytes, bytes]:
    if old == new:
        found = old_root if whole else rest.pop(0)
        return found, found
    split = _split(new)
    if old <= split:
        of_old, of_new = _walk(old, split, old_root, rest, whole=whole)
        return of_old, _node(of_new, rest.pop(0))
    of_old, of_new = _walk(old - split, new - split, old_root, rest, whole=False)
    left = rest.pop(0)
    return _node(left, of_old), _node(left, of_new)


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def _split(size: int) -> int:
    split = 1
    while split * 2 < size:
        split *= 2
    return split


# Writing


@dataclass
class Chain:
    """Rows of a ledger that follow on each other, each signed with the key that is given."""

    ledger: str = "00112233445566778899aabbccddeeff"
    rows: list[tuple[int, bytes, bytes]] = field(default_factory=list)
    time_ms: int = 1_700_000_000_000
    step_ms: int = 1_000

    @property
    def previous(self) -> str:
        return leaf(*self.rows[-1][1:]).hex() if self.rows else "0" * 64

    @property
    def leaves(self) -> list[bytes]:
        return [leaf(body, signature) for _, body, signature in self.rows]

    def add(self, event: Event, key: Ed25519PrivateKey, **changes: Any) -> int:
        """Append `event`; `changes` replace fields of the envelope. Returns its number."""
        number = len(self.rows)
        envelope = {
            "version": 1,
            "ledger": self.ledger,
            "sequence": number,
            "previous": self.previous,
            "time_ms": self.time_ms,
            "event": event,
        }
        body = canonical(envelope | changes)
        self.rows.append((number, body, key.sign(ENTRY + body)))
        self.time_ms += self.step_ms
        return number

    def head(
        self, key: Ed25519PrivateKey, size: int | None = None, **changes: Any
    ) -> dict[str, Any]:
        """The head over the first `size` entries as JSON types, without its version."""
        size = len(self.rows) if size is None else size
        row = {
            "ledger": self.ledger,
            "size": size,
            "root": root(self.leaves[:size]).hex(),
            "time_ms": self.time_ms,
            "owner_key": public(key),
        } | changes
        return row | {"owner_signature": key.sign(HEAD + canonical(row)).hex()}


def public(key: Ed25519PrivateKey) -> str:
    return key.public_key().public_bytes_raw().hex()


def countersigned(head: dict[str, Any], key: Ed25519PrivateKey) -> dict[str, Any]:
    """`head` with a witness, as JSON types."""
    signature = key.sign(WITNESS + canonical(head)).hex()
    return {
        "head": {"version": 1} | head,
        "witness_key": public(key),
        "witness_signature": signature,
    }


def witness_event(row: dict[str, Any]) -> Event:
    """The entry that keeps a countersigned head."""
    head = {k: v for k, v in row["head"].items() if k not in ("version", "ledger")}
    rest = {k: v for k, v in row.items() if k != "head"}
    return {"kind": "witness"} | head | rest


def key_change_event(chain: Chain, new: Ed25519PrivateKey, *, compromised: bool = False) -> Event:
    """The entry by which `new` follows at the end of `chain`."""
    words = {"owner_key": public(new), "compromised": compromised, "reason": "a test"}
    place = {"ledger": chain.ledger, "sequence": len(chain.rows), "previous": chain.previous}
    message = canonical(words | place)
    return {"kind": "key-change", "new_signature": new.sign(KEY + message).hex()} | words


def database(
    rows: Iterable[Row],
    *,
    statements: Sequence[str] = (),
    schema: str = SCHEMA,
    application_id: int = APPLICATION_ID,
    user_version: int = FORMAT,
) -> bytes:
    """A database at rest with `rows` as they are, of any types, and `statements` run after them."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.execute(LAX_SCHEMA)
        connection.executemany("INSERT INTO entry VALUES (?, ?, ?)", rows)
        for statement in statements:
            connection.execute(statement)
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_master SET sql = ? WHERE sql = ?", (schema, LAX_SCHEMA))
        connection.execute(f"PRAGMA application_id = {application_id}")
        connection.execute(f"PRAGMA user_version = {user_version}")
        content = bytearray(connection.serialize())
    finally:
        connection.close()
    content[18:20] = b"\x02\x02"  # write-ahead logging
    return bytes(content)


# Reading SQLite's file format (https://www.sqlite.org/fileformat2.html), without a log beside it


def read_database(content: bytes) -> list[Row]:
    """The rows of table `entry` in the order of its tree, once there is nothing else."""
    try:
        return _Database(content).entries()
    except (IndexError, ValueError, struct.error, RecursionError) as e:
        raise FormatError("a damaged database") from e


class _Database:
    def __init__(self, content: bytes) -> None:
        if content[:16] != b"SQLite format 3\x00":
            raise FormatError("no database")
        self.content = content
        size = int.from_bytes(content[16:18], "big")
        self.page_size = 65_536 if size == 1 else size
        self.usable = self.page_size - content[20]
        if int.from_bytes(content[56:60], "big") != 1:
            raise FormatError("a database in another encoding")

    def entries(self) -> list[Row]:
        application, version = (int.from_bytes(self.content[at : at + 4], "big") for at in (68, 60))
        if application != APPLICATION_ID or version != FORMAT:
            raise FormatError("another kind of database")
        schema = [values for _, values in self._table(1)]
        expected = ["table", "entry", "entry", SCHEMA]
        if len(schema) != 1 or [*schema[0][:3], schema[0][4]] != expected:
            raise FormatError("other tables")
        (_, _, _, page, _) = schema[0]
        assert isinstance(page, int)
        return [(number, values[1], values[2]) for number, values in self._table(page)]

    def _table(self, page: int) -> Iterator[tuple[int, list[Value]]]:
        if not 1 <= page <= len(self.content) // self.page_size:
            raise FormatError("a page beyond the file")
        begin = (page - 1) * self.page_size
        data = self.content[begin : begin + self.page_size]
        header = 100 if page == 1 else 0
        kind, count = data[header], int.from_bytes(data[header + 3 : header + 5], "big")
        pointers = header + (12 if kind == 5 else 8)
        cells = [
            int.from_bytes(data[at : at + 2], "big")
            for at in range(pointers, pointers + 2 * count, 2)
        ]
        if kind == 13:
            for cell in cells:
                yield self._leaf(data, cell)
        elif kind == 5:
            right = data[header + 8 : header + 12]
            for child in [*(data[cell : cell + 4] for cell in cells), right]:
                yield from self._table(int.from_bytes(child, "big"))
        else:
            raise FormatError("a page of another kind")

    def _leaf(self, data: bytes, at: int) -> tuple[int, list[Value]]:
        length, at = _varint(data, at)
        number, at = _varint(data, at)
        if number >= 1 << 63:
            number -= 1 << 64
        least = (self.usable - 12) * 32 // 255 - 23
        local = length
        if length > self.usable - 35:
            local = least + (length - least) % (self.usable - 4)
            local = local if local <= self.usable - 35 else least
        payload = data[at : at + local]
        following = int.from_bytes(data[at + local : at + local + 4], "big")
        while len(payload) < length:
            if following == 0:
                raise FormatError("a cell that ends early")
            begin = (following - 1) * self.page_size
            following = int.from_bytes(self.content[begin : begin + 4], "big")
            payload += self.content[begin + 4 : begin + self.usable][: length - len(payload)]
        return number, _record(payload)


def _record(payload: bytes) -> list[Value]:
    end, at = _varint(payload, 0)
    kinds = []
    while at < end:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    values: list[Value] = []
    for kind in kinds:
        if kind in (0, 8, 9):
            values.append({0: None, 8: 0, 9: 1}[kind])
            continue
        size = (kind - 12) // 2 if kind >= 12 else (0, 1, 2, 3, 4, 6, 8, 8)[kind]
        raw = payload[at : at + size]
        at += size
        if kind < 7:
            values.append(int.from_bytes(raw, "big", signed=True))
        elif kind == 7:
            values.append(struct.unpack(">d", raw)[0])
        else:
            values.append(raw if kind % 2 == 0 else raw.decode())
    return values


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for i in range(8):
        value = value << 7 | data[at + i] & 0x7F
        if data[at + i] < 0x80:
            return value, at + i + 1
    return value << 8 | data[at + 8], at + 9


# Verifying


@dataclass
class Account:
    """A debit as it stands: the mechanism that ran, the steps that count."""

    plan: Event
    q: float
    sigma: float
    planned: int
    steps: int
    factor: int = 1
    settled: bool = False


@dataclass
class Verified:
    """What a ledger says, once it was believed."""

    ledger: str = ""
    several: bool = False
    keys: list[tuple[int, str]] = field(default_factory=list)
    compromised: list[str] = field(default_factory=list)
    plans: dict[str, Event] = field(default_factory=dict)
    accounts: dict[int, Account] = field(default_factory=dict)
    leaves: list[bytes] = field(default_factory=list)
    amendments: int = 0
    departed: str | None = None
    time_ms: int = 0
    delta: float = 0.0
    cap: float = 0.0
    sessions: dict[str, Event] = field(default_factory=dict)
    dealt: set[str] = field(default_factory=set)
    confirmed: set[tuple[str, int]] = field(default_factory=set)

    def mechanisms(self, plan_sha256: str | None = None) -> list[tuple[float, float, int]]:
        """(sampling probability, noise multiplier, steps) of all debits, or of one plan's."""
        return [
            (a.q, a.sigma, a.steps * a.factor)
            for a in self.accounts.values()
            if plan_sha256 is None or digest_of(a.plan) == plan_sha256
        ]

    @property
    def steps(self) -> int:
        return sum(steps for *_, steps in self.mechanisms())

    def key_at(self, number: int) -> str:
        return [key for first, key in self.keys if first <= number][-1]


def digest_of(plan: Event) -> str:
    return hashlib.sha256(canonical(plan)).hexdigest()


def verify(content: bytes) -> Verified:
    """What the ledger in a database file says. Raises FormatError where it contradicts itself."""
    return verify_rows(read_database(content))


def verify_rows(rows: Sequence[Row]) -> Verified:
    found = Verified()
    for number, (sequence, body, signature) in enumerate(rows):
        if sequence != number:
            raise FormatError(f"entry {number} is missing, or another was added")
        if not isinstance(body, bytes) or not isinstance(signature, bytes) or len(body) > MAX_BODY:
            raise FormatError(f"entry {number} isn't made of bytes")
        row = read_canonical(body)
        _demand(
            set(row) == {"version", "ledger", "sequence", "previous", "time_ms", "event"}
            and (type(row["version"]), row["version"]) == (int, 1)
            and (type(row["sequence"]), row["sequence"]) == (int, number)
            and isinstance(row["event"], dict),
            f"entry {number} isn't one",
        )
        event = row["event"]
        previous = found.leaves[-1].hex() if found.leaves else "0" * 64
        _demand(row["previous"] == previous, f"entry {number} follows on another")
        _demand(
            type(row["time_ms"]) is int and found.time_ms <= row["time_ms"] <= MAX_TIME_MS,
            f"entry {number} goes back in time",
        )
        if number == 0:
            _demand(event["kind"] == "opened", "it begins with something else")
            found.keys.append((0, event["owner_key"]))
            found.ledger, found.several = row["ledger"], event["plans"] == "several"
        _demand(row["ledger"] == found.ledger, f"entry {number} is another ledger's")
        _check(found.key_at(number), signature, ENTRY + body)
        _check_reals(event)
        if number:
            _apply(found, number, event, row["previous"])
        found.time_ms = row["time_ms"]
        found.leaves.append(leaf(body, signature))
    _demand(bool(found.leaves), "an empty ledger")
    return found


def verify_head(found: Verified, row: dict[str, Any]) -> None:
    """Raise FormatError unless the ledger holds what a countersigned head says."""
    head = {k: v for k, v in row["head"].items() if k != "version"}
    unsigned = {k: v for k, v in head.items() if k != "owner_signature"}
    _check(head["owner_key"], bytes.fromhex(head["owner_signature"]), HEAD + canonical(unsigned))
    _check(row["witness_key"], bytes.fromhex(row["witness_signature"]), WITNESS + canonical(head))
    _demand(head["ledger"] == found.ledger, "a head of another ledger")
    _demand(head["size"] <= len(found.leaves), "a head of more entries")
    _demand(root(found.leaves[: head["size"]]).hex() == head["root"], "a head of another past")
    _demand(found.key_at(head["size"]) == head["owner_key"], "a head by another key")


REAL = ("sampling_probability", "noise_factor", "noise_multiplier", "clip_norm", "delta")
REAL += ("delta_cap", "epsilon_cap")


def _check_reals(event: Event) -> None:
    """Real numbers are written as such, or one entry would have two spellings."""
    for name in REAL:
        if name in event:
            real = type(event[name]) is float
            _demand(real or (name, event[name]) == ("epsilon_cap", "inf"), f"{name} isn't real")
    if isinstance(event.get("plan"), dict):
        _check_reals(event["plan"])


def _apply(  # noqa: PLR0912 (one a kind)
    found: Verified, number: int, event: Event, previous: str
) -> None:
    kind = event.get("kind")
    if found.departed is not None:
        _demand(event == {"kind": "arrival", "recipient": found.departed}, "it had left")
        found.departed = None
        return
    match kind:
        case "plan":
            digest = digest_of(event["plan"])
            _demand(digest not in found.plans, "a plan twice")
            units = {plan["unit"] for plan in found.plans.values()}
            _demand(units <= {event["plan"]["unit"]}, "a plan for another unit")
            found.plans[digest] = event["plan"]
        case "debit":
            _apply_debit(found, number, event)
        case "settlement":
            account = found.accounts.get(event["debit"])
            _demand(account is not None and not account.settled, "no open debit")
            assert account is not None
            _demand(event["executed"] <= account.planned, "more ran than was charged")
            account.settled = True
            if not event["bytes_left"]:
                account.steps = event["executed"]
        case "session" | "survivors":
            _apply_aggregation(found, event)
        case "witness":
            head = {k: v for k, v in event.items() if k not in ("kind", *_WITNESS_FIELDS)}
            rest = {k: event[k] for k in _WITNESS_FIELDS}
            verify_head(found, {"head": head | {"ledger": found.ledger}} | rest)
        case "amendment":
            _apply_amendment(found, event)
        case "erasure":
            pass
        case "key-change":
            _demand(event["owner_key"] not in {key for _, key in found.keys}, "a key again")
            words = {key: event[key] for key in ("owner_key", "compromised", "reason")}
            place = {"ledger": found.ledger, "sequence": number, "previous": previous}
            message = canonical(words | place)
            _check(event["owner_key"], bytes.fromhex(event["new_signature"]), KEY + message)
            if event["compromised"]:
                found.compromised.append(found.keys[-1][1])
            found.keys.append((number + 1, event["owner_key"]))
        case "departure":
            found.departed = event["recipient"]
        case _:
            raise FormatError(f"a {kind} where none may be")


_WITNESS_FIELDS = ("witness_key", "witness_signature")


def _apply_aggregation(found: Verified, event: Event) -> None:
    if event["kind"] == "session":
        _demand(event["session"] not in found.sessions, "a session twice")
        _demand(event["join_sha256"] not in found.dealt, "keys dealt twice")
        largest = max(event[name] for name in ("threshold", "confirmations", "survivors"))
        _demand(largest <= event["owners"], "more must answer than there are")
        found.sessions[event["session"]] = event
        found.dealt.add(event["join_sha256"])
        return
    session = found.sessions.get(event["session"])
    _demand(session is not None, "survivors of no session")
    assert session is not None
    place = (event["session"], event["vector"])
    _demand(place not in found.confirmed, "two sets of a vector")
    found.confirmed.add(place)
    sizes = [session["survivors"], event["survivors"], event["active"], session["owners"]]
    _demand(sizes == sorted(sizes), "a set of another size")


def _apply_debit(found: Verified, number: int, event: Event) -> None:
    plan = found.plans.get(event["plan_sha256"])
    _demand(plan is not None, "a plan that wasn't adopted")
    assert plan is not None
    for name in ("unit", "sampling", "sampling_probability"):
        _demand(event[name] == plan[name], f"{name} isn't the plan's")
    horizon = plan["steps_per_round"] * (plan["rounds"] + plan["spare_rounds"])
    _demand(1 <= event["steps"] <= horizon, "steps aren't the plan's")
    _demand(found.steps + event["steps"] <= MAX_STEPS, "too many steps")
    found.accounts[number] = Account(
        plan,
        plan["sampling_probability"],
        plan["noise_multiplier"],
        event["steps"],
        event["steps"],
    )
    found.delta = event["delta_cap"]
    found.cap = float(event["epsilon_cap"])


def _apply_amendment(found: Verified, event: Event) -> None:
    values = (event["noise_factor"], event["sampling_probability"], event["steps_factor"])
    _demand(values != (1.0, 0.0, 1), "an amendment of nothing")
    found.amendments += 1
    _demand(found.amendments <= MAX_AMENDMENTS, "too many amendments")
    noise, q, factor = values
    _demand(0 <= noise <= 1 and 0 <= q <= 1 and factor >= 1, "an amendment that refunds")
    numbers = [n for n in found.accounts if event["first"] <= n <= event["last"]]
    _demand(bool(numbers), "an amendment of no debit")
    for number in numbers:
        account = found.accounts[number]
        account.sigma *= noise
        account.q = max(account.q, q)
        account.factor *= factor
    _demand(found.steps <= MAX_STEPS, "too many steps")


def _check(key: str, signature: bytes, message: bytes) -> None:
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(signature, message)
    except (InvalidSignature, ValueError) as e:
        raise FormatError("a signature by somebody else") from e


def _demand(holds: bool, what: str) -> None:
    if not holds:
        raise FormatError(what)
