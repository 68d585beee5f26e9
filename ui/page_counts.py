"""How many things wait on each page, and on the printer: read beside the window, shown in the rail and below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from intake_app.i18n import ngettext, say_number
from intake_app.services.print_queue import count_waiting

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ui.context import WindowContext
    from ui.pages import PageSpec
    from ui.rail import Rail
    from ui.status_line import StatusLine

_PRINTER = ""  # the printer is no page


class PageCounts(QObject):
    """`refresh` after every change."""

    def __init__(self, context: WindowContext, specs: Sequence[PageSpec], rail: Rail, status: StatusLine) -> None:
        super().__init__(rail)
        self._context = context
        self._readers = {spec.key: spec.count for spec in specs if spec.count is not None}
        self._rail = rail
        self._status = status

    def refresh(self) -> None:
        """Count anew."""
        register, readers = self._context.register, self._readers

        def count() -> Mapping[str, int]:
            return {key: read(register) for key, read in readers.items()} | {_PRINTER: count_waiting(register)}

        self._context.jobs.read(count, self._show, latest="page_counts")

    def _show(self, counts: Mapping[str, int]) -> None:
        for key, count in counts.items():
            if key != _PRINTER:
                self._rail.set_count(key, count)
        waiting = counts[_PRINTER]
        words = ngettext("{count} sheet to print", "{count} sheets to print", waiting)
        self._status.set_fact("print", "printer", words.format(count=say_number(waiting)) if waiting else "")
