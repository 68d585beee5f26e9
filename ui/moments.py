"""The present moment as the window's corner says it, from Qt's own calendar: it is there before anything is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate, QLocale

from intake_app.i18n import interface_language

if TYPE_CHECKING:
    from datetime import datetime


def moment_in_words(instant: datetime, time_zone: str = "", *, is_long: bool = False) -> str:
    """`Fri 25 Nov 2022, 23:40`, or with whole words; without a zone, at the laptop's own."""
    local = instant.astimezone(ZoneInfo(time_zone) if time_zone else None)
    day = QDate(local.year, local.month, local.day)
    words = QLocale(interface_language()).toString(day, "dddd d MMMM yyyy" if is_long else "ddd d MMM yyyy")
    return f"{words}, {local:%H:%M}"
