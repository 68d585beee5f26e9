"""What every command stands on: whose folder, who is asking, and how the answer is given."""

from __future__ import annotations

import json
import os
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from intake_app.cli.screen import plain
from intake_app.clock import utc_text
from intake_app.errors import UserError
from intake_app.i18n import _, ngettext
from intake_app.messages import say_clock
from intake_app.opening import Doors, production, unlock
from intake_app.opening.key_files import read_key_file
from intake_app.paths import DataFolder, data_folder
from intake_app.services.backups import count_changes
from intake_app.services.day_question import read_question

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from intake_app.opening import Unlocked

PASSPHRASE = "INTAKE_PASSPHRASE"  # noqa: S105 - the name of the variable
_Function = TypeVar("_Function", bound="Callable[..., Any]")


@dataclass
class Door:
    """The common options of one call, given before or after the command's name; the last one said holds."""

    doors: Doors = field(default_factory=production)
    data: Path | None = None
    user: str = ""
    is_json: bool = False
    key_file: Path | None = None
    _typed: str = field(default="", repr=False)

    @property
    def folder(self) -> DataFolder:
        """Where the register lies."""
        return data_folder(self.data)

    def passphrase(self, *, is_new: bool = False) -> str:
        """From the environment, else asked for without showing it; a new one is asked for twice."""
        given = os.environ.get(PASSPHRASE, "") or self._typed
        if given:
            return given
        if not sys.stdin.isatty():
            raise UserError(
                "passphrase_missing",
                _("There is no passphrase and nobody at a terminal to ask for it."),
                _("Put it into the variable {name}, or run the command at a terminal.").format(name=PASSPHRASE),
                field="passphrase",
            )
        self._typed = click.prompt(_("Passphrase"), hide_input=True, confirmation_prompt=is_new, err=True)
        return self._typed

    @contextmanager
    def opened(self, *, backs_up: bool = True) -> Iterator[Unlocked]:
        """The register unlocked for one command, and locked again after it.

        Where the command has changed anything, an automatic backup that is due is made before; not where it leaves
        the register under another key, or makes a backup itself: `backs_up` is false then.
        """
        key_file = read_key_file(self.key_file)
        unlocked = unlock(self.folder, self.passphrase(), self.doors, user_name=self.user, key_file=key_file)
        if (failed := unlocked.failed_unlocks) is not None:
            count, since = failed.count, utc_text(failed.first_at)
            said = ngettext(
                "{count} wrong passphrase was typed here since {since}.",
                "{count} wrong passphrases were typed here since {since}.",
                count,
            )
            self.remark(said.format(count=count, since=since))
        try:
            if (question := read_question(unlocked.register)) is not None and question.doubt:
                self.remark(say_clock(question.doubt))
            if unlocked.new_desk:
                self.remark(
                    _("This data folder was copied: it is desk {desk} from now on.").format(desk=unlocked.new_desk)
                )
            before = count_changes(unlocked.register)
            yield unlocked
            if backs_up and count_changes(unlocked.register) != before:
                self._back_up(unlocked)
            if unlocked.is_disk_full():
                self.remark(
                    _("The disk is nearly full and the space kept back for saving is used up. Free some space now.")
                )
        finally:
            unlocked.close()

    def _back_up(self, unlocked: Unlocked) -> None:
        """The automatic backup, if one is due; where it fails, what was asked for is done all the same."""
        try:
            unlocked.back_up_if_due()
        except UserError as refusal:
            self.remark(_("No backup was made. {why}").format(why=refusal))

    def answer(self, document: dict[str, Any], text: str) -> None:
        """Give the answer: one JSON document with `--json`, else the text for people."""
        body = json.dumps(document, ensure_ascii=False, indent=1) if self.is_json else text
        try:
            sys.stdout.write(f"{body}\n")
            sys.stdout.flush()
        except BrokenPipeError:
            raise
        except OSError:
            raise UserError(
                "answer_not_written",
                _("What was asked for is done, but its answer could not be written."),
                _("Look at the register before doing it again."),
            ) from None

    def remark(self, text: str) -> None:
        """Say something beside the answer, on standard error."""
        sys.stderr.write(f"{plain(text)}\n")


class Progress:
    """How far something has come, on standard error; only at a terminal and only where it takes long."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._is_shown = sys.stderr.isatty()
        self._last = -1

    def __call__(self, done: int, total: int) -> None:
        share = 100 * done // total if total else 100
        if self._is_shown and share != self._last:
            self._last = share
            sys.stderr.write(f"\r{self._label} {share:3d} %" + ("\n" if done >= total else ""))
            sys.stderr.flush()


def common_options(function: _Function) -> _Function:
    """`--data`, `--user`, `--key-file` and `--json`, for the program and for each command alike."""
    options = (
        click.option(
            "--json", "is_json", is_flag=True, expose_value=False, callback=_keep_json,
            help="Answer with one JSON document (docs/cli).",
        ),
        click.option(
            "--key-file", metavar="FILE", type=click.Path(path_type=Path), expose_value=False, callback=_keep_key_file,
            help="The key file that your passphrase needs beside it.",
        ),
        click.option(
            "--user", metavar="NAME", expose_value=False, callback=_keep_user,
            help="Who you are; must match whom the passphrase opens.",
        ),
        click.option(
            "--data", metavar="DIR", type=click.Path(path_type=Path), expose_value=False, callback=_keep_data,
            help="Folder of the register, keyrings included; else the system's own.",
        ),
    )  # fmt: skip
    for option in options:
        function = option(function)
    return function


def takes_door(function: _Function) -> _Function:
    """Give a command its `Door` as first argument, and the common options."""

    @wraps(function)
    def with_door(*arguments: Any, **options: Any) -> Any:
        return function(click.get_current_context().ensure_object(Door), *arguments, **options)

    with_door.__click_params__ = getattr(function, "__click_params__", [])  # type: ignore[attr-defined]
    return common_options(with_door)  # type: ignore[return-value]


def _keep_data(context: click.Context, _option: click.Parameter, value: Path | None) -> None:
    if value is not None:
        context.ensure_object(Door).data = value


def _keep_key_file(context: click.Context, _option: click.Parameter, value: Path | None) -> None:
    if value is not None:
        context.ensure_object(Door).key_file = value


def _keep_user(context: click.Context, _option: click.Parameter, value: str | None) -> None:
    if value is not None:
        context.ensure_object(Door).user = value


def _keep_json(context: click.Context, _option: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click's
    if value:
        context.ensure_object(Door).is_json = True
