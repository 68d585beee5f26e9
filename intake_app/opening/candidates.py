"""The backups that a lost register can come back from, and the keys that open them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from intake_app.errors import DamagedError, UserError
from intake_app.i18n import _
from intake_app.opening import REGISTER_KEY
from intake_app.opening.archive import find_archives, open_archive, order_of
from intake_app.opening.attempts import try_passphrase
from intake_app.services.backups import SECOND_PLACE
from intake_app.vault.access import open_keyring

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from intake_app.opening import Doors
    from intake_app.opening.archive import Archive
    from intake_app.paths import DataFolder
    from intake_app.vault.access import Opened
    from intake_app.vault.keyring import Keyring


@dataclass(frozen=True)
class Candidate:
    """A backup that is whole: its keyring, what the passphrase opens, and the rows it says it holds, by table."""

    file: Path
    made_at: datetime
    keyring: Keyring
    opened: Opened
    counts: Mapping[str, object]


class Candidates:
    """`own` is what the passphrase opens of this laptop's keyrings, None where none of these is left."""

    def __init__(self, folder: DataFolder, passphrase: str, doors: Doors, key_file: bytes | None = None) -> None:
        self.folder = folder
        self.doors = doors
        self.own: Opened | None = None
        self._passphrase = passphrase
        self._key_file = key_file
        self._opened: dict[bytes, Opened | None] = {}
        try:
            self.own = try_passphrase(folder, passphrase, doors, key_file).opened
        except DamagedError:
            self.own = None

    def with_keyrings(self, places: Sequence[Path]) -> Iterator[Candidate]:
        """Those whose own keyring the passphrase opens, newest first."""
        for file, made_at in self._files(places):
            with suppress(UserError), open_archive(file) as archive:
                if (opened := self._open(archive.keyring)) is not None:
                    yield Candidate(file, made_at, archive.keyring, opened, _counts(archive))

    def extract_newest(self, places: Sequence[Path], target: Path) -> tuple[Candidate, bytes]:
        """Bring the newest that holds up into a file that does not exist; answers it and the key of the file.

        The file is under this laptop's key, where that is known: a backup of before a revocation lets nobody in again.
        UserError where no passphrase fits any, or the disk refuses; DamagedError `no_backup` where none holds up.
        """
        is_refused = False
        for file, made_at in self._files(places):
            try:
                with open_archive(file) as archive:
                    opened = self.own or self._open(archive.keyring)
                    if opened is None:
                        is_refused = True
                        continue
                    candidate = Candidate(file, made_at, archive.keyring, opened, _counts(archive))
                    return candidate, self._extract(archive, candidate, target)
            except DamagedError:
                continue
        if is_refused:
            raise UserError(
                "wrong_passphrase", _("This passphrase opens none of the backups."), _("Try again."), field="passphrase"
            )
        raise DamagedError(
            "no_backup",
            _("No backup that holds up was found; nothing was changed."),
            _("Plug in the stick with the backups and choose one."),
        )

    def count_lost(self, candidate: Candidate) -> int | None:
        """How many changes the register holds beyond a backup; None where that cannot be read."""
        from intake_app.storage.backup import count_changes

        for key in _keys(candidate.opened):
            if (held := count_changes(self.folder.register, key)) is not None:
                return max(held - int(str(candidate.counts.get("change", 0))), 0)
        return None

    def _extract(self, archive: Archive, candidate: Candidate, target: Path) -> bytes:
        from intake_app.storage.backup import remove_database, verify_copy
        from intake_app.storage.rekey import move_to_key

        try:
            archive.extract_register(target)
            keys = [*_keys(candidate.opened)]
            key = next((each for each in keys if _is_whole(target, each)), b"")
            if not key:
                former = self._open(archive.keyring)
                key = next((each for each in _keys(former) if _is_whole(target, each)), b"") if former else b""
                if not key:
                    raise DamagedError("backup_damaged", _("This backup does not hold up."), _("Use an older one."))
                move_to_key(target, key, keys[0])
                key = keys[0]
            if dict(verify_copy(target, key)) != dict(candidate.counts):
                raise DamagedError("backup_damaged", _("This backup does not hold up."), _("Use an older one."))
        except BaseException:
            remove_database(target)
            raise
        return key

    def _open(self, keyring: Keyring) -> Opened | None:
        data = keyring.to_bytes()
        if data not in self._opened:
            self._opened[data] = None
            with suppress(UserError):
                self._opened[data] = open_keyring(keyring, self._passphrase, self.doors.policy, self._key_file)
        return self._opened[data]

    def _files(self, places: Sequence[Path]) -> list[tuple[Path, datetime]]:
        folders = [self.folder.backups, *self._second_place(), *places]
        files = {file for place in folders for file in (find_archives(place) if place.is_dir() else (place,))}
        # A file that somebody chose may have any name: it is looked at first.
        known = sorted(((order, file) for file in files if (order := order_of(file))), reverse=True)
        chosen = [file for file in files if order_of(file) is None and file.is_file()]
        return [(file, self.doors.clock.now()) for file in chosen] + [(file, order[0]) for order, file in known]

    def _second_place(self) -> list[Path]:
        """The damaged register may still know where its other backups lie."""
        from intake_app.storage.backup import read_local_values

        for key in _keys(self.own) if self.own is not None and self.folder.register.exists() else ():
            with suppress(UserError):
                place = read_local_values(self.folder.register, key).get(SECOND_PLACE, "")
                return [Path(place)] if place else []
        return []


def file_key_of(register: Path, opened: Opened) -> bytes | None:
    """The key under which a register holds up; None where it does under none of those that were opened."""
    from intake_app.storage.verdict import is_damaged

    return next((key for key in _keys(opened) if register.exists() and not is_damaged(register, key)), None)


def _keys(opened: Opened) -> Iterator[bytes]:
    yield opened.data_key.subkey(REGISTER_KEY)
    if opened.data_key.previous is not None:
        yield opened.data_key.previous.subkey(REGISTER_KEY)


def _is_whole(path: Path, key: bytes) -> bool:
    from intake_app.storage.rekey import is_key_of

    return is_key_of(path, key)


def _counts(archive: Archive) -> Mapping[str, object]:
    counts = archive.manifest.get("counts")
    return counts if isinstance(counts, dict) else {}
