"""What the list of people reads beside the window: an order with its first lines, further lines, the roster."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from intake_app.domain.records import Place
from intake_app.services.list_choices import read_columns, read_filters
from intake_app.services.open_register import centre_of
from intake_app.services.people_lists import (
    ListLine,
    Roster,
    Snapshot,
    count_languages,
    count_tabs,
    open_snapshot,
    read_lines,
    read_roster,
)
from ui.people.line_store import PAGE
from ui.people.list_lines import ShownLine, ShownLines, show_line, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from intake_app.domain.person_lists import ListQuery
    from intake_app.services.list_orders import ListOrders
    from intake_app.services.open_register import OpenRegister


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a list: counts by tab, languages by how many speak them, places, choices kept, the day."""

    roster: Roster
    counts: dict[str, int]
    languages: tuple[str, ...]
    places: dict[str, str]
    filters: dict[str, ListQuery]
    columns: str
    today: date
    region: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A snapshot and the lines of its first page; `everybody` counts all who are recorded."""

    snapshot: Snapshot
    lines: tuple[ShownLine | None, ...] = field(default=())
    everybody: int = 0


def read_around(register: OpenRegister, old: Roster | None) -> Around:
    """The roster, quick where `old` is recent, and what follows from it."""
    roster = read_roster(register, old)
    with register.reading() as reading:
        centre = centre_of(reading)
        places = sorted(reading.all(Place), key=lambda place: (place.position, place.place_id))
    return Around(
        roster=roster,
        counts=count_tabs(roster),
        languages=count_languages(roster),
        places={place.place_id: place.name for place in places},
        filters=read_filters(register),
        columns=read_columns(register),
        today=register.today(centre),
        region=centre.country,
    )


def open_list(
    register: OpenRegister,
    query: ListQuery,
    roster: Roster | None,
    known: tuple[ListOrders, ShownLines],
    count: int = PAGE,
) -> Opened:
    """The order a query asks for, and its first lines: as many as are seen (`count`), for a key waits for them.

    `known` are the orders and the lines of earlier lists. The trail is told by whoever shows it (`witness_list`).
    """
    orders, shown = known
    snapshot, lines, today = open_snapshot(register, query, roster, orders, min(count, PAGE))
    words = words_of(query.text, register.short_names())
    return Opened(snapshot, shown.show(lines, today, words), snapshot.everybody)


def read_page(
    register: OpenRegister, rows: Sequence[int], roster: Roster | None, text: str, reasons: Mapping[int, str]
) -> tuple[ShownLine | None, ...]:
    """The lines of these rows as they are painted, what was searched for marked in them, and why they were found."""
    return show_lines(register, read_lines(register, rows, roster, reasons), text)


def show_lines(register: OpenRegister, lines: Sequence[ListLine | None], text: str) -> tuple[ShownLine | None, ...]:
    """Lines as they are painted today."""
    with register.reading() as reading:
        today = register.today(centre_of(reading))
    words = words_of(text, register.short_names())
    return tuple(show_line(line, today, words) if line is not None else None for line in lines)
