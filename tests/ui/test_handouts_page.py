from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from intake_app.domain.arrivals import DeskContext, parse_arrival
from intake_app.domain.local_records import PrintJob, ReservedCard
from intake_app.domain.print_faults import (
    NO_MORE_PAGES,
    NO_PRINTER,
    PRINTER_GONE,
    PRINTER_UNREACHABLE,
    Fault,
    parse_fault,
)
from intake_app.i18n import PSEUDO_LONG
from intake_app.services.people import open_person
from intake_app.services.print_lists import list_jobs
from intake_app.services.print_queue import HANDED_OVER, PRINTED, WAITING, count_waiting, mark_failed, outdate_sheets
from intake_app.services.print_targets import PrintTarget, keep_print_target
from intake_app.services.registration import register_party
from tests.ui.clipping import settle
from tests.ui.keyboard import Keyboard
from ui.exchange.page import ExchangePage
from ui.handouts.page import HandoutsPage, make_handouts_page
from ui.handouts.queue import KITS
from ui.handouts.queue_model import QueueModel
from ui.preview import Preview
from ui.print_faults import say_fault, say_step
from ui.speech import speak
from ui.widgets.scrolling import ScrollArea

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from intake_app.services.open_register import OpenRegister
    from ui.context import WindowContext
    from ui.window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def people(register: OpenRegister, tmp_path: Path) -> tuple[str, ...]:
    """Three people and a child alone, whose sheets registration has asked for; sheets go into a folder."""
    folder = tmp_path / "sheets"
    folder.mkdir()
    keep_print_target(register, PrintTarget(folder=str(folder)))
    desk = DeskContext(register.clock.now().date(), "KZ")
    ids = []
    for name, born, speaks in (
        ("Иванов", "1990", "rus"),
        ("Ким", "1991", "kaz"),
        ("Цой", "1992", "eng"),
        ("Ли", "2012", ""),
    ):
        flat = {"family_name": name, "birth_date": born, "languages": speaks, "entered_on": "2022-11-25"}
        ids.append(register_party(register, [parse_arrival(flat, desk)], with_sheets=True).people[0].person_id)
    return tuple(ids)


@pytest.fixture
def page(context: WindowContext, qtbot: QtBot) -> HandoutsPage:
    """The page alone, shown, as large as in the window."""
    made = make_handouts_page(context)
    qtbot.addWidget(made)
    context.bus.changed.connect(made.take_changes)
    made.resize(1170, 686)
    made.show()
    made.activateWindow()
    made.take_focus()
    return made


def rows(page: HandoutsPage) -> list[list[str]]:
    """What the table shows: card, language and note of each row."""
    model = page.model
    return [[str(model.index(row, column).data()) for column in (0, 1, 4)] for row in range(model.rowCount())]


def show(page: HandoutsPage, key: str) -> None:
    page.tabs.button(key).click()


def test_the_model_keeps_the_rules_of_item_models(register: OpenRegister, people: tuple[str, ...]) -> None:
    model = QueueModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_jobs(list_jobs(register, WAITING), WAITING)
    assert model.rowCount() == 4
    model.show_jobs(list_jobs(register, PRINTED), PRINTED)
    assert tester is not None


def test_what_waits_stands_in_its_order_with_cards_and_no_names(people: tuple[str, ...], page: HandoutsPage) -> None:
    assert rows(page) == [
        ["ORL-A-000001-9", "Russian", ""],
        ["ORL-A-000002-7", "Kazakh", ""],
        ["ORL-A-000003-5", "English", ""],
        ["ORL-A-000004-3", "Russian", "held, call the shift lead"],
    ]
    assert page.print.text() == "Print 3 of 4"
    assert page.band.text() == "1 of the sheets that wait is held and is not printed: call the shift lead."


def test_ctrl_p_prints_what_waits_and_not_what_is_held(
    people: tuple[str, ...], page: HandoutsPage, register: OpenRegister, tmp_path: Path
) -> None:
    Keyboard().press(Qt.Key.Key_P, CTRL)
    assert len(list((tmp_path / "sheets").glob("*.pdf"))) == 1
    assert count_waiting(register) == 0
    assert [row[2] for row in rows(page)] == ["held, call the shift lead"]
    show(page, PRINTED)
    assert [row[2] for row in rows(page)] == ["give it to its person"] * 3
    assert (page.print.text(), page.print.isEnabled()) == ("Print waiting", False)


