"""Which of somebody's stays is the current one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from intake_app.domain.records import Stay


def order_of_stay(stay: Stay) -> tuple[bool, str, str]:
    """What stays are sorted by, the current one last: whoever stays here is here, also where the day of entry of this
    stay is not known or lies before that of an earlier one; of those that have ended the latest entry.
    """
    return is_going_on(stay), stay.entered_on, stay.stay_id


def is_going_on(stay: Stay) -> bool:
    """Whether nobody has said that it ended."""
    return not (stay.departed_on or stay.departure)
