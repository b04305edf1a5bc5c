"""Which owner holds which unit. A unit of privacy is never split between owners or splits."""

from __future__ import annotations

import hashlib
import hmac
import random
from collections import defaultdict
from collections.abc import Sequence
from typing import Literal

from client.units import group_by_unit
from privacy.plan import Unit
from qa.records import Record, document_id_of
from simulations.errors import ScenarioError

Partition = Literal["owner", "title", "dirichlet"]
Owners = dict[str, list[Record]]
DEFAULT_OWNERS = 4
OWNER_NAME_MAX = 64  # bytes of UTF-8: what a certificate and a roster hold


def choose_unit(records: Sequence[Record], wanted: str) -> Unit:
    """`auto` is the person where every record names one, else the document.

    Raises ScenarioError where some records name a person and others don't: neither unit would
    then protect all of them.
    """
    if wanted != "auto":
        return Unit(wanted)
    named = sum(record.person_id is not None for record in records)
    if named == len(records):
        return Unit.PERSON
    if named == 0:
        return Unit.DOCUMENT
    first = next(record for record in records if record.person_id is None)
    raise ScenarioError(
        f"{named} of {len(records)} records name a person_id and record {first.id!r} does not",
        hint="give every record a person_id, or say --unit document",
    )


def partition(
    records: Sequence[Record],
    *,
    unit: Unit,
    by: str,
    owners: int | None,
    alpha: float,
    seed: int,
) -> Owners:
    """Records by owner.

    `owner`: by the records' own field. `title`: whole articles, the largest first to the owner
    that has least. `dirichlet`: for each title, or for the whole set where there is none, the
    owners' shares of units are drawn from Dirichlet(alpha) (Hsu et al. 2019).

    Raises ScenarioError for an owner left empty, and where the data lacks what `by` needs.
    """
    if unit is Unit.DOCUMENT:
        _check_documents_whole(records)
    if by == "auto":
        by = _natural(records)
    if by == "owner":
        held = _by_owner(records, owners)
    elif by == "title":
        held = _by_title(records, owners or DEFAULT_OWNERS, seed)
    else:
        held = _by_dirichlet(records, unit, owners or DEFAULT_OWNERS, alpha, seed)
    _check_units_whole(held, unit)
    for name, mine in held.items():
        if not mine:
            raise ScenarioError(
                f"owner {name!r} was left without records by partition {by!r}",
                hint="ask for fewer owners, or choose a larger dirichlet_alpha",
            )
    return held


def split_by_unit(
    records: Sequence[Record], unit: Unit, test_fraction: float, seed: int
) -> tuple[list[Record], list[Record]]:
    """Train and test records, a unit whole in one of them, by a keyed hash of its name."""
    key = f"split:{seed}".encode()
    train: list[Record] = []
    test: list[Record] = []
    for name, mine in group_by_unit(records, unit).items():
        (test if _fraction(key, name) < test_fraction else train).extend(mine)
    return train, test


def sample_by_hash(records: Sequence[Record], count: int, seed: int) -> list[Record]:
    """At most `count` records, the same for the same seed whatever their order."""
    if len(records) <= count:
        return list(records)
    key = f"sample:{seed}".encode()
    return sorted(records, key=lambda record: _fraction(key, record.id))[:count]


def declare(units: int) -> int:
    """The size that a simulated owner declares: its units, rounded to one significant digit.

    A real owner declares a public constant once. In a simulation nobody did, so this stands in
    for it; the exact count is used nowhere in training.
    """
    digits = len(str(units)) - 1
    power: int = 10**digits
    return max(1, round(units / power) * power)


def _natural(records: Sequence[Record]) -> Partition:
    if all(record.owner for record in records):
        return "owner"
    return "title" if len({record.title for record in records}) > 1 else "dirichlet"


