"""What the window's status line says all the time, read in one go."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from intake_app.services.open_register import OpenRegister

OLD_BACKUP = 24 * 3600  # seconds; from then on the backup's age is a warning


@dataclass(frozen=True, slots=True)
class Facts:
    """How far the register is, when it was backed up last, and how many people changed since the last export."""

    vector: Mapping[str, int]
    last_backup: datetime | None
    not_exported: int


def read_facts(register: OpenRegister) -> Facts:
    """The facts as they are now; a reading of the register."""
    from intake_app.services.centres import last_backup

    with register.reading() as reading:
        vector = reading.vector()
        mark = reading.last_export()
        count = len(reading.people_changed_since(json.loads(mark[1]))) if mark else reading.count_people()
    return Facts(vector, last_backup(register), count)


def read_vector(register: OpenRegister) -> Mapping[str, int]:
    """How far the register is; cheap enough for every second."""
    with register.reading() as reading:
        return reading.vector()


def backup_in_words(last: datetime | None, now: datetime) -> tuple[str, str]:
    """The age of the last backup and its kind: muted, or warning where it is old or missing."""
    if last is None:
        return _("No backup yet"), "warning"
    age = max(0.0, (now - last).total_seconds())
    return _age(age), "warning" if age >= OLD_BACKUP else "muted"


def export_in_words(count: int) -> str:
    """How many people's records the next export would add to the last."""
    return ngettext("{count} not exported", "{count} not exported", count).format(count=count)


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
