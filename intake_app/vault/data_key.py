"""The one secret of a register: everything that is encrypted, is encrypted under a key derived from it."""

from __future__ import annotations

import hmac
import os
from typing import NoReturn

from intake_app.vault.ciphers import KEY_SIZE, derive


class DataKey:
    """256 random bits. Only keys derived from it leave the vault; it shows itself in no repr, log or pickle.

    `previous` is the key before an unfinished rotation, or None: the register's file may still be under that one.
    """

    __slots__ = ("_material", "_previous")

    def __init__(self, material: bytes, previous: DataKey | None = None) -> None:
        if len(material) != KEY_SIZE:
            raise ValueError(f"a data key has {KEY_SIZE} bytes")
        self._material = material
        self._previous = previous

    @classmethod
    def generate(cls, previous: DataKey | None = None) -> DataKey:
        return cls(os.urandom(KEY_SIZE), previous)

    @property
    def previous(self) -> DataKey | None:
        return self._previous

    def subkey(self, label: bytes) -> bytes:
        """32 bytes for one purpose, always the same for the same label; one tells nothing of another."""
        return derive(self._material, b"intake subkey 1: " + label)

    def to_bytes(self) -> bytes:
        """The key itself, for sealing it into the keyring or to the head office, and for nothing else."""
        return self._material

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DataKey) and hmac.compare_digest(self._material, other._material)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return "DataKey(hidden)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a data key is not pickled or copied")
