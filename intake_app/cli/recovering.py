"""`recover`: the way back when a passphrase or a slot is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from intake_app.cli import screen
from intake_app.cli.door import Door, takes_door
from intake_app.cli.inputs import read_text
from intake_app.cli.key_files import FILE, key_file_of, key_files
from intake_app.cli.secrets_typed import read_new_passphrase, read_recovery_key
from intake_app.i18n import _
from intake_app.opening.recovery import recover as with_printed_key
from intake_app.opening.recovery import recover_from_backup

if TYPE_CHECKING:
    from pathlib import Path


@click.command("recover")
@click.option(
    "--backup", metavar="FILE", type=FILE, help="Use the key in this backup that was sealed to the head office."
)
@click.option("--identity", metavar="FILE", type=FILE, help="The head office's age identity, for --backup.")
@click.option("--new-recovery-key", "renews", is_flag=True, help="Make a new recovery key; the old sheet is void then.")
@key_files
@takes_door
def recover(
    door: Door,
    backup: Path | None,
    identity: Path | None,
    renews: bool,  # noqa: FBT001 - click's
    new_key_file: Path | None,
    with_key_file: Path | None,
) -> None:
    """Open with the printed recovery key and give --user, else the only manager, a new passphrase.

    The key comes from INTAKE_RECOVERY_KEY, the new passphrase from INTAKE_NEW_PASSPHRASE, or each from a prompt.
    """
    if (backup is None) != (identity is None):
        raise click.UsageError(_("--backup and --identity go together."))
    key = read_recovery_key() if backup is None else ""
    with key_file_of(new_key_file, with_key_file) as key_file:
        new, folder = read_new_passphrase(), door.folder
        if backup is None or identity is None:
            unlocked = with_printed_key(folder, key, new, door.doors, user_name=door.user, key_file=key_file)
        else:
            text = read_text(str(identity))
            unlocked = recover_from_backup(
                folder, backup, text, new, door.doors, user_name=door.user, key_file=key_file
            )
    session = unlocked.register.session
    try:
        recovery_key = unlocked.renew_recovery_key() if renews else ""
    finally:
        unlocked.close()
    text = _("{name} opens the register with the new passphrase.").format(name=session.user_name)
    if recovery_key:
        shown = screen.pairs([(_("Recovery key"), recovery_key)])
        text = f"{text}\n\n{shown}\n\n{_('Print it or write it down; the sheet with the old one can be destroyed.')}"
    door.answer({"user": session.user_name, "role": session.role.value, "recovery_key": recovery_key}, text)


COMMANDS = (recover,)
