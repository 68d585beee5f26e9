"""The present moment as the window's corner says it, from Qt's own calendar: it is there before anything is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, QTimeZone

from intake_app.i18n import interface_language

if TYPE_CHECKING:
    from datetime import datetime


def moment_in_words(instant: datetime, time_zone: str = "", *, is_long: bool = False) -> str:
    """`Fri 25 Nov 2022, 23:40`, or with whole words; without a zone (IANA), or with an unknown one, at the laptop's."""
    zone = QTimeZone(time_zone.encode()) if time_zone else QTimeZone.systemTimeZone()
    if not zone.isValid():
        zone = QTimeZone.systemTimeZone()
    local = QDateTime.fromSecsSinceEpoch(int(instant.timestamp()), zone)
    language = interface_language()
    comma = "," if is_long and language == "ru" else ""
    words = QLocale(language).toString(local.date(), f"dddd{comma} d MMMM yyyy" if is_long else "ddd d MMM yyyy")
    return f"{words}, {local.time().toString('HH:mm')}"
