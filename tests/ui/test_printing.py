"""Sheets on their way to a printer. It is the system's PDF printer, so that what it got can be read back."""

from __future__ import annotations

import shutil
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QBuffer, QByteArray, QEventLoop, QIODevice, Qt, QTimer
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

from intake_app.domain.arrivals import DeskContext, parse_arrival
from intake_app.domain.local_records import PrintJob
from intake_app.services.print_queue import count_waiting, queue_sheets, reprint
from intake_app.services.print_targets import PrintTarget, keep_print_target
from intake_app.services.printing import sheets_for
from intake_app.services.registration import register_party
from reports.sheet import render_sheets
from tests.unit.sheet_cases import make_sheet
from ui.print_run import PrintRun, find_printer
from ui.print_spool import spool_of
from ui.printing import Document, print_document, print_sheets, print_waiting

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from intake_app.services.open_register import OpenRegister
    from ui.context import WindowContext

NAMES = (("Иванов", "Сергей"), ("Иванова", "Анна"), ("Ким", "Лев"), ("Цой", "Мария"))


class PdfPrinter:
    """What `find_printer` answers: the system's PDF printer, a file for each document, which jams after some."""

    def __init__(self, folder: Path, holds: int = 1_000) -> None:
        self.folder = folder
        self.holds = holds
        self.count = 0

    def __call__(self, _target: PrintTarget) -> QPrinter:
        self.count += 1
        printer = QPrinter()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        folder = self.folder if self.count <= self.holds else self.folder / "jam"  # no such folder: nothing is taken
        printer.setOutputFileName(str(folder / f"{self.count:03d}.pdf"))
        return printer

    def files(self) -> list[Path]:
        return sorted(self.folder.glob("*.pdf"))


@pytest.fixture
def people(register: OpenRegister) -> tuple[str, ...]:
    """Ids of four people recorded together."""
    context = DeskContext(register.clock.now().date(), "KZ")
    dates = {"birth_date": "1990", "entered_on": "2022-11-25"}
    arrivals = [parse_arrival({"family_name": f, "given_name": g} | dates, context) for f, g in NAMES]
    return tuple(each.person_id for each in register_party(register, arrivals).people)


@pytest.fixture
def printer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PdfPrinter:
    """A printer that takes everything until it is told to jam."""
    folder = tmp_path / "tray"
    folder.mkdir()
    made = PdfPrinter(folder)
    monkeypatch.setattr("ui.print_run.find_printer", made)
    return made


@pytest.fixture
def said(context: WindowContext) -> list[tuple[str, str]]:
    """What the status line was told."""
    told: list[tuple[str, str]] = []
    context.bus.said.connect(lambda text, kind: told.append((text, kind)))
    return told


def run_dry(context: WindowContext) -> None:
    """Let the window's loop turn until nothing is on its way to the printer any more."""
    loop = QEventLoop()
    spool = spool_of(context)
    spool.progressed.connect(lambda _printed, count: None if count or spool.is_busy() else loop.quit())
    if spool.is_busy():
        QTimer.singleShot(20_000, loop.quit)
        loop.exec()
    assert not spool.is_busy()


