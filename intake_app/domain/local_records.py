"""Records of this laptop alone: what waits for the printer, who was called, what was left for somebody.

They are kept in the same encrypted register and transactions as everything else, but they are no changes: they have no
history, are never exported, and no other desk hears of them (data.md, "Local"). Instants are ISO, UTC, with Z; days are
ISO. The first field of each is its id.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from typing import Any, get_type_hints

PERSONAL_SHEET = "personal_sheet"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintJob:
    """One sheet for one person: `waiting`, `printed`, `handed_over` or `dropped`.

    `facts` is a digest of what stood on it, `is_outdated` that this is no longer so, `fault` why it was not printed,
    `copies` how often it came out of the printer.
    """

    job_id: str
    person_id: str = ""
    handout: str = PERSONAL_SHEET
    language: str = ""
    state: str = "waiting"
    asked_at: str = ""
    printed_at: str = ""
    handed_at: str = ""
    copies: int = 0
    fault: str = ""
    is_outdated: bool = False
    facts: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueLine:
    """One token of a day's queue: the person recorded under it, or the bed that was given without a record.

    `party` is the same for those who came together; `need_code` and `called_at` make the list of whom to call next.
    `slip_said` is what the bed slip says that was printed for it: once the line says something else, a new one is due.
    """

    line_id: str
    day: str = ""
    token: str = ""
    person_id: str = ""
    placement_id: str = ""
    party: str = ""
    need_code: str = ""
    noted_at: str = ""
    called_at: str = ""
    slip_said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What somebody who asked has left: a `message` for somebody, or an `authority`'s request for the manager."""

    message_id: str
    kind: str = "message"
    kept_at: str = ""
    keep_until: str = ""
    for_whom: str = ""
    from_whom: str = ""
    reach: str = ""
    body: str = ""
    seen_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReservedCard:
    """A card number printed on paper before anybody was recorded under it; `used_by` is a person_id once typed in.

    `kit` is the paper kit it belongs to, or `bed_slip:` and the line_id whose slip it stands on: the slip of who wants
    to speak alone has a number and a code as every other, or it would mark its bearer.
    """

    card_number: str
    reserved_at: str = ""
    kit: str = ""
    used_by: str = ""

    @property
    def is_of_kit(self) -> bool:
        """Whether it stands in a paper kit, not on a bed slip."""
        return not self.kit.startswith(BED_SLIP)


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedRecord:
    """That a local record was somebody else's until their records were joined, so that it can be given back.

    `moved_id` is its id, `table` its table, `first_owner` whose it was. Where it went because it was there twice,
    `body` is the record as it was, as JSON.
    """

    moved_id: str
    table: str = ""
    first_owner: str = ""
    body: str = ""


BED_SLIP = "bed_slip:"
"""What the `kit` of a number begins with that was printed on a bed slip without a record."""

LAST_ERASED = "last_erased"
"""The local value that names the act which took somebody out of this register last: what a list keeps is read anew."""

LOCAL_TYPES: dict[str, type[Any]] = {
    "print_job": PrintJob,
    "queue_line": QueueLine,
    "message": Message,
    "reserved_card": ReservedCard,
    "moved_record": MovedRecord,
}
"""Every local record by its table."""

INDEXED = {
    "print_job": ("state", "person_id"),
    "queue_line": ("day", "person_id"),
    "moved_record": ("first_owner",),
}
"""What they are asked for by, where there may be many."""

_TABLES = {kind: table for table, kind in LOCAL_TYPES.items()}


def local_table_of(kind: type[Any]) -> str:
    """The table of a kind of local record; any other type raises KeyError."""
    return _TABLES[kind]


@cache
def local_fields(table: str) -> tuple[tuple[str, type[Any]], ...]:
    """Names and types (str, int, bool) of a local record's fields, its id first."""
    hints = get_type_hints(LOCAL_TYPES[table])
    return tuple((field.name, hints[field.name]) for field in fields(LOCAL_TYPES[table]))
