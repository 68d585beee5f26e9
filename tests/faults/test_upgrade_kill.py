"""A register of an earlier release, killed at each statement of its upgrade: the old one or the new, and whole."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import Engine, event

from intake_app.opening import REGISTER_KEY, unlock
from intake_app.opening.archive import find_archives
from intake_app.opening.attempts import try_passphrase
from intake_app.paths import DataFolder, data_folder
from intake_app.services.people import find_people
from intake_app.storage.engine import open_engine
from intake_app.storage.migrations import HEAD, revision_of
from tests.faults.conftest import IS_LONG, ROOT
from tests.made import PASSPHRASE, doors

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

KEPT = ROOT / "tests" / "migrations" / "kept"
MANY = 1_000
EACH = 1 if IS_LONG else 9
KILLED = 137


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is killed in the middle of its work by forking it")
@pytest.mark.parametrize("kept", sorted(KEPT.iterdir()), ids=lambda folder: folder.name)
def test_an_upgrade_killed_at_each_statement_leaves_the_old_register_or_the_new_one(
    kept: Path, tmp_path: Path, seen: Callable[[str, str], None]
) -> None:
    revisions = []
    old = _revision(_laid_out(kept, tmp_path / "old"))
    assert old != HEAD
    for statement in range(1, MANY, EACH):
        folder = _laid_out(kept, tmp_path / str(statement))
        if not _is_killed_at(statement, folder):
            break
        revisions.append(_revision(folder))
        _opens_with_all_it_held(folder)
        shutil.rmtree(folder.root)
    else:
        pytest.fail("the upgrade never came to its end")
    seen("migrations", f"{kept.name}: killed at {len(revisions)} statements, {revisions.count(old)} old, rest new")
    assert set(revisions) == {old, HEAD}
    assert revisions == sorted(revisions)
    assert len(revisions) > 20 // EACH


def _laid_out(kept: Path, target: Path) -> DataFolder:
    shutil.copytree(kept, target)
    return data_folder(target)


def _is_killed_at(statement: int, folder: DataFolder) -> bool:
    """Open in a process that ends at its n-th statement, with nothing flushed and nothing closed."""
    child = os.fork()
    if not child:
        _count_down(statement)
        try:
            unlock(folder, PASSPHRASE, doors())
        finally:
            os._exit(0)
    _pid, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == KILLED


def _count_down(statements: int) -> None:
    left = [statements]

    def count(*_arguments: Any) -> None:
        left[0] -= 1
        if not left[0]:
            os._exit(KILLED)

    event.listen(Engine, "before_cursor_execute", count)


def _revision(folder: DataFolder) -> str:
    key = try_passphrase(folder, PASSPHRASE, doors()).opened.data_key.subkey(REGISTER_KEY)
    engine = open_engine(folder.register, key)
    try:
        return revision_of(engine)
    finally:
        engine.dispose()


def _opens_with_all_it_held(folder: DataFolder) -> None:
    unlocked = unlock(folder, PASSPHRASE, doors())
    assert len(find_people(unlocked.register, "Хранимый")) == 1
    assert unlocked.check().findings == ()
    unlocked.close()
    assert find_archives(folder.backups)
