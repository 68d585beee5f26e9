"""The three copies of a keyring on the disk: read all, trust the newest whole one, mend the others.

Looking writes nothing. Copies are mended only after a passphrase has proved the keyring genuine, so that a planted file
with a high generation cannot wipe out the good ones.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from intake_app.errors import DamagedError, UserError
from intake_app.files import make_private_folder, remove_parts, write_atomic
from intake_app.i18n import _
from intake_app.vault.access import Opened, open_keyring, open_with_recovery
from intake_app.vault.keyring import KEYRING_SIZE, Keyring, make_damaged_error, make_newer_error

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from intake_app.vault.data_key import DataKey
    from intake_app.vault.policy import KdfPolicy


class CopyState(Enum):
    """What was found at one place."""

    GOOD = "good"
    OUTDATED = "outdated"  # whole, of an earlier generation
    MISSING = "missing"
    DAMAGED = "damaged"
    UNREADABLE = "unreadable"  # the disk or the rights refused; it may be whole
    NEWER = "newer"  # of a later version of the program
    DIFFERS = "differs"  # the same generation with other content: two histories of one keyring
    FOREIGN = "foreign"  # the keyring of another register


_LEFT_ALONE = {CopyState.FOREIGN, CopyState.NEWER}
_MENDED = {CopyState.OUTDATED, CopyState.MISSING, CopyState.DAMAGED}


@dataclass(frozen=True)
class KeyringCopy:
    """One place and its state; `keyring` is None where nothing whole was read."""

    path: Path
    state: CopyState
    keyring: Keyring | None = None


@dataclass(frozen=True)
class LoadedKeyring:
    """The newest whole keyring, and what was found at every place, in the store's order."""

    keyring: Keyring
    copies: tuple[KeyringCopy, ...]

    @property
    def damaged(self) -> tuple[Path, ...]:
        """Every place that does not hold this keyring, for whatever reason."""
        return tuple(copy.path for copy in self.copies if copy.state is not CopyState.GOOD)


class KeyringStore:
    """The places of one keyring, the first of them beside the register."""

    def __init__(self, paths: Sequence[Path]) -> None:
        if not paths:
            raise ValueError("a keyring needs at least one place")
        self._paths = tuple(paths)

    def load(self, keyring_id: bytes | None = None) -> LoadedKeyring:
        """Read every copy and write nothing.

        Where copies of several keyrings are found, the one with this id is taken; without an id the one that most
        places hold, and on a tie the one beside the register. The others are reported as foreign.
        Raises DamagedError `keyring_missing` (no file anywhere), `keyring_damaged` (none whole), `keyring_unreadable`,
        `keyring_newer` or `keyring_foreign` (none of the id asked for).
        """
        read = [_read_copy(path) for path in self._paths]
        whole = [copy.keyring for copy in read if copy.keyring is not None]
        chosen = keyring_id or _choose_id(whole)
        own = [keyring for keyring in whole if keyring.keyring_id == chosen]
        if not own:
            raise _make_none_error(read)
        newest = max(own, key=lambda keyring: keyring.generation)  # the first place wins among equals
        return LoadedKeyring(newest, tuple(_judge(copy, newest) for copy in read))

    def unlock(
        self, loaded: LoadedKeyring, passphrase: str, policy: KdfPolicy, key_file: bytes | None = None
    ) -> Opened:
        """Open the keyring, then mend the copies that are missing, damaged or outdated. Raises as `open_keyring`."""
        opened = open_keyring(loaded.keyring, passphrase, policy, key_file)
        self.mend(loaded)
        return opened

    def unlock_with_recovery(self, loaded: LoadedKeyring, text: str) -> DataKey:
        """The same with the printed key. Raises as `open_with_recovery`."""
        data_key = open_with_recovery(loaded.keyring, text)
        self.mend(loaded)
        return data_key

    def mend(self, loaded: LoadedKeyring) -> tuple[Path, ...]:
        """Write the keyring over copies that are missing, damaged or outdated; answer the places that refused.

        Copies of another register, of a later version or of another history are left alone. A place that refuses
        stops nobody from working: `load` names it again next time.
        """
        data = loaded.keyring.to_bytes()
        return _write_all([copy.path for copy in loaded.copies if copy.state in _MENDED], data)

    def save(self, keyring: Keyring) -> tuple[Path, ...]:
        """Write a new or changed keyring to every place, the first one first; answer the places left as they were.

        Those refused, or hold the keyring of another register or of a later version. Once the first is written the
        change holds, as the newest generation is taken. Raises, with nothing changed: the UserErrors of `write_atomic`
        where the first place refuses; UserError `keyring_changed_elsewhere` where any place holds this keyring in
        another state that is not older; DamagedError `keyring_foreign` or `keyring_newer` for the first place.
        """
        found = [_judge(_read_copy(path), keyring) for path in self._paths]
        if any(_is_rival(copy, keyring) for copy in found):
            raise UserError(
                "keyring_changed_elsewhere",
                _("The keyring was changed by another window or program in the meantime; nothing was written."),
                _("Lock, unlock, and do it again."),
            )
        if found[0].state in _LEFT_ALONE:
            raise _make_none_error(found[:1])
        _write_copy(found[0].path, keyring.to_bytes())
        left = {copy.path for copy in found if copy.state in _LEFT_ALONE}
        refused = _write_all([path for path in self._paths[1:] if path not in left], keyring.to_bytes())
        return tuple(path for path in self._paths if path in left or path in refused)


