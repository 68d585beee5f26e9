"""A real encrypted register for what is printed from one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.made import made_centre

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from intake_app.opening import Unlocked


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Unlocked]:
    """An open, empty register in a folder of its own."""
    unlocked = made_centre(tmp_path / "centre")
    yield unlocked
    unlocked.close()
