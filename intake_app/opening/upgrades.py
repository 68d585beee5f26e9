"""Before a register's tables are brought to this version: be alone with it, and make a backup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.opening.backups import back_up_file

if TYPE_CHECKING:
    from contextlib import ExitStack

    from intake_app.clock import Clock
    from intake_app.opening.locks import RegisterLock
    from intake_app.paths import DataFolder


def prepare_upgrade(folder: DataFolder, key: bytes, clock: Clock, lock: RegisterLock, until_open: ExitStack) -> None:
    """Take the register alone until the stack is closed, and make a backup in every place that takes one.

    UserError where somebody else has the register open, or no place takes a backup.
    """
    until_open.close()  # the disk failed in the first attempt: the same lock is taken anew
    until_open.enter_context(lock.alone())
    back_up_file(folder, key, clock.now())
