from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter

from intake_app.domain.arrivals import DeskContext, parse_arrival
from intake_app.services.print_targets import PrintTarget, keep_print_target
from intake_app.services.registration import register_party
from ui.printing import PrintRun, make_sheets, print_sheets

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from intake_app.services.open_register import OpenRegister
    from ui.context import WindowContext


@pytest.fixture
def two(register: OpenRegister) -> tuple[str, ...]:
    """Ids of two people recorded together."""
    context = DeskContext(register.clock.now().date(), "KZ")
    names = ({"family_name": "Иванов", "given_name": "Сергей"}, {"family_name": "Иванова", "given_name": "Анна"})
    arrivals = [parse_arrival(name | {"birth_date": "1990", "entered_on": "2022-11-25"}, context) for name in names]
    return tuple(each.person_id for each in register_party(register, arrivals).people)


@pytest.fixture
def said(context: WindowContext) -> list[tuple[str, str]]:
    """What the status line was told."""
    told: list[tuple[str, str]] = []
    context.bus.said.connect(lambda text, kind: told.append((text, kind)))
    return told


def test_a_partys_sheets_are_one_pdf_whose_name_tells_cards_and_no_person(
    register: OpenRegister, two: tuple[str, ...]
) -> None:
    sheets = make_sheets(register, two)
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(sheets.pdf)).pages)
    assert "ORL-A-000001-9" in text
    assert "ORL-A-000002-7" in text
    assert sheets.file_name == "sheet_ORL-A-000001-9_and_1_20221125T184000Z.pdf"


def test_sheets_go_into_the_chosen_folder(
    context: WindowContext, two: tuple[str, ...], said: list[tuple[str, str]], tmp_path: Path
) -> None:
    keep_print_target(context.register, PrintTarget(folder=str(tmp_path)))
    print_sheets(context, two, "Saved ORL-A-000002-7 at 23:40")
    [path] = tmp_path.glob("*.pdf")
    assert len(PdfReader(path).pages) >= 2
    assert said == [(f"Saved ORL-A-000002-7 at 23:40. 2 sheets written: {path.name}", "good")]


def test_without_a_printer_and_a_folder_it_says_what_to_do(
    context: WindowContext, two: tuple[str, ...], said: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.printing.find_printer", lambda _target: None)
    print_sheets(context, two)
    [(text, kind)] = said
    assert ("Choose a folder" in text, kind) == (True, "warning")


def test_a_folder_that_is_gone_is_said(
    context: WindowContext, two: tuple[str, ...], said: list[tuple[str, str]], tmp_path: Path
) -> None:
    keep_print_target(context.register, PrintTarget(folder=str(tmp_path / "gone")))
    print_sheets(context, two)
    assert said == [("Not printed: The folder for sheets is gone. Choose another in Exchange.", "danger")]


def test_a_sheet_that_is_held_is_not_printed(
    context: WindowContext, said: list[tuple[str, str]], register: OpenRegister
) -> None:
    child = parse_arrival({"family_name": "Ковалёв", "birth_date": "2012"}, DeskContext(register.clock.now().date()))
    print_sheets(context, [register_party(register, [child]).people[0].person_id])
    [(text, kind)] = said
    assert (text.startswith("Not printed"), kind) == (True, "danger")


def test_every_page_reaches_the_printer(
    register: OpenRegister, two: tuple[str, ...], tmp_path: Path, qtbot: QtBot
) -> None:
    """The printer here is the system's PDF printer: what it got can be read back."""
    sheets = make_sheets(register, two)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    run = PrintRun(sheets.pdf, printer)
    with qtbot.waitSignal(run.finished, timeout=20_000) as finished:
        run.start()
    assert finished.args == [""]
    pages = PdfReader(tmp_path / "printed.pdf").pages
    assert len(pages) == len(PdfReader(BytesIO(sheets.pdf)).pages)
    assert all(list(page.images) for page in pages)


def test_something_that_is_no_pdf_is_told_as_not_printed(tmp_path: Path, qtbot: QtBot) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    run = PrintRun(b"no pdf", printer)
    with qtbot.waitSignal(run.finished) as finished:
        run.start()
    assert finished.args is not None
    assert finished.args[0] != ""
