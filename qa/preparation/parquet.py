"""Rows of a Parquet file, some dozens at a time.

The flat columns of CSV, or the layout of Hugging Face's `datasets`, where `answers` is a struct of
two lists or a list of structs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from qa.errors import DataError
from qa.preparation.columns import IGNORED, NESTED, Row, check
from qa.preparation.places import Place, needed, shown

_MAX_BATCH = 64  # rows
_BATCH_BYTES = 8 << 20
_BUFFER = 1 << 20  # bytes of each column that are read ahead
_TEXTS = ("context", "question", "title", "answer")


def parquet_rows(file: BinaryIO, path: str) -> Iterator[Row]:
    """Raises DataError."""
    arrow, parquet = needed("pyarrow"), needed("pyarrow.parquet")
    wrong = (arrow.ArrowException, OSError, ValueError)
    try:
        table = parquet.ParquetFile(file, buffer_size=_BUFFER, pre_buffer=False)
        schema = table.schema_arrow
    except wrong:
        raise DataError(
            f"{path}: expected a Parquet file, found something else or a part of one",
            hint="the file was cut short, is encrypted or isn't Parquet",
        ) from None
    names = [name for name in schema.names if name not in IGNORED]
    check(names, path, NESTED)
    _check_types(arrow, schema, path)
    number = 0
    batches = table.iter_batches(batch_size=_batch_rows(table), columns=names, use_threads=False)
    while True:
        place = Place(path, number + 1)
        try:
            batch = next(batches, None)
        except wrong:
            raise place.error("a row of Parquet", "damaged data") from None
        if batch is None:
            return
        for values in _python(batch, path, number):
            number += 1
            yield Row(Place(path, number), values)


def _python(batch: Any, path: str, number: int) -> Iterator[dict[str, Any]]:
    try:
        yield from batch.to_pylist()
        return
    except UnicodeDecodeError:
        pass  # row by row, then, to say which
    for index in range(batch.num_rows):
        place = Place(path, number + index + 1)
        try:
            row = batch.slice(index, 1).to_pylist()[0]
        except UnicodeDecodeError:
            raise place.error("UTF-8", "other bytes") from None
        yield row


def _batch_rows(table: Any) -> int:
    """Rows of about _BATCH_BYTES, by what the file says of its row groups."""
    groups = [table.metadata.row_group(i) for i in range(table.num_row_groups)]
    largest = max((g.total_byte_size // max(g.num_rows, 1) for g in groups), default=0)
    return max(1, min(_MAX_BATCH, _BATCH_BYTES // max(int(largest), 1)))


def _check_types(arrow: Any, schema: Any, path: str) -> None:
    for name in _TEXTS:
        if name not in schema.names:
            continue
        kind = schema.field(name).type
        if arrow.types.is_dictionary(kind):
            kind = kind.value_type
        is_text = arrow.types.is_string(kind) or arrow.types.is_large_string(kind)
        if not is_text and not arrow.types.is_string_view(kind):
            raise DataError(
                f"{path}: column {name}: expected text, found another type: {shown(str(kind))}"
            )
