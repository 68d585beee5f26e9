"""Whose party somebody may join, in words, and what the status line says of joining and leaving. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.names import isolate
from intake_app.i18n import _, ngettext
from intake_app.services.access import Sight, initials
from intake_app.services.companions import find_candidates
from ui.models.words import say_birth, say_name
from ui.people.forms import Done

if TYPE_CHECKING:
    from datetime import date

    from intake_app.services.access import PersonLine
    from intake_app.services.companions import Candidate
    from intake_app.services.open_register import OpenRegister
    from intake_app.services.parties import Together

MOST = 6


@dataclass(frozen=True, slots=True)
class JoinRow:
    """Somebody found: who it is, what tells them from others, and their card where it may be seen."""

    person_id: str
    title: str
    text: str
    card: str


def find_rows(register: OpenRegister, person_id: str, text: str, today: date) -> tuple[JoinRow, ...]:
    """Whom a text finds, best first; nobody for an empty one."""
    if not text.strip():
        return ()
    return tuple(_row(each, today) for each in find_candidates(register, person_id, text, MOST))


def say_joined(card: str, other: str, done: Together) -> Done:
    """What bringing somebody into the party of another card has come to."""
    said = _("{card} is in one party with {other} now.").format(card=card, other=other)
    return Done(done.changes, *_with_children(said, done))


def say_parted(card: str, done: Together) -> Done:
    """What leaving a party has come to."""
    return Done(done.changes, *_with_children(_("{card} is in no party now.").format(card=card), done))


def _with_children(said: str, done: Together) -> tuple[str, str]:
    """The sentence, another one about the children whom it concerns, and its tone."""
    if done.held:
        count = len(done.held)
        held = ngettext(
            "{count} child is without an adult now: call the shift lead.",
            "{count} children are without an adult now: call the shift lead.",
            count,
        )
        return f"{said} {held.format(count=count)}", "warning"
    if done.released:
        count = len(done.released)
        let_go = ngettext("{count} child is held no longer.", "{count} children are held no longer.", count)
        return f"{said} {let_go.format(count=count)}", "good"
    return said, "good"


def _row(found: Candidate, today: date) -> JoinRow:
    row = found.line.row
    born = say_birth(row.person.birth_date, is_estimated=row.person.birth_date_estimated, today=today)
    party = _("in no party yet")
    if found.others:
        party = _("in a party with {names}").format(names=", ".join(_short(each) for each in found.others))
    text = ", ".join(filter(None, (born, row.card_number, row.place_name, party)))
    return JoinRow(row.person.person_id, _name(found.line), text, row.card_number)


def _name(line: PersonLine) -> str:
    return say_name(line.row.person) if line.sight is Sight.WHOLE else line.row.person.given_name


def _short(line: PersonLine) -> str:
    """A name among others; of somebody guarded nothing is said."""
    if line.sight is Sight.GUARDED:
        return _("somebody kept apart")
    return isolate(line.row.person.given_name) or initials(line.row.person)
