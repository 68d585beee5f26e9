"""Made-up centres and people for tests: real encrypted registers behind a cheap key derivation."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from intake_app.clock import Clock, FixedClock
from intake_app.domain.arrivals import Arrival, DeskContext, parse_arrival
from intake_app.opening import Doors, Unlocked, create_centre
from intake_app.paths import data_folder
from intake_app.services.centres import CentreSetup, read_centre
from intake_app.vault.policy import KdfPolicy
from tests.moulds import pour_centre

if TYPE_CHECKING:
    from pathlib import Path

PASSPHRASE = "made up for a test"
CHEAP = KdfPolicy(memory_kib=64, iterations=1, lanes=1, floor_memory_kib=64, floor_iterations=1)
SETUP = CentreSetup(name="Oral, hall 1", code="ORL", country="KZ", desk="A", user_name="Aigerim", time_zone="Asia/Oral")
EVENING = datetime(2022, 11, 25, 18, 40, tzinfo=UTC)


def doors(clock: Clock | None = None) -> Doors:
    """A composition with a standing clock and a key derivation that costs nothing."""
    return Doors(clock or FixedClock(EVENING), CHEAP)


def made_centre(folder: Path, *, clock: Clock | None = None) -> Unlocked:
    """An open, empty register of a made-up centre in Oral, desk A; every one the twin of the others."""
    return pour_centre(data_folder(folder), SETUP, PASSPHRASE, doors(clock))


def other_centre(folder: Path) -> Unlocked:
    """The same, with ids and keys of its own."""
    unlocked, _recovery_key = create_centre(data_folder(folder), SETUP, PASSPHRASE, doors())
    return unlocked


def arrival(unlocked: Unlocked, **fields: Any) -> Arrival:
    """One made-up person's checked answers."""
    register = unlocked.register
    centre = read_centre(register)
    flat = {"family_name": "Иванов", "given_name": "Сергей", **fields}
    return parse_arrival(flat, DeskContext(register.today(centre), centre.country))
