"""What the rows of each of our files become: records made set-wise, compared with what is here, or refused by row."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from intake_app.domain.arrivals import DOCUMENT_INPUTS, PERSON_INPUTS, STAY_INPUTS, FieldProblem
from intake_app.domain.export_tables import EXPORT_FIELDS
from intake_app.domain.joined_people import canonical_of
from intake_app.domain.records import Card, Document, Erasure, Group, GroupMember, Person, Place, Placement, Stay
from intake_app.exchange.cell_checks import CellChecks, as_text, check_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.services.unit_of_work import Reading, UnitOfWork

Row = tuple[int, list[str]]
MOST_KEPT = 20_000  # distinct cells of a column whose meaning is remembered
_NAMES = ("family_name", "given_name", "family_name_latin", "given_name_latin", "other_names")
_DOCUMENT, _STAY = frozenset(DOCUMENT_INPUTS), frozenset(STAY_INPUTS)


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row that was not taken: its number (the header is 1), why as a code, the column and the file it speaks of.

    Codes beside those of `domain.arrivals`: `not_an_id`, `duplicate_id`, `different`, `deleted_here`,
    `erased_here`, `person_unknown`, `card_check_wrong`, `card_missing`, `card_taken`, `too_many_columns`,
    `too_few_columns`, `row_too_long`, `row_malformed`.
    """

    row: int
    problem: str
    field: str = ""
    file: str = ""


@dataclass
class Arrived:
    """One import while it runs: what it has met and made so far, over all its files."""

    reading: Reading
    unit: UnitOfWork | None
    on: str
    carried: frozenset[str] = frozenset()
    problems: list[RowProblem] = field(default_factory=list)
    counts: dict[str, tuple[int, int]] = field(default_factory=dict)
    people: set[str] = field(default_factory=set)
    cards: dict[str, str] = field(default_factory=dict)
    groups: dict[str, tuple[str, str]] = field(default_factory=dict)
    places: dict[str, list[Any]] = field(default_factory=dict)

    @cached_property
    def erased(self) -> frozenset[str]:
        """Ids of whom and what was erased here: no file brings them back."""
        return frozenset(
            each for erasure in self.reading.all(Erasure) for each in (erasure.erased_id, *erasure.record_ids)
        )

    @cached_property
    def homes(self) -> dict[str, str]:
        """Who stands for each person whose record was joined with another here: what is said of them is of that one."""
        links = self.reading.joined_people()
        whole = canonical_of(links | dict.fromkeys(set(links.values()) - set(links), ""))
        return {person_id: whole[person_id] for person_id in links}

    def create(self, records: list[object]) -> None:
        """Save new records; a dry run saves nothing."""
        if self.unit is not None:
            self.unit.create_many(records)

    def count(self, table: str, imported: int, known: int) -> None:
        """Add to what is said of a table."""
        before = self.counts.get(table, (0, 0))
        self.counts[table] = (before[0] + imported, before[1] + known)

    def highest_card(self, centre: str, desk: str) -> int:
        """The highest number of a desk's block among the cards of this import."""
        prefix = f"{centre}-{desk}-"
        return max((int(number[len(prefix) :][:6]) for number in self.cards if number.startswith(prefix)), default=0)

    def finish(self) -> None:
        """Make the places that were slept in and are not here: as large as they are known to be used."""
        position = len(self.reading.all(Place))
        self.create(
            [
                Place(place_id=place_id, name=name, capacity=max(1, sleepers), position=position + number)
                for number, (place_id, (name, sleepers)) in enumerate(self.places.items(), 1)
            ]
        )


