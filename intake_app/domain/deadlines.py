"""The legal clocks of one stay: dated rules in, due dates out.

No number of any law stands here: days, windows, nationalities and sources come from a `RulePack`, which `packs.rules`
reads from `seeds/`. Where the law's way of counting is not confirmed, the earlier date is taken: the day of entry is
day 1 of a stay of N days, days of entry and of exit both count, and every clock starts at the border, not at the
centre's door ("within 3 working days of the foreigner's arrival" could mean either; the entry is never the later one).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from intake_app.domain.workdays import HolidayCalendar, add_working_days, last_working_day_on_or_before

if TYPE_CHECKING:
    from intake_app.domain.dates import PartialDate

RuleStatus = Literal["confirmed", "disputed", "unconfirmed"]
Wording = Literal["plain", "safe"]
DayUnit = Literal["working", "calendar"]
DutyHolder = Literal["host", "person"]
OwedBy = Literal["centre", "host", "person", "nobody"]
Sleeps = Literal["here", "host", "own", "leaving", ""]

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule was found: its name and address, the date it bears (partial, or None), and what it says."""

    name: str
    url: str
    dated: PartialDate | None
    note: str

    def cite(self) -> str:
        """Name and address in one line, for a footer or a list."""
        return f"{self.name}: {self.url}"


@dataclass(frozen=True, slots=True)
class StayWindow:
    """A limit within each `days` calendar days, ending on the day looked at.

    `firm_from`: the rule applied to entries from this day. Days of stays entered before it are counted all the same,
    because no source says that they are not; a date that depends on them is unconfirmed.
    """

    days: int
    firm_from: date


