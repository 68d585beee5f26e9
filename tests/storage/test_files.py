"""Files are whole or not there, for the owner alone, and every refusal of the disk is a sentence."""

from __future__ import annotations

import errno
import io
import os
import stat
import zipfile
from pathlib import Path

import pytest

from intake_app.errors import UserError
from intake_app.files import AtomicFile, make_private_folder, remove_parts, write_atomic
from tests.storage.power_cut import PowerCutError, run_until_cut

CODES = [
    (errno.ENOSPC, "disk_full"),
    (errno.EDQUOT, "disk_full"),
    (errno.EROFS, "folder_read_only"),
    (errno.EACCES, "folder_read_only"),
    (errno.EPERM, "folder_read_only"),
    (errno.ENOENT, "folder_missing"),
    (errno.ENOTDIR, "not_a_folder"),
    (errno.EIO, "file_not_written"),
    (errno.EFBIG, "file_not_written"),
]
has_modes = pytest.mark.skipif(os.name == "nt", reason="Windows has access lists, no modes")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def write_half_and_raise(path: Path, error: BaseException) -> None:
    with AtomicFile(path) as stream:
        stream.write(b"half" * 25_000)
        raise error


def write_to_full_disk(path: Path) -> None:
    with AtomicFile(path) as stream:
        full = os.open("/dev/full", os.O_RDWR)
        os.dup2(full, stream.fileno())
        os.close(full)
        stream.write(b"x" * 100_000)


def test_bytes_arrive_and_replace_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "людей 1.csv"
    write_atomic(target, b"old")
    write_atomic(target, b"new" * 100_000)
    assert target.read_bytes() == b"new" * 100_000
    assert names(tmp_path) == [target.name]


@has_modes
def test_only_the_owner_reads_a_file_whatever_the_umask_and_the_older_mode(tmp_path: Path) -> None:
    target = tmp_path / "file"
    target.write_bytes(b"old")
    target.chmod(0o666)
    for umask in (0o000, 0o077, 0o777):
        before = os.umask(umask)
        try:
            write_atomic(target, b"new")
        finally:
            os.umask(before)
        assert mode(target) == 0o600


@has_modes
def test_a_part_is_private_from_its_first_byte(tmp_path: Path) -> None:
    with AtomicFile(tmp_path / "file") as stream:
        stream.write(b"secret")
        (part,) = tmp_path.iterdir()
        assert mode(part) == 0o600


@has_modes
def test_only_the_owner_enters_the_folders_that_are_made(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b" / "c"
    make_private_folder(folder)
    assert [mode(path) for path in (folder, folder.parent, folder.parent.parent)] == [0o700] * 3
    folder.chmod(0o755)
    make_private_folder(folder)
    assert mode(folder) == 0o700


def test_a_folder_where_a_file_is_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for path in (tmp_path / "file", tmp_path / "file" / "inside"):
        with pytest.raises(UserError) as refused:
            make_private_folder(path)
        assert refused.value.code == "not_a_folder"


def test_an_error_while_writing_leaves_the_old_file_and_no_part(tmp_path: Path) -> None:
    target = tmp_path / "file"
    write_atomic(target, b"old")
    for error in (ValueError("a bug of the writer"), KeyboardInterrupt(), OSError("no number")):
        with pytest.raises(type(error)):
            write_half_and_raise(target, error)
        assert target.read_bytes() == b"old"
        assert names(tmp_path) == ["file"]


@pytest.mark.parametrize(("number", "code"), CODES)
@pytest.mark.parametrize("step", ["open", "write", "fsync", "replace"])
def test_every_cause_has_its_sentence_at_every_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str, step: str
) -> None:
    target = tmp_path / "file"
    write_atomic(target, b"old")

    def refuse(*_args: object) -> int:
        raise OSError(number, os.strerror(number))

    class FullFile(io.FileIO):
        write = refuse

    with monkeypatch.context() as patch:
        if step == "write":
            patch.setattr(io, "FileIO", FullFile)
        else:
            patch.setattr(*{"open": (os, "open"), "fsync": (os, "fsync"), "replace": (Path, "replace")}[step], refuse)
        with pytest.raises(UserError) as refused:
            write_atomic(target, b"new")
    assert refused.value.code == code
    assert refused.value.what.endswith(".")
    assert refused.value.do.endswith(".")
    assert str(tmp_path) not in str(refused.value)
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["file"]


