"""Why a sheet was not printed, and what to do about it, in the language of the moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.print_faults import NO_MORE_PAGES, NO_PRINTER, PRINTER_GONE, PRINTER_UNREACHABLE
from intake_app.i18n import _

if TYPE_CHECKING:
    from intake_app.domain.print_faults import Fault

_OF_THE_WAY = (NO_PRINTER, PRINTER_GONE, "folder_missing", "folder_read_only", "not_a_folder", "disk_full")


def say_fault(fault: Fault) -> str:
    """In the words that follow "Not printed:", without a full stop; a fault without words of its own as it was said."""
    words = {
        NO_PRINTER: _("no printer is there"),
        PRINTER_GONE: _("the printer {name} is not there").format(name=fault.detail),
        PRINTER_UNREACHABLE: _("the printer cannot be reached"),
        NO_MORE_PAGES: _("the printer took no more pages"),
        "folder_missing": _("the folder for sheets is gone"),
        "folder_read_only": _("the folder for sheets cannot be written to"),
        "not_a_folder": _("there is a file where the folder for sheets was"),
        "disk_full": _("the disk is full"),
        "no_sheet_language": _("there is no sheet in that language"),
    }
    return words.get(fault.code, fault.detail.rstrip("."))


def say_step(fault: Fault, waiting: int) -> str:
    """The one thing to do next."""
    if is_of_the_way(fault):
        return _("F4: choose a printer, or a folder for PDF files. Nothing is lost.")
    if fault.code in (PRINTER_UNREACHABLE, NO_MORE_PAGES) or not fault.code:
        return _("Put the printer right, throw away a half-printed sheet, then Ctrl+P prints what is left.")
    return _("Nothing is lost; the others are printed.") if waiting else ""


def is_of_the_way(fault: Fault) -> bool:
    """Whether it is where sheets go that must be chosen anew."""
    return fault.code in _OF_THE_WAY
