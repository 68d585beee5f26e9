"""What covers the form for a moment: the record read back to the arrival, and the sheet before it is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.i18n import _
from intake_app.services.printing import preview_sheet
from intake_app.values import say_languages
from ui.desk.answers import find_obstacle, make_arrival, may_be_held
from ui.desk.read_back_cover import ReadBackCover, cover_with
from ui.desk.read_back_lines import read_back
from ui.preview import show_preview

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from intake_app.domain.arrivals import Arrival
    from intake_app.services.open_register import OpenRegister
    from ui.desk.actions import DeskActions
    from ui.desk.form import DeskForm


def show_read_back(host: QWidget, form: DeskForm, go_to: Callable[[str], None]) -> ReadBackCover:
    """F11: the arrival checks what was written; a digit goes to the field that is wrong."""
    cover = cover_with(host, read_back(form))
    cover.left.connect(lambda name: go_to(name) if name else None)
    return cover


def show_preview_of(host: QWidget, work: DeskActions, save: Callable[[], None]) -> None:
    """F12: the sheet as it would be printed, made beside the window; what hinders it is said beside its field."""
    form, register = work.form, work.context.register
    if form is None or work.saver.is_saving:
        return
    if (obstacle := find_obstacle(form)) is not None:
        work.saver.hindered.emit(obstacle)
        return
    arrival, is_held = make_arrival(form), may_be_held(form)
    title = _("Sheet in {language}").format(language=say_languages((work.outlook.outlook.language,)))

    def show(pdf: bytes) -> None:
        note = _("Saving gives the card number")
        show_preview(host, pdf, title=title, note=note, print_text=_("Save and print"), printed=save)

    work.context.jobs.read(lambda: make_preview(register, arrival, is_held=is_held), show, latest="desk_preview")


def make_preview(register: OpenRegister, arrival: Arrival, *, is_held: bool) -> bytes:
    """The PDF of the sheet of somebody who is not saved yet; UserError where it would be held for the lead."""
    from reports.sheet import render_sheets  # reportlab loads on first use

    return render_sheets([preview_sheet(register, arrival, is_held=is_held)])
