"""Rows as the bytes of a CSV file: UTF-8, RFC 4180, CRLF, every cell guarded."""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8
from itertools import islice
from typing import TYPE_CHECKING

from intake_app.exchange.cells import encode_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ROWS_AT_ONCE = 1_000


def csv_chunks(heads: Iterable[Sequence[str]], rows: Iterator[Sequence[str]], *, with_bom: bool) -> Iterator[bytes]:
    """The file piece by piece: the rows of names and tags first, then the rows of people."""
    if with_bom:
        yield BOM_UTF8
    yield _text(list(heads))
    while batch := list(islice(rows, ROWS_AT_ONCE)):
        yield _text(encode_rows(batch))


def _text(rows: Iterable[Sequence[str]]) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\r\n").writerows(rows)
    return buffer.getvalue().encode()
