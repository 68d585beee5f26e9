"""Pictures of the print queue, its preview and the paper kit; `shots` takes them with the others."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication

from intake_app.domain.arrivals import DeskContext, parse_arrival
from intake_app.domain.print_faults import NO_MORE_PAGES, Fault
from intake_app.services.paper_kit import list_kits
from intake_app.services.people import open_person
from intake_app.services.print_lists import list_jobs
from intake_app.services.print_queue import HANDED_OVER, PRINTED, hand_over, mark_failed, outdate_sheets
from intake_app.services.print_targets import PrintTarget, keep_print_target
from intake_app.services.registration import register_party
from ui.handouts.page import HandoutsPage
from ui.handouts.queue import KITS

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.services.open_register import OpenRegister

_PEOPLE = (
    ("Иванов", "Сергей", "1997-05-25", "rus"),
    ("Ким", "Лев", "1981", "rus"),
    ("Ахметова", "Диляра", "1988", "kaz"),
    ("Popescu", "Ion", "1990", "eng"),
    ("Беляев", "Роман", "2012", "rus"),
    ("Цой", "Мария", "1961", "rus"),
)


def _record(register: OpenRegister) -> list[str]:
    desk = DeskContext(register.clock.now().date(), "KZ")
    ids = []
    for family, given, born, speaks in _PEOPLE:
        flat = {"family_name": family, "given_name": given, "birth_date": born, "languages": speaks}
        flat |= {"entered_on": "2022-11-25", "sleeps": "here", "document_number": "4512 345678"}
        ids.append(register_party(register, [parse_arrival(flat, desk)], with_sheets=True).people[0].person_id)
    return ids


def _page(stage: Any, key: str = "") -> HandoutsPage:
    stage.shell.window_.show_page("handouts")
    page = stage.shell.window_.page()
    assert isinstance(page, HandoutsPage)
    if key:
        page.tabs.button(key).click()
    page.take_focus()
    QApplication.processEvents()
    return page


def _waiting(stage: Any) -> HandoutsPage:
    stage.open("desk")
    _record(stage.shell.window_.context.register)
    return _page(stage)


def _fault(stage: Any) -> None:
    stage.open("desk")
    register = stage.shell.window_.context.register
    _record(register)
    ready = [line.job.job_id for line in list_jobs(register).lines if not line.hold]
    mark_failed(register, ready, Fault(NO_MORE_PAGES))
    _page(stage)


def _no_printer(stage: Any) -> None:
    _waiting(stage).print.click()


def _printed(stage: Any, key: str) -> HandoutsPage:
    """Everything printed into a folder, two handed over, one of each corrected since."""
    stage.open("desk")
    register = stage.shell.window_.context.register
    ids = _record(register)
    with tempfile.TemporaryDirectory() as folder:
        keep_print_target(register, PrintTarget(folder=folder))
        page = _page(stage)
        page.work.print_waiting()
    given = [line.job.job_id for line in list_jobs(register, PRINTED).lines if line.job.person_id in ids[:2]]
    hand_over(register, given)
    for person_id in (ids[0], ids[2]):
        file = open_person(register, person_id)
        with register.writing("correct", "misread") as unit:
            unit.update(replace(file.person, birth_date="1996"), unit.heads(person_id))
            outdate_sheets(register, unit, person_id)
            unit.commit()
    return _page(stage, key)


def _kits(stage: Any) -> None:
    stage.open("desk")
    register = stage.shell.window_.context.register
    with tempfile.TemporaryDirectory() as folder:
        keep_print_target(register, PrintTarget(folder=folder))
        page = _page(stage, KITS)
        page.kits.asked.emit(40)
    desk = DeskContext(register.clock.now().date(), "KZ")
    for number in list_kits(register)[0].unused[:12]:
        arrival = parse_arrival({"family_name": "Ким", "birth_date": "1990"}, desk)
        register_party(register, [replace(arrival, card_number=number)])
    page.refresh()


def _preview(stage: Any) -> None:
    _waiting(stage).large.click()


def _empty(stage: Any) -> None:
    stage.open("desk")
    _page(stage)


SHOTS: tuple[tuple[str, Callable[[Any], object], bool], ...] = (
    ("handouts", _waiting, False),
    ("handouts_low", _waiting, True),
    ("handouts_fault", _fault, False),
    ("handouts_no_printer", _no_printer, False),
    ("handouts_printed", lambda stage: _printed(stage, PRINTED), False),
    ("handouts_given", lambda stage: _printed(stage, HANDED_OVER), False),
    ("handouts_kits", _kits, False),
    ("handouts_preview", _preview, False),
    ("handouts_empty", _empty, False),
)
"""Name, what is done before, whether in a low window."""
