"""When a backup is due, which old ones may go, and how old the newest verified one is.

Everything here is decided from plain data; what copies and verifies is `opening.backups`. What is remembered are values
of this laptop alone: no change, so no other desk hears of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from intake_app.clock import utc_text
from intake_app.domain.audit import AuditEvent, AuditKind
from intake_app.services.open_register import OpenRegister, centre_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence
    from datetime import tzinfo

    from intake_app.services.unit_of_work import Reading

CHANGES_BETWEEN = 200
"""An automatic backup is due after so many changes at the latest (protection.md)."""
INSIDE, SECOND, ELSEWHERE = "inside", "second", "elsewhere"
"""Where a backup lies: in the data folder, in the second place that was set, or where somebody put one by hand."""
_MADE = {INSIDE: "backup.inside", SECOND: "backup.second", ELSEWHERE: "last_backup"}
SECOND_PLACE = "backup.second_place"
_PROBLEM = "backup.problem"
_AT, _AT_CHANGES = "backup.at", "backup.changes"


@dataclass(frozen=True, slots=True)
class Retention:
    """How many are kept: the newest of each of so many days, weeks and months; `keep_days` shortens it, 0 does not.

    Of the days that are kept, those made before something are kept too: the next one comes minutes after an import.
    """

    daily: int = 7
    weekly: int = 4
    monthly: int = 12
    keep_days: int = 0


@dataclass(frozen=True, slots=True, order=True)
class KeptBackup:
    """A finished backup of a place: when it was made (aware), which of that second, its file, whether just verified.

    `is_before` one was made before an import, a merge or an upgrade, to go back to.
    """

    made_at: datetime
    number: int
    name: str
    is_verified: bool = False
    is_before: bool = False


@dataclass(frozen=True, slots=True)
class BackupStatus:
    """When verified backups were last made at each place, and what the next automatic one depends on.

    `problem` is the code of what kept the last one from a place, empty where it reached all; `made_at` is when the last
    automatic one was made, wherever it arrived; `changes_since` counts the changes after it.
    """

    inside: datetime | None
    second: datetime | None
    elsewhere: datetime | None
    second_place: str
    problem: str
    made_at: datetime | None
    changes_since: int

    @property
    def last(self) -> datetime | None:
        """The age that is shown: of the place that is furthest behind, where a second place is set."""
        first = _newest(self.inside, self.elsewhere)
        if not self.second_place:
            return _newest(first, self.second)
        return min(first, self.second) if first and self.second else None

    @property
    def awaits_second(self) -> bool:
        """Whether a second place was set and no backup has reached it yet, though one was made."""
        return bool(self.second_place) and self.second is None and self.inside is not None


def read_status(register: OpenRegister) -> BackupStatus:
    """See `BackupStatus`."""
    with register.reading() as reading:
        return _status(reading)


def last_backup(register: OpenRegister) -> datetime | None:
    """When the last verified backup was made, as `BackupStatus.last` says; None where one is missing."""
    return read_status(register).last


def remember_backup(
    register: OpenRegister, at: datetime, places: Sequence[str] = (ELSEWHERE,), *, changes: int = 0, problem: str = ""
) -> None:
    """Note on this laptop that verified backups with so many changes lie at these places since an instant.

    `problem` is the code of why one of them has none, as `messages.say_backup_problem` takes it.
    """
    with register.writing("backup") as unit:
        for place in places:
            unit.set_local(_MADE[place], utc_text(at))
        if INSIDE in places or SECOND in places:
            unit.set_local(_AT_CHANGES, str(changes))
            unit.set_local(_AT, utc_text(at))
        unit.set_local(_PROBLEM, problem)
        unit.witness(AuditEvent(AuditKind.BACKUP, detail=" ".join(places)))
        unit.commit()


def set_second_place(register: OpenRegister, folder: str) -> None:
    """Say where every automatic backup goes as well, such as a stick; empty for nowhere."""
    with register.writing("settings") as unit:
        if folder != unit.local(SECOND_PLACE):
            unit.set_local(_MADE[SECOND], "")
            unit.set_local(_PROBLEM, "")
        unit.set_local(SECOND_PLACE, folder)
        unit.commit()


def read_retention(register: OpenRegister) -> tuple[Retention, tzinfo]:
    """What is kept here, no longer than the names of those who left, and the zone in which its days begin."""
    with register.reading() as reading:
        centre = centre_of(reading)
        return Retention(keep_days=centre.retention_days), ZoneInfo(centre.time_zone)


def count_changes(register: OpenRegister) -> int:
    """How many changes the register holds, of every desk."""
    with register.reading() as reading:
        return sum(reading.vector().values())


def is_backup_due(register: OpenRegister) -> bool:
    """Whether an automatic backup should be made now: see `is_due`."""
    with register.reading() as reading:
        status = _status(reading)
        zone = ZoneInfo(centre_of(reading).time_zone)
    return is_due(status.made_at, register.clock.now(), status.changes_since, zone)


def is_due(made_at: datetime | None, now: datetime, changes_since: int, zone: tzinfo) -> bool:
    """Once each day of the centre on which anything changed since, and each 200 changes.

    A clock that went back counts as another day: rather one backup too many.
    """
    if changes_since <= 0:
        return made_at is None
    if made_at is None or changes_since >= CHANGES_BETWEEN:
        return True
    return made_at.astimezone(zone).date() != now.astimezone(zone).date()


def removable(
    backups: Iterable[KeptBackup], retention: Retention, now: datetime, zone: tzinfo
) -> tuple[KeptBackup, ...]:
    """Which may go, oldest first: those that hold no slot of `retention`, or are older than its `keep_days`.

    Only what is older than one verified in this very run goes; so the newest and the only verified one always stay.
    """
    known = sorted(backups)
    proven = max((each for each in known if each.is_verified), default=None)
    if proven is None:
        return ()
    kept = set(_holders(known, retention, zone))
    return tuple(
        each for each in known if each < proven and (each not in kept or _is_too_old(each, retention.keep_days, now))
    )


def _holders(known: Sequence[KeptBackup], retention: Retention, zone: tzinfo) -> Iterable[KeptBackup]:
    """The newest of each of the last days, weeks and months that have any."""
    slots: tuple[tuple[int, dict[Hashable, KeptBackup]], ...] = (
        (retention.daily, {}), (retention.weekly, {}), (retention.monthly, {}),
    )  # fmt: skip
    for each in reversed(known):
        local = each.made_at.astimezone(zone)
        names: tuple[Hashable, ...] = (local.date(), local.isocalendar()[:2], (local.year, local.month))
        for name, (size, held) in zip(names, slots, strict=True):
            if name not in held and len(held) < size:
                held[name] = each
    days = slots[0][1]
    before = [each for each in known if each.is_before and each.made_at.astimezone(zone).date() in days]
    return before + [each for _size, held in slots for each in held.values()]


def _is_too_old(backup: KeptBackup, keep_days: int, now: datetime) -> bool:
    return keep_days > 0 and (now - backup.made_at).total_seconds() > keep_days * 24 * 3600


def _status(reading: Reading) -> BackupStatus:
    changes = sum(reading.vector().values())
    inside, second, elsewhere = (_instant(reading.local(_MADE[place])) for place in (INSIDE, SECOND, ELSEWHERE))
    return BackupStatus(
        inside,
        second,
        elsewhere,
        reading.local(SECOND_PLACE),
        reading.local(_PROBLEM),
        _instant(reading.local(_AT)),
        changes - int(reading.local(_AT_CHANGES) or 0),
    )


def _instant(text: str) -> datetime | None:
    return datetime.fromisoformat(text).astimezone(UTC) if text else None


def _newest(*instants: datetime | None) -> datetime | None:
    return max((each for each in instants if each is not None), default=None)
