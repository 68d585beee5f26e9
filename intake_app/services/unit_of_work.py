"""What the services ask of the storage: readings and units of work.

A unit of work is one act: everything saved in it is committed together, or nothing is. It rolls
back unless `commit` was called. Both are context managers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    from intake_app.domain.audit import AuditEntry, AuditEvent, AuditHead, Break
    from intake_app.domain.changes import Change, Changes, Dot, Heads
    from intake_app.domain.matching.profiles import Profile
    from intake_app.domain.person_lists import ListFacts
    from intake_app.domain.person_rows import PersonRow
    from intake_app.domain.records import Group, NotTheSame, Place
    from intake_app.domain.search_terms import Hit, Query
    from intake_app.domain.short_names import ShortNames
    from intake_app.errors import UserError

R = TypeVar("R")


class Records(Protocol):
    """Records by id, by person and by group, and the changes they come from."""

    def get(self, kind: type[R], record_id: str) -> R | None:
        """The record, also when it is deleted; None where there is none."""

    def of_person(self, kind: type[R], person_id: str) -> tuple[R, ...]:
        """A person's records of one kind that are not deleted, oldest first."""

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """Every record of a small table (places, centre, desks, users) that is not deleted, oldest first."""

    def heads(self, record_id: str) -> Heads:
        """The heads of each field of a record as they are now: what a clerk who looks at it has seen."""

    def members(self, group_id: str) -> tuple[str, ...]:
        """Ids of the people in a group, in the order they joined."""

    def groups_of(self, person_id: str) -> tuple[Group, ...]:
        """The groups a person is in."""

    def person_with_card(self, card_number: str) -> str | None:
        """Id of the person a card number was given to, voided or not."""

    def card_owners(self, card_numbers: Sequence[str]) -> dict[str, str]:
        """The person each of these numbers was given to; numbers that nobody has are left out."""

    def known_ids(self, kind: type[object], record_ids: Sequence[str]) -> dict[str, bool]:
        """Those of these ids that are recorded here already; true where the record is deleted."""

    def history(self, record_ids: Iterable[str]) -> tuple[Change, ...]:
        """All changes of these records in the order history tells them."""

    def changes_of_act(self, act_id: str) -> tuple[Change, ...]:
        """All changes of one act in the order they were made; none for an unknown act."""

    def vector(self) -> dict[str, int]:
        """How many changes of each replica (hexadecimal) are here: the version vector."""


class Belongings(Protocol):
    """What belongs to whom, who was joined with whom, and who is not the same as whom."""

    def dependants(self, table: str, record_id: str) -> tuple[tuple[str, str], ...]:
        """(table, id) of every record that names this one and is not deleted."""

    def related_ids(self, person_id: str) -> tuple[str, ...]:
        """Ids of all records that belong to a person, deleted ones too, the person's first.

        Of several records that were joined into one: of all of them, whichever of them is asked for.
        """

    def joined_with(self, person_id: str) -> dict[str, str]:
        """Everybody whose records were joined with this one, and this one: whom each was joined into, or empty.

        Nothing for an id that nobody here has.
        """

    def size_of_act(self, act_id: str, most: int) -> int:
        """How many changes an act made, counted up to `most`: an import made a million."""

    def joined_people(self) -> dict[str, str]:
        """Everybody whose record was joined into another, with the one it was joined into."""

    def belongings(self, person_id: str) -> tuple[Any, ...]:
        """Every record that is this very person's, of any kind, deleted ones too."""

    def not_the_same(self, person_id: str) -> tuple[NotTheSame, ...]:
        """What says that this person, or anybody joined with them, is not the same as somebody else."""