def _by_owner(records: Sequence[Record], owners: int | None) -> Owners:
    held: Owners = defaultdict(list)
    for record in records:
        if not record.owner:
            raise ScenarioError(
                f"partition 'owner' needs an owner in every record; {record.id!r} has none",
                hint="add an `owner` field, or choose --partition title or dirichlet",
            )
        _check_owner_name(record.owner)
        held[record.owner].append(record)
    if owners not in (None, len(held)):
        raise ScenarioError(
            f"owners: expected {len(held)}, as the records name, found {owners}",
            hint="leave --owners out, or choose --partition title or dirichlet",
        )
    return dict(held)


def _check_owner_name(name: str) -> None:
    """Raise ScenarioError unless `name` can be the name of a folder: data may come from anybody."""
    if (
        name.startswith(".")
        or len(name.encode()) > OWNER_NAME_MAX
        or not name.isprintable()
        or "/" in name
        or "\\" in name
    ):
        raise ScenarioError(
            f"owner {name[:OWNER_NAME_MAX]!r}: expected a name of at most {OWNER_NAME_MAX} bytes "
            "that can be a folder's, without slashes or a dot at its beginning",
            hint="change the records' `owner` field, or choose --partition title or dirichlet",
        )


def _by_title(records: Sequence[Record], owners: int, seed: int) -> Owners:
    titles: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        titles[record.title].append(record)
    if len(titles) < owners:
        raise ScenarioError(
            f"owners: at most {len(titles)} can share {len(titles)} titles, found {owners}",
            hint="ask for fewer owners, or choose --partition dirichlet",
        )
    shuffled = sorted(titles)
    random.Random(f"title:{seed}").shuffle(shuffled)  # noqa: S311 (no secret: a partition)
    held = _empty(owners)
    for title in sorted(shuffled, key=lambda title: -len(titles[title])):
        min(held.values(), key=len).extend(titles[title])
    return held


def _by_dirichlet(
    records: Sequence[Record], unit: Unit, owners: int, alpha: float, seed: int
) -> Owners:
    generator = random.Random(f"dirichlet:{seed}")  # noqa: S311 (no secret: a partition)
    classes: dict[str, list[list[Record]]] = defaultdict(list)
    for mine in group_by_unit(records, unit).values():
        classes[mine[0].title].append(mine)
    held = _empty(owners)
    names = list(held)
    for title in sorted(classes):
        shares = [generator.gammavariate(alpha, 1.0) for _ in names]
        if not sum(shares):  # a tiny alpha underflows: one owner takes all
            shares[generator.randrange(owners)] = 1.0
        for name, mine in zip(
            generator.choices(names, shares, k=len(classes[title])), classes[title], strict=True
        ):
            held[name].extend(mine)
    return held


def _check_units_whole(held: Owners, unit: Unit) -> None:
    where: dict[str, str] = {}
    for owner, records in held.items():
        for name in group_by_unit(records, unit):
            if (other := where.setdefault(name, owner)) != owner:
                raise ScenarioError(
                    f"{unit} {name!r} is held by both {other!r} and {owner!r}; "
                    "a unit must be one owner's",
                    hint="give persons of different owners different person_ids",
                )


def _check_documents_whole(records: Sequence[Record]) -> None:
    """One text under two document_ids would be two units, and each protect half of it."""
    names: dict[str, str] = {}
    for record in records:
        text = document_id_of(record.context)
        if names.setdefault(text, record.document_id) != record.document_id:
            raise ScenarioError(
                f"record {record.id!r} has a context that another record has under another "
                "document_id; unit 'document' needs one for each text",
                hint="give equal contexts one document_id, or leave it out everywhere",
            )


def _empty(owners: int) -> Owners:
    width = len(str(owners))
    return {f"owner-{number:0{width}}": [] for number in range(1, owners + 1)}


def _fraction(key: bytes, name: str) -> float:
    """A keyed hash of a name as a number in [0, 1)."""
    digest = hmac.digest(key, name.encode("utf-8", "surrogatepass"), hashlib.sha256)
    return int.from_bytes(digest[:7], "big") / 2**56
