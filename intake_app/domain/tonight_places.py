"""Which bed a burst of arrivals gets: those who came together lie side by side (places in their own order)."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from intake_app.domain.records import Place

ROOM_FOR_PARTY = 4
"""Friends come in fours and fives (product.md): a new line does not begin in a hole where its party cannot follow."""
_NUMBER = re.compile(r"[\s,]*\d+\s*$")


@dataclass(frozen=True, slots=True)
class Bed:
    """A place and how many may still sleep there tonight."""

    place: Place
    free: int


@dataclass(frozen=True, slots=True)
class Site:
    """A hall, camp or house: its free beds and all of them."""

    name: str
    free: int
    capacity: int


def site_name(place_name: str) -> str:
    """What stands before the first comma, else before the number at the end: `Hall 1, mat 37` is in `Hall 1`."""
    before, comma, _after = place_name.partition(",")
    if comma and before.strip():
        return before.strip()
    return _NUMBER.sub("", place_name).strip() or place_name.strip()


def room_name(place_name: str) -> str:
    """What stands before the last comma, else before the number at the end: the beds of one room stand together."""
    before, comma, _after = place_name.rpartition(",")
    if comma and before.strip():
        return before.strip()
    return _NUMBER.sub("", place_name).strip() or place_name.strip()


def sum_sites(beds: Iterable[Bed]) -> tuple[Site, ...]:
    """The sites in the order of their first place, with their beds added up."""
    sums: dict[str, tuple[str, int, int]] = {}
    for bed in beds:
        name = site_name(bed.place.name)
        known, free, capacity = sums.get(name.casefold(), (name, 0, 0))
        sums[name.casefold()] = (known, free + max(0, bed.free), capacity + bed.place.capacity)
    return tuple(Site(*each) for each in sums.values())


def choose_next(beds: Sequence[Bed], beside: str = "") -> Place | None:
    """The place for the next line: the nearest free one beside a companion's, else where a party has room.

    `beds` are all places in their order, full ones too. None where nothing is free.
    """
    if beside:
        return _nearest(beds, beside)
    for _site, group in groupby(beds, key=lambda bed: site_name(bed.place.name)):
        runs = list(_runs(list(group)))
        if runs:
            first = next((run for run in runs if len(run) >= ROOM_FOR_PARTY), None)
            return (first or max(runs, key=len))[0]
    return None


def choose_run(beds: Sequence[Bed], count: int) -> tuple[Place, ...]:
    """Places for a party whose size is known: the first run they fit in, else one after the other from the longest.

    Fewer than asked where fewer are free; a place stands once for each of its beds.
    """
    runs = list(_runs(beds))
    fitting = next((run for run in runs if len(run) >= count), None)
    if fitting is not None:
        return tuple(fitting[:count])
    chosen: list[Place] = []
    for run in sorted(runs, key=len, reverse=True):
        chosen += run[: count - len(chosen)]
    return tuple(chosen)


def take_beds(beds: Sequence[Bed], place_ids: Iterable[str]) -> list[Bed]:
    """The beds that are left once these were given, a place's id once for each bed."""
    taken = Counter(place_ids)
    return [Bed(bed.place, bed.free - taken[bed.place.place_id]) for bed in beds]


def _runs(beds: Sequence[Bed]) -> Iterator[list[Place]]:
    """Free beds that adjoin: in one room, with no full place between them."""
    for _room, group in groupby(beds, key=lambda bed: room_name(bed.place.name)):
        run: list[Place] = []
        for bed in group:
            if run and (bed.free <= 0 or bed.place.capacity > 1):
                yield run
                run = []
            run += [bed.place] * max(0, bed.free)
        if run:
            yield run


def _nearest(beds: Sequence[Bed], beside: str) -> Place | None:
    """The free place nearest to a companion's: the same room before another, after it before before it."""
    at = next((number for number, bed in enumerate(beds) if bed.place.place_id == beside), None)
    if at is None:
        return choose_next(beds)
    room = room_name(beds[at].place.name)
    ranked = [
        (room_name(bed.place.name) != room, abs(number - at), number < at, number)
        for number, bed in enumerate(beds)
        if bed.free > 0
    ]
    return beds[min(ranked)[3]].place if ranked else None
