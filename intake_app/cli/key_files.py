"""The two options that give a passphrase a key file beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from intake_app.i18n import _
from intake_app.opening.key_files import key_file_of as key_files_of_new

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

_Function = TypeVar("_Function", bound="Callable[..., Any]")
FILE = click.Path(path_type=Path)


def key_files(function: _Function) -> _Function:
    """The two ways to give a passphrase a key file beside it."""
    options = (
        click.option("--new-key-file", metavar="FILE", type=FILE, help="Make a key file that is needed from then on."),
        click.option("--with-key-file", metavar="FILE", type=FILE, help="Need this key file from then on."),
    )
    for option in options:
        function = option(function)
    return function


def key_file_of(new: Path | None, given: Path | None) -> AbstractContextManager[bytes | None]:
    """See `opening.key_files.key_file_of`; a call with both is a wrong one."""
    if new is not None and given is not None:
        raise click.UsageError(_("Give either --new-key-file or --with-key-file."))
    return key_files_of_new(new, given)
