"""An owner's records, grouped by unit of privacy, cut into windows only when they are drawn."""

from __future__ import annotations

from collections.abc import Iterable

from privacy.errors import InvalidPlanError
from privacy.noise import ChaCha20Stream
from privacy.plan import Unit
from qa.features import Encoder, Window
from qa.records import Record


class UnitSamples:
    """Units of one owner. `len` is the private number of units and must not leave."""

    def __init__(self, records: Iterable[Record], unit: Unit, encoder: Encoder) -> None:
        """Group `records` by `unit`. Raises InvalidPlanError where a record lacks its person."""
        self._encoder = encoder
        self._units: list[list[Record]] = list(group_by_unit(records, unit).values())

    def __len__(self) -> int:
        return len(self._units)

    def choose(self, unit: int, stream: ChaCha20Stream) -> Window:
        """One uniformly chosen window of one uniformly chosen record of `unit`.

        A unit that is drawn gives one gradient, so that a clip for each example is a clip for
        each unit, however many records and windows it has.
        """
        records = self._units[unit]
        record = records[_below(len(records), stream)]
        windows = self._encoder.encode(record)
        return windows[_below(len(windows), stream)]


def group_by_unit(records: Iterable[Record], unit: Unit) -> dict[str, list[Record]]:
    """Records by person, document or record, in first-seen order."""
    units: dict[str, list[Record]] = {}
    for record in records:
        units.setdefault(unit_of(record, unit), []).append(record)
    return units


def unit_of(record: Record, unit: Unit) -> str:
    """The name of the unit that holds `record`. Raises InvalidPlanError without a person."""
    if unit is Unit.DOCUMENT:
        return record.document_id
    if unit is Unit.RECORD:
        return record.id
    if record.person_id is None:
        raise InvalidPlanError(
            f"record {record.id!r} has no person_id, which unit 'person' needs",
            hint="give every record a person_id, or choose unit 'document'",
        )
    return record.person_id


def _below(bound: int, stream: ChaCha20Stream) -> int:
    return 0 if bound == 1 else int(stream.integers_below(bound, 1)[0])
