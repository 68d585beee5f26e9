"""The plain list of sleeping places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.ids import new_id
from intake_app.domain.names import NameProblem, clean_name
from intake_app.domain.records import Place
from intake_app.errors import UserError
from intake_app.i18n import _
from intake_app.services.open_register import OpenRegister, centre_of

if TYPE_CHECKING:
    from intake_app.domain.changes import Changes

MAX_PLACES = 2_000
MAX_CAPACITY = 1_000
_RUN = re.compile(r"(?P<name>.*?)(?P<first>\d{1,4})\s*[-\N{EN DASH}]\s*(?P<last>\d{1,4})")
_CAPACITY = re.compile(r"(?P<name>.+?)\s*[:=]\s*(?P<capacity>\d{1,4})")


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A sleeping place and how many of its beds are taken tonight."""

    place: Place
    taken: int

    @property
    def free(self) -> int:
        """Beds still free; never below zero."""
        return max(0, self.place.capacity - self.taken)


def parse_places(text: str) -> tuple[tuple[str, int], ...]:
    """(name, capacity) of the places that lines of text name.

    `Hall 1, mat 1-40` is forty places of one; `House 4: 6` is one place for six; anything else is one
    place for one. Raises UserError for a line that cannot be a place.
    """
    places: list[tuple[str, int]] = []
    for line in filter(None, (part.strip() for part in text.splitlines())):
        try:
            name = clean_name(line)
        except NameProblem:
            raise _refused(line) from None
        if run := _RUN.fullmatch(name):
            first, last = int(run["first"]), int(run["last"])
            if not first <= last or last - first >= MAX_PLACES:
                raise _refused(line)
            places += [(f"{run['name']}{number}".strip(), 1) for number in range(first, last + 1)]
        elif room := _CAPACITY.fullmatch(name):
            if not 1 <= int(room["capacity"]) <= MAX_CAPACITY:
                raise _refused(line)
            places.append((room["name"], int(room["capacity"])))
        else:
            places.append((name, 1))
    if len(places) > MAX_PLACES:
        raise _refused(text.strip().splitlines()[0])
    return tuple(places)


def add_places(register: OpenRegister, text: str) -> Changes:
    """Add the places that lines of text name, after those there are; a name that is there already stays one."""
    wanted = parse_places(text)
    with register.writing("add_places") as unit:
        known = unit.all(Place)
        names = {place.name.casefold() for place in known}
        position = max((place.position for place in known), default=0)
        for name, capacity in wanted:
            if name.casefold() not in names:
                position += 1
                names.add(name.casefold())
                unit.create(Place(place_id=new_id(), name=name, capacity=capacity, position=position))
        return unit.commit()


def list_places(register: OpenRegister) -> tuple[PlaceLine, ...]:
    """Every place in its order, with how many sleep there tonight."""
    with register.reading() as reading:
        day = register.today(centre_of(reading)).isoformat()
        return tuple(PlaceLine(place, taken) for place, taken in reading.occupancy(day))


def next_free_places(register: OpenRegister, count: int) -> tuple[Place, ...]:
    """The next free beds in their order, a place once for each bed."""
    with register.reading() as reading:
        ids = reading.free_places(register.today(centre_of(reading)).isoformat(), count)
        places = {place.place_id: place for place in reading.all(Place)}
    return tuple(places[place_id] for place_id in ids)


def _refused(line: str) -> UserError:
    return UserError(
        "place_not_understood",
        _("This line names no places that can be added: {line}").format(line=line[:60]),
        _("Write a name, a run such as \u201cHall 1, mat 1-40\u201d, or \u201cHouse 4: 6\u201d for six beds."),
        field="places",
    )
