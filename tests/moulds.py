"""A centre is set up once in a process and copied for each test: the same files, without a tenth of a second each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.files import make_private_folder
from intake_app.opening import create_centre, open_for

if TYPE_CHECKING:
    from collections.abc import Hashable
    from pathlib import Path

    from intake_app.opening import Doors, Unlocked
    from intake_app.paths import DataFolder
    from intake_app.services.centres import CentreSetup
    from intake_app.vault.data_key import DataKey


@dataclass(frozen=True)
class _Mould:
    """What a set-up wrote before the register was opened for the first time, whose it is, and its key."""

    files: dict[Path, bytes]
    user_id: str
    data_key: DataKey


_moulds: dict[Hashable, _Mould] = {}


def pour_centre(folder: DataFolder, setup: CentreSetup, passphrase: str, doors: Doors) -> Unlocked:
    """An open register as `create_centre` answers it. Two of the same answers are twins, with the same ids and keys."""
    assert not folder.is_set_up()
    key = (setup, passphrase, doors.policy, doors.clock.now())
    if key not in _moulds:
        _moulds[key] = _cast(folder, create_centre(folder, setup, passphrase, doors)[0])
    mould = _moulds[key]
    for folder_of_its_own in (folder.root, folder.config):
        make_private_folder(folder_of_its_own)
    for path, content in mould.files.items():
        made = folder.root / path
        made.touch(mode=0o600)
        made.write_bytes(content)
    return open_for(mould.user_id, folder, mould.data_key, doors)


def _cast(folder: DataFolder, unlocked: Unlocked) -> _Mould:
    """Take the files away from where they were made, without the mark of that place: a copy is another desk."""
    with unlocked.register.writing("settings") as unit:
        unit.set_local("laptop", "")
        unit.commit()
    unlocked.lock.release()
    unlocked.register.close()  # not `unlocked.close`, which tells the trail of it
    files = {path.relative_to(folder.root): path for path in folder.root.rglob("*") if path.is_file()}
    contents = {path: made.read_bytes() for path, made in files.items()}
    for made in files.values():
        made.unlink()
    return _Mould(contents, unlocked.register.session.user_id, unlocked.data_key)
