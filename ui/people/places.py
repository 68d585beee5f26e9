"""Where somebody stands on People and on Find: what a page made anew, as in another language, goes on with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.domain.person_lists import ListQuery
    from ui.people.list_acts import DoneAct
    from ui.people.person_page import PersonPage


@dataclass(frozen=True, slots=True)
class PersonPlace:
    """The person who is open, the tab, and what was typed or scanned to find them."""

    person_id: str
    tab: str
    proof: str = ""


@dataclass(frozen=True, slots=True)
class ListPlace:
    """What the list shows, who is checked (row number, short name), what can be taken back, and who is open."""

    query: ListQuery
    row: int = 0
    chosen: Mapping[int, str] = field(default_factory=dict)
    done: tuple[DoneAct, ...] = ()
    person: PersonPlace | None = None


@dataclass(frozen=True, slots=True)
class FindPlace:
    """The words in the box, and who is open."""

    text: str
    person: PersonPlace | None = None


def place_of_person(page: PersonPage, proof: str = "") -> PersonPlace | None:
    """Who is open on a page, found by what was typed; nobody while it shows nobody."""
    if page.view is None:
        return None
    return PersonPlace(page.view.file.person.person_id, page.tabs.current(), proof)


def go_to_person(page: PersonPage, place: PersonPlace) -> None:
    """Open who was open, on the tab that was shown."""
    page.tabs.set_current(place.tab)
    page.open(place.person_id, place.proof)
