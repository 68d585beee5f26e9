"""Pictures of the page of duplicates; `shots` takes them with the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from intake_app.services.not_the_same import declare_different
from tests.ui.pairs_stage import two_pairs
from tests.ui.people_stage import show_people
from ui.duplicates.page import DuplicatesPage
from ui.pages import Compare
from ui.running import Run, errand_of

if TYPE_CHECKING:
    from collections.abc import Callable


def _page(stage: Any, *, has_people: bool = True) -> DuplicatesPage:
    stage.open("duplicates")
    register = stage.shell.window_.context.register
    if has_people:
        two_pairs(register)
    page = stage.shell.window_.page()
    assert isinstance(page, DuplicatesPage)
    return page


def _looked(stage: Any) -> DuplicatesPage:
    page = _page(stage)
    page.buttons.look.click()
    return page


def _review(stage: Any) -> DuplicatesPage:
    page = _looked(stage)
    page.buttons.compare.click()
    return page


def _joined(stage: Any) -> None:
    _review(stage).buttons.join.click()


def _none(stage: Any) -> None:
    _page(stage, has_people=False).buttons.look.click()


def _declared(stage: Any) -> None:
    page = _page(stage)
    register = stage.shell.window_.context.register
    with register.reading() as reading:
        people = reading.person_ids(0, 4)
    declare_different(register, people[1], people[3], "twins, both were here at once")
    page.lists.finder.read()
    page.lists.show_tab("declared")


def _running(stage: Any) -> None:
    page = _page(stage)
    errand = errand_of(page.context, "duplicates")
    errand._run = Run(errand)  # as it stands between two steps
    errand.percent = 37
    errand.moved.emit()


def _second(stage: Any) -> None:
    page = _page(stage)
    with page.context.register.reading() as reading:
        [first] = reading.person_ids(0, 1)
    page.show_argument(Compare((first,)))
    page.second.box.set_text("ким")
    page.second.box.edited.emit("ким")


def _story(stage: Any) -> None:
    page = _review(stage)
    ids = page.review.ids if page.review is not None else ("", "")
    page.buttons.join.click()
    stage.shell.window_.show_page("people")
    people = stage.shell.window_.page()
    people.open_person(ids[1])
    people.person.tabs.button("history").click()


def _checked(stage: Any) -> None:
    _page(stage)
    people = show_people(stage.shell.window_)
    for row in range(2):
        people.list.list.model.choose(row)


SHOTS: tuple[tuple[str, Callable[[Any], object], bool], ...] = (
    ("duplicates_review", _review, False),
    ("duplicates_list", _looked, False),
    ("duplicates_joined", _joined, False),
    ("duplicates_never", lambda stage: _page(stage, has_people=False), False),
    ("duplicates_none", _none, False),
    ("duplicates_declared", _declared, False),
    ("duplicates_running", _running, False),
    ("duplicates_second", _second, False),
    ("duplicates_story", _story, False),
    ("duplicates_checked", _checked, False),
)
