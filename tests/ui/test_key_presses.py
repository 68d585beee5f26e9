"""The real window, driven by key events alone, takes no more presses than the design allows."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from benchmarks.keys import STORIES, CountingKeyboard, begin_night, count_presses, is_recorded, recorded_since
from intake_app.services.places import add_places

if TYPE_CHECKING:
    from benchmarks.keys import Story
    from intake_app.opening import Unlocked
    from intake_app.services.open_register import OpenRegister
    from ui.window import MainWindow


@pytest.fixture
def unlocked(unlocked: Unlocked) -> Unlocked:
    """The centre with places for the night."""
    add_places(unlocked.register, "Hall 1, mat 1-40")
    return unlocked


@pytest.mark.usefixtures("app_window")
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name.replace(" ", "_"))
def test_a_story_of_the_desk_takes_no_more_presses_than_its_budget(
    story: Story, register: OpenRegister, capsys: pytest.CaptureFixture[str]
) -> None:
    keys = CountingKeyboard()
    begin_night(keys)

    presses = count_presses(story, keys)

    files = recorded_since(register, len(story.people) + 1)[1:]
    assert [is_recorded(*pair) for pair in zip(story.people, files, strict=True)] == [True] * len(story.people)
    if len(story.people) > 1:
        assert len({file.groups[0][1] for file in files}) == 1
        assert len(files[0].groups[0][1]) == len(files)
    with capsys.disabled():
        sys.stdout.write(f"\n{story.name:<42} {presses:>4} presses, budget {story.budget:>4}  ({story.counted}) ")
    assert presses <= story.budget


def test_a_record_that_differs_from_what_was_pressed_is_noticed(app_window: MainWindow, register: OpenRegister) -> None:
    keys = CountingKeyboard()
    begin_night(keys)
    [file] = recorded_since(register, 1)
    assert not any(is_recorded(person, file) for story in STORIES for person in story.people)
    assert app_window.status.said().startswith("Saved")


def test_a_chord_is_one_press_and_a_scan_is_none(app_window: MainWindow) -> None:
    keys = CountingKeyboard()
    keys.scan(STORIES[0].people[0].zone)
    assert keys.presses == 0
    keys.type("Ив")
    keys.save()
    assert keys.presses == 3
    assert app_window.isVisible()
