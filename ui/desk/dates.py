"""The deadlines of a form as rows to show: plain data, no screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.i18n import _
from intake_app.messages import say_word
from ui.models.words import say_distance, say_weekday

if TYPE_CHECKING:
    from datetime import date

    from intake_app.domain.deadlines import Deadline
    from intake_app.services.outlooks import Outlook


@dataclass(frozen=True, slots=True)
class DateRow:
    """`when` and `away` at the left, the duty and how sure it is at the right; `source` on demand."""

    when: str
    away: str
    duty: str
    mark: str
    kind: str
    source: str


def date_rows(outlook: Outlook, today: date) -> tuple[DateRow, ...]:
    """A row for each deadline, the first to act on first; without a day of entry they wait for it."""
    return tuple(_row(each, today, is_dated=outlook.is_dated) for each in outlook.deadlines)


def _row(deadline: Deadline, today: date, *, is_dated: bool) -> DateRow:
    duty, source = _duty(deadline), deadline.source
    if not is_dated:
        return DateRow(_("waits for the date"), "", duty, "", "waiting", source)
    day = deadline.act_by
    kind = "good" if deadline.status == "confirmed" else "warning"
    if day < today:
        kind = "danger"
    mark = say_word("status", deadline.status)
    return DateRow(say_weekday(day, today), say_distance(day, today), duty, mark, kind, source)


def _duty(deadline: Deadline) -> str:
    """What is to be done, as short as it stands in a narrow row; a rule without words of its own has its name."""
    texts = {
        "kz.host_notification.centre": _("We report the stay"),
        "kz.host_notification.host": _("The host reports the stay"),
        "kz.host_notification.person": _("Report the stay"),
        "kz.registration_30_days.person": _("Ask about registering"),
        "kz.stay_90_days.person": _("Last visa-free day"),
    }
    return texts.get(deadline.text_key) or say_word("rule", deadline.rule)
