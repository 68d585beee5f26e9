"""Passphrases, keyrings and keys: cryptography only, quick to import.

```
keyring, data_key, recovery_key = create_keyring(passphrase, user_id, PRODUCTION_POLICY)
store = KeyringStore([data / "keyring", config / "…" / "keyring", backups / "keyring"])
store.save(keyring)
loaded = store.load()                       # writes nothing; loaded.damaged names the places to tell about
opened = store.unlock(loaded, passphrase, PRODUCTION_POLICY)     # mends the copies
opened.data_key.subkey(b"sqlcipher")        # 32 bytes
```
"""

from __future__ import annotations

from intake_app.vault.access import (
    Opened,
    add_user,
    change_passphrase,
    create_keyring,
    finish_rotation,
    list_users,
    open_keyring,
    open_with_recovery,
    replace_recovery_key,
    revoke_slot,
)
from intake_app.vault.data_key import DataKey
from intake_app.vault.directory import DirectoryEntry
from intake_app.vault.keyring import Keyring
from intake_app.vault.policy import PRODUCTION_POLICY, KdfPolicy, KdfSetting
from intake_app.vault.recovery_key import RecoveryKey, parse_recovery_key
from intake_app.vault.store import CopyState, KeyringCopy, KeyringStore, LoadedKeyring

__all__ = [
    "PRODUCTION_POLICY",
    "CopyState",
    "DataKey",
    "DirectoryEntry",
    "KdfPolicy",
    "KdfSetting",
    "Keyring",
    "KeyringCopy",
    "KeyringStore",
    "LoadedKeyring",
    "Opened",
    "RecoveryKey",
    "add_user",
    "change_passphrase",
    "create_keyring",
    "finish_rotation",
    "list_users",
    "open_keyring",
    "open_with_recovery",
    "parse_recovery_key",
    "replace_recovery_key",
    "revoke_slot",
]
