"""The person's dates in words: a day, what to do by it, how, and how sure the sources are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.report_models import ClerkNote, DateRow

if TYPE_CHECKING:
    from datetime import date

    from intake_app.domain.deadlines import Deadline
    from intake_app.domain.sheet_texts import CountrySheet, SheetTexts


def word_dates(
    deadlines: tuple[Deadline, ...],
    sleeps: str,
    today: date,
    country: CountrySheet,
    texts: SheetTexts,
    host_texts: SheetTexts | None,
) -> tuple[DateRow, ...]:
    """A row for each deadline in the order given; the day to act by is the one printed."""
    return tuple(
        _word_row(deadline, sleeps, today, texts, host_texts, is_last_day=deadline.rule in country.last_days)
        for deadline in deadlines
    )


def _word_row(
    deadline: Deadline,
    sleeps: str,
    today: date,
    texts: SheetTexts,
    host_texts: SheetTexts | None,
    *,
    is_last_day: bool,
) -> DateRow:
    day, calendar = deadline.act_by, texts.calendar
    is_passed = day < today
    key = _find_text(deadline, sleeps, texts)
    leads = calendar.weekdays_last if is_last_day else calendar.weekdays_by
    return DateRow(
        lead=leads[day.weekday()],
        day=str(day.day),
        month=calendar.months_row[day.month - 1],
        year=calendar.row_year.format(year=day.year),
        mark=texts.say("mark.passed" if is_passed else f"mark.{deadline.status}"),
        is_confirmed=deadline.status == "confirmed" and not is_passed,
        what=texts.say(f"{key}.what"),
        how=_word_how(key, deadline, today, texts),
        clerk=_word_clerk(deadline, sleeps, today, host_texts) if host_texts else None,
    )


def _find_text(deadline: Deadline, sleeps: str, texts: SheetTexts) -> str:
    """The words for a rule: those for where the person sleeps first; never an order where the wording must be safe.

    A rule without words of its own is not left out: the sheet then says to ask.
    """
    key = f"rule.{deadline.text_key}"
    if deadline.wording == "safe":
        candidates = [f"{key}.{sleeps}.safe", f"{key}.safe", "rule.safe"]
    else:
        candidates = [f"{key}.{sleeps}", key, f"{key}.safe", "rule.other"]
    return next(each for each in candidates if texts.has(f"{each}.what"))


def _word_how(key: str, deadline: Deadline, today: date, texts: SheetTexts) -> str:
    if deadline.act_by < today:
        return texts.say("rule.passed.how")
    late = f"{key}.how_late"
    part = late if texts.has(late) and _is_late(deadline, today) else f"{key}.how"
    return texts.say(part, **_word_days(deadline, texts))


def _word_clerk(deadline: Deadline, sleeps: str, today: date, texts: SheetTexts) -> ClerkNote:
    key = _find_text(deadline, sleeps, texts)
    title = texts.say(texts.first_of(f"{key}.clerk_title", f"rule.{deadline.text_key}.clerk_title"))
    if deadline.act_by < today:
        return ClerkNote(title=title, text=texts.say("rule.passed.clerk_text"))
    late = f"{key}.clerk_late"
    part = late if texts.has(late) and _is_late(deadline, today) else f"{key}.clerk_text"
    if not texts.has(part):
        part = f"rule.{deadline.text_key}.clerk_text"
    return ClerkNote(title=title, text=texts.say(part, **_word_days(deadline, texts)))


def _is_late(deadline: Deadline, today: date) -> bool:
    """Whether there is no day of advice, or it has gone."""
    return deadline.advice_on is None or deadline.advice_on < today


def _word_days(deadline: Deadline, texts: SheetTexts) -> dict[str, str]:
    advice_by = texts.calendar.say_by(deadline.advice_on) if deadline.advice_on else ""
    return {"act_by": texts.calendar.say_by(deadline.act_by), "advice_by": advice_by}
