"""What is secret and typed: a new passphrase, the recovery key, key files. Never an option, which others could read.

A variable of the environment comes first, then a prompt; without either the command is refused in a sentence.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from intake_app.errors import UserError
from intake_app.files import write_atomic
from intake_app.i18n import _, interface_language
from intake_app.vault.offered_words import offer_passphrase
from intake_app.vault.strength import Strength, judge_passphrase

if TYPE_CHECKING:
    from pathlib import Path

NEW_PASSPHRASE = "INTAKE_NEW_PASSPHRASE"  # noqa: S105 - the name of the variable
RECOVERY_KEY = "INTAKE_RECOVERY_KEY"
KEY_FILE_SIZE = 64
_LONGEST_KEY_FILE = 1024 * 1024


def read_new_passphrase() -> str:
    """A passphrase to be set, asked for twice; at the terminal four words are offered and a weak one is said."""
    if given := os.environ.get(NEW_PASSPHRASE, ""):
        return given
    _refuse_nobody("new_passphrase_missing", NEW_PASSPHRASE)
    offered = _("For example: {words}").format(words=offer_passphrase(interface_language()))
    click.echo(offered, err=True)
    text: str = click.prompt(_("New passphrase"), hide_input=True, confirmation_prompt=True, err=True)
    if judge_passphrase(text) < Strength.FAIR:
        click.echo(_("This passphrase is easy to guess. Four random words are better."), err=True)
    return text


def read_recovery_key() -> str:
    """The printed key as typed."""
    if given := os.environ.get(RECOVERY_KEY, ""):
        return given
    _refuse_nobody("recovery_key_missing", RECOVERY_KEY)
    text: str = click.prompt(_("Recovery key"), err=True)
    return text


def read_key_file(path: Path | None) -> bytes | None:
    """What a key file holds; None for none. UserError where it cannot be read or is no key file."""
    if path is None:
        return None
    try:
        with path.open("rb") as file:
            data = file.read(_LONGEST_KEY_FILE + 1)
    except (OSError, ValueError):
        raise UserError(
            "key_file_unreadable",
            _("The key file cannot be read."),
            _("Plug in its stick, and check the file's name."),
            field="key_file",
        ) from None
    if len(data) > _LONGEST_KEY_FILE:
        raise UserError(
            "key_file_too_large",
            _("This file is too large to be a key file."),
            _("Choose the key file that was made for this centre."),
            field="key_file",
        )
    return data


def make_key_file(path: Path) -> bytes:
    """Write a new random key file, for its owner alone; UserError where there is a file already."""
    if path.exists():
        raise UserError(
            "key_file_exists",
            _("There is a file of this name already, and somebody may need it."),
            _("Choose another name for the new key file."),
            field="key_file",
        )
    data = os.urandom(KEY_FILE_SIZE)
    write_atomic(path, data)
    return data


def _refuse_nobody(code: str, variable: str) -> None:
    if not sys.stdin.isatty():
        raise UserError(
            code,
            _("Something secret is missing, and nobody is at a terminal to ask for it."),
            _("Put it into the variable {name}, or run the command at a terminal.").format(name=variable),
        )
