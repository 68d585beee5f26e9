"""What is secret and typed: a new passphrase and the recovery key. Never an option, which others could read.

A variable of the environment comes first, then a prompt; without either the command is refused in a sentence.
"""

from __future__ import annotations

import os
import sys

import click

from intake_app.errors import UserError
from intake_app.i18n import _, interface_language
from intake_app.vault.offered_words import offer_passphrase
from intake_app.vault.strength import Strength, judge_passphrase

NEW_PASSPHRASE = "INTAKE_NEW_PASSPHRASE"  # noqa: S105 - the name of the variable
RECOVERY_KEY = "INTAKE_RECOVERY_KEY"


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


def _refuse_nobody(code: str, variable: str) -> None:
    if not sys.stdin.isatty():
        raise UserError(
            code,
            _("Something secret is missing, and nobody is at a terminal to ask for it."),
            _("Put it into the variable {name}, or run the command at a terminal.").format(name=variable),
        )