class OwnRows:
    """The rows of one file, taken in batches. A subclass says what a row's values become."""

    table = ""
    kind: type[Any] = Person
    has_owner = True

    def __init__(self, arrived: Arrived, checks: CellChecks, columns: tuple[str, ...], file: str) -> None:
        self._arrived = arrived
        self._checks = checks
        self._file = file
        self._id_at = columns.index(self._id_column())
        self._used = [(at, name) for at, name in enumerate(columns) if self._is_used(name)]
        self._kept: list[tuple[int, str, dict[str, dict[str, Any]]]] = [(at, name, {}) for at, name in self._used]
        self._seen: set[str] = set()
        arrived.count(self.table, 0, 0)

    def take(self, batch: Sequence[Row]) -> None:
        """Compare or create the records of these rows; what cannot be taken is reported."""
        rows = self._with_new_ids(batch)
        known = self._arrived.reading.known_ids(self.kind, [cells[self._id_at] for _number, cells in rows])
        here = self._as_here([cells for _number, cells in rows if cells[self._id_at] in known])
        fresh: list[tuple[int, list[str], dict[str, Any]]] = []
        count = 0
        for number, cells in rows:
            record_id = cells[self._id_at]
            try:
                if record_id not in known:
                    fresh.append((number, cells, self._values(cells)))
                    continue
                if record_id in self._arrived.homes:
                    count += 1
                    continue
                if known[record_id]:
                    raise FieldProblem("", "deleted_here")
                self._compare(cells, here.get(record_id))
                count += 1
            except FieldProblem as problem:
                self.refuse(number, problem.code, problem.field)
        made, also_known = self._make(fresh)
        self._arrived.count(self.table, made, count + also_known)

    def refuse(self, number: int, code: str, column: str = "") -> None:
        """Report a row that is not taken."""
        self._arrived.problems.append(RowProblem(number, code, column, self._file))

    def finish(self) -> None:
        """All rows of the file were taken."""
        self._arrived.problems.sort(key=lambda problem: problem.row if problem.file == self._file else 0)

    def _id_column(self) -> str:
        return EXPORT_FIELDS[self.table][1]

    def _is_used(self, _name: str) -> bool:
        return True

    def _prepare(self, fresh: Sequence[tuple[int, list[str], dict[str, Any]]]) -> None:
        """Look up at once what the new records of a batch need to know."""

    def _records(self, record_id: str, person_id: str, values: dict[str, Any]) -> list[object]:
        """The records that a row makes; none where it is known under another id. May raise `FieldProblem`."""
        raise NotImplementedError

    def _with_new_ids(self, batch: Sequence[Row]) -> list[Row]:
        rows = []
        for number, cells in batch:
            record_id = cells[self._id_at]
            try:
                check_id(self._id_column(), record_id)
                if self.has_owner:
                    home = self._arrived.homes.get(check_id("person_id", cells[0]))
                    cells = [home, *cells[1:]] if home else cells  # noqa: PLW2901 - the row as it is to be read
                if not self._arrived.erased.isdisjoint((record_id, cells[0])):
                    raise FieldProblem("", "erased_here")
                if record_id in self._seen:
                    raise FieldProblem(self._id_column(), "duplicate_id")
            except FieldProblem as problem:
                self.refuse(number, problem.code, problem.field)
                continue
            self._seen.add(record_id)
            rows.append((number, cells))
        return rows

    def _as_here(self, known: Sequence[list[str]]) -> dict[str, tuple[str, ...]]:
        """What an export of today would say of these records, by id, the used columns in their order."""
        if not known:
            return {}
        names = (self._id_column(), *(name for _at, name in self._used))
        only = sorted({cells[0] for cells in known})
        rows = self._arrived.reading.export_rows(self.table, names, on=self._arrived.on, with_guarded=True, only=only)
        return {row[0]: row[1:] for row in rows}

    def _compare(self, cells: list[str], here: tuple[str, ...] | None) -> None:
        if here is None:
            raise FieldProblem("person_id", "different")
        for (at, name), text in zip(self._used, here, strict=True):
            if cells[at] != text and self._as_written(name, cells[at]) != text:
                raise FieldProblem(name, "different")

    def _as_written(self, name: str, cell: str) -> str:
        if not cell or name.endswith("_id"):
            return cell
        return as_text(self._checks.values(name, cell)[name])

    def _values(self, cells: list[str]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for at, name, kept in self._kept:
            cell = cells[at]
            if cell:
                found = kept.get(cell)
                values.update(self._check(name, cell, kept) if found is None else found)
        return values

    def _check(self, name: str, cell: str, kept: dict[str, dict[str, Any]]) -> dict[str, Any]:
        if name.endswith("_id"):
            return {name: check_id(name, cell)}
        # What is no is left out: a birth date told as an age is an estimate whatever the next column says.
        found = {key: value for key, value in self._checks.values(name, cell).items() if value is not False}
        if len(kept) < MOST_KEPT:
            kept[cell] = found
        return found

    def _make(self, fresh: Sequence[tuple[int, list[str], dict[str, Any]]]) -> tuple[int, int]:
        """Create what these rows say; how many were new, and how many were known by more than their id."""
        self._prepare(fresh)
        owners = self._owners([cells[0] for _number, cells, _values in fresh]) if self.has_owner else set()
        records: list[object] = []
        made = 0
        refused = 0
        for number, cells, values in fresh:
            try:
                if self.has_owner and cells[0] not in owners:
                    raise FieldProblem("person_id", "person_unknown")
                found = self._records(cells[self._id_at], cells[0], values)
            except FieldProblem as problem:
                self.refuse(number, problem.code, problem.field)
                refused += 1
                continue
            records += found
            made += bool(found)
        self._arrived.create(records)
        return made, len(fresh) - made - refused

    def _owners(self, person_ids: list[str]) -> set[str]:
        """Those of these people who are here, or came with this import."""
        others = [person_id for person_id in set(person_ids) if person_id not in self._arrived.people]
        known = self._arrived.reading.known_ids(Person, others) if others else {}
        return self._arrived.people.intersection(person_ids) | {
            one for one, is_deleted in known.items() if not is_deleted
        }


class _CardRows(OwnRows):
    """Rows that give card numbers: a number belongs to one person for ever."""

    def _prepare(self, fresh: Sequence[tuple[int, list[str], dict[str, Any]]]) -> None:
        numbers = [values["card_number"] for _number, _cells, values in fresh if values.get("card_number")]
        self._card_owners = self._arrived.reading.card_owners(numbers) if numbers else {}

    def _claim(self, number: str, person_id: str) -> bool:
        """Whether a number is new; one that another person has raises `FieldProblem`."""
        owner = self._card_owners.get(number) or self._arrived.cards.get(number)
        if owner is not None and owner != person_id:
            raise FieldProblem("card_number", "card_taken")
        self._arrived.cards[number] = person_id
        return owner is None


class PeopleRows(_CardRows):
    """`people.csv`: a person, and unless other files carry them a card, a document and a stay."""

    table = "people"
    kind = Person
    has_owner = False

    def _id_column(self) -> str:
        return "person_id"

    def _is_used(self, name: str) -> bool:
        carried = self._arrived.carried
        if name == "person_id" or (name == "card_number" and "cards" in carried):
            return False
        return not ((name in _DOCUMENT and "documents" in carried) or (name in _STAY and "stays" in carried))

    def _records(self, record_id: str, person_id: str, values: dict[str, Any]) -> list[object]:
        if not any(values.get(name) for name in _NAMES):
            raise FieldProblem("family_name", "name_missing")
        number = values.get("card_number", "")
        is_new_card = bool(number) and self._claim(number, person_id)
        records: list[object] = [
            Person(person_id=record_id, **{name: values[name] for name in PERSON_INPUTS if name in values})
        ]
        document = {name: value for name, value in values.items() if name in _DOCUMENT}
        stay = {name: value for name, value in values.items() if name in _STAY}
        if any(value for name, value in document.items() if name != "as_told"):
            records.append(Document(document_id=_belonging(record_id, "document"), person_id=record_id, **document))
        if any(stay.values()):
            records.append(Stay(stay_id=_belonging(record_id, "stay"), person_id=record_id, **stay))
        if is_new_card:
            given = values.get("arrived_on", "")
            card_id = _belonging(record_id, "card")
            records.append(Card(card_id=card_id, person_id=record_id, card_number=number, given_on=given))
        self._arrived.people.add(record_id)
        return records


class DocumentRows(OwnRows):
    """`documents.csv`."""

    table = "documents"
    kind = Document

    def _records(self, record_id: str, person_id: str, values: dict[str, Any]) -> list[object]:
        return [Document(**values | {"document_id": record_id, "person_id": person_id})]


class StayRows(OwnRows):
    """`stays.csv`."""

    table = "stays"
    kind = Stay

    def _records(self, record_id: str, person_id: str, values: dict[str, Any]) -> list[object]:
        return [Stay(**values | {"stay_id": record_id, "person_id": person_id})]


class CardRows(_CardRows):
    """`cards.csv`."""

    table = "cards"
    kind = Card

    def _records(self, record_id: str, person_id: str, values: dict[str, Any]) -> list[object]:
        number = values.get("card_number", "")
        if not number:
            raise FieldProblem("card_number", "card_missing")
        if not self._claim(number, person_id):
            return []
        return [Card(**values | {"card_id": record_id, "person_id": person_id})]


class GroupRows(OwnRows):
    """`groups.csv`: who belongs to which group; the group is made with its first member."""

    table = "groups"
    kind = GroupMember

    def _prepare(self, fresh: Sequence[tuple[int, list[str], dict[str, Any]]]) -> None:
        ids = sorted({values.get("group_id", "") for _number, _cells, values in fresh} - {""})
        self._known = self._arrived.reading.known_ids(Group, ids) if ids else {}

    def _records(self, record_id: str, person_id: str, values: dict[str, Any]) -> list[object]:
        group_id = check_id("group_id", values.get("group_id", ""))
        kind, name, role = values.get("kind", "party"), values.get("name", ""), values.get("role", "")
        records: list[object] = []
        if group_id not in self._arrived.groups:
            if group_id in self._known:
                group = None if self._known[group_id] else self._arrived.reading.get(Group, group_id)
                if group is None:
                    raise FieldProblem("group_id", "deleted_here")
                self._arrived.groups[group_id] = (group.kind, group.name)
            else:
                self._arrived.groups[group_id] = (kind, name)
                records.append(Group(group_id=group_id, kind=kind, name=name))
        for column, value, here in zip(("kind", "name"), (kind, name), self._arrived.groups[group_id], strict=True):
            if column in values and value != here:
                raise FieldProblem(column, "different")
        records.append(GroupMember(group_member_id=record_id, group_id=group_id, person_id=person_id, role=role))
        return records


class PlacementRows(OwnRows):
    """`placements.csv`: who sleeps where; places that are not here are made when the import ends."""

    table = "placements"
    kind = Placement

    def _prepare(self, fresh: Sequence[tuple[int, list[str], dict[str, Any]]]) -> None:
        ids = sorted({values.get("place_id", "") for _number, _cells, values in fresh} - {""})
        self._known = self._arrived.reading.known_ids(Place, ids) if ids else {}

    def _records(self, record_id: str, person_id: str, values: dict[str, Any]) -> list[object]:
        place_id = check_id("place_id", values.get("place_id", ""))
        name = values.pop("place_name", "")
        if name and place_id not in self._known:
            place = self._arrived.places.setdefault(place_id, [name, 0])
            if place[0] != name:
                raise FieldProblem("place_name", "different")
            place[1] += not values.get("ends_on")
        return [Placement(**values | {"placement_id": record_id, "person_id": person_id})]


def _belonging(person_id: str, what: str) -> str:
    """The id of what `people.csv` says of a person besides: the same wherever the file is imported."""
    return str(uuid5(UUID(person_id), what))


TABLES: dict[str, type[OwnRows]] = {
    kind.table: kind for kind in (PeopleRows, DocumentRows, StayRows, GroupRows, PlacementRows, CardRows)
}
"""What takes the rows of each file."""
