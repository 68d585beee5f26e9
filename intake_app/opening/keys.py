"""People with keys: the register's record of a user and the keyring's slot, kept in step.

Record and slot are two files. Letting in writes the record first, then the slot: cut short, somebody stands in the list
who cannot open it, and doing it again gives the key. Revoking writes the record first, then takes the slot: cut short,
that passphrase is refused already, and revoking once more goes on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import UUID

from intake_app.domain.audit import AuditKind
from intake_app.errors import DamagedError, UserError
from intake_app.i18n import _
from intake_app.opening import locks, open_for, rotation, session_of, store_of, tell_unlocked
from intake_app.opening.attempts import throttle_of, try_passphrase
from intake_app.opening.revoked_backups import list_open_to_revoked
from intake_app.progress import Progress, silent
from intake_app.services import users
from intake_app.vault import access
from intake_app.vault.store import KeyringStore

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.domain.roles import Role
    from intake_app.opening import Unlocked
    from intake_app.vault.data_key import DataKey


@dataclass(frozen=True, slots=True)
class KeyHolder:
    """One user. `can_open`: they have a key on this laptop; `is_revoked`: revoking them was cut short."""

    user_id: str
    name: str
    role: str
    can_open: bool
    is_self: bool
    is_revoked: bool = False


@dataclass(frozen=True)
class Revocation:
    """What revoking left: the register open under its new key, or None where it must be unlocked again.

    `problem` is why the rotation waits for the next unlocking (the revoked passphrase opens nothing even so);
    `backup` is the new backup that only those who stay can open, `backup_problem` why there is none yet, or none in the
    second place. `older` says how many backups made before lie here: they open with the revoked passphrase.
    """

    unlocked: Unlocked | None
    problem: UserError | None = None
    backup: Path | None = None
    backup_problem: UserError | None = None
    older: int = 0

    @property
    def is_backup_due(self) -> bool:
        """Whether the newest backup still opens with the revoked passphrase."""
        return self.backup is None or self.backup_problem is not None


def list_holders(unlocked: Unlocked) -> tuple[KeyHolder, ...]:
    """Everybody who works here by name, then those whose revoking was cut short. For managers."""
    own, with_keys = unlocked.register.session.user_id, ids_with_keys(unlocked)
    present = users.list_users(unlocked.register)
    known = {user.user_id for user in present}
    holders = [
        KeyHolder(user.user_id, user.name, user.role, user.user_id in with_keys, user.user_id == own)
        for user in present
    ]
    for user_id in sorted(with_keys - known):
        user = users.read_user(unlocked.register, user_id)
        name, role = (user.name, user.role) if user else ("", "")
        holders.append(KeyHolder(user_id, name, role, can_open=False, is_self=False, is_revoked=True))
    return tuple(holders)


def find_holder(unlocked: Unlocked, name: str) -> KeyHolder:
    """Whose name this is, case aside, for managers; UserError `user_unknown`."""
    wanted = name.strip().casefold()
    for holder in list_holders(unlocked):
        if holder.name.casefold() == wanted:
            return holder
    raise users.unknown_user()


def ids_with_keys(unlocked: Unlocked) -> frozenset[str]:
    """Ids of the users who have a slot in this laptop's keyring."""
    keyring = KeyringStore(unlocked.folder.keyrings()).load().keyring
    return frozenset(str(entry.user_id) for entry in access.list_users(keyring, unlocked.data_key))


def add_user(
    unlocked: Unlocked, name: str, role: Role, passphrase: str, key_file: bytes | None = None
) -> tuple[KeyHolder, bool]:
    """Let somebody in; answers them, and whether their record is new (`users.prepare_user`).

    UserError with nothing changed where the name, the passphrase or the key file cannot be taken.
    """
    user, is_new = users.prepare_user(unlocked.register, name, role, ids_with_keys(unlocked))
    store, policy = KeyringStore(unlocked.folder.keyrings()), unlocked.doors.policy
    keyring = access.add_user(store.load().keyring, unlocked.data_key, UUID(user.user_id), passphrase, policy, key_file)
    users.save_user(unlocked.register, user, is_new=is_new)
    store.save(keyring)
    unlocked.register.witness(AuditKind.KEYS, user.user_id, detail="added")
    return KeyHolder(user.user_id, user.name, user.role, can_open=True, is_self=False), is_new


def change_own_passphrase(
    unlocked: Unlocked, old: str, new: str, *, old_key_file: bytes | None = None, key_file: bytes | None = None
) -> None:
    """Change one's own passphrase; the old one is asked for, throttled and counted as at the door.

    Without `key_file` the new passphrase opens alone. UserError `wrong_passphrase`, `throttled`, or why the new one
    cannot be taken.
    """
    attempt = try_passphrase(unlocked.folder, old, unlocked.doors, old_key_file)
    if str(attempt.opened.user_id) != unlocked.register.session.user_id:
        throttle_of(unlocked.folder, unlocked.doors).count_failure()
        raise UserError(
            "wrong_passphrase",
            _("This is not your passphrase of now."),
            _("Type the one you unlock with."),
            field="old",
        )
    throttle_of(unlocked.folder, unlocked.doors).forget()
    _set_passphrase(unlocked, unlocked.register.session.user_id, new, key_file)


