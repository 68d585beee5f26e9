"""The keyring's format: a file of one fixed size that tells neither who can open it nor how many they are.

```
magic 8 · version 2 · keyring id 16 · generation 8 · Argon2id memory, iterations, lanes 4 each · salt 16
recovery slot: private key sealed by the printed key 60 · data key sealed to its public key 113
32 slots of:   user id and private key sealed by the passphrase 76 · data key sealed to its public key 113
directory:     who holds which slot, and every public key, sealed by the data key 1,628
SHA-256 of all before it 32
```

Numbers are big-endian. The checksum finds accidents. What somebody changed on purpose is found on opening: every sealed
part is bound to format, keyring id, place and KDF setting, and the directory to every byte before it.
"""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass, field

from intake_app.errors import DamagedError
from intake_app.i18n import _
from intake_app.vault.ciphers import BOX_OVERHEAD, KEY_SIZE, NONCE_SIZE, TAG_SIZE
from intake_app.vault.policy import KdfSetting

MAGIC = b"INTAKEKR"
VERSION = 1
SLOTS = 32
ID_SIZE = 16
SALT_SIZE = 16
USER_ID_SIZE = 16

_SEAL = NONCE_SIZE + TAG_SIZE
DATA_KEYS_SIZE = 1 + 2 * KEY_SIZE  # a flag, the data key, the one before an unfinished rotation
BOX_SIZE = BOX_OVERHEAD + DATA_KEYS_SIZE
LOCK_SIZE = _SEAL + USER_ID_SIZE + KEY_SIZE
SLOT_SIZE = LOCK_SIZE + BOX_SIZE
RECOVERY_LOCK_SIZE = _SEAL + KEY_SIZE
RECOVERY_SIZE = RECOVERY_LOCK_SIZE + BOX_SIZE
ENTRY_SIZE = 1 + USER_ID_SIZE + KEY_SIZE
DIRECTORY_SIZE = _SEAL + KEY_SIZE + SLOTS * ENTRY_SIZE

_HEADER = struct.Struct(f">8sH{ID_SIZE}sQ{KdfSetting.SIZE}s{SALT_SIZE}s")
_CHECKSUM_SIZE = 32
RECOVERY_AT = _HEADER.size
SLOTS_AT = RECOVERY_AT + RECOVERY_SIZE
DIRECTORY_AT = SLOTS_AT + SLOTS * SLOT_SIZE
_CHECKSUM_AT = DIRECTORY_AT + DIRECTORY_SIZE
KEYRING_SIZE = _CHECKSUM_AT + _CHECKSUM_SIZE
_MOST_GENERATIONS = 2**63  # a counter over this was not counted


@dataclass(frozen=True)
class Keyring:
    """One state of a keyring, still sealed: safe to keep, to copy and to show. `generation` grows with every change."""

    keyring_id: bytes
    generation: int
    setting: KdfSetting
    salt: bytes = field(repr=False)
    recovery: bytes = field(repr=False)
    slots: tuple[bytes, ...] = field(repr=False)
    directory: bytes = field(repr=False)

    @property
    def context(self) -> bytes:
        """What every sealed part is bound to: format, keyring id, KDF setting and salt."""
        return MAGIC + struct.pack(">H", VERSION) + self.keyring_id + self.setting.to_bytes() + self.salt

    @property
    def body(self) -> bytes:
        """All bytes before the directory, which is bound to them."""
        header = _HEADER.pack(MAGIC, VERSION, self.keyring_id, self.generation, self.setting.to_bytes(), self.salt)
        return header + self.recovery + b"".join(self.slots)

    def to_bytes(self) -> bytes:
        """The file: KEYRING_SIZE bytes whatever is in it."""
        content = self.body + self.directory
        return content + hashlib.sha256(content).digest()

    @classmethod
    def from_bytes(cls, data: bytes) -> Keyring:
        """Read a file strictly; raises DamagedError `keyring_damaged`, or `keyring_newer` for a later format."""
        _check_whole(data)
        keyring_id, generation, setting, salt = _HEADER.unpack_from(data)[2:]
        keyring = cls(
            keyring_id=keyring_id,
            generation=generation,
            setting=KdfSetting.from_bytes(setting),
            salt=salt,
            recovery=data[RECOVERY_AT:SLOTS_AT],
            slots=tuple(data[start : start + SLOT_SIZE] for start in range(SLOTS_AT, DIRECTORY_AT, SLOT_SIZE)),
            directory=data[DIRECTORY_AT:_CHECKSUM_AT],
        )
        if not keyring.setting.is_sane or not 1 <= generation < _MOST_GENERATIONS:
            raise make_damaged_error()
        return keyring


def make_damaged_error() -> DamagedError:
    """The sentence for a keyring that is not what was written."""
    return DamagedError(
        "keyring_damaged",
        _("The keyring is damaged, so the register cannot be opened with it."),
        _("Restore the newest backup; the register itself was not touched."),
    )


def make_newer_error() -> DamagedError:
    """The sentence for a keyring of a later format."""
    return DamagedError(
        "keyring_newer",
        _("This keyring was written by a newer version of the program."),
        _("Install the newer version on this laptop too."),
    )


def _check_whole(data: bytes) -> None:
    if len(data) < _HEADER.size or data[: len(MAGIC)] != MAGIC:
        raise make_damaged_error()
    is_whole = hashlib.sha256(data[:-_CHECKSUM_SIZE]).digest() == data[-_CHECKSUM_SIZE:]
    (version,) = struct.unpack_from(">H", data, len(MAGIC))
    if is_whole and version > VERSION:
        raise make_newer_error()
    if not is_whole or version != VERSION or len(data) != KEYRING_SIZE:
        raise make_damaged_error()
