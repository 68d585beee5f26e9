"""Where this laptop prints its sheets: its own setting, which never leaves it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from intake_app.services.open_register import OpenRegister


@dataclass(frozen=True, slots=True)
class PrintTarget:
    """A printer by the system's name, or a folder for PDF files; both empty: the system's own printer."""

    printer: str = ""
    folder: str = ""


def read_print_target(register: OpenRegister) -> PrintTarget:
    """What was chosen on this laptop."""
    with register.reading() as reading:
        return PrintTarget(reading.local("printer"), reading.local("sheet_folder"))


def keep_print_target(register: OpenRegister, target: PrintTarget) -> None:
    """Remember the choice."""
    with register.writing("settings") as unit:
        unit.set_local("printer", target.printer)
        unit.set_local("sheet_folder", target.folder)
        unit.commit()