class People(Protocol):
    """People by what they are found by, and as lists and files show them."""

    def rows_matching(self, query: Query, limit: int) -> tuple[Hit, ...]:
        """Whom the words find as they are typed, best first; the hidden by their card alone."""

    def rows_otherwise(self, query: Query, names: ShortNames, limit: int) -> tuple[Hit, ...]:
        """Whom the words find that may have been meant, best first: other spellings and short forms of names, the keys
        of another layout, words that were mistyped. Those whom `rows_matching` finds may be among them.
        """

    def rows_sleeping(self, query: Query, limit: int) -> list[int]:
        """Row numbers of those who sleep in a place whose name has every word."""

    def people_with_document(self, number_key: str) -> tuple[str, ...]:
        """Ids of people with a document of this normalised number, first recorded first."""

    def people_named(self, key: str, birth_date: str) -> tuple[str, ...]:
        """Ids of people of this folded family and given name (`search_terms.name_key`), born on this date."""

    def rows_with_keys(self, keys: Sequence[str], most: int) -> dict[str, array[int]]:
        """Row numbers of those who have each of these keys or words (`domain.match_keys`), the newest row first, of a
        key at most so many; the keys of the fewest people come first, those of nobody are left out.
        """

    def shared_keys(self, beginning: str, most: int) -> Iterator[tuple[str, array[int]]]:
        """Every key that begins so and that two people have, or more and at most so many, with their row numbers."""

    def person_ids(self, start: int, count: int) -> tuple[str, ...]:
        """Ids of people in the order they were recorded, newest first; for a virtual list."""

    def count_people(self) -> int:
        """How many people are recorded and not deleted."""

    def rows(self, person_ids: Iterable[str], on: str) -> tuple[PersonRow, ...]:
        """One line for each person, in the order asked; unknown ids are left out."""

    def export_rows(
        self, table: str, fields: Sequence[str], *, on: str, with_guarded: bool, only: Sequence[str] | None
    ) -> Iterator[tuple[str, ...]]:
        """Stream one file of an export (`domain.export_tables`); `only` limits it to these people.

        Every cell is text: `true` or `false`, languages joined by a space, empty where there is nothing.
        Rows are in the order people were recorded, and their records in the order these were made.
        """

    def people_changed_since(self, vector: Mapping[str, int]) -> tuple[str, ...]:
        """Ids of people of whom anything changed after the changes that a version vector counts."""


class Lists(Protocol):
    """Long lists of people by row number: this laptop's own short number for a person, which never leaves it."""

    def list_order(self, column: str, among: Sequence[int] | None = None) -> array[int]:
        """Everybody's row numbers, the deleted too, or only `among` these, sorted by a column.

        Columns: name (`domain.collation`), latin, born, citizenship, card, recorded. Empty values come last.
        """

    def list_key(self, column: str, row_no: int) -> tuple[str | int, ...]:
        """What `list_order` sorts a row by: orders as the row stands there. Empty for a row that nobody has."""

    def deleted_rows(self) -> array[int]:
        """Row numbers of people who are deleted; also of those who were joined into another record."""

    def hidden_rows(self) -> array[int]:
        """Row numbers of people who were hidden; those who were joined into another record are not."""

    def printed_rows(self) -> array[int]:
        """Row numbers of people of whom a sheet was printed, whether it was handed over or not."""

    def last_row_no(self) -> int:
        """The highest row number given out; 0 in an empty register."""

    def let_go(self) -> None:
        """Give back the memory that a reading of everybody has taken; what is read next is read anew."""

    def row_numbers(self, person_ids: Sequence[str]) -> array[int]:
        """The row numbers of people, in the order asked; unknown ids are left out."""

    def person_ids_of(self, row_nos: Sequence[int]) -> dict[int, str]:
        """Whose these rows are; unknown ones are left out."""

    def list_facts(self, person_ids: Sequence[str] | None, on: str) -> Iterator[tuple[ListFacts, array[int]]]:
        """Each different set of facts with the row numbers of those who share it; of everybody, or of these people."""

    def list_beds(self, person_ids: Sequence[str] | None, on: str) -> Iterator[tuple[str, str, array[int]]]:
        """(place_id, its name, row numbers of those who sleep there on a day); of everybody, or of these people."""

    def list_rows(self, row_nos: Sequence[int], on: str) -> dict[int, PersonRow]:
        """One line for each row number that somebody has, deleted or not."""

    def card_rows(self, row_nos: Sequence[int]) -> dict[int, PersonRow]:
        """The same with the card alone, without document, stay and place: a third of the time."""


class Matching(Protocol):
    """People as they are compared."""

    def all_profiles(self) -> Iterator[tuple[int, Profile]]:
        """(row number, profile) of everybody who is neither deleted nor merged, as they are read."""

    def profiles(self, person_ids: Sequence[str]) -> tuple[Profile, ...]:
        """Profiles of these people in the order they were recorded, without the deleted and the merged."""

    def profiles_of_rows(self, row_nos: Sequence[int]) -> tuple[Profile, ...]:
        """The same by row number."""

    def count_names(self) -> dict[str, int]:
        """How many people have each word of a name, by the word."""

    def count_name(self, word: str) -> int:
        """How many people have a word."""


class Places(Protocol):
    """Where people sleep."""

    def free_places(self, on: str, count: int) -> tuple[str, ...]:
        """Ids of the next free sleeping places in their order, one entry for each free bed."""

    def occupancy(self, on: str) -> tuple[tuple[Place, int], ...]:
        """Every place in its order with how many sleep there on a day."""


