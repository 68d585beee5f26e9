"""The trail of who did and saw what: a chain in which each entry's HMAC covers the one before (protection.md, "Audit").

Entries carry ids and codes, never values or search text. The head, how many entries there are and the last one's seal,
goes into every backup and export, so that others witness it: a trail that was cut off at its end shows against them.
"""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING

from intake_app.domain.changes import canonical

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

KEY_SIZE = 32
MOST_SUBJECTS = 50
"""Ids that one entry names; of more, such as an export of everybody, only the number is kept."""

_HEAD = re.compile(r"([0-9]{1,18}):([0-9a-f]{64})")


class AuditKind(StrEnum):
    """What was done. `ACT` is a change of the register, written in its transaction; the others are reads or keys."""

    BEGUN = "begun"
    ACT = "act"
    VIEW = "view"
    SEARCH = "search"
    LIST = "list"
    PRINT = "print"
    EXPORT = "export"
    BACKUP = "backup"
    UNLOCK = "unlock"
    UNLOCK_FAILED = "unlock_failed"
    LOCK = "lock"
    KEYS = "keys"


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """Something to be witnessed: of whom (ids), how many, and a code that says more."""

    kind: AuditKind
    subjects: tuple[str, ...] = ()
    count: int = 0
    detail: str = ""

    @property
    def subject(self) -> str:
        """The ids as they stand in the trail; none where there are too many to name."""
        return " ".join(self.subjects) if len(self.subjects) <= MOST_SUBJECTS else ""


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One link: numbered from 1 without a gap; `at` is an instant in UTC with Z."""

    audit_no: int
    at: str
    user_id: str
    kind: str
    subject: str
    count: int
    detail: str
    seal: bytes


@dataclass(frozen=True, slots=True)
class AuditHead:
    """How long the trail is, and the last entry's seal; nothing at all for an empty one."""

    count: int = 0
    seal: bytes = b""

    @property
    def text(self) -> str:
        """`count:seal`, as it stands in files."""
        return f"{self.count}:{self.seal.hex()}"


def parse_head(text: str) -> AuditHead:
    """The inverse of `AuditHead.text`; the empty head for what is none."""
    found = _HEAD.fullmatch(text)
    return AuditHead(int(found[1]), bytes.fromhex(found[2])) if found else AuditHead()


def next_entry(key: bytes, head: AuditHead, at: str, user_id: str, event: AuditEvent) -> AuditEntry:
    """The entry that comes after a head."""
    parts = (head.count + 1, at, user_id, event.kind.value, event.subject, event.count, event.detail)
    return AuditEntry(*parts, _seal(key, head.seal, parts))


def head_after(entry: AuditEntry) -> AuditHead:
    """The head once an entry is the last."""
    return AuditHead(entry.audit_no, entry.seal)


@dataclass(frozen=True, slots=True)
class Break:
    """Where the chain does not hold: a code and the number of the entry.

    `altered`: its seal does not fit what it says, or the entry before is not the one that was there; `missing`: a
    number is not there; `cut_off`: a head that was witnessed lies beyond the end; `rewritten`: the entry that was
    witnessed was another one.
    """

    code: str
    audit_no: int


def find_breaks(key: bytes, entries: Iterable[AuditEntry], witnessed: Iterable[AuditHead]) -> Iterator[Break]:
    """Every place where the trail is not what was written, held against the heads that somebody else has kept."""
    expected = {head.count: head.seal for head in witnessed if head.count}
    last = AuditHead()
    for entry in entries:
        if entry.audit_no != last.count + 1:
            yield Break("missing", last.count + 1)
        elif not hmac.compare_digest(_seal(key, last.seal, _parts(entry)), entry.seal):
            yield Break("altered", entry.audit_no)
        last = head_after(entry)
        if expected.pop(entry.audit_no, entry.seal) != entry.seal:
            yield Break("rewritten", entry.audit_no)
    yield from (Break("cut_off", count) for count in sorted(expected))


def _parts(entry: AuditEntry) -> tuple[object, ...]:
    return (entry.audit_no, entry.at, entry.user_id, entry.kind, entry.subject, entry.count, entry.detail)


def _seal(key: bytes, before: bytes, parts: tuple[object, ...]) -> bytes:
    return hmac.digest(key, canonical([before.hex(), *parts]).encode(), sha256)
