"""Working days: which days count for a duty, and on which days an office can be expected to be open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

_SATURDAY = 5
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class HolidayCalendar:
    """The public holidays of one country, apart by whether a source confirms them.

    The two sets answer different questions, each in the direction that cannot make anybody late: a confirmed holiday
    lengthens a period of working days, an unconfirmed one never does; both close an office.
    """

    confirmed: frozenset[date] = frozenset()
    unconfirmed: frozenset[date] = frozenset()

    def is_counted(self, day: date) -> bool:
        """Whether the day counts as a working day of a duty: Monday to Friday and no confirmed holiday."""
        return day.weekday() < _SATURDAY and day not in self.confirmed

    def is_surely_open(self, day: date) -> bool:
        """Whether offices are open for all we know: a counted day that is no unconfirmed holiday either."""
        return self.is_counted(day) and day not in self.unconfirmed


def add_working_days(start: date, working_days: int, calendar: HolidayCalendar) -> date:
    """The last of so many working days (0 or more), counted from the day after `start`.

    Three working days from Friday 25 November 2022 end on Wednesday 30. Unconfirmed holidays are counted as working
    days, so that a holiday nobody has confirmed never extends a deadline. 0 gives `start` itself. Raises ValueError
    for a negative number.
    """
    if working_days < 0:
        raise ValueError(working_days)
    day = start
    while working_days:
        day += _ONE_DAY
        working_days -= calendar.is_counted(day)
    return day


def last_working_day_on_or_before(day: date, calendar: HolidayCalendar) -> date:
    """The last day, `day` included, on which an office is open for all we know.

    Here an unconfirmed holiday counts as closed. It looks the other way than `add_working_days` and is as safe: the
    answer can only become earlier, and whoever comes a day early finds an open door, a day late a closed one.
    """
    while not calendar.is_surely_open(day):
        day -= _ONE_DAY
    return day