class LocalValues(Protocol):
    """What is this laptop's own and never leaves it."""

    def local(self, name: str) -> str:
        """A value of this laptop alone; empty where there is none."""

    def drafts(self) -> tuple[tuple[str, str, str], ...]:
        """(draft_id, saved_at, body) of every kept draft, oldest first."""

    def kept(self, kind: type[R], **equal: object) -> tuple[R, ...]:
        """Local records of a kind (`domain.local_records`) whose fields have these values, oldest id first."""

    def kept_newest(self, kind: type[R], count: int, **equal: object) -> tuple[R, ...]:
        """At most so many of them, the newest id first: of what grows for years only the end is looked at."""

    def ready_jobs(self) -> tuple[str, ...]:
        """Ids of the print jobs that wait and are not held (`services.print_queue.find_hold`), oldest first."""

    def count_kept(self, kind: type[object], **equal: object) -> int:
        """How many of them there are."""

    def exports(self) -> tuple[str, ...]:
        """When this laptop exported, oldest first: instants in ISO, UTC."""

    def last_export(self) -> tuple[str, str] | None:
        """(exported_at, vector as JSON) of the last export from this laptop."""


class AuditTrail(Protocol):
    """The chain of who did and saw what (`domain.audit`)."""

    def audit_head(self) -> AuditHead:
        """How long the trail is, and its last seal."""

    def audit_entries(
        self, count: int, *, before: int = 0, user_id: str = "", kind: str = ""
    ) -> tuple[AuditEntry, ...]:
        """At most so many entries, the newest first; with `before` those older than that number, of a user or kind."""

    def audit_about(self, person_id: str) -> tuple[AuditEntry, ...]:
        """Every entry that names a person, oldest first."""

    def audit_breaks(self, witnessed: Sequence[AuditHead] = ()) -> tuple[Break, ...]:
        """Where the trail is not what was written, held against heads that others have kept; none where all is well."""


class Reading(Records, Belongings, People, Lists, Matching, Places, LocalValues, AuditTrail, Protocol):
    """A consistent view of the register."""


class UnitOfWork(Reading, Protocol):
    """A reading in which one act is done."""

    def create(self, record: object) -> None:
        """Save a new record."""

    def create_many(self, records: Sequence[object]) -> None:
        """Save many new records; the fast way for imports."""

    def update(self, record: object, seen: Heads) -> None:
        """Save what differs from the record as it is now, superseding the heads that the author saw."""

    def erase(self, record_ids: Sequence[str]) -> bool:
        """Take these records and all that was ever said of them out of the register; False where nothing was left.

        That they were changed, when and by whom, stays. Safe to call again.
        """

    def hollow(self, dots: Iterable[Dot]) -> None:
        """Take away what these changes said; that they were made, and what they superseded, stays.

        For values of somebody erased in the history of somebody who is not; never of a change that heads a field.
        """

    def silence(self, is_named: Callable[[str], bool]) -> int:
        """Take away the reason of every change whose reason names somebody; answers of how many changes.

        What they changed stays, and their headers still verify.
        """

    def next_card_number(self) -> str:
        """The next number of this desk's own block, its check character included."""

    def set_local(self, name: str, value: str) -> None:
        """Keep a value of this laptop alone; it never leaves it."""

    def keep(self, record: object) -> None:
        """Keep a local record; one of the same id is replaced."""

    def drop(self, kind: type[object], record_id: str) -> None:
        """Forget a local record; an unknown one is no error."""

    def save_draft(self, draft_id: str, saved_at: str, body: str) -> None:
        """Keep a half-typed form, encrypted, on this laptop; the same id replaces the former."""

    def delete_draft(self, draft_id: str) -> None:
        """Forget a draft; an unknown one is no error."""

    def mark_export(self, exported_at: str, purpose: str, description: str, vector: str) -> None:
        """Log an export and how far it reached."""

    def witness(self, event: AuditEvent) -> None:
        """Add to the audit trail, in this transaction, what is done besides the changes: these are told anyway."""

    def commit(self) -> Changes:
        """Make the act durable and say what it touched; without it nothing is kept."""


class Store(Protocol):
    """An open register's storage."""

    def reading(self) -> AbstractContextManager[Reading]:
        """A consistent view."""

    def writing(self, act_kind: str, reason: str = "") -> AbstractContextManager[UnitOfWork]:
        """One act; rolled back unless it was committed."""

    def witness(self, event: AuditEvent) -> None:
        """Remember for the audit trail what was seen; written within a second, waiting for nobody."""

    def trail_problem(self) -> UserError | None:
        """Why what was seen last could not be written to the trail, which is tried again; None where it could."""

    def close(self) -> None:
        """Write what was seen to the audit trail, and close every connection."""