@dataclass(frozen=True, slots=True)
class RulePeriod:
    """One version of a rule: it governs every stay entered from `valid_from` to `valid_to`, both included.

    `days` in `unit`; `citizenships` empty means everybody. `needs_office`: the duty is done at a counter, so it must
    fall on an open day. `advice_days`: so many days before the end the next step is advised. `wording` is `safe`
    where the printed text must ask instead of order. At least one source, the main one first.
    """

    valid_from: date
    valid_to: date | None
    days: int
    unit: DayUnit
    window: StayWindow | None
    citizenships: frozenset[str]
    owed_by: DutyHolder
    needs_office: bool
    advice_days: int | None
    status: RuleStatus
    wording: Wording
    sources: tuple[Source, ...]
    checked_on: PartialDate
    note: str

    def is_in_force(self, day: date) -> bool:
        """Whether a stay entered on that day falls under this version."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Rule:
    """A legal clock with a permanent id (`kz.host_notification`) and its versions, which never overlap."""

    rule_id: str
    periods: tuple[RulePeriod, ...]


@dataclass(frozen=True, slots=True)
class RulePack:
    """The rules of one country (ISO 3166-1 alpha-2); `exempt` are the citizenships (alpha-3) no rule applies to.

    `is_reviewed` says whether somebody who knows the law has read the pack. A country without a pack has no rules.
    """

    country: str
    version: str = ""
    rules: tuple[Rule, ...] = ()
    holidays: HolidayCalendar = field(default_factory=HolidayCalendar)
    exempt: frozenset[str] = frozenset()
    compiled_on: date | None = None
    is_reviewed: bool = False


@dataclass(frozen=True, slots=True)
class StayFacts:
    """What the clocks of one stay need to know; empty or None is "not known".

    `entered_on` and `departed_on` are the country's border, `arrived_on` is the centre's door and starts no clock
    (see above). Who moved within the country or is only presumed to have left has no `departed_on`.
    `citizenship` is alpha-3. `earlier_stays` are (entered, departed or None) of the same person, in any order.
    """

    entered_on: date | None
    arrived_on: date | None = None
    sleeps: Sleeps = ""
    citizenship: str = ""
    departed_on: date | None = None
    earlier_stays: tuple[tuple[date, date | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Deadline:
    """One clock of one person.

    `due_on` is the last day of the law's period, `act_by` (never later, never before the entry) the day to act on;
    `advice_on` the day for the step advised before the end, None if there is none. `source` is the main source with
    its address. `period_from` is the ISO date of the rule's version. `text_key` is the rule and who owes it.
    """

    rule: str
    due_on: date
    act_by: date
    status: RuleStatus
    source: str
    sources: tuple[Source, ...]
    owed_by: OwedBy
    period_from: str
    wording: Wording
    text_key: str
    advice_on: date | None


def compute_deadlines(pack: RulePack, facts: StayFacts, today: date) -> tuple[Deadline, ...]:
    """All clocks of a stay, the first to act on first; the version in force on the day of entry decides.

    None without a day of entry, none for exempt citizens, none once the person has left the country (a departure
    ahead of `today` is a plan and stops nothing). A person whose citizenship is not recorded gets the rules that
    apply to everybody; a limit for some nationalities is left out, since promising him 90 days would be a guess.
    """
    entered_on = facts.entered_on
    has_left = facts.departed_on is not None and facts.departed_on <= today
    if entered_on is None or has_left or facts.citizenship in pack.exempt:
        return ()
    deadlines = []
    for rule in pack.rules:
        period = next((each for each in rule.periods if each.is_in_force(entered_on)), None)
        if period is None or (period.citizenships and facts.citizenship not in period.citizenships):
            continue
        owed_by = _find_who_owes(period.owed_by, facts.sleeps)
        if owed_by != "nobody":
            deadlines.append(_make_deadline(rule.rule_id, period, owed_by, facts, entered_on, pack.holidays))
    return tuple(sorted(deadlines, key=lambda each: (each.act_by, each.due_on, each.rule)))


def find_last_day_in_window(
    entered_on: date, days: int, window_days: int, earlier_stays: tuple[tuple[date, date | None], ...]
) -> date:
    """The last day of a stay on which at most `days` of the last `window_days` days were spent in the country.

    Every day in the country is counted once, those of entry and exit included. An earlier stay without a departure is
    taken to have lasted until the next entry, the earlier answer. Where the earlier stays had used up everything
    before the entry, the answer is the day of entry: nobody can leave before he came. A window is never shorter than
    its limit (1 or more); the pack is checked for that.
    """
    present = _collect_days_present(entered_on, entered_on - timedelta(days=window_days - 1), earlier_stays)
    if not present:
        return entered_on + timedelta(days=days - 1)
    last = entered_on
    for passed in range(days):  # the stay's own days alone use up the limit, so it never lasts longer
        day = entered_on + timedelta(days=passed)
        opens = day - timedelta(days=window_days - 1)
        if passed + 1 + sum(opens <= each <= day for each in present) > days:
            break
        last = day
    return last


def _collect_days_present(
    entered_on: date, since: date, earlier_stays: tuple[tuple[date, date | None], ...]
) -> frozenset[date]:
    """The days of earlier stays from `since` on and before `entered_on`."""
    days: set[date] = set()
    next_entry = entered_on
    for entered, departed in sorted(earlier_stays, key=lambda stay: stay[0], reverse=True):
        if entered >= entered_on:
            continue
        ends = min(departed, entered_on - _ONE_DAY) if departed else next_entry - _ONE_DAY
        begins = max(entered, since)
        days.update(begins + timedelta(days=passed) for passed in range((ends - begins).days + 1))
        next_entry = entered
    return frozenset(days)


def _find_who_owes(holder: DutyHolder, sleeps: Sleeps) -> OwedBy:
    """The host is whoever houses the person: the centre only where the bed is ours, nobody for who moves on."""
    if holder == "person":
        return "person"
    if sleeps == "here":
        return "centre"
    return "nobody" if sleeps == "leaving" else "host"


def _find_due_day(
    period: RulePeriod, facts: StayFacts, entered_on: date, holidays: HolidayCalendar
) -> tuple[date, RuleStatus]:
    """The last day of the period, and the rule's status, which drops where the date rests on days not certain."""
    if period.unit == "working":
        return add_working_days(entered_on, period.days, holidays), period.status
    if period.window is None:
        return entered_on + timedelta(days=period.days - 1), period.status
    window = period.window
    firm = tuple(stay for stay in facts.earlier_stays if stay[1] is not None and stay[0] >= window.firm_from)
    due_on = find_last_day_in_window(entered_on, period.days, window.days, facts.earlier_stays)
    is_certain = due_on == find_last_day_in_window(entered_on, period.days, window.days, firm)
    return due_on, period.status if is_certain else "unconfirmed"


def _make_deadline(
    rule_id: str, period: RulePeriod, owed_by: OwedBy, facts: StayFacts, entered_on: date, holidays: HolidayCalendar
) -> Deadline:
    due_on, status = _find_due_day(period, facts, entered_on, holidays)
    act_by = last_working_day_on_or_before(due_on, holidays) if period.needs_office else due_on
    advice_on = None
    if period.advice_days is not None:  # the step advised is an application at a counter
        advised = last_working_day_on_or_before(due_on - timedelta(days=period.advice_days), holidays)
        advice_on = max(advised, entered_on)
    return Deadline(
        rule=rule_id,
        due_on=due_on,
        act_by=max(act_by, entered_on),
        status=status,
        source=period.sources[0].cite(),
        sources=period.sources,
        owed_by=owed_by,
        period_from=period.valid_from.isoformat(),
        wording=period.wording,
        text_key=f"{rule_id}.{owed_by}",
        advice_on=advice_on,
    )
