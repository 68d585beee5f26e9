"""Which of somebody's stays is the current one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from intake_app.domain.records import Stay


def order_of_stay(stay: Stay) -> tuple[bool, str, str]:
    """What stays are sorted by, the current one last: whoever stays here is here, also where the day of entry of this
    stay is not known or lies before that of an earlier one; of those that have ended the latest entry.
    """
    return not has_ended(stay), stay.entered_on, stay.stay_id


def current_of(stays: Iterable[Stay]) -> Stay | None:
    """The stay that somebody has now, else their last; None where there is none."""
    return max(stays, key=order_of_stay, default=None)


def has_ended(stay: Stay | None) -> bool:
    """Whether it was said that a stay ended; whoever has none has not left."""
    return stay is not None and bool(stay.departed_on or stay.departure)
