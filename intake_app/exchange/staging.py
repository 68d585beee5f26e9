"""Several files that take the place of the former ones together, or not at all."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from intake_app.files import make_private_folder, translate_os_error

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Staging:
    """A private folder inside the target, where files are finished before they are put in place."""

    def __init__(self, target: Path) -> None:
        self._target = target
        self.folder = target / f".export.{secrets.token_hex(8)}.part"
        self._former = self.folder / "former"
        self._moved: list[tuple[Path, Path]] = []

    def open(self) -> None:
        """Make the folder, and a target that is not there yet; UserError where that cannot be."""
        if not self._target.exists():
            make_private_folder(self._target)
        make_private_folder(self._former)

    def place(self) -> tuple[Path, ...]:
        """Put every finished file into the target; on an error the former files are back, and UserError says why."""
        try:
            names = sorted(path.name for path in self.folder.iterdir() if path.is_file())
            for name in names:
                if (self._target / name).is_dir():  # a folder of that name is somebody's own: it is never moved
                    raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
                if (self._target / name).exists():
                    self._move(self._target / name, self._former / name)
                self._move(self.folder / name, self._target / name)
        except OSError as error:
            self.undo()
            raise translate_os_error(error) from error
        return tuple(self._target / name for name in names)

    def undo(self) -> None:
        """Bring the former files back."""
        while self._moved:
            source, target = self._moved.pop()
            with suppress(OSError):
                target.replace(source)

    def remove(self) -> None:
        """Take the private folder away with all that is still in it."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _move(self, source: Path, target: Path) -> None:
        source.replace(target)
        self._moved.append((source, target))


@contextmanager
def staged(target: Path) -> Iterator[Staging]:
    """A staging that undoes what it placed when the block fails, and that leaves nothing behind."""
    staging = Staging(target)
    try:
        staging.open()
        yield staging
    except BaseException:
        staging.undo()
        raise
    finally:
        staging.remove()
