"""The four primitives everything in the vault is made of: Argon2id, HKDF-SHA256, AES-256-GCM and X25519.

`cryptography` is imported on first use: the unlock window is on screen before it is needed.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from intake_app.errors import UserError
from intake_app.i18n import _

if TYPE_CHECKING:
    from intake_app.vault.policy import KdfSetting

KEY_SIZE = 32
NONCE_SIZE = 12
TAG_SIZE = 16
BOX_OVERHEAD = KEY_SIZE + TAG_SIZE  # an ephemeral public key in front, a tag behind
_ONE_USE_NONCE = bytes(NONCE_SIZE)


class OpeningError(Exception):
    """A key does not open this ciphertext, or it was changed; which of the two cannot be told."""


def stretch(passphrase: bytes, salt: bytes, setting: KdfSetting) -> bytes:
    """Argon2id (RFC 9106), 32 bytes. Raises UserError `not_enough_memory` where the laptop cannot run the setting."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    try:
        return Argon2id(
            salt=salt,
            length=KEY_SIZE,
            iterations=setting.iterations,
            lanes=setting.lanes,
            memory_cost=setting.memory_kib,
        ).derive(passphrase)
    except MemoryError as error:
        raise UserError(
            "not_enough_memory",
            _("This laptop has too little free memory to check the passphrase."),
            _("Close other programs and try again."),
        ) from error


def derive(material: bytes, label: bytes, salt: bytes = b"") -> bytes:
    """HKDF-SHA256 (RFC 5869): 32 bytes that tell nothing of `material` or of those with another label or salt."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(algorithm=SHA256(), length=KEY_SIZE, salt=salt or None, info=label).derive(material)


def encrypt(key: bytes, plain: bytes, context: bytes) -> bytes:
    """AES-256-GCM: random nonce, ciphertext, tag. It opens only with the same context."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(NONCE_SIZE)
    return nonce + AESGCM(key).encrypt(nonce, plain, context)


def decrypt(key: bytes, sealed: bytes, context: bytes) -> bytes:
    """The inverse of `encrypt`; raises OpeningError."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(key).decrypt(sealed[:NONCE_SIZE], sealed[NONCE_SIZE:], context)
    except (InvalidTag, ValueError) as error:
        raise OpeningError from error


def make_key_pair() -> tuple[bytes, bytes]:
    """A new X25519 private key and its public key, 32 bytes each."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def seal(public_key: bytes, plain: bytes, context: bytes) -> bytes:
    """Encrypt to a public key: whoever holds its private key opens it, the sealer no longer can.

    Ephemeral X25519, HKDF over the shared secret with both public keys and the context, AES-256-GCM. The key serves
    once, so its nonce is zero.
    """
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    ephemeral = X25519PrivateKey.generate()
    ephemeral_public = ephemeral.public_key().public_bytes_raw()
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(public_key))
    key = derive(shared, _describe_box(context, ephemeral_public, public_key))
    return ephemeral_public + AESGCM(key).encrypt(_ONE_USE_NONCE, plain, context)


def unseal(private_key: bytes, box: bytes, context: bytes) -> bytes:
    """The inverse of `seal`; raises OpeningError."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    ephemeral_public, sealed = box[:KEY_SIZE], box[KEY_SIZE:]
    try:
        private = X25519PrivateKey.from_private_bytes(private_key)
        shared = private.exchange(X25519PublicKey.from_public_bytes(ephemeral_public))
        key = derive(shared, _describe_box(context, ephemeral_public, private.public_key().public_bytes_raw()))
        return AESGCM(key).decrypt(_ONE_USE_NONCE, sealed, context)
    except (InvalidTag, ValueError) as error:  # ValueError: a public key of low order, made to give a known secret
        raise OpeningError from error


def _describe_box(context: bytes, ephemeral_public: bytes, public_key: bytes) -> bytes:
    return b"intake sealed box 1" + ephemeral_public + public_key + context
