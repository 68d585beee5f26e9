"""The two options that give a passphrase a key file beside it."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from intake_app.i18n import _
from intake_app.opening.key_files import make_key_file, read_key_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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


@contextmanager
def key_file_of(new: Path | None, given: Path | None) -> Iterator[bytes | None]:
    """The key file of a new passphrase; one that was made just now is taken away again where the rest is refused."""
    if new is not None and given is not None:
        raise click.UsageError(_("Give either --new-key-file or --with-key-file."))
    if new is None:
        yield read_key_file(given)
        return
    data = make_key_file(new)
    try:
        yield data
    except BaseException:
        new.unlink(missing_ok=True)
        raise