def _is_rival(copy: KeyringCopy, keyring: Keyring) -> bool:
    """Whether a place holds this very keyring in another state that writing would lose."""
    present = copy.keyring
    if present is None or present.keyring_id != keyring.keyring_id or present == keyring:
        return False
    return present.generation >= keyring.generation


def _write_all(paths: Sequence[Path], data: bytes) -> tuple[Path, ...]:
    refused = []
    for path in paths:
        try:
            _write_copy(path, data)
        except UserError:
            refused.append(path)
    return tuple(refused)


def _write_copy(path: Path, data: bytes) -> None:
    if not path.parent.exists():
        make_private_folder(path.parent)
    remove_parts(path)  # what a power cut left would still open with an earlier passphrase
    write_atomic(path, data)


def _read_copy(path: Path) -> KeyringCopy:
    try:
        with path.open("rb") as stream:
            data = stream.read(KEYRING_SIZE + 1)
        return KeyringCopy(path, CopyState.GOOD, Keyring.from_bytes(data))
    except (FileNotFoundError, NotADirectoryError):
        return KeyringCopy(path, CopyState.MISSING)
    except OSError:
        return KeyringCopy(path, CopyState.UNREADABLE)
    except DamagedError as error:
        return KeyringCopy(path, CopyState.NEWER if error.code == "keyring_newer" else CopyState.DAMAGED)


def _judge(copy: KeyringCopy, newest: Keyring) -> KeyringCopy:
    if copy.keyring is None or copy.keyring == newest:
        return copy
    if copy.keyring.keyring_id != newest.keyring_id:
        return replace(copy, state=CopyState.FOREIGN)
    is_older = copy.keyring.generation < newest.generation
    return replace(copy, state=CopyState.OUTDATED if is_older else CopyState.DIFFERS)


def _choose_id(whole: Sequence[Keyring]) -> bytes | None:
    counted = Counter(keyring.keyring_id for keyring in whole).most_common(1)  # first seen wins a tie
    return counted[0][0] if counted else None


def _make_none_error(read: Sequence[KeyringCopy]) -> DamagedError:
    states = {copy.state for copy in read}
    if CopyState.NEWER in states:
        return make_newer_error()
    if CopyState.UNREADABLE in states:
        return DamagedError(
            "keyring_unreadable",
            _("The keyring is there but this laptop does not let the program read it."),
            _("Check the disk and who may read the data folder, then try again; nothing was changed."),
        )
    if states & {CopyState.GOOD, CopyState.FOREIGN}:  # whole, of another register than the one asked for
        return DamagedError(
            "keyring_foreign",
            _("The keyrings found here belong to another register."),
            _("Restore the newest backup of this centre; the register itself was not touched."),
        )
    if states == {CopyState.MISSING}:
        return DamagedError(
            "keyring_missing",
            _("No copy of the keyring is left, so the register cannot be opened."),
            _("Restore the newest backup: it holds a copy. The register itself was not touched."),
        )
    return make_damaged_error()