def test_a_fault_is_said_above_and_beside_each_sheet(
    people: tuple[str, ...], page: HandoutsPage, register: OpenRegister
) -> None:
    waiting = [line.job.job_id for line in list_jobs(register, WAITING).lines if not line.hold]
    tops = [each.mapTo(page, QPoint(0, 0)).y() for each in (page.tabs, page.table)]
    mark_failed(register, waiting, Fault(NO_MORE_PAGES))
    page.refresh()
    settle()
    assert page.band.text() == (
        "3 sheets did not come out: the printer took no more pages. Put the printer right, throw away a half-printed "
        "sheet, then Ctrl+P prints what is left."
    )
    assert [row[2] for row in rows(page)][:3] == ["the printer took no more pages"] * 3
    assert page.print.text() == "Print 3 of 4"
    assert [each.mapTo(page, QPoint(0, 0)).y() for each in (page.tabs, page.table)] == tops


@pytest.mark.parametrize("code", [NO_PRINTER, PRINTER_GONE, PRINTER_UNREACHABLE, NO_MORE_PAGES, "disk_full"])
def test_a_fault_is_said_in_the_language_of_the_moment(qapp: QApplication, code: str) -> None:
    fault, said = parse_fault(Fault(code, "HP 1020").text()), []
    for language in ("en", PSEUDO_LONG):
        speak(qapp, language)
        said.append((say_fault(fault), say_step(fault, 1)))
    assert all(one and other and one != other for one, other in zip(*said, strict=True))


@pytest.mark.parametrize("kept", ["out of paper", "нет бумаги", "the printer HP: 12 is not there", "Error: x"])
def test_a_fault_kept_by_an_older_version_stays_readable(kept: str) -> None:
    assert say_fault(parse_fault(kept)) == kept


def test_without_a_printer_one_key_leads_to_where_sheets_go(
    people: tuple[str, ...], register: OpenRegister, app_window: MainWindow
) -> None:
    keep_print_target(register, PrintTarget(printer="no such printer"))
    app_window.show_page("handouts")
    keys = Keyboard()
    keys.press(Qt.Key.Key_P, CTRL)
    page = app_window.page()
    assert isinstance(page, HandoutsPage)
    assert page.band.text() == (
        "3 sheets did not come out: the printer no such printer is not there. "
        "F4: choose a printer, or a folder for PDF files. Nothing is lost."
    )
    keys.press(Qt.Key.Key_F4)
    exchange = app_window.page()
    assert isinstance(exchange, ExchangePage)
    assert exchange.target.printer.combo.hasFocus()


def test_a_jam_seen_late_is_printed_again_from_the_sheet_it_began_with(
    people: tuple[str, ...], page: HandoutsPage, register: OpenRegister
) -> None:
    keys = Keyboard()
    keys.press(Qt.Key.Key_P, CTRL)
    show(page, PRINTED)
    page.take_focus()
    second = next(row for row in range(3) if rows(page)[row][0] == "ORL-A-000002-7")
    page.table.setCurrentIndex(page.model.index(second, 0))
    keys.press(Qt.Key.Key_R, CTRL | SHIFT)
    with register.reading() as reading:
        copies = {job.person_id: job.copies for job in reading.kept(PrintJob)}
    assert copies == dict(zip(people, (1, 2, 2, 0), strict=True))


def test_tab_goes_from_the_tabs_to_the_list_to_the_actions(people: tuple[str, ...], page: HandoutsPage) -> None:
    page.tabs.button(WAITING).setFocus()
    order = []
    for _step in range(6):
        focused = QApplication.focusWidget()
        assert focused is not None
        order.append(focused.accessibleName())
        Keyboard().press(Qt.Key.Key_Tab)
    assert order == ["Waiting 4", "Sheets", "Print 3 of 4", "Show large", "Where sheets go", "Remove"]


