"""What the window's status line says all the time, read in one go."""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from intake_app.services.open_register import OpenRegister

_FEW = 500  # so many are put in one by one; more are sorted in at once
OLD_BACKUP = 24 * 3600  # seconds; from then on the backup's age is a warning


@dataclass(frozen=True, slots=True)
class Facts:
    """How far the register is, and when it was backed up last."""

    vector: Mapping[str, int]
    last_backup: datetime | None
    awaits_second: bool = False
    """A second place was set, and no backup has reached it yet."""


class NotExported:
    """Counts the people of whom anything changed since the last export; only what is new is read again.

    To be called on one thread at a time. Kept are eight bytes of each person's id, not the ids: with a hundred thousand
    people not exported these would be ten megabytes.
    """

    def __init__(self) -> None:
        self._mark = ""
        self._counted: Mapping[str, int] = {}
        self._people = array("Q")

    def count(self, register: OpenRegister) -> int:
        """How many there are now; a reading of the register that takes a second for a hundred thousand new ones."""
        with register.reading() as reading:
            if (mark := reading.last_export()) is None:
                return reading.count_people()
            if mark[1] != self._mark:
                self._mark, self._counted, self._people = mark[1], json.loads(mark[1]), array("Q")
            vector = reading.vector()
            if vector != self._counted:
                self._add(set(map(_short, reading.people_changed_since(self._counted))))
                self._counted = vector
        return len(self._people)

    def _add(self, changed: set[int]) -> None:
        if len(changed) > _FEW:
            self._people = array("Q", sorted(changed.union(self._people)))
            return
        for person in changed:
            place = bisect_left(self._people, person)
            if place == len(self._people) or self._people[place] != person:
                self._people.insert(place, person)


def read_facts(register: OpenRegister) -> Facts:
    """The facts as they are now; a reading of the register."""
    from intake_app.services.backups import read_status

    status = read_status(register)
    return Facts(read_vector(register), status.last, status.awaits_second)


def read_vector(register: OpenRegister) -> Mapping[str, int]:
    """How far the register is; cheap enough for every second."""
    with register.reading() as reading:
        return reading.vector()


def backup_in_words(last: datetime | None, now: datetime, *, awaits_second: bool = False) -> tuple[str, str]:
    """The age of the last backup and its kind: muted, or warning where it is old or missing."""
    if awaits_second:
        return _("No backup on the second place yet"), "warning"
    if last is None:
        return _("No backup yet"), "warning"
    age = max(0.0, (now - last).total_seconds())
    return _age(age), "warning" if age >= OLD_BACKUP else "muted"


def export_in_words(count: int) -> str:
    """How many people's records the next export would add to the last."""
    return ngettext("{count} not exported", "{count} not exported", count).format(count=count)


def _short(person_id: str) -> int:
    """The random part of an id (RFC 9562, version 7: its last 62 bits); that two are alike is as good as impossible."""
    return int(person_id.replace("-", "")[-16:], 16)


def _age(seconds: float) -> str:
    minutes = int(seconds // 60)
    if minutes < 1:
        return _("Backed up just now")
    if minutes < 60:
        return _("Backed up {count} min ago").format(count=minutes)
    hours = minutes // 60
    if hours < 24:
        return _("Backed up {count} h ago").format(count=hours)
    days = hours // 24
    return ngettext("Backed up {count} day ago", "Backed up {count} days ago", days).format(count=days)
