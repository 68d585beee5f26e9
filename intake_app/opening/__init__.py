"""The one composition root of both doors: it names storage, and hands out open registers.

Everything heavy is imported inside the functions, so that the unlock window is on the screen first.
"""

from __future__ import annotations

import os
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from intake_app.clock import Clock, SystemClock
from intake_app.domain.audit import AuditKind
from intake_app.errors import DamagedError, UserError
from intake_app.files import make_private_folder
from intake_app.i18n import _
from intake_app.opening import locks
from intake_app.opening.ballast import SIZE as BALLAST_SIZE
from intake_app.opening.ballast import Ballast
from intake_app.opening.ticks import MachineTicks, Ticks
from intake_app.progress import silent
from intake_app.vault.policy import PRODUCTION_POLICY, KdfPolicy

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.domain.roles import Session
    from intake_app.opening.backups import BackupResult, ListedBackup
    from intake_app.opening.throttle import FailedUnlocks
    from intake_app.paths import DataFolder
    from intake_app.progress import Progress
    from intake_app.services.centres import CentreSetup
    from intake_app.services.open_register import OpenRegister
    from intake_app.storage.check import CheckReport
    from intake_app.storage.store import SqlStore
    from intake_app.vault.data_key import DataKey

REGISTER_KEY = b"sqlcipher"


@dataclass(frozen=True)
class Doors:
    """What differs between production and tests: the clocks, how dear a guess at a passphrase is, and the ballast."""

    clock: Clock
    policy: KdfPolicy = PRODUCTION_POLICY
    ticks: Ticks = field(default_factory=MachineTicks)
    ballast_size: int = 0


def production() -> Doors:
    """The laptop's clock, the production policy, and space kept back for a full disk."""
    return Doors(SystemClock(), ballast_size=BALLAST_SIZE)


@dataclass(frozen=True)
class Unlocked:
    """An open register, the folder it lies in, its keys, and what its close gives back.

    `data_key` changes the keyring; `file_key` is what the register's file is under, and its backups.
    `failed_unlocks` are the wrong passphrases before the right one, to be told and written down. `new_desk` is the
    code that this desk has from now on, where the data folder turned out to be a copy; else empty.
    """

    register: OpenRegister
    folder: DataFolder
    data_key: DataKey
    file_key: bytes = field(repr=False)
    lock: locks.RegisterLock
    doors: Doors
    failed_unlocks: FailedUnlocks | None = None
    new_desk: str = ""

    def close(self) -> None:
        """Close every connection and let others in."""
        with ExitStack() as whatever_happens:
            whatever_happens.callback(self.lock.release)
            whatever_happens.callback(self.register.close)
            self.register.witness(AuditKind.LOCK)

    def check(self) -> CheckReport:
        """See `storage.check.check_register`."""
        from intake_app.storage.check import check_register

        return check_register(store_of(self.register).engine, self.folder.register, self.file_key)

    def switch(self, passphrase: str, key_file: bytes | None = None) -> Unlocked:
        """Somebody else goes on at this desk: their session on the same open connections, after one key derivation.

        Every act of the answer is theirs; this one is not to be used any more, and only the answer is closed. UserError
        as `unlock`, and this one stays good.
        """
        from intake_app.opening.keys import switch_user

        return switch_user(self, passphrase, key_file)

    def renew_recovery_key(self) -> str:
        """Make a new recovery key and answer it, to be written down; the one before opens older copies only."""
        from intake_app.vault.access import replace_recovery_key
        from intake_app.vault.store import KeyringStore

        store = KeyringStore(self.folder.keyrings())
        keyring, recovery_key = replace_recovery_key(store.load().keyring, self.data_key)
        store.save(keyring)
        return recovery_key.text

    def backup(self, folder: Path, progress: Progress = silent) -> Path:
        """Write a finished, verified backup into a folder; answers its file. `progress` is told of the copy."""
        from intake_app.opening.backups import back_up_to

        return back_up_to(self, folder, progress)

    def back_up(self, progress: Progress = silent) -> BackupResult:
        """See `opening.backups.back_up`."""
        from intake_app.opening.backups import back_up

        return back_up(self, progress)

    def back_up_if_due(self, progress: Progress = silent) -> BackupResult | None:
        """See `opening.backups.back_up_if_due`."""
        from intake_app.opening.backups import back_up_if_due

        return back_up_if_due(self, progress)

    def is_disk_full(self) -> bool:
        """Whether the space kept back had to be given up, and there is none yet to keep back again."""
        ballast = Ballast(self.folder.ballast, self.doors.ballast_size)
        ballast.restore()
        return ballast.is_given_up

    def list_backups(self) -> tuple[ListedBackup, ...]:
        """See `opening.backups.list_backups`."""
        from intake_app.opening.backups import list_backups

        return list_backups(self)