def test_when_the_last_sheet_is_handed_over_the_keyboard_stays_on_the_page_and_no_sheet_is_shown(
    people: tuple[str, ...], app_window: MainWindow
) -> None:
    """Else Enter would press what comes next in the window: "Someone asks"."""
    app_window.show_page("handouts")
    page = app_window.page()
    assert isinstance(page, HandoutsPage)
    QApplication.processEvents()
    page.print.click()
    show(page, PRINTED)
    page.take_focus()
    assert page.table.hasFocus()
    assert page.side.isVisible()
    Keyboard().press(Qt.Key.Key_H, CTRL | SHIFT)
    assert page.model.rowCount() == 0
    focused = QApplication.focusWidget()
    assert focused is not None
    assert page.isAncestorOf(focused)
    assert not page.side.isVisible()


def test_the_sheet_under_the_cursor_is_shown_at_the_right_and_enter_makes_it_large(
    people: tuple[str, ...], page: HandoutsPage
) -> None:
    keys = Keyboard()
    assert page.side.count() == 1
    keys.press(Qt.Key.Key_Return)
    [preview] = page.findChildren(Preview)
    assert (preview.title.text(), preview.pages.count()) == ("ORL-A-000001-9", 1)
    keys.press(Qt.Key.Key_Escape)
    assert preview.isHidden()
    assert page.table.hasFocus()


def test_a_held_sheet_is_not_shown_either(people: tuple[str, ...], page: HandoutsPage) -> None:
    page.table.setCurrentIndex(page.model.index(3, 0))
    assert page.side.count() == 0
    assert page.side_note.text() == "This sheet is held. Call the lead."


def test_ctrl_r_prints_one_spoilt_sheet_alone_and_counts_it(
    people: tuple[str, ...], page: HandoutsPage, register: OpenRegister
) -> None:
    keys = Keyboard()
    keys.press(Qt.Key.Key_P, CTRL)
    show(page, PRINTED)
    page.take_focus()
    chosen = page.chosen()
    assert chosen is not None
    keys.press(Qt.Key.Key_R, CTRL)
    with register.reading() as reading:
        copies = {job.person_id: job.copies for job in reading.kept(PrintJob)}
    assert copies == dict(zip(people, (1, 1, 1, 0), strict=True)) | {chosen.job.person_id: 2}


def test_ctrl_h_hands_one_over_and_ctrl_shift_h_all(
    people: tuple[str, ...], page: HandoutsPage, register: OpenRegister
) -> None:
    keys = Keyboard()
    keys.press(Qt.Key.Key_P, CTRL)
    show(page, PRINTED)
    page.take_focus()
    keys.press(Qt.Key.Key_H, CTRL)
    assert list_jobs(register).counts[HANDED_OVER] == 1
    keys.press(Qt.Key.Key_H, CTRL | SHIFT)
    assert (list_jobs(register).counts[PRINTED], list_jobs(register).counts[HANDED_OVER]) == (0, 3)
    assert page.stack.currentWidget() is page.empty[PRINTED]


def test_outdated_sheets_stand_first_and_say_what_to_do(
    people: tuple[str, ...], page: HandoutsPage, register: OpenRegister
) -> None:
    Keyboard().press(Qt.Key.Key_P, CTRL)
    page.work.hand_over_all()
    file = open_person(register, people[0])
    with register.writing("correct", "misread") as unit:
        unit.update(replace(file.person, family_name="Петров"), unit.heads(people[0]))
        outdate_sheets(register, unit, people[0])
        unit.commit()
    show(page, HANDED_OVER)
    assert rows(page)[0] == ["ORL-A-000001-9", "Russian", "outdated: swap it for the new one"]
    assert page.band.text().startswith("1 sheet on paper is out of date")
    assert page.print.text() == "Print the 1 that waits"
    page.resize(1170, 380)
    page.refresh()
    assert page.band.text() == "", "the row says so, and there is room for little more than it"
    show(page, WAITING)
    assert page.band.text().startswith("1 sheet on paper is out of date")


