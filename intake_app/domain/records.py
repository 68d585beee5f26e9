"""The records that are kept: one frozen dataclass a table, field names permanent (data.md, "Records").

A record's first field is its id. Text that is not known is `""`, never None; dates are ISO text
(`birth_date` may be partial), lists are tuples. A record never changes: a save makes a new one and
the change between the two is what is stored.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
from enum import StrEnum
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, get_type_hints

Value = str | int | bool | tuple[str, ...]
Patch = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody whom the centre has recorded."""

    person_id: str
    family_name: str = ""
    given_name: str = ""
    patronymic: str = ""
    family_name_latin: str = ""
    given_name_latin: str = ""
    other_names: str = ""
    sex: str = ""
    birth_date: str = ""
    birth_date_estimated: bool = False
    birth_place: str = ""
    citizenship: str = ""
    languages: tuple[str, ...] = ()
    phone: str = ""
    messenger: str = ""
    emergency_contact: str = ""
    guarded: bool = False
    merged_into: str = ""
    deleted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A paper that was shown, or told of (`as_told`: no paper was seen)."""

    document_id: str
    person_id: str
    document_type: str = ""
    document_number: str = ""
    document_country: str = ""
    issued_on: str = ""
    expires_on: str = ""
    issuing_authority: str = ""
    mrz: str = ""
    as_told: bool = False
    deleted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """One entry into the country; somebody who comes back has a new one."""

    stay_id: str
    person_id: str
    entered_on: str = ""
    entry_point: str = ""
    arrived_on: str = ""
    sleeps: str = ""
    intention: str = ""
    destination: str = ""
    departed_on: str = ""
    departure: str = ""
    deleted: bool = False


PARTY = "party"
"""The kind of a group that travels together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A household or a travel party; no head is needed."""

    group_id: str
    kind: str = PARTY
    name: str = ""
    deleted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupMember:
    """One person's place in one group."""

    group_member_id: str
    group_id: str
    person_id: str
    role: str = ""
    deleted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A named place to sleep: a bed, a mat, a room of `capacity` people."""

    place_id: str
    name: str = ""
    capacity: int = 1
    position: int = 0
    deleted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Who sleeps where from `starts_on`; open while `ends_on` is empty."""

    placement_id: str
    person_id: str
    place_id: str
    starts_on: str = ""
    ends_on: str = ""
    status: str = ""
    deleted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A card number given to a person; a voided one still finds them."""

    card_id: str
    person_id: str
    card_number: str = ""
    given_on: str = ""
    voided_on: str = ""
    deleted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """Something that somebody must see to (`doctor`, `child_alone`, `speak_alone`)."""

    need_id: str
    person_id: str
    need_code: str = ""
    noted_on: str = ""
    met_on: str = ""
    deleted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """That a text was given: which, its version, in which language, and what was answered."""

    consent_id: str
    person_id: str
    subject: str = ""
    answer: str = ""
    text_version: str = ""
    language: str = ""
    given_on: str = ""
    deleted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Centre:
    """The reception centre and what its sheets may say of it; after `retention_days` who left is nameless, 0 never."""

    centre_id: str
    name: str = ""
    code: str = ""
    country: str = ""
    time_zone: str = ""
    phone: str = ""
    phone_hours: str = ""
    tracing_phone: str = ""
    meals: tuple[str, ...] = ()
    doctor: str = ""
    sheet_address: str = ""
    host_languages: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    retention_days: int = 0
    deleted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One laptop: its code in card numbers and its replica, hexadecimal."""

    desk_id: str
    code: str = ""
    replica: str = ""
    deleted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Somebody who works here; no keys."""

    user_id: str
    name: str = ""
    role: str = ""
    deleted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """That everything about somebody was erased: ids only, so that each desk and each restored backup does it again."""

    erasure_id: str
    erased_id: str
    record_ids: tuple[str, ...] = ()
    erased_on: str = ""
    deleted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PastStay:
    """What is counted of somebody who was made nameless after leaving; months only, and no link to anybody."""

    past_stay_id: str
    sex: str = ""
    birth_year: str = ""
    citizenship: str = ""
    entered_in: str = ""
    arrived_in: str = ""
    departed_in: str = ""
    departure: str = ""
    deleted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NotTheSame:
    """That two records are of two people, however alike they look; the smaller person_id is `person_id_a`."""

    not_the_same_id: str
    person_id_a: str = ""
    person_id_b: str = ""
    deleted: bool = False


RECORD_TYPES: dict[str, type[Any]] = {
    "person": Person,
    "document": Document,
    "stay": Stay,
    "group": Group,
    "group_member": GroupMember,
    "place": Place,
    "placement": Placement,
    "card": Card,
    "need": Need,
    "consent": Consent,
    "centre": Centre,
    "desk": Desk,
    "user": User,
    "erasure": Erasure,
    "past_stay": PastStay,
    "not_the_same": NotTheSame,
}
"""Every synced table by its permanent name. The schema only grows."""

PERSONAL_TABLES = ("document", "stay", "group_member", "placement", "card", "need", "consent")
"""The tables whose records belong to one person."""

R = TypeVar("R")


class FieldKind(StrEnum):
    """How a field's value looks in a patch, a table and a file."""

    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of a record type: its permanent name, its kind, its value when nothing is known."""

    name: str
    kind: FieldKind
    default: Value


_KINDS = {str: FieldKind.TEXT, int: FieldKind.NUMBER, bool: FieldKind.FLAG}


_TABLES = {kind: table for table, kind in RECORD_TYPES.items()}


def table_of(record_type: type[Any]) -> str:
    """The table of a record type; a type that is not a record raises KeyError."""
    return _TABLES[record_type]


@cache
def field_specs(table: str) -> tuple[FieldSpec, ...]:
    """The fields of a table in order, its id first."""
    hints = get_type_hints(RECORD_TYPES[table])
    specs = []
    for field in fields(RECORD_TYPES[table]):
        kind = _KINDS.get(hints[field.name], FieldKind.LIST)
        specs.append(FieldSpec(field.name, kind, "" if field.default is MISSING else field.default))
    return tuple(specs)


@cache
def id_field(table: str) -> str:
    """The name of a table's id field."""
    return field_specs(table)[0].name


