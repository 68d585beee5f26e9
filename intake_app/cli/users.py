"""`user`: who comes in, who is let in and out, and who can help when a key is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from intake_app.cli import screen
from intake_app.cli.door import Door, Progress, takes_door
from intake_app.cli.key_files import key_file_of, key_files
from intake_app.cli.secrets_typed import read_new_passphrase
from intake_app.domain.roles import Role
from intake_app.i18n import _, ngettext, say_number
from intake_app.messages import say_word
from intake_app.opening import keys
from intake_app.opening.head_office import recipient_of, set_recipient
from intake_app.opening.key_files import read_key_file
from intake_app.opening.revoked_backups import remove_open_to_revoked
from intake_app.services.users import refuse_others_keys

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.opening.keys import KeyHolder, Revocation

_ROLE = click.Choice([role.value for role in Role])


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
@key_files
@takes_door
def add(door: Door, name: str, role: str, new_key_file: Path | None, with_key_file: Path | None) -> None:
    """Let NAME in with a new passphrase: INTAKE_NEW_PASSPHRASE, or a prompt. For managers."""
    with door.opened() as unlocked, key_file_of(new_key_file, with_key_file) as key_file:
        holder, is_new = keys.add_user(unlocked, name, Role(role), read_new_passphrase(), key_file)
    text = _("{name} can open the register as {role}.").format(name=holder.name, role=say_word("role", holder.role))
    door.answer(_holder_object(holder) | {"is_new": is_new}, text)


@user.command("revoke")
@click.argument("name")
@click.option("--reason", metavar="TEXT", default="", help="Why; it stands in the history.")
@click.option("--remove-older", is_flag=True, help="Remove the backups that the old passphrase still opens.")
@takes_door
def revoke(door: Door, name: str, reason: str, *, remove_older: bool) -> None:
    """Take the key of NAME away, move the register to a new key, and make a backup. For managers."""
    removed = 0
    with door.opened(backs_up=False) as unlocked:
        holder = keys.find_holder(unlocked, name)
        done = keys.revoke_user(unlocked, holder.user_id, Progress(_("New key")), reason)
        if done.unlocked is not None:
            try:
                if remove_older and done.older:
                    removed = remove_open_to_revoked(done.unlocked, Progress(_("Backup")))
            finally:
                done.unlocked.close()
    answer = {
        "user_id": holder.user_id,
        "name": holder.name,
        "is_rotated": done.problem is None,
        "backup": str(done.backup) if done.backup else "",
        "older_backups": done.older - removed,
    }
    door.answer(answer, _revoked(holder, done, removed))


@user.command("passphrase")
@click.argument("name", required=False)
@key_files
@takes_door
def passphrase(door: Door, name: str | None, new_key_file: Path | None, with_key_file: Path | None) -> None:
    """Change your passphrase, or that of NAME (managers): INTAKE_NEW_PASSPHRASE, or a prompt."""
    with door.opened() as unlocked, key_file_of(new_key_file, with_key_file) as key_file:
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
    text = _("{name} is {role} from now on.").format(name=holder.name, role=say_word("role", role))
    door.answer({"name": holder.name, "role": role}, text)


@user.command("head-office")
@click.argument("recipient", required=False)
@click.option("--none", "ends", is_flag=True, help="Seal to nobody from now on.")
@takes_door
def head_office(door: Door, recipient: str | None, ends: bool) -> None:  # noqa: FBT001 - click's
    """Seal the register's key to the head office's age RECIPIENT in every backup; without one, say which is set.

    Whoever holds its identity can open every later backup of this register. For managers.
    """
    if ends and recipient:
        raise click.UsageError(_("Give either a recipient or --none."))
    with door.opened() as unlocked:
        if ends or recipient:
            set_recipient(unlocked, recipient or "")
        refuse_others_keys(unlocked.register.session)
        known = recipient_of(unlocked)
    door.answer({"recipient": known}, known or _("No recipient is set."))


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


def _revoked(holder: KeyHolder, done: Revocation, removed: int) -> str:
    lines = [_("The passphrase of {name} opens the register no longer.").format(name=holder.name)]
    if done.problem is not None:
        lines.append(
            _("The register moves to its new key when it is unlocked next: {why}").format(why=done.problem.what)
        )
    if done.backup is not None:
        lines.append(_("A new backup is written: {file}").format(file=done.backup))
    if done.backup_problem is not None and done.backup is None:
        lines.append(_("There is no new backup yet: {why}").format(why=done.backup_problem))
    elif done.backup_problem is not None:
        lines.append(_("There is none on the second place: {why}").format(why=done.backup_problem))
    if removed:
        gone = ngettext("{count} older backup removed.", "{count} older backups removed.", removed)
        lines.append(gone.format(count=say_number(removed)))
    if done.older - removed:
        lines.append(_("Older backups still open with that passphrase; --remove-older removes those that lie here."))
    lines.append(_("Copies of backups that were taken elsewhere open with it too."))
    return "\n".join(lines)


COMMANDS = (user,)
