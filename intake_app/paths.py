"""Where things lie: one data folder, and one for the second copy of the keyring.

With a folder of its own (`--data DIR`) everything stays inside it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

KEYRING_SUFFIX = ".keyring"
ATTEMPTS_SUFFIX = ".attempts"


@dataclass(frozen=True)
class DataFolder:
    """The places of one register on this laptop."""

    root: Path
    config: Path

    @property
    def register(self) -> Path:
        """The encrypted database."""
        return self.root / "register.db"

    @property
    def lock(self) -> Path:
        """The file that says the register is in use."""
        return self.root / "register.lock"

    @property
    def window_lock(self) -> Path:
        """The file that says a window is open on this register."""
        return self.root / "window.lock"

    @property
    def backups(self) -> Path:
        """The folder of the automatic backups."""
        return self.root / "backups"

    @property
    def backup_lock(self) -> Path:
        """The file that says a backup is being made."""
        return self.root / "backup.lock"

    @property
    def ballast(self) -> Path:
        """The file that is given up when the disk is full."""
        return self.root / "ballast"

    def keyrings(self) -> tuple[Path, ...]:
        """Both copies of the keyring: beside the register, and in the config folder under a random name."""
        return (self.root / "register.keyring", self._second_keyring())

    def attempts(self) -> tuple[Path, ...]:
        """What counts the wrong passphrases: one beside each copy of the keyring."""
        return tuple(path.with_suffix(ATTEMPTS_SUFFIX) for path in self.keyrings())

    def is_set_up(self) -> bool:
        """Whether there is a register, or what is left of one: then nothing new is made over it."""
        return self.register.exists() or any(path.exists() for path in self.keyrings())

    def _second_keyring(self) -> Path:
        known = sorted(self.config.glob(f"*{KEYRING_SUFFIX}")) if self.config.is_dir() else []
        return known[0] if known else self.config / f"{os.urandom(8).hex()}{KEYRING_SUFFIX}"


def data_folder(path: Path | None = None) -> DataFolder:
    """The folder somebody chose, or the platform's own for this user."""
    if path is not None:
        root = path.expanduser().resolve()
        return DataFolder(root, root / "config")
    # Imported here: start-up with a chosen folder does not need it.
    from platformdirs import user_config_path, user_data_path

    return DataFolder(user_data_path("intake", appauthor=False), user_config_path("intake", appauthor=False))


def seeds_folder() -> Path:
    """Where the data of `seeds/` lies: beside this package in a checkout, an installation and a built application."""
    return Path(__file__).resolve().parent.parent / "seeds"
