"""What a page of the window is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from intake_app.opening import Unlocked
    from intake_app.services.open_register import OpenRegister
    from ui.bus import Bus
    from ui.jobs import Jobs
    from ui.preferences import Preferences


@dataclass(frozen=True, slots=True)
class WindowContext:
    """The open register, background work, the bus, and this laptop's preferences."""

    unlocked: Unlocked
    jobs: Jobs
    bus: Bus
    settings: Preferences

    @property
    def register(self) -> OpenRegister:
        """What the services take."""
        return self.unlocked.register
