"""Who uses a register just now: several may share it, some work needs it alone, one window is enough.

The locks are the operating system's: they go with the process, so a stale one blocks nobody.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

from intake_app.errors import UserError
from intake_app.files import make_private_folder, translate_os_error
from intake_app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from portalocker import Lock


class RegisterLock:
    """A lock held until `release`; a context manager too."""

    def __init__(self, lock: Lock, path: Path | None = None) -> None:
        self._lock = lock
        self._path = path

    def release(self) -> None:
        """Let others in; safe to call twice."""
        self._lock.release()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Use alone what this lock shares, then share it again; UserError, and still shared, while others use it."""
        if self._path is None:
            raise TypeError("a lock that is not shared")
        self._lock.release()
        try:
            with alone(self._path):
                yield
        finally:
            self._lock = _acquire(self._path, is_shared=True, code="register_alone")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.release()


def share(path: Path) -> RegisterLock:
    """Use the register beside others; UserError while somebody needs it alone."""
    return RegisterLock(_acquire(path, is_shared=True, code="register_alone"), path)


def alone(path: Path) -> RegisterLock:
    """Use the register alone: restoring and upgrading; UserError while anybody uses it."""
    return _lock(path, is_shared=False, code="register_in_use")


def backing_up(path: Path, *, wait: float = 0) -> RegisterLock:
    """Be the one who makes a backup; UserError where somebody else still makes one after so many seconds."""
    return _lock(path, is_shared=False, code="backup_under_way", wait=wait)


def window(path: Path) -> RegisterLock:
    """Be the one window on a register; UserError where there is one already."""
    return _lock(path, is_shared=False, code="window_open")


def _lock(path: Path, *, is_shared: bool, code: str, wait: float = 0) -> RegisterLock:
    return RegisterLock(_acquire(path, is_shared=is_shared, code=code, wait=wait))


def _acquire(path: Path, *, is_shared: bool, code: str, wait: float = 0) -> Lock:
    # Imported on first use: the unlock window is on the screen before this is needed.
    import portalocker

    flags = portalocker.LockFlags.NON_BLOCKING
    flags |= portalocker.LockFlags.SHARED if is_shared else portalocker.LockFlags.EXCLUSIVE
    lock = portalocker.Lock(str(path), mode="a", flags=flags, fail_when_locked=not wait, timeout=wait)
    try:
        make_private_folder(path.parent)
        path.touch(mode=0o600, exist_ok=True)
        lock.acquire()
    except (portalocker.LockException, portalocker.AlreadyLocked):
        raise _refused(code) from None
    except OSError as error:
        raise translate_os_error(error) from None
    return lock


def _refused(code: str) -> UserError:
    texts = {
        "register_alone": (
            _("This register is being restored or upgraded just now."),
            _("Wait until that is done, then try again."),
        ),
        "register_in_use": (
            _("This register is open in a window or another program."),
            _("Close it there, then try again."),
        ),
        "backup_under_way": (
            _("A backup is being made just now."),
            _("Wait until it is done, then try again."),
        ),
        "window_open": (
            _("Intake is already open on this register."),
            _("Go to the window that is open; two would get in each other's way."),
        ),
    }
    return UserError(code, *texts[code])