def drawn(pdf: bytes) -> QImage:
    """The first page on white, a point for every millimetre."""
    buffer, document = QBuffer(), QPdfDocument()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    image = QImage(827, 1170, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.drawImage(0, 0, document.render(0, image.size()))
    painter.end()
    return image.scaled(207, 292, mode=Qt.TransformationMode.SmoothTransformation)


def jobs(register: OpenRegister) -> list[tuple[str, int, str]]:
    with register.reading() as reading:
        return [(job.state, job.copies, job.fault) for job in reading.kept(PrintJob)]


def test_each_sheet_is_a_document_of_its_own_and_printed_in_order(
    context: WindowContext, people: tuple[str, ...], printer: PdfPrinter, said: list[tuple[str, str]]
) -> None:
    """A printer set to both sides must not put two people on one leaf."""
    print_sheets(context, people, "Saved")
    run_dry(context)
    assert [path.name for path in printer.files()] == ["001.pdf", "002.pdf", "003.pdf", "004.pdf"]
    assert all(list(page.images) for path in printer.files() for page in PdfReader(path).pages)
    assert jobs(context.register) == [("printed", 1, "")] * 4
    assert said == [("Saved. 4 sheets sent to the printer", "good")]


def test_the_paper_stays_white_and_the_page_is_whole(tmp_path: Path, qtbot: QtBot) -> None:
    """Compared with the page drawn by the same library on white: nothing is missing, nothing moved, no band shows."""
    pdf = render_sheets([make_sheet()])
    run = PrintRun(pdf, PdfPrinter(tmp_path)(PrintTarget()))
    with qtbot.waitSignal(run.finished):
        run.start()
    wanted, printed = drawn(pdf), drawn((tmp_path / "001.pdf").read_bytes())
    points = [(x, y) for x in range(207) for y in range(292)]
    unlike = [abs(wanted.pixelColor(*at).lightness() - printed.pixelColor(*at).lightness()) for at in points]
    assert printed.pixelColor(0, 0).lightness() == 255
    assert sum(wanted.pixelColor(*at).lightness() < 200 for at in points) > 3_000
    assert max(unlike) < 90


def test_a_jam_leaves_the_rest_waiting_and_print_waiting_goes_on_with_exactly_those(
    context: WindowContext, people: tuple[str, ...], printer: PdfPrinter, said: list[tuple[str, str]]
) -> None:
    printer.holds = 1
    print_sheets(context, people)
    run_dry(context)
    assert jobs(context.register) == [("printed", 1, ""), *[("waiting", 0, "printer_unreachable:")] * 3]
    said_now = "1 sheet sent to the printer. Not printed: the printer cannot be reached. 3 waiting to print"
    assert said == [(said_now, "danger")]
    printer.holds = 1_000
    print_waiting(context)
    run_dry(context)
    assert jobs(context.register) == [("printed", 1, "")] * 4
    assert len(printer.files()) == 4
    assert said[-1] == ("3 sheets sent to the printer", "good")


def test_one_spoilt_sheet_is_printed_alone(
    context: WindowContext, people: tuple[str, ...], printer: PdfPrinter
) -> None:
    print_sheets(context, people)
    run_dry(context)
    with context.register.reading() as reading:
        third = reading.kept(PrintJob)[2]
    spool_of(context).print_job(reprint(context.register, third.job_id))
    run_dry(context)
    assert [copies for _state, copies, _fault in jobs(context.register)] == [1, 1, 2, 1]
    assert len(printer.files()) == 5


def test_what_is_on_its_way_is_not_sent_twice(
    context: WindowContext, people: tuple[str, ...], printer: PdfPrinter
) -> None:
    print_sheets(context, people)
    print_waiting(context)
    print_sheets(context, people[:2])
    run_dry(context)
    assert [copies for _state, copies, _fault in jobs(context.register)] == [1] * 4


def test_a_run_that_is_stopped_leaves_the_rest_waiting(
    context: WindowContext, people: tuple[str, ...], printer: PdfPrinter
) -> None:
    print_sheets(context, people)
    spool_of(context).stop()
    run_dry(context)
    assert [state for state, _copies, _fault in jobs(context.register)] == ["printed", *["waiting"] * 3]


def test_a_printer_that_does_not_exist_loses_nothing(
    context: WindowContext, people: tuple[str, ...], said: list[tuple[str, str]]
) -> None:
    keep_print_target(context.register, PrintTarget(printer="no such printer"))
    assert find_printer(PrintTarget(printer="no such printer")) is None
    print_sheets(context, people)
    fault = "the printer no such printer is not there"
    assert said == [(f"Not printed: {fault}. 4 waiting to print", "danger")]
    assert jobs(context.register) == [("waiting", 0, "printer_gone:no such printer")] * 4


def test_sheets_go_into_the_chosen_folder_in_one_file_that_tells_cards_and_no_person(
    context: WindowContext, people: tuple[str, ...], said: list[tuple[str, str]], tmp_path: Path
) -> None:
    keep_print_target(context.register, PrintTarget(folder=str(tmp_path)))
    print_sheets(context, people[:2], "Saved ORL-A-000002-7 at 23:40")
    [path] = tmp_path.glob("*.pdf")
    assert path.name == "sheet_ORL-A-000001-9_and_1_20221125T184000Z.pdf"
    text = "".join(page.extract_text() for page in PdfReader(path).pages)
    assert "ORL-A-000001-9" in text
    assert "ORL-A-000002-7" in text
    assert said == [(f"Saved ORL-A-000002-7 at 23:40. 2 sheets written: {path.name}", "good")]
    assert [state for state, _copies, _fault in jobs(context.register)][:2] == ["printed"] * 2


def test_a_folder_that_vanishes_loses_nothing(
    context: WindowContext, people: tuple[str, ...], said: list[tuple[str, str]], tmp_path: Path
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    keep_print_target(context.register, PrintTarget(folder=str(folder)))
    print_sheets(context, people[:1])
    shutil.rmtree(folder)
    print_sheets(context, people[1:3])
    states = [state for state, _copies, _fault in jobs(context.register)]
    assert states[:3] == ["printed", "waiting", "waiting"]
    text, kind = said[-1]
    assert text.startswith("Not printed: the folder for sheets is gone. ")
    assert text.endswith(f"{count_waiting(context.register)} waiting to print")
    assert kind == "danger"
    folder.mkdir()
    print_waiting(context)
    assert count_waiting(context.register) == 0


def test_a_sheet_that_is_held_waits_and_the_lead_is_called(
    context: WindowContext, said: list[tuple[str, str]], printer: PdfPrinter, register: OpenRegister
) -> None:
    child = parse_arrival({"family_name": "Ковалёв", "birth_date": "2012"}, DeskContext(register.clock.now().date()))
    print_sheets(context, [register_party(register, [child]).people[0].person_id])
    assert said == [("1 sheet is held: call the shift lead", "warning")]
    assert jobs(register) == [("waiting", 0, "")]
    assert printer.files() == []


def test_a_sheet_dropped_meanwhile_is_passed_over(
    context: WindowContext, people: tuple[str, ...], printer: PdfPrinter, register: OpenRegister
) -> None:
    first, second = queue_sheets(register, people[:2])
    spool = spool_of(context)
    spool.print_job(first)
    with register.writing("test") as unit:
        unit.drop(PrintJob, second)
        unit.commit()
    spool.print_job(second)
    run_dry(context)
    assert len(printer.files()) == 1


def test_a_sheet_that_cannot_be_made_waits_and_holds_up_nobody(
    context: WindowContext, people: tuple[str, ...], register: OpenRegister, said: list[tuple[str, str]], tmp_path: Path
) -> None:
    """A language nobody wrote a sheet in: the others come out, into a folder as from a printer."""
    keep_print_target(register, PrintTarget(folder=str(tmp_path)))
    queue_sheets(register, people[:1])
    queue_sheets(register, people[1:2], "fra")
    queue_sheets(register, people[2:3])
    print_waiting(context)
    assert jobs(register) == [
        ("printed", 1, ""),
        ("waiting", 0, "no_sheet_language:There is no sheet in that language."),
        ("printed", 1, ""),
    ]
    [(text, kind)] = said
    assert text.startswith("2 sheets written: ")
    assert "There is no sheet in that language." in text
    assert kind == "warning"


def test_from_a_printer_too_a_sheet_that_cannot_be_made_is_passed_over(
    context: WindowContext, people: tuple[str, ...], printer: PdfPrinter, register: OpenRegister
) -> None:
    queue_sheets(register, people[:1], "fra")
    queue_sheets(register, people[1:2])
    print_waiting(context)
    run_dry(context)
    assert [state for state, _copies, _fault in jobs(register)] == ["waiting", "printed"]


def test_a_document_of_nobodys_queue_is_printed_and_said(
    context: WindowContext, printer: PdfPrinter, said: list[tuple[str, str]], people: tuple[str, ...], qtbot: QtBot
) -> None:
    done: list[bool] = []
    pdf = render_sheets(sheets_for(context.register, people[:2]))
    print_document(context, lambda: Document(pdf, "kit.pdf", "Paper kit"), lambda: done.append(True))
    qtbot.waitUntil(lambda: bool(done))
    assert said == [("Paper kit sent to the printer", "good")]
    assert len(PdfReader(printer.files()[0]).pages) == len(PdfReader(BytesIO(pdf)).pages)


def test_a_document_is_written_where_there_is_only_a_folder(
    context: WindowContext, said: list[tuple[str, str]], tmp_path: Path
) -> None:
    keep_print_target(context.register, PrintTarget(folder=str(tmp_path)))
    print_document(context, lambda: Document(b"%PDF", "kit.pdf", "Paper kit"))
    assert (tmp_path / "kit.pdf").read_bytes() == b"%PDF"
    assert said == [("Paper kit written: kit.pdf", "good")]


def test_a_window_that_closes_lets_go_of_the_printer_and_the_sheet_waits(
    context: WindowContext, people: tuple[str, ...], printer: PdfPrinter, qapp: QApplication
) -> None:
    print_sheets(context, people[:1])
    [run] = spool_of(context).findChildren(PrintRun)
    qapp.aboutToQuit.emit()
    assert not run._painter.isActive()
    qapp.processEvents()
    assert jobs(context.register)[0] == ("waiting", 0, "")


def test_something_that_is_no_pdf_is_told_as_not_printed(tmp_path: Path, qtbot: QtBot) -> None:
    run = PrintRun(b"no pdf", PdfPrinter(tmp_path)(PrintTarget()))
    with qtbot.waitSignal(run.finished) as finished:
        run.start()
    assert finished.args is not None
    assert finished.args[0] != ""
