"""Who works here: the records of users. Their keys are the vault's; a record without a key opens nothing.

Only a manager changes anything here, and there is always a manager left.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from intake_app.domain.ids import new_id
from intake_app.domain.names import NameProblem, clean_name
from intake_app.domain.records import User
from intake_app.domain.roles import Role
from intake_app.errors import UserError
from intake_app.i18n import _
from intake_app.services.deeds import Deed, refuse

if TYPE_CHECKING:
    from collections.abc import Collection

    from intake_app.domain.roles import Session
    from intake_app.services.open_register import OpenRegister
    from intake_app.services.unit_of_work import Reading, UnitOfWork


BACKUPS_SINCE, NONE_SINCE = "backups_since_revoking", "none"
"""The name of the first backup after the last revoking, or that there is none yet; nothing where nobody was revoked."""


def refuse_others_keys(session: Session) -> None:
    """UserError `manager_only` for everybody who may not let people in and out."""
    refuse(session, Deed.USERS)


def list_users(register: OpenRegister) -> tuple[User, ...]:
    """Everybody who works here, revoked people left out, by name. For managers."""
    refuse_others_keys(register.session)
    with register.reading() as reading:
        return tuple(sorted(reading.all(User), key=lambda user: user.name.casefold()))


def find_user(register: OpenRegister, name: str) -> User:
    """Whose name this is, case aside; UserError `user_unknown` where nobody who works here has it."""
    with register.reading() as reading:
        user = _named(reading, name)
    if user is None:
        raise unknown_user()
    return user


def read_user(register: OpenRegister, user_id: str) -> User | None:
    """The record, also of somebody who was revoked; None where there is none."""
    with register.reading() as reading:
        return reading.get(User, user_id)


def prepare_user(register: OpenRegister, name: str, role: Role, with_keys: Collection[str]) -> tuple[User, bool]:
    """The record of somebody to be let in, and whether it is new; nothing is saved yet.

    A name that is known and has no key on this laptop (`with_keys` are the ids that have one) is that user: let in at
    another desk, or where letting in was cut short. UserError `name_taken`, or a name that cannot be kept.
    """
    refuse_others_keys(register.session)
    clean = _clean(name)
    with register.reading() as reading:
        known = _named(reading, clean)
    if known is None:
        return User(user_id=new_id(), name=clean, role=role), True
    if known.user_id in with_keys:
        raise UserError(
            "name_taken",
            _("This name is taken."),
            _("Add a family name or a number."),
            field="name",
        )
    return replace(known, role=role), False


def save_user(register: OpenRegister, user: User, *, is_new: bool) -> None:
    """Save a record that `prepare_user` made. UserError where the name was taken meanwhile."""
    refuse_others_keys(register.session)
    with register.writing("user_add") as unit:
        if not is_new:
            unit.update(user, unit.heads(user.user_id))
        elif _named(unit, user.name) is None:
            unit.create(user)
        else:
            raise UserError("name_taken", _("This name is taken."), _("Try again."), field="name")
        unit.commit()


def change_role(register: OpenRegister, user_id: str, role: Role, with_keys: Collection[str]) -> None:
    """Give somebody another role. UserError `user_unknown`, `last_manager`."""
    refuse_others_keys(register.session)
    with register.writing("user_role") as unit:
        user = _present(unit, user_id)
        if role is not Role.MANAGER:
            _refuse_last_manager(unit, user, with_keys)
        unit.update(replace(user, role=role), unit.heads(user_id))
        unit.commit()


def check_revocable(register: OpenRegister, user_id: str, with_keys: Collection[str]) -> None:
    """UserError where somebody cannot be revoked: `user_unknown`, `own_account`, `last_manager`.

    Somebody whose record says revoked and who still has a key here can be: that is what was cut short, or what another
    desk did.
    """
    refuse_others_keys(register.session)
    with register.reading() as reading:
        user = reading.get(User, user_id)
        if user is None or (user.deleted and user_id not in with_keys):
            raise unknown_user()
        if user_id == register.session.user_id:
            raise UserError("own_account", _("Nobody revokes themselves."), _("Ask another manager to do it."))
        if not user.deleted:
            _refuse_last_manager(reading, user, with_keys)


def mark_revoked(register: OpenRegister, user_id: str, reason: str = "") -> None:
    """Say in the register that somebody works here no longer; a second time changes nothing."""
    refuse_others_keys(register.session)
    with register.writing("user_revoke", reason) as unit:
        user = unit.get(User, user_id)
        if user is None:
            raise unknown_user()
        if not user.deleted:
            unit.update(replace(user, deleted=True), unit.heads(user_id))
            unit.set_local(BACKUPS_SINCE, NONE_SINCE)
            unit.commit()


def give_back_a_manager(register: OpenRegister, user_id: str, with_keys: Collection[str]) -> None:
    """Make whoever came in with the recovery key a manager where none is left who can come in."""
    with register.writing("user_role") as unit:
        if not _managers(unit, with_keys):
            user = _present(unit, user_id)
            unit.update(replace(user, role=Role.MANAGER), unit.heads(user_id))
            unit.commit()


def unknown_user() -> UserError:
    """Nobody here has this name."""
    return UserError(
        "user_unknown", _("Nobody of this name works here."), _("The list of users shows how the names are written.")
    )


def _present(reading: Reading, user_id: str) -> User:
    user = reading.get(User, user_id)
    if user is None or user.deleted:
        raise unknown_user()
    return user


def _named(reading: Reading, name: str) -> User | None:
    wanted = name.strip().casefold()
    return next((user for user in reading.all(User) if user.name.casefold() == wanted), None)


def _managers(reading: Reading | UnitOfWork, with_keys: Collection[str]) -> set[str]:
    return {user.user_id for user in reading.all(User) if user.role == Role.MANAGER and user.user_id in with_keys}


def _refuse_last_manager(reading: Reading | UnitOfWork, user: User, with_keys: Collection[str]) -> None:
    if _managers(reading, with_keys) == {user.user_id}:
        raise UserError(
            "last_manager",
            _("This is the only manager who can open the register."),
            _("Make somebody else a manager first."),
        )


def _clean(name: str) -> str:
    try:
        clean = clean_name(name)
    except NameProblem:
        clean = ""
    if not clean:
        raise UserError(
            "name_refused",
            _("This name is empty, too long, or holds characters that cannot be kept."),
            _("Write the name as people here call them."),
            field="name",
        )
    return clean
