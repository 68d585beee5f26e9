"""Who holds which slot, and every public key: what sealing a new data key to absent users needs.

Encrypted under a key derived from the data key and always of one size; bound to every other byte of the keyring, so
that opening it proves that nothing in the file was exchanged.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from uuid import UUID

from intake_app.vault.ciphers import KEY_SIZE, OpeningError, decrypt, derive, encrypt
from intake_app.vault.keyring import ENTRY_SIZE, SLOTS, USER_ID_SIZE, Keyring, make_damaged_error

if TYPE_CHECKING:
    from intake_app.vault.data_key import DataKey

_USED = b"\x01"


@dataclass(frozen=True)
class DirectoryEntry:
    """One user's slot, 0 to 31, and the X25519 public key that new data keys are sealed to."""

    slot: int
    user_id: UUID
    public_key: bytes = field(repr=False)


@dataclass(frozen=True)
class Directory:
    """The users of a keyring by slot, and the recovery slot's public key."""

    recovery_public_key: bytes = field(repr=False)
    entries: tuple[DirectoryEntry, ...]

    @property
    def free_slots(self) -> tuple[int, ...]:
        used = {entry.slot for entry in self.entries}
        return tuple(slot for slot in range(SLOTS) if slot not in used)

    def find_user(self, user_id: UUID) -> DirectoryEntry | None:
        return next((entry for entry in self.entries if entry.user_id == user_id), None)

    def find_slot(self, slot: int) -> DirectoryEntry | None:
        return next((entry for entry in self.entries if entry.slot == slot), None)

    def put(self, entry: DirectoryEntry) -> Directory:
        """With this entry in its slot, whoever held it before."""
        return replace(self, entries=(*self.drop(entry.slot).entries, entry))

    def drop(self, slot: int) -> Directory:
        """Without the entry of this slot."""
        return replace(self, entries=tuple(entry for entry in self.entries if entry.slot != slot))


def seal_directory(keyring: Keyring, directory: Directory, data_key: DataKey) -> Keyring:
    """The keyring with this directory bound to all the rest of it."""
    by_slot = {entry.slot: _USED + entry.user_id.bytes + entry.public_key for entry in directory.entries}
    plain = directory.recovery_public_key + b"".join(by_slot.get(slot, bytes(ENTRY_SIZE)) for slot in range(SLOTS))
    return replace(keyring, directory=encrypt(_make_key(data_key), plain, keyring.body))


def open_directory(keyring: Keyring, data_key: DataKey) -> Directory:
    """Read the directory; raises DamagedError `keyring_damaged` where any byte of the keyring was exchanged."""
    try:
        plain = decrypt(_make_key(data_key), keyring.directory, keyring.body)
    except OpeningError as error:
        raise make_damaged_error() from error
    entries = [plain[start : start + ENTRY_SIZE] for start in range(KEY_SIZE, len(plain), ENTRY_SIZE)]
    return Directory(
        recovery_public_key=plain[:KEY_SIZE],
        entries=tuple(
            DirectoryEntry(slot, UUID(bytes=entry[1 : 1 + USER_ID_SIZE]), entry[1 + USER_ID_SIZE :])
            for slot, entry in enumerate(entries)
            if entry[:1] == _USED
        ),
    )


def _make_key(data_key: DataKey) -> bytes:
    return derive(data_key.to_bytes(), b"intake keyring directory 1")
