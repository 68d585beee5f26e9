"""A save of one record as an immutable change, and what changes add up to (data.md, "One mechanism").

A change is named by its dot: the replica that made it and its number there. It says which fields
get which values and which earlier changes of each field its author had seen. A field's heads are
the changes that no known change supersedes: one head is the value, several with different values
are a conflict, for which the same value (greatest clock, then replica) is shown everywhere.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson

if TYPE_CHECKING:
    from intake_app.domain.clocks import Hlc

SCHEMA_VERSION = 1
_ERASED_SIZE = 32
"""An erased change has in place of its 16 bytes of salt the digest of what was salted, which nobody can guess from."""
_SILENCED = b"\x01"
"""Follows that digest where only the reason was taken away: the values stay, and only the header verifies."""


class Dot(NamedTuple):
    """The name of a change: 16 bytes of replica, and 1, 2, 3 ... without gaps within it."""

    replica: bytes
    seq: int

    def __str__(self) -> str:
        return f"{self.replica.hex()}:{self.seq}"


def parse_dot(text: str) -> Dot:
    """The dot that `str` wrote; anything else raises ValueError."""
    replica, _, seq = text.partition(":")
    return Dot(bytes.fromhex(replica), int(seq))


Heads = Mapping[str, tuple[Dot, ...]]
"""The heads of each field of one record that somebody saw."""


@dataclass(frozen=True, slots=True)
class Change:
    """One save of one record."""

    dot: Dot
    act_id: str
    act_kind: str
    hlc: Hlc
    table: str
    record_id: str
    patch: Mapping[str, Any]
    supersedes: Heads
    user_id: str
    reason: str
    salt: bytes
    hash: bytes
    schema_version: int = SCHEMA_VERSION

    @property
    def is_erased(self) -> bool:
        """Whether its payload was erased: who changed which record when is left, and nothing of what."""
        return len(self.salt) == _ERASED_SIZE


def canonical(value: object) -> str:
    """The one JSON text of a value: sorted keys, no spaces, no floats; the same that `json.dumps` can write."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def supersedes_text(supersedes: Heads) -> str:
    """Canonical text of what a change supersedes; empty for a new record."""
    if not supersedes:
        return ""
    return canonical({name: sorted(str(dot) for dot in dots) for name, dots in supersedes.items()})


def parse_supersedes(text: str) -> Heads:
    """The inverse of `supersedes_text`."""
    if not text:
        return {}
    return {name: tuple(parse_dot(dot) for dot in dots) for name, dots in json.loads(text).items()}


def header_text(dot: Dot, act: tuple[str, str], hlc: Hlc, record: tuple[str, str], user_id: str, schema: int) -> str:
    """The part of a change that stays when its payload is erased: names, order and author, no values."""
    return header_maker(dot.replica, act, user_id, schema)(dot.seq, hlc, *record)


def header_maker(
    replica: bytes, act: tuple[str, str], user_id: str, schema: int
) -> Callable[[int, Hlc, str, str], str]:
    """The headers of one act, from number, clock, table and record: canonical JSON whose same parts are made once."""
    first = canonical([replica.hex()])[:-1]
    middle = canonical(list(act))[1:-1]
    last = canonical([user_id, schema])[1:]

    def make(seq: int, hlc: Hlc, table: str, record_id: str) -> str:
        record = canonical([table, record_id])[1:-1]
        return f"{first},{seq},{middle},{hlc.ms},{hlc.counter},{record},{last}"

    return make


def hash_of(header: str, salt: bytes, patch: str, supersedes: str, reason: str) -> bytes:
    """SHA-256(header || SHA-256(salt || payload)): the header verifies on its own once salt and payload are gone."""
    return sha256(header.encode() + erased_salt(salt, patch, supersedes, reason)).digest()


def erased_salt(salt: bytes, patch: str, supersedes: str, reason: str) -> bytes:
    """What stays in place of the salt when a change's payload is erased: with it the header still verifies."""
    payload = f"{patch}\x1f{supersedes}\x1f{reason}".encode()
    return sha256(salt + payload).digest()


def emptied_salt(salt: bytes, patch: str, supersedes: str, reason: str) -> bytes:
    """As `erased_salt`, also of a change whose reason was taken away before."""
    return salt[:_ERASED_SIZE] if len(salt) >= _ERASED_SIZE else erased_salt(salt, patch, supersedes, reason)


def silenced_salt(salt: bytes, patch: str, supersedes: str, reason: str) -> bytes:
    """What stays in place of the salt when only a change's reason is taken away, because it names somebody erased."""
    return emptied_salt(salt, patch, supersedes, reason) + _SILENCED


def verify(change: Change) -> bool:
    """Whether the change is what its author wrote; of an erased or silenced one, whether its header is."""
    header = header_text(
        change.dot,
        (change.act_id, change.act_kind),
        change.hlc,
        (change.table, change.record_id),
        change.user_id,
        change.schema_version,
    )
    if len(change.salt) >= _ERASED_SIZE:
        return sha256(header.encode() + change.salt[:_ERASED_SIZE]).digest() == change.hash
    patch, supersedes = canonical(change.patch), supersedes_text(change.supersedes)
    return hash_of(header, change.salt, patch, supersedes, change.reason) == change.hash


@dataclass(frozen=True, slots=True)
class Folded:
    """What the known changes of one record add up to."""

    values: Mapping[str, Any] = field(default_factory=dict)
    heads: Heads = field(default_factory=dict)
    conflicts: frozenset[str] = frozenset()


def fold(changes: Iterable[Change]) -> Folded:
    """The values, heads and open conflicts of one record, whatever order its changes come in."""
    writers: dict[str, list[Change]] = {}
    superseded: dict[str, set[Dot]] = {}
    for change in changes:
        for name in change.patch:
            writers.setdefault(name, []).append(change)
        for name, dots in change.supersedes.items():
            superseded.setdefault(name, set()).update(dots)
    values, heads, conflicts = {}, {}, set()
    for name, group in writers.items():
        # A ring of changes that supersede each other can only be forged; it still has a value.
        open_heads = [change for change in group if change.dot not in superseded.get(name, ())] or group
        shown = max(open_heads, key=lambda change: (change.hlc, change.dot.replica, change.dot.seq))
        values[name] = shown.patch[name]
        heads[name] = tuple(sorted(change.dot for change in open_heads))
        if len({canonical(change.patch[name]) for change in open_heads}) > 1:
            conflicts.add(name)
    return Folded(values, heads, frozenset(conflicts))


def heads_for(heads: Heads, patch: Mapping[str, Any]) -> Heads:
    """What a change of these fields supersedes: of all heads that were seen, those of the fields it writes."""
    return {name: heads[name] for name in patch if heads.get(name)}


@dataclass(frozen=True, slots=True)
class Changes:
    """What a use case has changed, for each screen to decide whether it cares."""

    act_id: str = ""
    tables: frozenset[str] = frozenset()
    record_ids: tuple[str, ...] = ()


NO_CHANGES = Changes()


def in_order(changes: Sequence[Change]) -> list[Change]:
    """Changes as history tells them: by clock, then replica and number."""
    return sorted(changes, key=lambda change: (change.hlc, change.dot))