def test_a_full_disk_in_the_middle_of_a_stream_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        write_half_and_raise(tmp_path / "file", OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
    assert refused.value.code == "disk_full"
    assert names(tmp_path) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_disk_that_is_really_full_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        write_to_full_disk(tmp_path / "file")
    assert refused.value.code == "disk_full"
    assert names(tmp_path) == []


def test_a_pipe_or_a_folder_is_not_replaced_by_a_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    for name in ("pipe", "folder"):
        with pytest.raises(UserError) as refused:
            write_atomic(tmp_path / name, b"new")
        assert refused.value.code == "not_a_file"
    assert sorted(names(tmp_path)) == ["folder", "pipe"]
    assert (tmp_path / "pipe").is_fifo()


def test_an_error_that_names_another_file_is_not_taken_for_ours(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), AtomicFile(tmp_path / "file"):
        (tmp_path / "source that is not there").read_bytes()
    assert names(tmp_path) == []


def test_a_missing_folder_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        write_atomic(tmp_path / "stick that was pulled" / "file", b"")
    assert refused.value.code == "folder_missing"


@has_modes
def test_a_file_system_without_modes_is_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A FAT stick answers EPERM to chmod and EINVAL to the fsync of a folder."""
    real_fsync = os.fsync

    def refuse_mode(*_args: object, **_named: object) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    def refuse_folders(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        real_fsync(descriptor)

    monkeypatch.setattr(Path, "chmod", refuse_mode)
    monkeypatch.setattr(os, "fsync", refuse_folders)
    write_atomic(tmp_path / "file", b"new")
    make_private_folder(tmp_path / "folder")
    assert (tmp_path / "file").read_bytes() == b"new"


def test_a_stream_that_its_writer_closes_or_seeks_in_is_still_made_whole(tmp_path: Path) -> None:
    with AtomicFile(tmp_path / "a.zip") as stream, zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("one.txt", "1")
    with AtomicFile(tmp_path / "b") as stream:
        stream.write(b"12345")
        stream.seek(0)
        assert stream.read(2) == b"12"
        stream.close()
    assert zipfile.ZipFile(tmp_path / "a.zip").read("one.txt") == b"1"
    assert (tmp_path / "b").read_bytes() == b"12345"


@has_modes
def test_the_bytes_are_on_the_disk_before_the_name_is_and_the_folder_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    real_fsync, real_replace = os.fsync, Path.replace

    def fsync(descriptor: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        steps.append("fsync folder" if is_folder else f"fsync {os.fstat(descriptor).st_size} bytes")
        real_fsync(descriptor)

    def replace(self: Path, target: Path) -> Path:
        steps.append("replace")
        return real_replace(self, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Path, "replace", replace)
    write_atomic(tmp_path / "file", b"12345")
    assert steps == ["fsync 5 bytes", "replace", "fsync folder"]


def test_a_power_cut_at_any_operation_leaves_the_old_or_the_new_file(tmp_path: Path) -> None:
    target = tmp_path / "file"
    seen = set()
    for operations in range(20):
        write_atomic(target, b"old")
        has_ended = run_until_cut(lambda: write_atomic(target, b"new"), operations)
        seen.add(target.read_bytes())
        remove_parts(target)
        assert names(tmp_path) == ["file"]
        if has_ended:
            break
    else:
        pytest.fail("the writing never came to its end")
    assert operations >= 4
    assert seen == {b"old", b"new"}


def test_left_parts_are_removed_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "keyring"
    keep = ["keyring", "keyring.part", ".keyring2.00.part", ".keyring.bak", "other"]
    for name in [*keep, ".keyring.0011223344556677.part"]:
        (tmp_path / name).write_bytes(b"")
    assert remove_parts(target) == 1
    assert names(tmp_path) == sorted(keep)
    assert remove_parts(tmp_path / "no such folder" / "file") == 0


def test_the_power_cut_bites(tmp_path: Path) -> None:
    """Written in place, a file is lost by the same cut: the test above proves something."""
    target = tmp_path / "file"
    target.write_bytes(b"old")

    def write_in_place() -> None:
        with target.open("wb") as stream:
            stream.write(b"new")
            stream.flush()
            stream.seek(0)
            stream.truncate()
            (tmp_path / "second").touch()

    assert not run_until_cut(write_in_place, 1)
    assert target.read_bytes() not in {b"old", b"new"}
    assert issubclass(PowerCutError, BaseException)
