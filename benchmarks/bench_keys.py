"""Key presses of the desk's stories, counted in the real window; `benchmarks.keys` says how."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.keys import STORIES, CountingKeyboard, Story, begin_night, count_presses, is_recorded, recorded_since
from benchmarks.people import made_register
from benchmarks.rows import Row
from benchmarks.shells import open_shell
from intake_app.services.places import add_places


def run() -> list[Row]:
    """Play every story in a window of its own."""
    return [_row(story) for story in STORIES]


def _row(story: Story) -> Row:
    with tempfile.TemporaryDirectory() as folder:
        unlocked = made_register(Path(folder) / "centre", 10)
        add_places(unlocked.register, "Hall 2, mat 1-40")
        unlocked.close()
        with open_shell(Path(folder) / "centre") as (_shell, register):
            keys = CountingKeyboard()
            begin_night(keys)
            presses = count_presses(story, keys)
            files = recorded_since(register, len(story.people))
    if not all(map(is_recorded, story.people, files)):
        message = f"{story.name}: what was pressed is not what was recorded"
        raise RuntimeError(message)
    return Row(
        f"presses, {story.name}", f"{presses} presses", str(story.budget), story.counted, presses <= story.budget
    )
