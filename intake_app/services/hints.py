"""Who may have been here before: what the desk shows while a form is typed, and no more than that.

A hint names nobody: initials, a birth year, and why it came. What is recorded is never read out (texts.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.audit import AuditKind
from intake_app.domain.records import Person
from intake_app.services.access import initials, is_limited
from intake_app.services.known_people import find_duplicates

if TYPE_CHECKING:
    from collections.abc import Collection

    from intake_app.domain.arrivals import Arrival
    from intake_app.services.known_people import PossibleDuplicate
    from intake_app.services.open_register import OpenRegister
    from intake_app.services.unit_of_work import Reading


MOST_HINTS = 5
"""People shown beside a form: nobody reads more of them while somebody waits."""


@dataclass(frozen=True, slots=True)
class Hint:
    """Somebody who may be the person at the desk.

    `reasons` are codes of `find_duplicates`. A volunteer sees neither initials nor year of somebody guarded: only
    that the shift lead is to be called.
    """

    person_id: str
    initials: str
    birth_year: str
    reasons: tuple[str, ...]
    is_guarded: bool = False


def find_hints(register: OpenRegister, arrival: Arrival, dismissed: Collection[str] = ()) -> tuple[Hint, ...]:
    """Those who may be the person of a half-typed form, the likeliest first and at most five, without those said to
    be others.
    """
    with register.reading() as reading:
        found = [each for each in find_duplicates(register, reading, arrival) if each.person_id not in dismissed]
        hints = (_hint(reading, each, is_limited=is_limited(register.session)) for each in found[:MOST_HINTS])
        shown = tuple(hint for hint in hints if hint is not None)
    if shown:
        register.witness(AuditKind.SEARCH, *(hint.person_id for hint in shown), count=len(shown), detail="hints")
    return shown


def _hint(reading: Reading, found: PossibleDuplicate, *, is_limited: bool) -> Hint | None:
    person = reading.get(Person, found.person_id)
    if person is None or person.deleted or person.merged_into:
        return None
    if person.guarded and is_limited:
        return Hint(person.person_id, "", "", found.reasons, is_guarded=True)
    return Hint(person.person_id, initials(person), person.birth_date[:4], found.reasons)