def change_passphrase(unlocked: Unlocked, user_id: str, new: str, key_file: bytes | None = None) -> None:
    """Give somebody else a new passphrase, or a key on this laptop where they have none. For managers.

    Copies of the keyring in older backups still open with the old one; where it was stolen, revoke.
    """
    users.refuse_others_keys(unlocked.register.session)
    user = users.read_user(unlocked.register, user_id)
    if user is None or user.deleted:
        raise users.unknown_user()
    _set_passphrase(unlocked, user_id, new, key_file)


def change_role(unlocked: Unlocked, user_id: str, role: Role) -> None:
    """Give somebody another role; an open window takes it over (`renewed`). For managers; UserError `last_manager`."""
    users.change_role(unlocked.register, user_id, role, ids_with_keys(unlocked))


def revoke_user(unlocked: Unlocked, user_id: str, progress: Progress = silent, reason: str = "") -> Revocation:
    """Take somebody's key away and move the register to a new one; nobody else may use the register meanwhile.

    UserError with nothing changed, and the register still open, where it cannot begin: `manager_only`, `own_account`,
    `last_manager`, `user_unknown`, `register_in_use`, `backup_under_way`. Afterwards only what the answer holds is
    open. `progress` is told of the copy, then of the backup; where it stops them, the rotation waits.
    """
    folder, register = unlocked.folder, unlocked.register
    users.check_revocable(register, user_id, ids_with_keys(unlocked))
    turned: tuple[DataKey, UserError | None] | None = None
    try:
        with locks.backing_up(folder.backup_lock), unlocked.lock.alone():
            users.mark_revoked(register, user_id, reason)
            turned = _rotate(unlocked, user_id, progress)
        data_key, problem = turned
        again = open_for(register.session.user_id, folder, data_key, unlocked.doors, lock=unlocked.lock)
    except UserError as error:
        if turned is None:
            raise
        return Revocation(None, turned[1] or error)
    again.register.witness(AuditKind.KEYS, user_id, detail="waiting" if problem else "rotated")
    try:
        made = again.back_up(progress)
    except UserError as error:
        return Revocation(again, problem, backup_problem=error, older=len(list_open_to_revoked(again)))
    behind = next(iter(made.refusals.values()), None)
    return Revocation(again, problem, made.file, behind, older=len(list_open_to_revoked(again)))


def renewed(unlocked: Unlocked) -> Unlocked | None:
    """The same open register in the role that its user has by now; None where that is the role of its session.

    UserError `user_revoked` where they work here no longer. Of the two only the answer is to be used and closed.
    """
    register = unlocked.register
    session = session_of(store_of(register), register.session.user_id)
    return None if session == register.session else replace(unlocked, register=replace(register, session=session))


def switch_user(unlocked: Unlocked, passphrase: str, key_file: bytes | None = None) -> Unlocked:
    """See `Unlocked.switch`."""
    attempt = try_passphrase(unlocked.folder, passphrase, unlocked.doors, key_file)
    if attempt.opened.data_key != unlocked.data_key:
        raise DamagedError(
            "user_missing",
            _("The keyring and the register do not belong together."),
            _("Restore the newest backup into an empty folder."),
        )
    store = store_of(unlocked.register).for_user(str(attempt.opened.user_id))
    session = session_of(store, store.user_id)
    throttle_of(unlocked.folder, unlocked.doors).forget()
    register = replace(unlocked.register, session=session, store=store)
    switched = replace(unlocked, register=register, failed_unlocks=attempt.failed)
    tell_unlocked(switched)
    return switched


def _rotate(unlocked: Unlocked, user_id: str, progress: Progress) -> tuple[DataKey, UserError | None]:
    """Close the register and rotate as far as it goes; answers the keys of then, and what stopped it."""
    data_key = unlocked.data_key
    try:
        unlocked.register.close()
        data_key = rotation.finish(unlocked.folder, data_key, progress)
        data_key = rotation.begin(unlocked.folder, data_key, UUID(user_id))
        data_key = rotation.finish(unlocked.folder, data_key, progress)
    except UserError as error:
        return data_key, error
    return data_key, None


def _set_passphrase(unlocked: Unlocked, user_id: str, passphrase: str, key_file: bytes | None) -> None:
    store = KeyringStore(unlocked.folder.keyrings())
    keyring = store.load().keyring
    entries = access.list_users(keyring, unlocked.data_key)
    has_slot = any(str(entry.user_id) == user_id for entry in entries)
    change = access.change_passphrase if has_slot else access.add_user
    store.save(change(keyring, unlocked.data_key, UUID(user_id), passphrase, unlocked.doors.policy, key_file))
    unlocked.register.witness(AuditKind.KEYS, user_id, detail="passphrase")