def create_centre(
    folder: DataFolder, setup: CentreSetup, passphrase: str, doors: Doors, *, asks_key_back: bool = False
) -> tuple[Unlocked, str]:
    """A new encrypted register with its first manager; answers it open, and the recovery key to print once.

    A door that `asks_key_back` must have the recovery key typed back, in this process or after a later start.
    UserError where there is a register in the folder already, or an answer cannot be taken; then nothing
    is left behind.
    """
    from intake_app.domain.ids import new_id
    from intake_app.services.centres import check_setup, expect_recovery_key, found_centre
    from intake_app.storage.store import create_store
    from intake_app.vault.access import create_keyring
    from intake_app.vault.calibration import calibrated
    from intake_app.vault.store import KeyringStore

    setup = check_setup(setup)
    if folder.is_set_up():
        raise UserError(
            "already_set_up",
            _("There is a register in this folder already."),
            _("Unlock it, or choose another folder."),
        )
    user_id = new_id()
    keyring, data_key, recovery_key = create_keyring(passphrase, UUID(user_id), calibrated(doors.policy))
    make_private_folder(folder.root)
    make_private_folder(folder.config)
    lock = locks.alone(folder.lock)
    try:
        replica = os.urandom(16)
        store = create_store(folder.register, data_key.subkey(REGISTER_KEY), user_id, doors.clock, replica)
        with store.writing("found_centre") as unit:
            found_centre(unit, setup, user_id, replica.hex())
            unit.set_local("replica", replica.hex())
            if asks_key_back:
                expect_recovery_key(unit)
            unit.commit()
        store.close()
        KeyringStore(folder.keyrings()).save(keyring)
    except BaseException:
        remove_half_made(folder)
        raise
    finally:
        lock.release()
    return open_for(user_id, folder, data_key, doors), recovery_key.text


def unlock(
    folder: DataFolder, passphrase: str, doors: Doors, *, user_name: str = "", key_file: bytes | None = None
) -> Unlocked:
    """Open a register with a passphrase; a `user_name` must be whom the passphrase opens.

    A rotation that was cut short is brought to its end. UserError where there is no register, the passphrase opens
    nothing (`wrong_passphrase`) or none is tried for a while (`throttled`); DamagedError where it cannot be trusted.
    """
    from intake_app.opening.attempts import throttle_of, try_passphrase
    from intake_app.opening.rotation import finish_if_possible

    refuse_empty(folder)
    lock = locks.share(folder.lock)  # from here on nobody gives the register another key
    try:
        attempt = try_passphrase(folder, passphrase, doors, key_file)
        refuse_missing(folder)
        data_key = finish_if_possible(folder, attempt.opened.data_key, lock)
    except BaseException:
        lock.release()
        raise
    unlocked = open_for(str(attempt.opened.user_id), folder, data_key, doors, lock=lock, failed=attempt.failed)
    try:
        named = unlocked.register.session.user_name
        if user_name and user_name.strip().casefold() != named.casefold():
            raise UserError(
                "other_user",
                _("This passphrase does not belong to the user named."),
                _("Give your own name and passphrase."),
                field="user",
            )
        throttle_of(folder, doors).forget()
        tell_unlocked(unlocked)
    except BaseException:
        unlocked.close()
        raise
    return unlocked


def load() -> None:
    """Import what `unlock` needs, while a passphrase is typed; without it the first unlocking takes a third of a second
    longer.
    """
    import intake_app.opening.attempts
    import intake_app.opening.backups
    import intake_app.opening.laptops
    import intake_app.opening.rotation
    import intake_app.packs.handouts
    import intake_app.packs.rules
    import intake_app.storage.store  # noqa: F401
    from intake_app.packs.short_names import load_short_names

    load_short_names()


