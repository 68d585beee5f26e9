"""Trying a passphrase: throttled first, counted where it was wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.errors import UserError
from intake_app.opening.throttle import FailedUnlocks, Throttle
from intake_app.vault.store import KeyringStore

if TYPE_CHECKING:
    from intake_app.opening import Doors
    from intake_app.paths import DataFolder
    from intake_app.vault.access import Opened


@dataclass(frozen=True)
class Attempt:
    """What a right passphrase opened, of which state of the keyring, and what had failed before it."""

    opened: Opened
    generation: int
    failed: FailedUnlocks | None


def throttle_of(folder: DataFolder, doors: Doors) -> Throttle:
    """The wrong passphrases of a register on this laptop."""
    return Throttle(folder.attempts(), doors.clock, doors.ticks)


def try_passphrase(folder: DataFolder, passphrase: str, doors: Doors, key_file: bytes | None = None) -> Attempt:
    """Run the slow step once. UserError `throttled` (a `Throttled`) before it, `wrong_passphrase` after it.

    The count of wrong ones is left as it is: whoever lets the user in calls `Throttle.forget`.
    """
    throttle = throttle_of(folder, doors)
    throttle.check()
    store = KeyringStore(folder.keyrings())
    loaded = store.load()
    try:
        opened = store.unlock(loaded, passphrase, doors.policy, key_file)
    except UserError as error:
        if error.code == "wrong_passphrase":
            throttle.count_failure()
        raise
    return Attempt(opened, loaded.keyring.generation, throttle.failed())
