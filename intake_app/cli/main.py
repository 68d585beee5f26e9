"""The command line: the headless door. It proves that the application needs no screen."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from intake_app import __version__
from intake_app.cli import (
    arriving,
    backups,
    centre,
    demo,
    duplicates,
    looking,
    papers,
    privacy,
    recovering,
    safety,
    users,
)
from intake_app.cli.crashes import report_crash
from intake_app.cli.door import Door, common_options
from intake_app.cli.screen import sentence
from intake_app.cli.window import open_window
from intake_app.clock import SystemClock
from intake_app.dumps import keep_memory_private
from intake_app.errors import UserError
from intake_app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.opening import Doors

DONE, REFUSED, WRONG_USAGE = 0, 1, 2


@click.group(
    name="intake-app",
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@common_options
@click.version_option(__version__, message="%(version)s")
@click.pass_context
def program(context: click.Context) -> int:
    """Intake: record arrivals at a reception centre, print their help sheets, export the list.

    Without a command the window opens. The passphrase comes from INTAKE_PASSPHRASE, else it is asked for.

    Exit status: 0 done, 1 refused, 2 wrong usage, 3 damaged or untrusted data.
    """
    if context.invoked_subcommand is None:
        return open_window(context.ensure_object(Door).data)
    return DONE


for _room in (centre, arriving, looking, duplicates, papers, safety, privacy, backups, users, recovering, demo):
    for _command in _room.COMMANDS:
        program.add_command(_command)


def main(arguments: Sequence[str] | None = None, *, doors: Doors | None = None) -> int:
    """Run one command and answer its exit status; never a traceback. Tests give doors of their own."""
    keep_memory_private()
    _make_streams_safe()
    door = Door() if doors is None else Door(doors=doors)
    try:
        given = list(sys.argv[1:] if arguments is None else arguments)
        status = program.main(args=given, prog_name="intake-app", standalone_mode=False, obj=door)
        sys.stdout.flush()
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the one place where everything ends as a sentence
        return _status_of(error, door)
    return status if isinstance(status, int) else DONE


def _status_of(error: BaseException, door: Door) -> int:
    """Say what went wrong in one sentence; answers the exit status that goes with it."""
    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if isinstance(error, click.ClickException):
        _complain(_usage(error))
        return WRONG_USAGE
    if isinstance(error, BrokenPipeError):
        # Whoever read the answer has gone; Python would complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return REFUSED
    if isinstance(error, KeyboardInterrupt | click.Abort):
        return REFUSED
    refusal = error if isinstance(error, UserError) else _unforeseen(error, door)
    _complain(str(refusal))
    return refusal.exit_status


def _usage(error: click.ClickException) -> str:
    """What is wrong with the call, and how it goes."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    help_line = _("See: {command} --help").format(command=context.command_path if context else "intake-app")
    return f"{' '.join(error.format_message().split())} {help_line}"  # a list of choices comes on lines of its own


def _complain(text: str) -> None:
    with suppress(OSError):
        sys.stderr.write(f"{sentence(text)}\n")


def _unforeseen(error: BaseException, door: Door) -> UserError:
    if isinstance(error, RecursionError | MemoryError):
        return UserError(
            "too_large",
            _("This is larger than this laptop can work on at once."),
            _("Give it in smaller parts."),
        )
    return report_crash(error, door.folder.root, SystemClock().now())


def _make_streams_safe() -> None:
    """JSON is UTF-8 everywhere, and a terminal that lacks a letter shows a stand-in instead of failing.

    A stream that came closed is opened on nothing: else the register's own file would get its number.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - open till the end
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            is_utf8 = not stream.isatty()
            stream.reconfigure(encoding="utf-8" if is_utf8 else None, errors="backslashreplace")
