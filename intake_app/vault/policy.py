"""How expensive a passphrase is to guess: the Argon2id setting of a keyring, and what this program accepts."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from intake_app.errors import DamagedError
from intake_app.i18n import _

_PACKED = struct.Struct(">III")
_MOST_MEMORY_KIB = 4 * 1024 * 1024
_MOST_ITERATIONS = 64
_MOST_LANES = 64


@dataclass(frozen=True)
class KdfSetting:
    """One Argon2id setting: memory in KiB, passes over it, parallel lanes (RFC 9106's m, t, p)."""

    memory_kib: int
    iterations: int
    lanes: int

    SIZE = _PACKED.size

    def to_bytes(self) -> bytes:
        return _PACKED.pack(self.memory_kib, self.iterations, self.lanes)

    @classmethod
    def from_bytes(cls, data: bytes) -> KdfSetting:
        """Read twelve bytes; `is_sane` says whether the figures can be used."""
        return cls(*_PACKED.unpack(data))

    @property
    def is_sane(self) -> bool:
        """Whether Argon2id takes it and it ends in reasonable time, so that a forged file cannot hang us."""
        return (
            1 <= self.lanes <= _MOST_LANES
            and 8 * self.lanes <= self.memory_kib <= _MOST_MEMORY_KIB
            and 1 <= self.iterations <= _MOST_ITERATIONS
        )


@dataclass(frozen=True)
class KdfPolicy:
    """The setting for new keyrings, and the floor under which no keyring is opened.

    Chosen by the composition root in process; no flag, variable or file reaches it. With `is_calibrated` the setting of
    a new keyring is measured where it is made (`vault.calibration`), from the floor upwards.
    """

    memory_kib: int
    iterations: int
    lanes: int
    floor_memory_kib: int
    floor_iterations: int
    is_calibrated: bool = False

    def __post_init__(self) -> None:
        if not self.setting.is_sane or self._is_below_floor(self.setting):
            raise ValueError("a policy whose own setting it would refuse")

    @property
    def setting(self) -> KdfSetting:
        return KdfSetting(self.memory_kib, self.iterations, self.lanes)

    def check(self, setting: KdfSetting) -> None:
        """Raise DamagedError `keyring_below_floor` for a setting weaker than the floor."""
        if self._is_below_floor(setting):
            raise DamagedError(
                "keyring_below_floor",
                _("This keyring is protected more weakly than this program allows, so it was not opened."),
                _("Restore a backup that this centre made, and ask who changed the keyring."),
            )

    def _is_below_floor(self, setting: KdfSetting) -> bool:
        return setting.memory_kib < self.floor_memory_kib or setting.iterations < self.floor_iterations


PRODUCTION_POLICY = KdfPolicy(
    memory_kib=64 * 1024,
    iterations=3,
    lanes=4,
    floor_memory_kib=64 * 1024,
    floor_iterations=3,
    is_calibrated=True,
)
