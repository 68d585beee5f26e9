"""Both doors keep their memory off the disk, from their first moment."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
LOOK = """
import ctypes, resource
print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""
DOORS = {
    "command": "from intake_app.cli.main import main; main(['--version'])",
    "window": "from ui.main import main\ntry:\n main(['--help'])\nexcept SystemExit: pass",
}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks Linux")
@pytest.mark.parametrize("door", DOORS)
def test_a_door_that_was_opened_leaves_no_dump(door: str) -> None:
    answer = subprocess.run(
        [sys.executable, "-c", DOORS[door] + "\n" + LOOK], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert answer.stdout.splitlines()[-1] == "(0, 0) 0"