def id_of(record: object) -> str:
    """The id that a record carries."""
    return str(getattr(record, id_field(table_of(type(record)))))


def patch_of(record: object) -> dict[str, Any]:
    """What a new record says: every field but its id whose value is not the default."""
    return new_record(record)[2]


def new_record(record: object) -> tuple[str, tuple[Value, ...], dict[str, Any]]:
    """Table, values in field order (the id first), and patch of a new record: what a save needs, read once."""
    table = table_of(type(record))
    names, read, defaults = _reader(table)
    values = read(record)
    patch = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value, default in zip(names, values, defaults, strict=True)
        if value != default
    }
    del patch[names[0]]
    return table, values, patch


def patch_between(old: object, new: object) -> dict[str, Any]:
    """What has changed from one record to the next of the same id; null where a field is cleared."""
    patch: dict[str, Any] = {}
    for spec in field_specs(table_of(type(new)))[1:]:
        before, after = getattr(old, spec.name), getattr(new, spec.name)
        if before != after:
            patch[spec.name] = None if after == spec.default else _plain(after)
    return patch


def record_from(table: str, record_id: str, values: Patch) -> Any:
    """The record that the values of a folded patch add up to; fields we do not know yet are left out."""
    known = {spec.name: _typed(spec, values[spec.name]) for spec in field_specs(table)[1:] if spec.name in values}
    for spec in field_specs(table)[1:]:
        if spec.default == "" and spec.name not in known:
            known[spec.name] = ""
    return RECORD_TYPES[table](**{id_field(table): record_id, **known})


@cache
def _reader(table: str) -> tuple[tuple[str, ...], Callable[[object], tuple[Value, ...]], tuple[Value | None, ...]]:
    """Names, values at once, and defaults of a table's fields: imports make a hundred thousand patches."""
    specs = field_specs(table)
    names = tuple(spec.name for spec in specs)
    return names, attrgetter(*names), (None, *(spec.default for spec in specs[1:]))


def _plain(value: Value) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _typed(spec: FieldSpec, value: Any) -> Value:
    if value is None:
        return spec.default
    if spec.kind is FieldKind.LIST:
        return tuple(value)
    if spec.kind is FieldKind.FLAG:
        return bool(value)
    return int(value) if spec.kind is FieldKind.NUMBER else str(value)
