"""A stick that is pulled, full or write-protected at any moment of a backup: no half file, and the reason is said."""

from __future__ import annotations

import errno
import os
import resource
import stat
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from intake_app.errors import UserError
from intake_app.opening.archive import find_archives, open_archive, write_archive
from intake_app.opening.backups import back_up
from intake_app.services.backups import read_status, set_second_place
from intake_app.services.registration import register_party
from tests.faults.conftest import fill
from tests.made import arrival, made_centre

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from intake_app.opening import Unlocked

BLOCK = 4096
FACTS = {"created_at": "2022-11-25T18:40:00Z", "counts": {"change": 1}}


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Unlocked]:
    unlocked = made_centre(tmp_path / "centre")
    register_party(unlocked.register, [arrival(unlocked)])
    yield unlocked
    unlocked.close()


@contextmanager
def pulled_after(size: int) -> Iterator[None]:
    """No file of this process grows beyond so many bytes: the write that would is refused."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def write(centre: Unlocked, copy: Path, stick: Path) -> Path:
    return write_archive(stick, "ORL-A-20221125T184000Z", copy, centre.folder.keyrings()[0], FACTS)


def copied(centre: Unlocked, tmp_path: Path) -> tuple[Path, int]:
    """The register as a backup holds it, and how large its archive is."""
    with open_archive(back_up(centre).file) as archive:
        archive.extract_register(tmp_path / "copy.db")
    return tmp_path / "copy.db", find_archives(centre.folder.backups)[0].stat().st_size


def test_a_stick_pulled_at_each_block_keeps_no_half_backup(
    centre: Unlocked, tmp_path: Path, seen: Callable[[str, str], None]
) -> None:
    copy, size = copied(centre, tmp_path)
    stick = tmp_path / "stick"
    stick.mkdir()
    refusals = []
    for written in range(0, size, BLOCK):
        with pulled_after(written), pytest.raises(UserError) as refused:
            write(centre, copy, stick)
        refusals.append(refused.value.code)
        assert list(stick.iterdir()) == []
    whole = write(centre, copy, stick)
    seen("stick", f"pulled at {len(refusals)} blocks: 0 half backups")
    assert set(refusals) == {"file_not_written"}
    assert len(refusals) > 40
    assert list(stick.iterdir()) == [whole]


def test_a_stick_that_is_full_at_each_block_keeps_no_half_backup_and_says_so(
    centre: Unlocked, small_disk: Path, tmp_path: Path, seen: Callable[[str, str], None]
) -> None:
    copy, size = copied(centre, tmp_path)
    filling = fill(small_disk)
    full = filling.stat().st_size
    refusals = []
    for free in range(0, size, BLOCK):
        os.truncate(filling, full - free)
        with pytest.raises(UserError) as refused:
            write(centre, copy, small_disk)
        refusals.append(refused.value.code)
        assert list(small_disk.iterdir()) == [filling]
    filling.unlink()
    write(centre, copy, small_disk)
    seen("stick", f"full at {len(refusals)} blocks: 0 half backups")
    assert set(refusals) == {"disk_full"}


def test_a_write_protected_stick_keeps_the_backup_of_the_laptop_from_nothing(
    centre: Unlocked, small_disk: Path, seen: Callable[[str, str], None]
) -> None:
    set_second_place(centre.register, str(small_disk))
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    made = back_up(centre)
    subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
    assert list(made.files) == ["inside"]
    assert read_status(centre.register).problem == "second:folder_read_only"
    assert len(back_up(centre).files) == 2
    seen("stick", "write-protected: said, and the other place has its copy")


def test_a_stick_without_modes_takes_a_backup(
    centre: Unlocked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seen: Callable[[str, str], None]
) -> None:
    """FAT32 answers EPERM to chmod and EINVAL to the fsync of a folder."""
    real_fsync = os.fsync

    def refuse_mode(*_arguments: object, **_named: object) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    def refuse_folders(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        real_fsync(descriptor)

    copy, _size = copied(centre, tmp_path)
    stick = tmp_path / "stick"
    stick.mkdir()
    with monkeypatch.context() as patch:
        patch.setattr(Path, "chmod", refuse_mode)
        patch.setattr(os, "fsync", refuse_folders)
        whole = write(centre, copy, stick)
    with open_archive(whole) as archive:
        archive.extract_register(tmp_path / "again.db")
    seen("stick", "FAT32: takes a backup")
    assert (tmp_path / "again.db").read_bytes() == copy.read_bytes()
