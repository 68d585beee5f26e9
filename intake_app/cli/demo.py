"""`demo`: the main job on made-up people, and where everything lies after it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from intake_app.cli import screen
from intake_app.cli.door import PASSPHRASE, Door, Progress, takes_door
from intake_app.errors import DamagedError
from intake_app.i18n import _

if TYPE_CHECKING:
    from intake_app.cli.demo_story import DemoResult

USER = "Demo"
DEMO_PASSPHRASE = "only made-up people"  # noqa: S105 - protects nobody; it is printed beside the demo
MOST_PEOPLE = 100_000


@click.command("demo")
@click.option("--people", metavar="N", type=click.IntRange(1, MOST_PEOPLE), default=48, show_default=True)
@click.option("--out", metavar="DIR", type=click.Path(path_type=Path), default=Path("intake-demo"), show_default=True)
@takes_door
def demo(door: Door, people: int, out: Path) -> None:
    """Do the main job on made-up people: set up a centre in DIR, record arrivals, print, export, back up, check."""
    if door.data is not None:
        raise click.UsageError(_("The demo makes a folder of its own: give --out instead of --data."))
    # Imported on first use: the other commands need nothing of it.
    from intake_app.cli.demo_story import play_demo

    passphrase = os.environ.get(PASSPHRASE, "") or DEMO_PASSPHRASE
    result = play_demo(out, people, door.user or USER, passphrase, door.doors, Progress(_("Recording")))
    is_known = passphrase == DEMO_PASSPHRASE
    door.answer(
        _object(result, door.user or USER, passphrase if is_known else ""), _text(result, out, is_known=is_known)
    )
    if not result.is_sound:
        raise DamagedError(
            "register_damaged", _("The demo's register is not what its changes add up to."), _("Report this.")
        )


def _object(result: DemoResult, user: str, passphrase: str) -> dict[str, Any]:
    return {
        "data": str(result.data),
        "user": user,
        "passphrase": passphrase,
        "recovery_key": result.recovery_key,
        "people": result.people,
        "parties": result.parties,
        "held": result.held,
        "sheets": [str(path) for path in result.sheets],
        "printed": result.printed,
        "export": [str(path.resolve()) for path in result.export],
        "backup": str(result.backup.resolve()) if result.backup else "",
        "counts": result.counts,
        "is_sound": result.is_sound,
    }


def _text(result: DemoResult, out: Path, *, is_known: bool) -> str:
    shown = DEMO_PASSPHRASE if is_known else _("the one of {name}").format(name=PASSPHRASE)
    lines = [
        (_("Register"), f"{result.data} ({_('encrypted')})"),
        (_("Passphrase"), shown),
        (_("Recorded"), _("{people} made-up people, {parties} parties").format(**vars(result))),
        (_("Held"), _("{held} perhaps a child alone: no bed, no sheet yet").format(**vars(result))),
        (_("Sheets"), f"{out.resolve() / 'sheets'} ({result.printed})"),
        (_("Export"), f"{out.resolve() / 'export'} ({_('plain, made-up people')})"),
        (_("Backup"), str(result.backup.resolve()) if result.backup else ""),
        (_("Check"), _("all is well") if result.is_sound else _("findings")),
    ]
    hint = _("Open the window on it:  intake-desktop --data {data}").format(data=result.data)
    return f"{screen.pairs(lines)}\n\n{hint}"


COMMANDS = (demo,)
