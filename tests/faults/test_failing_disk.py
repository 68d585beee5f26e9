"""A disk that fails in two of a hundred calls: nothing that was saved is lost, and nothing sound is called damaged."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from intake_app.domain.records import Person
from intake_app.opening import unlock
from intake_app.paths import data_folder
from tests.faults.conftest import IS_LONG, PATIENCE_S, ROOT
from tests.made import PASSPHRASE, doors, made_centre

if TYPE_CHECKING:
    from collections.abc import Callable

PRELOADS = [Path("/usr/lib/fiu/fiu_run_preload.so"), Path("/usr/lib/fiu/fiu_posix_preload.so")]
POINTS = ("posix/io/rw/pread", "posix/io/rw/pwrite", "posix/io/sync/*", "posix/io/rw/write")
ROUNDS, SEEDS = (240, 5) if IS_LONG else (36, 1)
ASKED = 200 if IS_LONG else 60

needs_injector = pytest.mark.skipif(
    sys.platform != "linux" or (not PRELOADS[0].exists() and os.geteuid() != 0 and not os.environ.get("CI")),
    reason="the disk is made to fail by libfiu: sudo apt install fiu-utils libfiu0",
)


@needs_injector
@pytest.mark.parametrize("seed", range(SEEDS))
@pytest.mark.parametrize("point", POINTS)
def test_a_failing_disk_loses_nothing_and_is_not_called_damage(
    tmp_path: Path, point: str, seed: int, seen: Callable[[str, str], None]
) -> None:
    made_centre(tmp_path / "centre").close()

    told = _work_on_failing_disk(tmp_path / "centre", point, seed)

    again = unlock(data_folder(tmp_path / "centre"), PASSPHRASE, doors())
    with again.register.reading() as reading:
        lost = [person_id for person_id in told["saved"] if reading.get(Person, person_id) is None]
    findings = again.check().findings
    again.close()
    codes = told["codes"]
    refused = {code: count for code, count in codes.items() if code.startswith("refused")}
    damaged = {code for code in refused if "damaged" in code or "missing" in code}
    seen("errors", f"{point}: {len(told['saved'])} saved, {len(lost)} lost, refused {refused or 'never'}")
    assert lost == []
    assert findings == ()
    assert damaged == set()
    assert len(told["saved"]) > ROUNDS // 4


@needs_injector
@pytest.mark.parametrize("seed", range(SEEDS))
def test_a_sound_register_is_not_called_damaged_however_often_a_failing_disk_is_asked(
    tmp_path: Path, seed: int, seen: Callable[[str, str], None]
) -> None:
    """Of a size at which reading all of it fails about as often as not: there it is hardest to tell."""
    centre = made_centre(tmp_path / "centre")
    assert centre.folder.register.stat().st_size < 100 * 4096
    centre.close()
    told = _work_on_failing_disk(tmp_path / "centre", POINTS[0], seed, str(ASKED), "judge")
    refused = told.pop("disk_error", 0)
    seen(
        "errors", f"asked {ASKED} times whether a sound register is damaged: {told or 'never'}, {refused} not answered"
    )
    assert told == {}


def _work_on_failing_disk(folder: Path, point: str, seed: int, *more: str) -> dict[str, Any]:
    missing = [path for path in PRELOADS if not path.exists()]
    assert not missing, "apt install fiu-utils libfiu0"
    command = [
        sys.executable,
        "-m",
        "tests.faults.failing_disk",
        str(folder),
        point,
        str(seed),
        *(more or (str(ROUNDS),)),
    ]
    environment = os.environ | {"LD_PRELOAD": " ".join(map(str, PRELOADS))}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE_S
    )
    assert done.returncode == 0, done.stderr[-3000:]
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
