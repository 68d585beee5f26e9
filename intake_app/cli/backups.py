"""`backup` and `rescue`: that the register is still there tomorrow, and comes back where it is not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from intake_app.cli import screen
from intake_app.cli.door import Door, Progress, takes_door
from intake_app.errors import UserError
from intake_app.i18n import _
from intake_app.messages import say_backup_problem, say_rescue
from intake_app.opening.key_files import read_key_file
from intake_app.services.backups import read_status, set_second_place

if TYPE_CHECKING:
    from intake_app.opening import Unlocked
    from intake_app.opening.rescue import Rescued


@click.command("backup")
@click.option(
    "--to",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Into this folder, which exists; else where the automatic ones go.",
)
@click.option(
    "--second",
    metavar="DIR",
    help="Put every automatic backup into this folder too, such as one on a stick; '' for nowhere.",
)
@click.option("--list", "is_list", is_flag=True, help="Say which backups there are and how old the last one is.")
@takes_door
def backup(door: Door, folder: Path | None, second: str | None, *, is_list: bool) -> None:
    """Write a finished backup and read it back. It is done by itself each day and each 200 changes."""  # fmt: skip
    with door.opened(backs_up=False) as unlocked:
        if second is not None:
            _choose_second(unlocked, second)
        if not is_list:
            _write(door, unlocked, folder)
            return
        answer = _listed(unlocked)
    rows = [(each["made_at"], each["place"], each["file"]) for each in answer["backups"]]
    lines = [
        (_("Last verified"), answer["last_verified"] or _("never")),
        (_("Second place"), answer["second_place"] or _("none")),
        (_("Problem"), answer["problem"]),
    ]
    table = screen.table((_("MADE"), _("PLACE"), _("FILE")), rows)
    door.answer(answer, f"{screen.pairs(lines)}\n\n{table}" if rows else screen.pairs(lines))


@click.command("rescue")
@click.argument("places", nargs=-1, type=click.Path(path_type=Path))
@takes_door
def rescue(door: Door, places: tuple[Path, ...]) -> None:
    """Keep a damaged register aside and go on from the newest backup that holds up, also of folders or files PLACES."""
    from intake_app.opening.rescue import rescue as save

    key_file = read_key_file(door.key_file)
    chosen = [place.absolute() for place in places]
    rescued = save(door.folder, door.passphrase(), door.doors, places=chosen, key_file=key_file)
    rescued.unlocked.close()
    door.answer(_rescued(rescued), _say_rescued(rescued))


def _choose_second(unlocked: Unlocked, second: str) -> None:
    if second and not Path(second).is_dir():
        raise UserError(
            "folder_missing",
            _("The folder for the backup does not exist."),
            _("Create it, or plug the stick in again."),
            field="second",
        )
    set_second_place(unlocked.register, str(Path(second).absolute()) if second else "")


def _write(door: Door, unlocked: Unlocked, folder: Path | None) -> None:
    progress = Progress(_("Copying"))
    if folder is not None:
        files, problem = [unlocked.backup(folder, progress)], ""
    else:
        files = list(unlocked.back_up(progress).files.values())
        problem = say_backup_problem(read_status(unlocked.register).problem)
    lines = [_("Backup written and read back: {file}").format(file=file) for file in files]
    answer: dict[str, Any] = {"file": str(files[0]), "bytes": files[0].stat().st_size}
    if folder is None:
        answer |= {"files": [str(file) for file in files], "problem": problem}
    door.answer(answer, "\n".join([*lines, *([problem] if problem else [])]))


def _listed(unlocked: Unlocked) -> dict[str, Any]:
    status = read_status(unlocked.register)
    return {
        "backups": [
            {
                "file": str(each.file),
                "made_at": f"{each.made_at:%Y-%m-%dT%H:%M:%SZ}",
                "bytes": each.size,
                "place": each.place,
            }
            for each in unlocked.list_backups()
        ],
        "last_verified": f"{status.last:%Y-%m-%dT%H:%M:%SZ}" if status.last else "",
        "second_place": status.second_place,
        "problem": say_backup_problem(status.problem),
    }


def _rescued(rescued: Rescued) -> dict[str, Any]:
    return {
        "backup": str(rescued.backup),
        "backup_at": f"{rescued.backup_at:%Y-%m-%dT%H:%M:%SZ}",
        "lost_changes": rescued.lost_changes,
        "kept_aside": str(rescued.kept_aside or ""),
        "desk": rescued.unlocked.new_desk,
    }


def _say_rescued(rescued: Rescued) -> str:
    at = f"{rescued.backup_at:%Y-%m-%d %H:%M} UTC"
    lines = [*say_rescue(at, rescued.lost_changes, rescued.unlocked.new_desk)]
    if rescued.kept_aside is not None:
        lines.append(_("The damaged file is kept: {file}").format(file=rescued.kept_aside))
    return "\n".join(lines)


COMMANDS = (backup, rescue)
