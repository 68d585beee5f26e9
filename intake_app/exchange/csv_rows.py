"""Rows of a CSV file of our own, however it was damaged on the way: a bad row never hides the next one."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from intake_app.domain.export_tables import EXPORT_FIELDS
from intake_app.errors import UserError
from intake_app.exchange.cells import GUARD, decode
from intake_app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

LONGEST_ROW = 1 << 20  # characters; a row of ours has a few hundred
_TABLE_BY_ID = {fields[1]: table for table, fields in EXPORT_FIELDS.items() if table != "people"}


class OwnTable:
    """One file being read, UTF-8 with its line ends as they are: its table, its columns, then its rows.

    Raises UserError `not_own_export`, `unknown_columns`, `not_utf8` or `quotes_unbalanced`.
    """

    def __init__(self, name: str, text: TextIO) -> None:
        self._name = name
        self._records = _records(text)
        self.columns = self._read_header()
        self.table = next((_TABLE_BY_ID[name] for name in self.columns if name in _TABLE_BY_ID), "people")
        self._check_columns()

    def rows(self) -> Iterator[tuple[int, list[str] | str]]:
        """(number, cells) of every row after the header, which is row 1; instead of cells a code where it is none."""
        number = 1
        while (record := self._next()) is not _END:
            number += 1
            if record is None:
                yield number, "row_too_long"
            elif record.strip():
                yield number, self._cells(record)

    def _cells(self, record: str) -> list[str] | str:
        try:
            cells = _split(record)
        except csv.Error:
            return "row_malformed"
        if len(cells) != len(self.columns):
            return "too_many_columns" if len(cells) > len(self.columns) else "too_few_columns"
        return [decode(cell) for cell in cells] if GUARD in record else cells

    def _read_header(self) -> tuple[str, ...]:
        record = self._next()
        try:
            columns = tuple(_split(record)) if record else ()
        except csv.Error:
            columns = ()
        if columns[:1] != ("person_id",):
            raise UserError(
                "not_own_export",
                _("This is no export of ours: the first column of {name} is not person_id.").format(
                    name=self._name[:60]
                ),
                _("Choose people.csv, export.zip or an .age file of an export."),
            )
        return columns

    def _check_columns(self) -> None:
        known = EXPORT_FIELDS[self.table]
        unknown = [name for name in self.columns if name not in known]
        twice = [name for name in known if self.columns.count(name) > 1]
        if unknown or twice:
            names = ", ".join(name[:40] or '""' for name in (unknown or twice)[:5])
            what = _("{file} has columns that are not known: {names}.") if unknown else _("{file} has {names} twice.")
            raise UserError(
                "unknown_columns" if unknown else "column_twice",
                what.format(file=self._name[:60], names=names),
                _("Take them out, or correct their names, and import again."),
            )

    def _next(self) -> str | None:
        try:
            return next(self._records, _END)
        except UnicodeDecodeError:
            raise UserError(
                "not_utf8",
                _("{name} is not UTF-8 text, so nothing was imported.").format(name=self._name[:60]),
                _("Take the file as it was exported, not saved anew by a spreadsheet program."),
            ) from None
        except _UnbalancedError as error:
            raise UserError(
                "quotes_unbalanced",
                _("In {name} a quotation mark is missing in or after row {row}, so nothing was imported.").format(
                    name=self._name[:60], row=error.row
                ),
                _("Correct that row, or take the file as it was exported."),
            ) from None


class _UnbalancedError(Exception):
    def __init__(self, row: int) -> None:
        super().__init__(row)
        self.row = row


_END = "\0end"


def _split(record: str) -> list[str]:
    line = record.rstrip("\r\n")
    if '"' not in line:
        return line.split(",")
    return next(csv.reader([record], strict=True))


def _records(text: TextIO) -> Iterator[str | None]:
    """Whole records, their line ends included: a record goes on while a quotation mark is open. None: too long."""
    held: list[str] = []
    length, row, is_open = 0, 1, False
    while line := text.readline(LONGEST_ROW):
        length += len(line)
        is_open ^= bool(line.count('"') % 2)
        if length <= LONGEST_ROW:
            held.append(line)
        if not line.endswith(("\n", "\r")):
            continue
        if is_open:
            if length > LONGEST_ROW:
                raise _UnbalancedError(row)
            continue
        yield "".join(held) if length <= LONGEST_ROW else None
        held, length, row = [], 0, row + 1
    if is_open:
        raise _UnbalancedError(row)
    if length:
        yield "".join(held) if length <= LONGEST_ROW else None
