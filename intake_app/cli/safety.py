"""`restore`, `check`: that what is there is whole, and comes back elsewhere."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from intake_app.cli import screen
from intake_app.cli.door import Door, takes_door
from intake_app.errors import DamagedError, UserError
from intake_app.i18n import _, ngettext
from intake_app.messages import say_damage
from intake_app.opening.key_files import read_key_file
from intake_app.opening.restoring import restore as bring_back
from intake_app.services.centres import desk_code, read_centre

if TYPE_CHECKING:
    from intake_app.opening import Unlocked
    from intake_app.paths import DataFolder


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--desk", metavar="CODE", default="", help="Code of the new desk; else one is made up.")
@takes_door
def restore(door: Door, file: Path, desk: str) -> None:
    """Bring a backup back into a folder without a register (--data), as a desk of its own."""
    folder = door.folder
    key_file = read_key_file(door.key_file)
    unlocked = bring_back(file, folder, door.passphrase(), door.doors, desk=desk, key_file=key_file)
    try:
        is_theirs = not door.user or door.user.strip().casefold() == unlocked.register.session.user_name.casefold()
        answer = _restored(unlocked, folder)
    finally:
        unlocked.close()
    if not is_theirs:
        _take_away(folder)
        raise UserError(
            "other_user",
            _("This passphrase does not belong to the user named, so nothing was restored."),
            _("Give your own name and passphrase."),
            field="user",
        )
    text = _("The backup is back in {data}. This laptop is now desk {desk}; the old card numbers stay good.")
    door.answer(answer, text.format(**answer))


@click.command("check")
@takes_door
def check(door: Door) -> None:
    """Check the encrypted file, the chain of changes, and every table against the changes it comes from."""
    with door.opened() as unlocked:
        report = unlocked.check()
    findings = [{"code": code, "where": where} for code, where in report.findings]
    rows = [(table, str(count)) for table, count in sorted(report.counts.items())]
    text = screen.table((_("TABLE"), _("ROWS")), rows)
    if not findings:
        door.answer({"is_sound": True, "counts": report.counts, "findings": []}, f"{text}\n\n{_('All is well.')}")
        return
    damage = screen.table((_("WHAT"), _("WHERE")), [(say_damage(code), where) for code, where in report.findings])
    door.answer({"is_sound": False, "counts": report.counts, "findings": findings}, f"{text}\n\n{damage}")
    raise DamagedError(
        "register_damaged",
        ngettext(
            "The register is not what its changes add up to: {count} finding.",
            "The register is not what its changes add up to: {count} findings.",
            len(findings),
        ).format(count=len(findings)),
        _("Stop recording here and restore the newest backup into an empty folder."),
    )


def _restored(unlocked: Unlocked, folder: DataFolder) -> dict[str, str]:
    centre = read_centre(unlocked.register)
    return {
        "centre": centre.name,
        "code": centre.code,
        "desk": desk_code(unlocked.register),
        "user": unlocked.register.session.user_name,
        "data": str(folder.root),
    }


def _take_away(folder: DataFolder) -> None:
    """Remove what was restored just now into a folder that had no register before."""
    for path in (*folder.keyrings(), *folder.root.glob(f"{folder.register.name}*")):
        with suppress(OSError):
            path.unlink(missing_ok=True)


COMMANDS = (restore, check)
