"""Why a sheet was not printed: a code and a detail, so that it is said in the language of whoever reads it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from intake_app.errors import UserError

NO_PRINTER, PRINTER_GONE, PRINTER_UNREACHABLE, NO_MORE_PAGES = (
    "no_printer", "printer_gone", "printer_unreachable", "no_more_pages",
)  # fmt: skip
_KEPT = re.compile(r"([a-z]+(?:_[a-z]+)+):(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Fault:
    """`code` is one of the above or a UserError's; `detail` is the printer's name, or the sentence as it was said once.

    A fault of an older version is that sentence alone, without a code.
    """

    code: str = ""
    detail: str = ""

    def text(self) -> str:
        """As a record keeps it; empty for no fault."""
        return f"{self.code}:{self.detail}" if self.code else self.detail


def fault_of(error: UserError) -> Fault:
    """What a refusal leaves beside the sheets that it stopped."""
    return Fault(error.code, error.what)


def parse_fault(text: str) -> Fault:
    """What a record keeps, of this version and of those before."""
    found = _KEPT.fullmatch(text)
    return Fault(found[1], found[2]) if found else Fault("", text)
