"""How many full files wait for daylight: of everybody recorded, so it is counted beside saving and searching."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.person_lists import ListQuery
from intake_app.services.people_lists import count_tabs, read_roster

if TYPE_CHECKING:
    from intake_app.services.people_lists import Roster
    from ui.context import WindowContext
    from ui.tonight.panel import TonightPanel


class RestCounter:
    """Shows the count in the panel; `show` asks for the list of those files."""

    def __init__(self, context: WindowContext, panel: TonightPanel) -> None:
        self._context = context
        self._panel = panel
        self._roster: Roster | None = None

    def count(self) -> None:
        """Count anew; quick where little has changed since the last time."""
        register, old = self._context.register, self._roster
        self._context.jobs.take_long(lambda: read_roster(register, old), self._take)

    def show(self) -> None:
        """Ask for the incomplete files."""
        self._context.bus.asked_to_show.emit("people", ListQuery(tab="incomplete"))

    def _take(self, roster: Roster) -> None:
        self._roster = roster
        counts = count_tabs(roster)
        self._panel.show_rest(counts["incomplete"], counts["all"])
