"""Lists of people as data: what is asked for, and what each person answers to it.

Facts are what many people share (when they came, where they sleep, what is missing), so that a question is put to each
different set of facts and not to each of a hundred thousand people.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, cast

from intake_app.domain.completeness import FileFacts, missing_in
from intake_app.domain.deadlines import RulePack, Sleeps, StayFacts, compute_deadlines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.domain.deadlines import Deadline

TABS = ("all", "present", "due", "incomplete", "today", "left", "hidden")
BEST = "best"
"""The order of a list nobody has sorted otherwise: best first where words were searched for, else by name."""
SORTS = (BEST, "name", "latin", "born", "citizenship", "card", "recorded", "entered", "next", "place")
BY_FACTS = ("entered", "next", "place")
"""What is sorted by facts and not by the people's own records."""
WEEK = timedelta(days=7)
_FULL_DATE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class ListQuery:
    """What a list shows, and how it is sorted; what is empty asks for nothing.

    `tab` is one of TABS, `sort` of SORTS; `party` and `place` are ids, `language` is ISO 639, days are ISO and
    included, `is_overdue` and `is_guarded` show only those, `is_unprinted` those of whom no sheet was printed yet.
    """

    tab: str = "all"
    text: str = ""
    language: str = ""
    party: str = ""
    place: str = ""
    entered_from: str = ""
    entered_to: str = ""
    is_overdue: bool = False
    is_guarded: bool = False
    is_unprinted: bool = False
    sort: str = BEST
    is_descending: bool = False

    @property
    def sorted_by(self) -> str:
        """The column it is sorted by; BEST where it is by how well words fit."""
        return "name" if self.sort == BEST and not self.text.strip() else self.sort

    @property
    def needs_facts(self) -> bool:
        """Whether more is asked than names and words can answer."""
        narrowed = (self.language, self.place, self.entered_from, self.entered_to, self.is_overdue, self.is_guarded)
        return self.tab != "all" or any(narrowed) or self.sort in BY_FACTS

    def as_values(self) -> dict[str, Any]:
        """What is kept of it when it is saved."""
        return asdict(self)


def query_from(values: Mapping[str, Any]) -> ListQuery:
    """A saved query; what this version does not know, or cannot be, is left out."""
    plain = ListQuery().as_values()
    known = {name: value for name, value in values.items() if type(value) is type(plain.get(name))}
    if known.get("tab") not in TABS:
        known.pop("tab", None)
    if known.get("sort") not in SORTS:
        known.pop("sort", None)
    return ListQuery(**plain | known)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFacts:
    """What a person's file says that others' say too; `citizenship` is the document's where none was told.

    `earlier_stays` are (entered, left the country or empty), oldest first.
    """

    is_deleted: bool = False
    is_merged: bool = False
    is_guarded: bool = False
    has_birth_day: bool = False
    has_sex: bool = False
    citizenship: str = ""
    languages: tuple[str, ...] = ()
    has_document: bool = False
    has_notice: bool = False
    entered_on: str = ""
    arrived_on: str = ""
    sleeps: str = ""
    departed_on: str = ""
    departure: str = ""
    earlier_stays: tuple[tuple[str, str], ...] = ()

    def is_present(self, on: date) -> bool:
        """Whether they are here: the current stay has no departure, or one that is still ahead."""
        if self.departed_on:
            return self.departed_on > on.isoformat()
        return not self.departure

    def missing(self) -> tuple[str, ...]:
        """Codes of `domain.completeness`."""
        return missing_in(
            FileFacts(
                has_birth_day=self.has_birth_day,
                has_sex=self.has_sex,
                has_citizenship=bool(self.citizenship),
                has_document=self.has_document,
                has_entry_day=len(self.entered_on) == _FULL_DATE,
                has_sleeps=bool(self.sleeps),
                has_languages=bool(self.languages),
                has_notice=self.has_notice,
            )
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """What a set of facts comes to on a day: `next_on` is the date to act on next, `missing` what the file lacks."""

    facts: ListFacts
    is_present: bool = False
    next_on: str = ""
    missing: tuple[str, ...] = ()


def answer_for(facts: ListFacts, rules: RulePack, on: date) -> Answer:
    """Put a day's questions to facts; who is not here has no date, and nothing is asked of them any more."""
    if not facts.is_present(on):
        return Answer(facts)
    deadline = next_deadline(_deadlines(facts, rules, on), on)
    return Answer(
        facts, is_present=True, next_on=deadline.act_by.isoformat() if deadline else "", missing=facts.missing()
    )


def next_deadline(deadlines: tuple[Deadline, ...], on: date) -> Deadline | None:
    """The date a list shows of somebody: the first to act on that is not past for over a week, else the last.

    Nothing here records that a duty was done: a date that has passed is overdue for a week and then makes way for the
    next one, or every list would be red for good. The last date of a stay stays.
    """
    recent = [deadline for deadline in deadlines if deadline.act_by >= on - WEEK]
    return next(iter(recent or deadlines[-1:]), None)


def is_asked_for(query: ListQuery, answer: Answer, on: date) -> bool:
    """Whether the tab and the filters take somebody with these facts; words, party and place are not asked here."""
    facts = answer.facts
    if facts.is_merged or facts.is_deleted != (query.tab == "hidden") or not _is_on_tab(query.tab, answer, on):
        return False
    wanted = (
        not query.is_guarded or facts.is_guarded,
        not query.is_overdue or "" < answer.next_on < on.isoformat(),
        not query.language or query.language in facts.languages,
        not query.entered_from or facts.entered_on >= query.entered_from,
        not query.entered_to or "" < facts.entered_on <= query.entered_to,
    )
    return all(wanted)


def _is_on_tab(tab: str, answer: Answer, on: date) -> bool:
    if tab == "present":
        return answer.is_present
    if tab == "due":
        return "" < answer.next_on < (on + WEEK).isoformat()
    if tab == "incomplete":
        return bool(answer.missing)
    if tab == "today":
        return answer.facts.arrived_on == on.isoformat()
    return not answer.is_present if tab == "left" else True


def _deadlines(facts: ListFacts, rules: RulePack, on: date) -> tuple[Deadline, ...]:
    stay = StayFacts(
        entered_on=_day(facts.entered_on),
        arrived_on=_day(facts.arrived_on),
        sleeps=cast("Sleeps", facts.sleeps),
        citizenship=facts.citizenship,
        departed_on=_day(facts.departed_on) if facts.departure == "left" else None,
        earlier_stays=tuple((date.fromisoformat(entered), _day(left)) for entered, left in facts.earlier_stays),
    )
    return compute_deadlines(rules, stay, on)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
