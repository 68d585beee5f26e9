"""The PIN of a shift: only in memory, only as a salted hash, only of whoever set it.

It keeps a passer-by from a window that was left for some minutes. It keeps nobody who takes the laptop apart: while the
window is blank the register's key is in memory. So it is asked for three times, and then the passphrase.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.errors import UserError
from intake_app.i18n import _
from ui.locking.idle import read_clocks

if TYPE_CHECKING:
    from collections.abc import Callable

SHORTEST, LONGEST = 4, 12
TRIES = 3
SHIFT = 12 * 3600.0  # seconds for which a PIN holds
_COST, _BLOCK, _LANES = 2**14, 8, 1  # 16 MiB and some 40 ms a guess
_ROWS = ("01234567890", "09876543210", "147", "258", "369", "789", "456")


@dataclass(frozen=True, slots=True)
class _Pin:
    salt: bytes
    digest: bytes
    set_at: float


class ShiftPins:
    """The PINs of everybody who works here in this shift, by user id; `now` answers seconds that nobody sets."""

    def __init__(self, now: Callable[[], float] = lambda: read_clocks().elapsed) -> None:
        self._now = now
        self._pins: dict[str, _Pin] = {}
        self._wrong = 0

    def set(self, user_id: str, digits: str) -> None:
        """Take a PIN from now on. UserError `pin_wrong` where it is none, or the first that anybody would try."""
        if not (digits.isascii() and digits.isdigit() and SHORTEST <= len(digits) <= LONGEST):
            raise UserError("pin_wrong", _("A PIN has 4 to 12 digits."), _("Type digits only."), field="pin")
        if len(set(digits)) == 1 or any(digits in row for row in _ROWS):
            raise UserError(
                "pin_wrong", _("This is the first that anybody tries."), _("Choose another one."), field="pin"
            )
        salt = os.urandom(16)
        self._pins[user_id] = _Pin(salt, _digest(digits, salt), self._now())
        self._wrong = 0

    def has(self, user_id: str) -> bool:
        """Whether a PIN opens this user's window now."""
        pin = self._pins.get(user_id)
        return pin is not None and self._now() - pin.set_at < SHIFT

    def try_pin(self, user_id: str, digits: str) -> bool:
        """Whether it is right; after the third wrong one it is forgotten, and none is."""
        pin = self._pins.get(user_id)
        if pin is None or not self.has(user_id):
            return False
        if hmac.compare_digest(_digest(digits, pin.salt), pin.digest):
            self._wrong = 0
            return True
        self._wrong += 1
        if self.tries_left == 0:
            self.forget(user_id)
        return False

    @property
    def tries_left(self) -> int:
        """How many more PINs may be tried before the passphrase is asked for."""
        return max(TRIES - self._wrong, 0)

    def begin(self) -> None:
        """Somebody has unlocked with a passphrase: the tries are counted anew."""
        self._wrong = 0

    def forget(self, user_id: str) -> None:
        """This user's PIN opens nothing any more."""
        self._pins.pop(user_id, None)


def _digest(digits: str, salt: bytes) -> bytes:
    return hashlib.scrypt(digits.encode(), salt=salt, n=_COST, r=_BLOCK, p=_LANES)