def tell_unlocked(unlocked: Unlocked) -> None:
    """Tell the audit trail that somebody was let in, and how often a wrong passphrase was tried before."""
    if unlocked.failed_unlocks is not None:
        unlocked.register.witness(AuditKind.UNLOCK_FAILED, count=unlocked.failed_unlocks.count)
    unlocked.register.witness(AuditKind.UNLOCK)


def refuse_empty(folder: DataFolder) -> None:
    """UserError `not_set_up` where there is neither a register nor a keyring."""
    if not folder.is_set_up():
        raise UserError(
            "not_set_up",
            _("There is no register in this folder yet."),
            _("Set up a centre first, or restore a backup."),
        )


def refuse_missing(folder: DataFolder) -> None:
    """DamagedError `register_missing` where there are keys and no register."""
    if not folder.register.exists():
        raise DamagedError(
            "register_missing",
            _("The keys are here, but the register's file is gone."),
            _("Restore the newest backup into an empty folder."),
        )


def open_for(
    user_id: str,
    folder: DataFolder,
    data_key: DataKey,
    doors: Doors,
    *,
    replica: bytes = b"",
    lock: locks.RegisterLock | None = None,
    failed: FailedUnlocks | None = None,
) -> Unlocked:
    """Open the register for a user of it with its data key; with a `lock` that is shared already, which it gives back.

    Raises as `unlock`.
    """
    from intake_app.opening.backups import back_up
    from intake_app.opening.head_office import seal_again
    from intake_app.opening.laptops import settle_in
    from intake_app.opening.rotation import file_key
    from intake_app.opening.upgrades import prepare_upgrade
    from intake_app.packs.handouts import load_sheet_texts
    from intake_app.packs.rules import load_rule_pack
    from intake_app.packs.short_names import load_short_names
    from intake_app.services.open_register import OpenRegister
    from intake_app.storage.store import open_store

    lock, ballast = lock or locks.share(folder.lock), Ballast(folder.ballast, doors.ballast_size)
    ballast.ease()
    try:
        key = file_key(folder.register, data_key)
        with ExitStack() as until_open:
            before = partial(prepare_upgrade, folder, key, doors.clock, lock, until_open)
            store = open_store(folder.register, key, user_id, doors.clock, replica, before_upgrade=before, room=ballast)
        try:
            session = session_of(store, user_id)
        except BaseException:
            store.close()
            raise
    except BaseException:
        lock.release()
        raise

    def protect(register: OpenRegister) -> None:
        back_up(Unlocked(register, folder, data_key, key, lock, doors), before=True)

    register = OpenRegister(session, store, doors.clock, load_rule_pack, load_sheet_texts, load_short_names, protect)
    ballast.restore()
    unlocked = Unlocked(register, folder, data_key, key, lock, doors, failed)
    seal_again(unlocked)
    return unlocked if replica else settle_in(unlocked)


def session_of(store: SqlStore, user_id: str) -> Session:
    """Whose session it is; UserError `user_revoked`, DamagedError where keyring and register do not fit."""
    from intake_app.domain.records import User
    from intake_app.domain.roles import Role, Session

    with store.reading() as reading:
        user = reading.get(User, user_id)
    if user is None:
        raise DamagedError(
            "user_missing",
            _("The keyring and the register do not belong together."),
            _("Restore the newest backup into an empty folder."),
        )
    if user.deleted:
        raise UserError(
            "user_revoked",
            _("This passphrase was revoked."),
            _("Ask a manager to let you in again."),
            field="passphrase",
        )
    return Session(user.user_id, user.name, Role(user.role))


def store_of(register: OpenRegister) -> SqlStore:
    """The storage behind a register that was opened here."""
    from intake_app.storage.store import SqlStore

    if not isinstance(register.store, SqlStore):
        raise TypeError("a register that was not opened here")
    return register.store


def remove_half_made(folder: DataFolder) -> None:
    """Take away what a set-up or restore that failed has written; there was no register before it."""
    for path in (
        *folder.keyrings(),
        *folder.attempts(),
        *folder.root.glob(f"{folder.register.name}*"),
        folder.lock,
        folder.ballast,
        folder.backup_lock,
    ):
        with suppress(OSError):
            path.unlink(missing_ok=True)
    for emptied in (folder.config, folder.root):
        with suppress(OSError):  # whatever else lies there stays, and its folder with it
            emptied.rmdir()


def keep_window(folder: DataFolder) -> locks.RegisterLock:
    """Be the one window on a folder; UserError where there is one already."""
    return locks.window(folder.window_lock)
