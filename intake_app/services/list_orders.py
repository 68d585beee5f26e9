"""Orders of everybody, kept between one list and the next: an order of a hundred thousand takes longer than a frame."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from itertools import filterfalse
from typing import TYPE_CHECKING

from intake_app.domain.local_records import LAST_ERASED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from intake_app.services.open_register import OpenRegister
    from intake_app.services.unit_of_work import Reading

COLUMNS = ("name", "card", "born", "latin", "citizenship", "recorded")
_FEW = 40
"""Changed people up to which an order is mended: each is put in by some twenty looks at the register."""


class ListOrders:
    """Row numbers of all who are not deleted, by column; what has changed since is put right when it is asked for.

    Safe to be asked on several threads: what is kept is only ever replaced as a whole.
    """

    def __init__(self) -> None:
        self._kept: dict[str, tuple[Mapping[str, int], str, array[int]]] = {}
        self._ranks: dict[str, tuple[array[int], array[int]]] = {}

    def everybody(self, reading: Reading, column: str) -> array[int]:
        """The order as of a reading; not to be changed."""
        vector, erased = reading.vector(), reading.local(LAST_ERASED)
        known, last_erased, kept = self._kept.get(column, ({}, "", None))
        order = kept if last_erased == erased else None  # who was erased is among no changed people any more
        if order is None or known != vector:
            changed = reading.people_changed_since(known) if order is not None else ()
            if order is None or len(changed) > _FEW:
                order = without(reading.list_order(column), reading.deleted_rows())
            else:
                order = _mended(reading, column, order, changed)
            self._kept[column] = vector, erased, order
        return order

    def of(self, reading: Reading, column: str, rows: Iterable[int]) -> array[int]:
        """Some people in the order of a column; without those who are deleted."""
        order = self.everybody(reading, column)
        of_order, ranks = self._ranks.get(column, (None, array("I")))
        if of_order is not order:
            ranks = _ranks(order)
            self._ranks[column] = order, ranks
        listed = [row for row in rows if row < len(ranks) and ranks[row]]
        return array("I", sorted(listed, key=ranks.__getitem__))

    def prepare(self, register: OpenRegister) -> None:
        """Read every order; takes as long as a second, beside."""
        for column in COLUMNS:
            with register.reading() as reading:
                self.of(reading, column, ())
                reading.let_go()


def without(order: array[int], rows: Sequence[int]) -> array[int]:
    """An order without these rows."""
    return array("I", filterfalse(frozenset(rows).__contains__, order)) if rows else order


def _ranks(order: array[int]) -> array[int]:
    """By row number the place in an order, from 1; 0 for who is not in it."""
    ranks = array("I", bytes(order.itemsize * (max(order, default=0) + 1)))
    for place, row in enumerate(order, 1):
        ranks[row] = place
    return ranks


def _mended(reading: Reading, column: str, order: array[int], changed: Sequence[str]) -> array[int]:
    rows = reading.row_numbers(changed)
    order = without(order, rows) if rows else order
    for row_no in sorted(frozenset(rows).difference(reading.deleted_rows())):
        key = reading.list_key(column, row_no)
        order.insert(bisect_left(order, key, key=lambda row: reading.list_key(column, row)), row_no)
    return order
