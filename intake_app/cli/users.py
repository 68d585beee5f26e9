"""`user` and `recover`: who comes in, who is let in and out, and the way back when a passphrase is lost."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from intake_app.cli import screen
from intake_app.cli.door import Door, Progress, takes_door
from intake_app.cli.secrets_typed import make_key_file, read_key_file, read_new_passphrase, read_recovery_key
from intake_app.domain.roles import Role
from intake_app.i18n import _
from intake_app.messages import say_word
from intake_app.opening import keys
from intake_app.opening.recovery import recover as come_back

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from intake_app.opening.keys import KeyHolder, Revocation

_Function = TypeVar("_Function", bound="Callable[..., Any]")
_FILE = click.Path(path_type=Path)
_ROLE = click.Choice([role.value for role in Role])


def _key_files(function: _Function) -> _Function:
    """The two ways to give a passphrase a key file beside it."""
    options = (
        click.option("--new-key-file", metavar="FILE", type=_FILE, help="Make a key file that is needed from then on."),
        click.option("--with-key-file", metavar="FILE", type=_FILE, help="Need this key file from then on."),
    )
    for option in options:
        function = option(function)
    return function


@click.group("user", no_args_is_help=False)
def user() -> None:
    """Let people in and out, each with a passphrase and a role of their own."""


@user.command("list")
@takes_door
def list_them(door: Door) -> None:
    """List everybody who works here, with role and whether they can open this register. For managers."""
    with door.opened() as unlocked:
        holders = keys.list_holders(unlocked)
    rows = [(each.name, say_word("role", each.role), _state(each)) for each in holders]
    answer = {"users": [_holder_object(each) for each in holders]}
    door.answer(answer, screen.table((_("NAME"), _("ROLE"), _("KEY")), rows))


@user.command("add")
@click.argument("name")
@click.option("--role", type=_ROLE, required=True, help="What they may do here.")
@_key_files
@takes_door
def add(door: Door, name: str, role: str, new_key_file: Path | None, with_key_file: Path | None) -> None:
    """Let NAME in with a new passphrase: INTAKE_NEW_PASSPHRASE, or a prompt. For managers."""
    with door.opened() as unlocked, _key_file(new_key_file, with_key_file) as key_file:
        holder, is_new = keys.add_user(unlocked, name, Role(role), read_new_passphrase(), key_file)
    text = _("{name} can open the register as {role}.").format(name=holder.name, role=say_word("role", holder.role))
    door.answer(_holder_object(holder) | {"is_new": is_new}, text)


@user.command("revoke")
@click.argument("name")
@click.option("--reason", metavar="TEXT", default="", help="Why; it stands in the history.")
@takes_door
def revoke(door: Door, name: str, reason: str) -> None:
    """Take the key of NAME away, move the register to a new key, and make a backup. For managers."""
    with door.opened(backs_up=False) as unlocked:
        holder = keys.find_holder(unlocked, name)
        done = keys.revoke_user(unlocked, holder.user_id, Progress(_("New key")), reason)
        if done.unlocked is not None:
            done.unlocked.close()
    answer = {
        "user_id": holder.user_id,
        "name": holder.name,
        "is_rotated": done.problem is None,
        "backup": str(done.backup) if done.backup else "",
    }
    door.answer(answer, _revoked(holder, done))


@user.command("passphrase")
@click.argument("name", required=False)
@_key_files
@takes_door
def passphrase(door: Door, name: str | None, new_key_file: Path | None, with_key_file: Path | None) -> None:
    """Change your passphrase, or that of NAME (managers): INTAKE_NEW_PASSPHRASE, or a prompt."""
    with door.opened() as unlocked, _key_file(new_key_file, with_key_file) as key_file:
        session = unlocked.register.session
        if name is None or name.strip().casefold() == session.user_name.casefold():
            whose = session.user_name
            old, old_key_file = door.passphrase(), read_key_file(door.key_file)
            keys.change_own_passphrase(
                unlocked, old, read_new_passphrase(), old_key_file=old_key_file, key_file=key_file
            )
        else:
            holder = keys.find_holder(unlocked, name)
            whose = holder.name
            keys.change_passphrase(unlocked, holder.user_id, read_new_passphrase(), key_file)
    door.answer({"name": whose}, _("{name} has a new passphrase.").format(name=whose))


@user.command("role")
@click.argument("name")
@click.argument("role", type=_ROLE)
@takes_door
def change_role(door: Door, name: str, role: str) -> None:
    """Give NAME another ROLE. For managers."""
    with door.opened() as unlocked:
        holder = keys.find_holder(unlocked, name)
        keys.change_role(unlocked, holder.user_id, Role(role))
    text = _("{name} is {role} from their next unlocking on.").format(name=holder.name, role=say_word("role", role))
    door.answer({"name": holder.name, "role": role}, text)


@click.command("recover")
@click.option("--new-recovery-key", "renews", is_flag=True, help="Make a new recovery key; the old sheet is void then.")
@_key_files
@takes_door
def recover(door: Door, renews: bool, new_key_file: Path | None, with_key_file: Path | None) -> None:  # noqa: FBT001 - click's
    """Open with the printed recovery key and give --user, else the only manager, a new passphrase.

    The key comes from INTAKE_RECOVERY_KEY, the new passphrase from INTAKE_NEW_PASSPHRASE, or each from a prompt.
    """
    key = read_recovery_key()
    with _key_file(new_key_file, with_key_file) as key_file:
        done = come_back(
            door.folder, key, read_new_passphrase(), door.doors, user_name=door.user, key_file=key_file, renews=renews
        )
    done.unlocked.close()
    session = done.unlocked.register.session
    text = _("{name} opens the register with the new passphrase.").format(name=session.user_name)
    if done.recovery_key:
        shown = screen.pairs([(_("Recovery key"), done.recovery_key)])
        text = f"{text}\n\n{shown}\n\n{_('Print it or write it down; the sheet with the old one can be destroyed.')}"
    answer = {"user": session.user_name, "role": session.role.value, "recovery_key": done.recovery_key}
    door.answer(answer, text)


@contextmanager
def _key_file(new: Path | None, given: Path | None) -> Iterator[bytes | None]:
    """The key file of a new passphrase; one that was made just now is taken away again where the rest is refused."""
    if new is not None and given is not None:
        raise click.UsageError(_("Give either --new-key-file or --with-key-file."))
    if new is None:
        yield read_key_file(given)
        return
    data = make_key_file(new)
    try:
        yield data
    except BaseException:
        new.unlink(missing_ok=True)
        raise


def _holder_object(holder: KeyHolder) -> dict[str, Any]:
    return {
        "user_id": holder.user_id,
        "name": holder.name,
        "role": holder.role,
        "can_open": holder.can_open,
        "is_revoked": holder.is_revoked,
    }


def _state(holder: KeyHolder) -> str:
    if holder.is_revoked:
        return _("revoking was cut short; revoke once more")
    if not holder.can_open:
        return _("none on this laptop")
    return _("yes, you") if holder.is_self else _("yes")


def _revoked(holder: KeyHolder, done: Revocation) -> str:
    lines = [_("The passphrase of {name} opens the register no longer.").format(name=holder.name)]
    if done.problem is not None:
        lines.append(
            _("The register moves to its new key when it is unlocked next: {why}").format(why=done.problem.what)
        )
    if done.backup is not None:
        lines.append(_("A new backup is written: {file}").format(file=done.backup))
    elif done.backup_problem is not None:
        lines.append(_("There is no new backup yet: {why}").format(why=done.backup_problem))
    lines.append(_("Older backups still open with that passphrase; remove those that are not needed."))
    return "\n".join(lines)


COMMANDS = (user, recover)
