"""What the form needs to know of the desk: the date, the country, the places that are free."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from intake_app.domain.arrivals import DeskContext
from intake_app.domain.countries import parse_country
from intake_app.domain.local_records import ReservedCard
from intake_app.domain.records import Place
from intake_app.services.centres import read_centre
from intake_app.services.deeds import Deed, may
from intake_app.services.drafts import parked_tokens
from intake_app.services.places import next_free_places
from intake_app.services.slip_beds import read_slip_beds

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from intake_app.services.open_register import OpenRegister

PLACES_OFFERED = 200


@dataclass(frozen=True, slots=True)
class DeskFacts:
    """Read anew after every save. `region` is alpha-2, `places` are (id, name) of free beds, the next one first,
    `parked` the tokens under which forms are parked, `slips` the numbers printed on paper that nobody has yet, and
    `slip_beds` the place (id, name) in which whoever holds such a slip lies already.
    `decides_for_good`: who is said to be someone else here is never taken for them again, for a lead says so.
    """

    today: date
    region: str = ""
    time_zone: str = "UTC"
    places: tuple[tuple[str, str], ...] = ()
    parked: tuple[str, ...] = ()
    slips: frozenset[str] = frozenset()
    slip_beds: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    decides_for_good: bool = False

    @property
    def context(self) -> DeskContext:
        """What the domain's checks take."""
        return DeskContext(self.today, self.region)

    @property
    def country(self) -> str:
        """The centre's country, alpha-3."""
        return parse_country(self.region) or ""


def load_facts(register: OpenRegister) -> DeskFacts:
    """The facts as they are now."""
    centre = read_centre(register)
    places = {place.place_id: place.name for place in next_free_places(register, PLACES_OFFERED)}
    return DeskFacts(
        today=register.today(centre),
        region=centre.country,
        time_zone=centre.time_zone,
        places=tuple(places.items()),
        parked=parked_tokens(register),
        slips=_free_slips(register),
        slip_beds=_beds_of_slips(register),
        decides_for_good=may(register.session, Deed.JOIN),
    )


def _free_slips(register: OpenRegister) -> frozenset[str]:
    with register.reading() as reading:
        return frozenset(slip.card_number for slip in reading.kept(ReservedCard, used_by=""))


def _beds_of_slips(register: OpenRegister) -> dict[str, tuple[str, str]]:
    with register.reading() as reading:
        places = {number: reading.get(Place, place_id) for number, place_id in read_slip_beds(reading).items()}
    return {number: (place.place_id, place.name) for number, place in places.items() if place is not None}