def test_delete_takes_a_sheet_from_the_queue(
    people: tuple[str, ...], page: HandoutsPage, register: OpenRegister
) -> None:
    Keyboard().press(Qt.Key.Key_Delete)
    assert rows(page)[0][0] == "ORL-A-000002-7"
    assert count_waiting(register) == 2


def test_an_empty_queue_says_so(page: HandoutsPage) -> None:
    assert page.stack.currentWidget() is page.empty[WAITING]
    assert not page.print.isEnabled()
    assert not page.drop.isVisible()


def test_a_paper_kit_is_made_printed_and_listed_by_keys(
    people: tuple[str, ...], page: HandoutsPage, register: OpenRegister, tmp_path: Path
) -> None:
    keys = Keyboard()
    keys.press(Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    assert page.tabs.current() == KITS
    page.kits.count.set_text("12")
    keys.press(Qt.Key.Key_P, CTRL)
    assert [path.name for path in (tmp_path / "sheets").glob("*.pdf")] == ["paper_kit_ORL-A-000005-1_12.pdf"]
    with register.reading() as reading:
        assert reading.count_kept(ReservedCard) == 12
    assert len(page.kits.again) == 1


@pytest.mark.parametrize("typed", ["", "0", "500", "many", "-3"])
def test_a_kit_for_no_number_is_refused_beside_its_field(
    page: HandoutsPage, register: OpenRegister, typed: str
) -> None:
    show(page, KITS)
    page.kits.count.set_text(typed)
    page.kits.make.click()
    assert page.kits.count.value_state == "error"
    with register.reading() as reading:
        assert reading.count_kept(ReservedCard) == 0


def test_a_kit_is_printed_again_without_what_was_typed_in(
    people: tuple[str, ...], page: HandoutsPage, register: OpenRegister, tmp_path: Path
) -> None:
    show(page, KITS)
    page.kits.asked.emit(3)
    with register.reading() as reading:
        first = reading.kept(ReservedCard)[0].card_number
    arrival = parse_arrival({"family_name": "Ким"}, DeskContext(register.clock.now().date()))
    register_party(register, [replace(arrival, card_number=first)])
    page.refresh()
    page.kits.again[0].click()
    names = sorted(path.name for path in (tmp_path / "sheets").glob("paper_kit*"))
    assert [name.rpartition("_")[2] for name in names] == ["3.pdf", "2.pdf"]


def test_with_little_room_card_and_what_to_do_stay(people: tuple[str, ...], page: HandoutsPage) -> None:
    assert not page.table.isColumnHidden(1)
    page.table.resize(400, 300)
    assert [page.table.isColumnHidden(column) for column in range(5)] == [False, True, True, True, False]
    page.table.resize(800, 300)
    assert not any(page.table.isColumnHidden(column) or not page.table.columnWidth(column) for column in range(5))


def test_in_a_low_window_the_sheets_have_the_room_of_what_can_be_done_without(
    people: tuple[str, ...], page: HandoutsPage
) -> None:
    area = next(each for each in page.findChildren(ScrollArea) if each.isAncestorOf(page.table))
    for size, is_whole in (((627, 302), False), ((1170, 686), True)):
        page.resize(*size)
        settle()
        assert [each.isVisible() for each in (page.title, page.side_title)] == [is_whole, is_whole]
        assert area.verticalScrollBar().maximum() == 0  # the table alone scrolls


def test_a_batch_into_a_file_says_how_far_it_is_and_what_is_stopped_waits_on(
    people: tuple[str, ...], page: HandoutsPage, register: OpenRegister, tmp_path: Path
) -> None:
    seen = list[tuple[int, int]]()
    page.work.spool.progressed.connect(lambda done, count: seen.append((done, count)))
    page.work.spool.progressed.connect(lambda done, _count: page.stop.click() if done == 2 else None)
    Keyboard().press(Qt.Key.Key_P, CTRL)
    assert seen == [(0, 3), (1, 3), (2, 3), (0, 0)]
    assert count_waiting(register) == 1
    assert not page.stop.isVisible()
    [file] = (tmp_path / "sheets").glob("*.pdf")
    assert len(PdfReader(file).pages) == 2
    Keyboard().press(Qt.Key.Key_P, CTRL)
    assert count_waiting(register) == 0
