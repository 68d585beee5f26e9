"""What a typed passphrase is made into, and when it is refused.

Kept: everything inside, also double spaces and letter case. Taken off: white space at both ends, which a paste or a
slip of the thumb adds and nobody sees in a field of dots. NFKC, because the same keys give composed letters on one
system and decomposed ones on another, and full-width or plain digits depending on the input method.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from intake_app.errors import UserError
from intake_app.i18n import _
from intake_app.vault.ciphers import derive, stretch

if TYPE_CHECKING:
    from intake_app.vault.policy import KdfSetting

SHORTEST = 8  # characters after normalising; the window's meter asks for more
SHORTEST_KEY_FILE = 16  # bytes


def normalise_passphrase(passphrase: str) -> bytes:
    """The bytes that are stretched. Takes any text at all, lone surrogates of a broken terminal included."""
    return unicodedata.normalize("NFKC", passphrase).strip().encode("utf-8", "surrogatepass")


def check_new_passphrase(passphrase: str) -> None:
    """Raise UserError `passphrase_too_short` for one that may not be set."""
    if len(unicodedata.normalize("NFKC", passphrase).strip()) < SHORTEST:
        raise UserError(
            "passphrase_too_short",
            _("The passphrase is shorter than {count} characters.").format(count=SHORTEST),
            _("Take a longer one; four or five words that do not belong together are good."),
            field="passphrase",
        )


def check_key_file(key_file: bytes | None) -> None:
    """Raise UserError `key_file_too_short` for a key file that adds nothing; None is no key file."""
    if key_file is not None and len(key_file) < SHORTEST_KEY_FILE:
        raise UserError(
            "key_file_too_short",
            _("The key file on the stick is empty or far too short."),
            _("Choose the key file that was made for this centre."),
        )


def stretch_passphrase(passphrase: str, salt: bytes, setting: KdfSetting) -> bytes:
    """The slow step, once per unlock: 32 bytes from the passphrase alone."""
    return stretch(normalise_passphrase(passphrase), salt, setting)


def mix_slot_key(stretched: bytes, key_file: bytes | None) -> bytes:
    """The key that opens a slot: the stretched passphrase, with the token's bytes mixed in if there are any."""
    if key_file is None:
        return derive(stretched, b"intake slot key 1: passphrase")
    return derive(stretched, b"intake slot key 1: passphrase and key file", salt=derive(key_file, b"intake key file 1"))
