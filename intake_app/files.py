"""Files that are either whole or not there: owner-only, written beside their target, then put in its place.

The order is: temporary file in the same folder, access for the owner alone, write, fsync, replace, fsync of the folder.
A power cut at any point leaves the old file or the new one. On Windows no modes are set and no folder is fsynced: a
file there has the access list of its folder, and a replace that meets a sharing violation is tried again.
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
import stat
import time
from typing import TYPE_CHECKING, BinaryIO

from intake_app.errors import UserError
from intake_app.i18n import _

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

_IS_WINDOWS = os.name == "nt"
_PART = ".part"
_REPLACE_TRIES = 20
_REPLACE_PAUSE = 0.05  # seconds; a virus scanner or an indexer holds a new file about this long
_DISK_FULL = {errno.ENOSPC, errno.EDQUOT}
_READ_ONLY = {errno.EACCES, errno.EPERM, errno.EROFS}
_NOT_A_FOLDER = {errno.ENOTDIR, errno.EEXIST}
_NOT_OFFERED = {errno.EINVAL, errno.ENOTSUP, errno.EPERM}  # a file system without modes (FAT) or without folder fsync


def write_atomic(path: Path, data: bytes) -> None:
    """Put `data` into `path`, readable and writable by the owner alone, durable when this returns.

    Raises UserError `disk_full`, `folder_read_only`, `folder_missing`, `not_a_folder` or `file_not_written`; an older
    file is then still there, whole, and no temporary file is left.
    """
    with AtomicFile(path) as stream:
        stream.write(data)


def make_private_folder(path: Path) -> None:
    """Make the folder, and the folders above that are missing, for the owner alone (0700).

    An existing folder of that name is made private too, so give only folders that belong to the application.
    Raises the same UserErrors as `write_atomic`.
    """
    try:
        missing = [folder for folder in (path, *path.parents) if not folder.exists()]
        for folder in reversed(missing):
            folder.mkdir(mode=0o700, exist_ok=True)
        if not path.is_dir():
            raise NotADirectoryError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
        _set_mode(path, stat.S_IRWXU)
    except OSError as error:
        raise translate_os_error(error) from error


def remove_parts(path: Path) -> int:
    """Remove temporary files of this target that a power cut or a killed process left; answer how many.

    Only for a caller that is alone in writing this target. What cannot be removed stays.
    """
    removed = 0
    with contextlib.suppress(OSError):
        for part in list(path.parent.iterdir()):
            if part.name.startswith(f".{path.name}.") and part.name.endswith(_PART):
                with contextlib.suppress(OSError):
                    part.unlink()
                    removed += 1
    return removed


def translate_os_error(error: OSError) -> UserError:
    """The sentence for an error of the operating system met while writing; it names no path and no person."""
    if error.errno in _DISK_FULL:
        return UserError(
            "disk_full",
            _("The disk is full, so nothing was written."),
            _("Free some space on it or choose another disk, then try again."),
        )
    if error.errno in _READ_ONLY:
        return UserError(
            "folder_read_only",
            _("This folder cannot be written to, so nothing was changed."),
            _("Choose another folder, or take off the write protection of the stick."),
        )
    if error.errno in _NOT_A_FOLDER:
        return UserError(
            "not_a_folder",
            _("There is a file where a folder is needed, so nothing was written."),
            _("Choose another folder."),
        )
    if error.errno == errno.ENOENT:
        return UserError(
            "folder_missing",
            _("The folder is not there, so nothing was written."),
            _("Plug the stick in again or choose another folder."),
        )
    return UserError(
        "file_not_written",
        _("The disk refused the file, so it is not safely written."),
        _("Try again; if it happens once more, choose another disk."),
    )


class AtomicFile:
    """`with AtomicFile(path) as stream:` a binary stream (seekable, readable) that becomes `path` on a clean exit.

    On any error inside the block the temporary file is removed and `path` is as before. Errors of the operating system
    that come from the stream itself are raised as UserError, as `write_atomic` says; others pass as they are.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._part = path.with_name(f".{path.name}.{os.urandom(8).hex()}{_PART}")
        self._stream: BinaryIO | None = None

    def __enter__(self) -> BinaryIO:
        _refuse_what_is_no_file(self._path)
        try:
            self._stream = _open_new(self._part)
        except OSError as error:
            raise translate_os_error(error) from error
        return self._stream

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            self._drop()
            # An error on an open descriptor names no file: it is ours. One that names a file is the caller's own.
            if isinstance(error, OSError) and error.filename is None and error.errno is not None:
                raise translate_os_error(error) from error
            return
        try:
            self._commit()
        except OSError as failure:
            self._drop()
            raise translate_os_error(failure) from failure
        except BaseException:
            self._drop()
            raise

    def _commit(self) -> None:
        stream = self._stream
        if stream is None:
            raise RuntimeError("AtomicFile was left before it was entered")
        if stream.closed:  # a zip or workbook writer closes what it was given; the bytes still have to reach the disk
            stream = self._part.open("r+b")
        with stream:
            stream.flush()
            os.fsync(stream.fileno())
        _replace(self._part, self._path)
        sync_folder(self._path.parent)

    def _drop(self) -> None:
        if self._stream is not None:
            with contextlib.suppress(OSError):  # closing flushes once more, and the disk is still full
                self._stream.close()
        with contextlib.suppress(OSError):
            self._part.unlink()


def _refuse_what_is_no_file(path: Path) -> None:
    """A device, a pipe or a folder is never replaced by a file: as root, that would take it away from the machine."""
    try:
        is_something_else = path.exists() and not path.is_file()
    except OSError as error:  # a name that is too long for any disk
        raise translate_os_error(error) from error
    if is_something_else:
        raise UserError(
            "not_a_file",
            _("There is something of this name that is not a file, so nothing was written."),
            _("Choose another name."),
        )


def _open_new(path: Path) -> BinaryIO:
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(path, flags, stat.S_IRUSR | stat.S_IWUSR)
    try:
        _set_mode(path, stat.S_IRUSR | stat.S_IWUSR)
        return io.BufferedRandom(io.FileIO(descriptor, "r+b"))
    except BaseException:
        with contextlib.suppress(OSError):
            os.close(descriptor)
        with contextlib.suppress(OSError):
            path.unlink()
        raise


def _set_mode(path: Path, mode: int) -> None:
    if _IS_WINDOWS:
        return
    try:
        path.chmod(mode)
    except OSError as error:
        if error.errno not in _NOT_OFFERED:
            raise


def _replace(source: Path, target: Path) -> None:
    for _attempt in range(_REPLACE_TRIES if _IS_WINDOWS else 0):
        try:
            source.replace(target)
        except PermissionError:
            time.sleep(_REPLACE_PAUSE)
        else:
            return
    source.replace(target)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable; nothing to do on Windows."""
    if _IS_WINDOWS:
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NOT_OFFERED:
            raise
    finally:
        os.close(descriptor)
