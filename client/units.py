"""Whose a record is: the unit of privacy that holds it. No IO."""

from __future__ import annotations

from collections.abc import Iterable

from privacy.errors import InvalidPlanError
from privacy.plan import Unit
from qa.records import Record


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


def holder(record: Record) -> tuple[Unit, str]:
    """Whose a record is where nobody says a unit: its person's, else its document's."""
    if record.person_id is not None:
        return Unit.PERSON, record.person_id
    return Unit.DOCUMENT, record.document_id
