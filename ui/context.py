"""What a page of the window is given."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ui.key_watch import KeyWatch
from ui.locking.pins import ShiftPins

if TYPE_CHECKING:
    from intake_app.opening import Unlocked
    from intake_app.services.open_register import OpenRegister
    from ui.bus import Bus
    from ui.jobs import Jobs
    from ui.preferences import Preferences


@dataclass(slots=True)
class WindowContext:
    """The open register, background work, the bus, this laptop's preferences, the watch over the keys, and PINs.

    `settings` are those in force: the shell puts others here whenever somebody chooses.
    """

    unlocked: Unlocked
    jobs: Jobs
    bus: Bus
    settings: Preferences
    keys: KeyWatch = field(default_factory=KeyWatch)
    pins: ShiftPins = field(default_factory=ShiftPins)

    @property
    def register(self) -> OpenRegister:
        """What the services take."""
        return self.unlocked.register
