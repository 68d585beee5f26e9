"""What whoever is at the desk may do was changed, here or by another process: it holds at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.errors import UserError
    from intake_app.opening import Unlocked
    from ui.context import WindowContext


def look_at_rights(context: WindowContext, is_blank: Callable[[], bool]) -> None:
    """Another role holds at once; whoever was revoked, or has it behind a blank window, is locked out."""
    from intake_app.opening.keys import renewed

    unlocked, bus = context.unlocked, context.bus

    def take(again: Unlocked | None) -> None:
        if again is not None and not is_blank():
            bus.rights_changed.emit(again)
        elif again is not None:
            bus.asked_to_lock.emit()

    def refuse(error: UserError) -> None:
        if error.code == "user_revoked":
            bus.asked_to_lock.emit()

    context.jobs.read(lambda: renewed(unlocked), take, refuse, latest="rights")
