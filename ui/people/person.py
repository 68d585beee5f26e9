"""One person in words: what the page shows, made of what the register holds. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from intake_app.domain.completeness import missing_of
from intake_app.domain.names import isolate
from intake_app.domain.phones import show_phone
from intake_app.domain.stays import has_ended, order_of_stay
from intake_app.i18n import _, kept_apart, pgettext
from intake_app.messages import field_label, say_word
from intake_app.services.centres import read_centre
from intake_app.services.companions import list_companions
from intake_app.services.deeds import Deed, may
from intake_app.services.deletion import hidden_since
from intake_app.services.people import open_person
from intake_app.services.placements import free_beds
from intake_app.services.stories import newest_undoable, tell_story
from intake_app.services.void_cards import find_void_card
from intake_app.values import say_country, say_iso, say_languages, say_value
from ui.models.short_dates import day_of_year
from ui.models.words import say_birth, say_day, say_distance, say_latin, say_name, say_weekday
from ui.people.correction import PERSON_GROUPS, Desk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.deadlines import Deadline
    from intake_app.domain.records import Place, Placement, Stay
    from intake_app.services.companions import Company
    from intake_app.services.deletion import Hidden
    from intake_app.services.open_register import OpenRegister
    from intake_app.services.people import PersonFile
    from intake_app.services.stories import StoryEntry, StoryPage
    from intake_app.services.void_cards import VoidCard

FIRST_PAGE = 30
NOTHING = "\N{EN DASH}"
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DateLine:
    """A legal date: when, how far away, what, how sure and by which source; `kind` is `warning` where they disagree."""

    when: str
    away: str
    what: str
    mark: str
    kind: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class StayLine:
    """One stay: what it is called, and its lines; `is_over` once they have left, `is_now` while they stay here."""

    stay_id: str
    title: str
    lines: tuple[str, ...]
    is_now: bool
    is_over: bool


@dataclass(frozen=True, slots=True)
class PersonView:
    """Everything the page shows, and the file it came from."""

    file: PersonFile
    today: date
    region: str
    time_zone: str
    title: str
    latin: str
    badge: str
    pill: tuple[str, str]
    card: str
    card_note: str
    facts: Pairs
    dates: tuple[DateLine, ...]
    stays: tuple[StayLine, ...]
    identity: tuple[tuple[str, Pairs], ...]
    companies: tuple[Company, ...]
    beds: tuple[tuple[Place, int], ...]
    story: StoryPage
    hidden: Hidden | None
    void_card: VoidCard | None
    missing: tuple[str, ...]
    may_record: bool
    may_care: bool
    may_join: bool

    @property
    def card_shown(self) -> str:
        """The card in use; where there is none, the last that was."""
        return self.card or (self.file.cards[-1].card_number if self.file.cards else "")

    @property
    def can_change(self) -> bool:
        """Whether whoever is at the desk may change this record: it is here, and theirs to write in."""
        return self.may_record and not self.file.person.deleted

    @property
    def undoable(self) -> StoryEntry | None:
        """What Ctrl+Z takes back."""
        return newest_undoable(self.story.entries)

    @property
    def is_here(self) -> bool:
        """Whether the person stays here now."""
        stay = self.file.stay
        return stay is not None and not has_ended(stay)

    def desk(self, register: OpenRegister) -> Desk:
        """What corrections of this person need."""
        return Desk(register, self.file, self.today, self.region)


def load_person(register: OpenRegister, person_id: str, shown: str = "") -> PersonView:
    """The page of one person as it is now; UserError where there is nobody, or the session may not see them.

    `shown` is what was typed or scanned to find them (`services.people.open_person`).
    """
    centre = read_centre(register)
    today = register.today(centre)
    file = open_person(register, person_id, shown)
    with register.reading() as reading:
        hidden = hidden_since(reading, person_id)
    return PersonView(
        file=file,
        today=today,
        region=centre.country,
        time_zone=centre.time_zone,
        title=say_name(file.person),
        latin=isolate(say_latin(file.person)),
        badge=_initials(file),
        pill=_pill(file),
        card=file.card_number,
        card_note=_card_note(file, today),
        facts=tuple(_facts(file, today)),
        dates=tuple(_date_line(deadline, today) for deadline in file.deadlines),
        stays=tuple(_stay_line(stay, file) for stay in sorted(file.stays, key=order_of_stay, reverse=True)),
        identity=_identity(file, today),
        companies=list_companions(register, person_id),
        beds=free_beds(register),
        story=tell_story(register, person_id, 0, FIRST_PAGE),
        hidden=hidden,
        void_card=find_void_card(register, shown),
        missing=_missing(file),
        may_record=may(register.session, Deed.RECORD),
        may_care=may(register.session, Deed.CARE),
        may_join=may(register.session, Deed.JOIN),
    )


def _missing(file: PersonFile) -> tuple[str, ...]:
    """What the file of somebody who is here lacks, as the incomplete queue says it; nothing of who has left."""
    stay = file.stay
    if file.person.deleted or has_ended(stay):
        return ()
    return tuple(say_word("missing", code) for code in missing_of(file.person, file.documents, stay, file.consents))


def _initials(file: PersonFile) -> str:
    person = file.person
    names = (person.family_name, person.given_name)
    if not any(names):
        names = (person.family_name_latin, person.given_name_latin)
    return "".join(name[:1].upper() for name in names if name) or person.other_names[:1].upper()


def _pill(file: PersonFile) -> tuple[str, str]:
    """The word beside the name, and its tone."""
    stay = file.stay
    if file.person.deleted:
        return _("hidden"), "danger"
    if stay is None:
        return "", ""
    if stay.departure == "presumed_left":
        return _("presumed left"), "muted"
    if has_ended(stay):
        return (_("moved") if stay.departure == "moved" else _("left")), "muted"
    return _("here now"), "good"


def _card_note(file: PersonFile, today: date) -> str:
    """What is to be known of the card: since when it is given, or void, and which one is void since."""
    given = next((card.given_on for card in reversed(file.cards) if not card.voided_on), "")
    void = next((card for card in reversed(file.cards) if card.voided_on), None)
    if not file.card_number and void is not None:
        return _("void since {day}").format(day=say_day(date.fromisoformat(void.voided_on)))
    if not file.card_number:
        return _("no card in use")
    if void is not None:
        return _("{card} is void").format(card=void.card_number)
    return _("given out {day}").format(day=day_of_year(given, today)) if given else ""


def _facts(file: PersonFile, today: date) -> list[tuple[str, str]]:
    person, document = file.person, file.primary_document
    birth = say_birth(person.birth_date, is_estimated=person.birth_date_estimated, today=today)
    facts = [(_("Born"), birth), (_("Citizenship"), say_country(person.citizenship))]
    if document is not None:
        kind = say_word("document_type", document.document_type) if document.document_type else _("document")
        facts.append((f"{kind[:1].upper()}{kind[1:]}", isolate(document.document_number) or _("no number")))
    facts += [(_("Phone"), isolate(show_phone(person.phone))), (_("Speaks"), say_languages(person.languages))]
    facts.append(_where(file))
    return [(label, text or NOTHING) for label, text in facts]


def _where(file: PersonFile) -> tuple[str, str]:
    """Where they sleep; of somebody who has left, since when they do not."""
    stay = file.stay
    if file.person.deleted:
        return _("Sleeps"), file.place_name
    if file.is_held and not file.place_name:
        return _("Sleeps"), _("held")
    if stay is None or not has_ended(stay):
        return _("Sleeps"), file.place_name or (say_word("sleeps", stay.sleeps) if stay and stay.sleeps else "")
    if stay.departed_on:
        return (_("Moved on") if stay.departure == "moved" else _("Left on")), say_iso(stay.departed_on)
    last = max((placement.ends_on for placement, _name in file.placements), default="")
    return _("Slept here until"), say_iso(last)


def _identity(file: PersonFile, today: date) -> tuple[tuple[str, Pairs], ...]:
    titles = {"name": pgettext("person", "Name"), "person": _("Person"), "contact": _("Contact")}
    person = file.person
    groups = []
    for key, names in PERSON_GROUPS:
        pairs = []
        for name in names:
            said = say_value(name, getattr(person, name))
            if name == "birth_date":
                said = say_birth(person.birth_date, is_estimated=person.birth_date_estimated, today=today)
            pairs.append((field_label(name), said or NOTHING))
        groups.append((titles[key], tuple(pairs)))
    return tuple(groups)


def _date_line(deadline: Deadline, today: date) -> DateLine:
    day = deadline.act_by
    kind = "warning" if deadline.status != "confirmed" else ""
    if day < today:
        kind = "danger"
    mark = say_word("status", deadline.status)
    when, away = say_weekday(day, today), say_distance(day, today)
    return DateLine(when, away, say_word("rule", deadline.rule), mark, kind, deadline.source)


def _stay_line(stay: Stay, file: PersonFile) -> StayLine:
    is_last = stay is file.stay
    is_over = has_ended(stay)
    is_now = is_last and not is_over and not file.person.deleted
    title = _("Here now") if is_now else _("Last stay") if is_last else _("Earlier stay")
    entered = _("day of entry not known")
    if stay.entered_on and stay.entry_point:
        entered = _("entered {day} at {place}").format(day=say_iso(stay.entered_on), place=isolate(stay.entry_point))
    elif stay.entered_on:
        entered = _("entered {day}").format(day=say_iso(stay.entered_on))
    places = _say_places([name for placement, name in file.placements if name and _stay_in(placement, file) is stay])
    lines = tuple(filter(None, (entered, places, _say_departure(stay))))
    return StayLine(stay.stay_id, title, lines, is_now=is_now, is_over=is_over)


def _say_places(names: Sequence[str]) -> str:
    """Where somebody slept one after the other: not one address."""
    said = names[0] if names else ""
    for name in names[1:]:
        said = _("{places}, then {place}").format(places=said, place=name)
    return said


def _stay_in(placement: Placement, file: PersonFile) -> Stay | None:
    """The stay in which a bed was given: the last one that had begun by then."""
    stays = sorted(file.stays, key=lambda stay: (stay.arrived_on or stay.entered_on, stay.stay_id))
    begun = [stay for stay in stays if (stay.arrived_on or stay.entered_on) <= placement.starts_on]
    return next(reversed(begun or stays[:1]), None)


def _say_departure(stay: Stay) -> str:
    what = say_word("departure", stay.departure or "left")
    if stay.departed_on:
        return f"{what}, {kept_apart(say_iso(stay.departed_on))}"
    return what if stay.departure else ""
