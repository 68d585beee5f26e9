"""Whether a data folder is still the one on this laptop, or a copy of it (docs/decisions/0013).

Two copies that both go on recording would give the same card numbers, and the same numbers to different changes. So the
register keeps three hashed marks of where it was opened last: the machine, the folder's path, the folder's own number
on its disk. A folder that was moved keeps its number, a disk that numbers anew keeps its paths, a copy keeps neither.
"""

from __future__ import annotations

import dataclasses
import hashlib
import importlib
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from intake_app.errors import UserError
from intake_app.opening import open_for
from intake_app.services.centres import renew_desk

if TYPE_CHECKING:
    from intake_app.opening import Unlocked
    from intake_app.services.open_register import OpenRegister

_NAME = "laptop"  # cleared by `services.centres.renew_desk`
_MACHINE_IDS = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
_MARK_LENGTH = 32
_MACHINE, _PATH, _NUMBER = range(3)


def marks_of(root: Path, salt: str) -> tuple[str, str, str]:
    """Hashed marks of machine, path and folder, only comparable under the same salt; empty where one is not known."""
    folder = root.resolve()
    number = ""
    with suppress(OSError):
        number = str(folder.stat().st_ino or "")
    return _hashed(machine_id(), salt), _hashed(str(folder), salt), _hashed(number, salt)


def is_copy(known: str, marks: tuple[str, str, str]) -> bool:
    """Whether what is `known` of the last opening is of another place; nothing known is no copy."""
    before = known.split(":")
    if len(before) != len(marks):
        return False
    if before[_MACHINE] and marks[_MACHINE] and before[_MACHINE] != marks[_MACHINE]:
        return True
    return all(before[mark] != marks[mark] for mark in (_PATH, _NUMBER))


def settle_in(unlocked: Unlocked) -> Unlocked:
    """Note where a register that was just opened lies; a copy is opened once more as a desk of its own.

    The answer's `new_desk` says so. UserError where a copy cannot be written: it must not give out cards.
    """
    register, root = unlocked.register, unlocked.folder.root
    with register.reading() as reading:
        known, own = reading.local(_NAME), reading.local("replica")
    marks = marks_of(root, own)
    if not is_copy(known, marks):
        if ":".join(marks) != known:
            _remember(register, marks)
        return unlocked
    unlocked.close()
    replica = os.urandom(16)
    opened = open_for(
        register.session.user_id,
        unlocked.folder,
        unlocked.data_key,
        unlocked.doors,
        replica=replica,
        failed=unlocked.failed_unlocks,
    )
    try:
        return dataclasses.replace(opened, new_desk=renew_desk(opened.register, replica.hex()))
    except BaseException:
        opened.close()
        raise


def _remember(register: OpenRegister, marks: tuple[str, str, str]) -> None:
    with suppress(UserError), register.writing("settings") as unit:  # a full disk: it is noted the next time
        unit.set_local(_NAME, ":".join(marks))
        unit.commit()


def machine_id() -> str:
    """What the system calls this machine for as long as it is installed; empty where it has no name."""
    if sys.platform == "win32":
        return _windows_id()
    for path in _MACHINE_IDS:
        with suppress(OSError):
            if text := path.read_text(encoding="ascii", errors="replace").strip():
                return text
    return ""


def _hashed(text: str, salt: str) -> str:
    return hashlib.sha256(f"{salt}\0{text}".encode()).hexdigest()[:_MARK_LENGTH] if text else ""


def _windows_id() -> str:
    winreg = importlib.import_module("winreg")  # there on Windows only
    with suppress(OSError), winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key:
        return str(winreg.QueryValueEx(key, "MachineGuid")[0])
    return ""
