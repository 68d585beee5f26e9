"""Help from the head office when every passphrase and the printed key are lost: the data key sealed with age.

The sealed key is kept in the register, made anew when the data key or the recipient changes, and copied into the
manifest of each backup (docs/decisions/0012). Only who holds the recipient's identity can read it.
"""

from __future__ import annotations

import base64
import binascii
import io
import json
from typing import TYPE_CHECKING

from intake_app.domain.audit import AuditKind
from intake_app.errors import DamagedError, UserError
from intake_app.i18n import _
from intake_app.services.users import refuse_others_keys
from intake_app.vault.data_key import DataKey

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.opening import Unlocked

FORMAT, VERSION = "intake-head-office", 1
MANIFEST_FIELD = "head_office"
_SEALED, _RECIPIENT, _STAMP = "head_office_sealed", "head_office_recipient", "head_office_stamp"
_IDENTITY = "AGE-SECRET-KEY-"


def recipient_of(unlocked: Unlocked) -> str:
    """The age recipient of the head office; empty where there is none."""
    with unlocked.register.reading() as reading:
        return reading.local(_RECIPIENT)


def set_recipient(unlocked: Unlocked, recipient: str) -> None:
    """Seal the data key to this age recipient in every backup from now on; an empty one ends it. For managers.

    UserError `recipient_unknown` for anything else.
    """
    from intake_app.exchange.sealing import check_recipients

    refuse_others_keys(unlocked.register.session)
    try:
        checked = next(iter(check_recipients([recipient])), "")
    except UserError:
        raise UserError(
            "recipient_unknown",
            _("This is not the key of a head office."),
            _("Copy it whole; it begins with age1."),
            field="recipient",
        ) from None
    with unlocked.register.writing("settings") as unit:
        unit.set_local(_RECIPIENT, checked)
        unit.commit()
    unlocked.register.witness(AuditKind.KEYS, detail="head_office")
    seal_again(unlocked)


def seal_again(unlocked: Unlocked) -> None:
    """Seal the data key to the recipient where it or the key has changed since; nothing to do costs one look."""
    with unlocked.register.reading() as reading:
        recipient, stamp = reading.local(_RECIPIENT), reading.local(_STAMP)
    wanted = _stamp(unlocked.data_key, recipient) if recipient else ""
    if stamp == wanted:
        return
    sealed = _seal(unlocked.data_key, recipient) if recipient else ""
    with unlocked.register.store.writing("settings") as unit:  # whoever unlocks after a rotation, in any role
        unit.set_local(_SEALED, sealed)
        unit.set_local(_STAMP, wanted)
        unit.commit()


def manifest_facts(values: Mapping[str, str]) -> dict[str, str]:
    """What the manifest of a backup holds of it, out of the register's local values."""
    sealed = values.get(_SEALED, "")
    return {MANIFEST_FIELD: sealed} if sealed else {}


def unseal(manifest: Mapping[str, object], identity: str) -> DataKey:
    """The data key out of a backup's manifest, with an age identity or a file of them (`age-keygen`).

    UserError `not_sealed` where the backup holds none, `not_decrypted` where the identity is another.
    """
    from intake_app.exchange.sealing import decrypt

    sealed = manifest.get(MANIFEST_FIELD)
    if not isinstance(sealed, str):
        raise UserError(
            "not_sealed",
            _("This backup holds no key for the head office."),
            _("Take a newer backup, or the printed recovery key."),
        )
    lines = [line.strip() for line in identity.splitlines() if line.strip().upper().startswith(_IDENTITY)]
    try:
        data = base64.b64decode(sealed, validate=True)
        value = json.loads(decrypt(data, passphrase="", identity=lines[0] if lines else _IDENTITY))
        if (value["format"], value["version"]) != (FORMAT, VERSION):
            raise _damaged()
        previous = bytes.fromhex(value["previous_key"])
        return DataKey(bytes.fromhex(value["data_key"]), DataKey(previous) if previous else None)
    except (binascii.Error, ValueError, KeyError, TypeError):
        raise _damaged() from None


def _seal(data_key: DataKey, recipient: str) -> str:
    from intake_app.exchange.sealing import Seal, write_sealed

    previous = data_key.previous
    content = {
        "format": FORMAT,
        "version": VERSION,
        "data_key": data_key.to_bytes().hex(),
        "previous_key": previous.to_bytes().hex() if previous else "",
    }
    stream = io.BytesIO()
    write_sealed(iter([json.dumps(content).encode()]), stream, Seal((recipient,)))
    return base64.b64encode(stream.getvalue()).decode()


def _stamp(data_key: DataKey, recipient: str) -> str:
    """Which key is sealed to whom, told without the key."""
    previous = "+" if data_key.previous else ""
    return f"{data_key.subkey(b'head office stamp')[:8].hex()}{previous} {recipient}"


def _damaged() -> DamagedError:
    return DamagedError(
        "backup_damaged",
        _("This backup is damaged or is not a backup of Intake; nothing was changed."),
        _("Use another copy, or an older backup."),
    )
