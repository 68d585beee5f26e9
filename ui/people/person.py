"""One person in words: what the page shows, made of what the register holds. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from intake_app.domain.languages import language_name
from intake_app.domain.phones import show_phone
from intake_app.i18n import _, interface_language
from intake_app.messages import field_label, say_word
from intake_app.services.centres import read_centre
from intake_app.services.histories import HistoryEntry, tell_history
from intake_app.services.people import PersonFile, open_person
from ui.models.words import (
    say_birth,
    say_country,
    say_day,
    say_distance,
    say_iso,
    say_languages,
    say_latin,
    say_long_day,
    say_name,
    say_weekday,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.domain.deadlines import Deadline
    from intake_app.domain.records import Stay
    from intake_app.services.open_register import OpenRegister

_COUNTRIES = ("citizenship", "document_country")
_NAMES = ("family_name", "given_name", "patronymic", "family_name_latin", "given_name_latin")
_TOLD = {
    "person": (*_NAMES, "other_names", "birth_date", "sex", "citizenship", "phone", "languages", "birth_place"),
    "document": ("document_type", "document_number", "document_country", "as_told", "issued_on", "expires_on"),
    "stay": ("entered_on", "entry_point", "arrived_on", "sleeps", "intention"),
    "card": ("card_number",),
    "need": ("need_code",),
    "consent": ("answer", "language", "text_version"),
    "placement": ("starts_on",),
}
"""What is told of a new record, in this order; a correction tells every field that it changed."""
_SELF_EVIDENT = ("card_number", "need_code", "answer", "language", "document_type", "citizenship", "phone", "sex")
_HIDDEN = ("merged_into", "person_id", "place_id", "group_id", "mrz")
_DATES = ("birth_date", "issued_on", "expires_on", "entered_on", "arrived_on", "departed_on", "starts_on", "ends_on")
_SAYERS: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(_COUNTRIES, say_country),
    **dict.fromkeys(_DATES, say_iso),
    "phone": show_phone,
}
_KINDS = {"document_type": "document_type", "sleeps": "sleeps", "need_code": "need", "sex": "sex"} | {
    name: name for name in ("intention", "departure")
}


@dataclass(frozen=True, slots=True)
class DateLine:
    """A legal date: when, how far away, what, and how sure; `kind` is `warning` where sources disagree."""

    when: str
    away: str
    what: str
    mark: str
    kind: str


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One act in the history: the day it heads (or nothing), the time, who did what, and the details below."""

    day: str
    time: str
    what: str
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonView:
    """Everything the page shows, and the file it came from."""

    file: PersonFile
    today: date
    region: str
    title: str
    latin: str
    card: str
    card_note: str
    facts: tuple[tuple[str, str], ...]
    dates: tuple[DateLine, ...]
    stays: tuple[tuple[str, str], ...]
    history: tuple[HistoryLine, ...]


def load_person(register: OpenRegister, person_id: str) -> PersonView:
    """The page of one person as it is now; UserError where there is nobody."""
    centre = read_centre(register)
    today = register.today(centre)
    file = open_person(register, person_id)
    given = next((card.given_on for card in reversed(file.cards) if not card.voided_on), "")
    return PersonView(
        file=file,
        today=today,
        region=centre.country,
        title=say_name(file.person),
        latin=say_latin(file.person),
        card=file.card_number,
        card_note=_card_note(file.card_number, given),
        facts=tuple(_facts(file, today)),
        dates=tuple(_date_line(deadline, today) for deadline in file.deadlines),
        stays=tuple(_stay_lines(stay, file) for stay in sorted(file.stays, key=lambda each: each.entered_on)[::-1]),
        history=tell_lines(tell_history(register, person_id), centre.time_zone),
    )


def tell_lines(entries: tuple[HistoryEntry, ...], time_zone: str) -> tuple[HistoryLine, ...]:
    """The history by acts, the newest first: one line an act, its changed fields below, a head for each day."""
    acts: dict[str, list[HistoryEntry]] = {}
    for entry in entries:
        acts.setdefault(entry.act_id, []).append(entry)
    lines, day_before = [], None
    for act in reversed(list(acts.values())):
        at = act[0].at.astimezone(ZoneInfo(time_zone))
        day = say_long_day(at.date()) if at.date() != day_before else ""
        day_before = at.date()
        what = _("{who}: {did}").format(who=act[0].user_name or _("somebody"), did=say_word("act", act[0].act_kind))
        lines.append(HistoryLine(day, f"{at:%H:%M}", what, tuple(_details(act))))
    return tuple(lines)


def say_value(name: str, value: Any) -> str:
    """A stored value in words; empty for nothing."""
    if value in (None, "", [], ()):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name == "languages":
        return say_languages(value)
    if name in _KINDS:
        return say_word(_KINDS[name], str(value))
    return _SAYERS.get(name, str)(str(value))


def _details(act: list[HistoryEntry]) -> list[str]:
    lines = [act[0].reason] if act[0].reason else []
    for entry in act:
        if entry.before:
            lines += [_one_change(name, entry) for name in entry.patch if name not in _HIDDEN]
        elif said := _one_record(entry):
            lines.append(_("{what}: {values}").format(what=_table(entry.table), values=said))
    return lines


def _one_record(entry: HistoryEntry) -> str:
    told = [name for name in _TOLD.get(entry.table, ()) if name in entry.patch]
    names = " ".join(str(entry.patch[name]) for name in told if name in _NAMES)
    others = [_one_value(name, entry.patch[name]) for name in told if name not in _NAMES]
    return ", ".join(filter(None, (names, *others)))


def _one_value(name: str, value: Any) -> str:
    said = language_name(str(value), interface_language()) if name == "language" else say_value(name, value)
    label = {"text_version": _("text"), "starts_on": _("from")}.get(name, field_label(name).lower())
    return said if name in _SELF_EVIDENT else f"{label} {said}"


def _table(table: str) -> str:
    word = say_word("table", table)
    return f"{word[:1].upper()}{word[1:]}"


def _one_change(name: str, entry: HistoryEntry) -> str:
    after = say_value(name, entry.patch[name])
    if name not in entry.before:
        return after
    before = say_value(name, entry.before[name]) or _("nothing")
    return _("{field} from {before} to {after}").format(
        field=field_label(name), before=before, after=after or _("nothing")
    )


def _card_note(card: str, given: str) -> str:
    if not given:
        return ""
    return _("Card {card}, given out {day}").format(card=card, day=say_day(date.fromisoformat(given)))


def _facts(file: PersonFile, today: date) -> list[tuple[str, str]]:
    person, document, stay = file.person, file.primary_document, file.stay
    birth = say_birth(person.birth_date, is_estimated=person.birth_date_estimated, today=today)
    sleeps = file.place_name or (say_word("sleeps", stay.sleeps) if stay and stay.sleeps else "")
    facts = [(_("Born"), birth), (_("Citizenship"), say_country(person.citizenship))]
    if document is not None:
        kind = say_word("document_type", document.document_type) if document.document_type else _("document")
        facts.append((f"{kind[:1].upper()}{kind[1:]}", document.document_number or _("no number")))
    facts += [(_("Phone"), show_phone(person.phone)), (_("Speaks"), say_languages(person.languages))]
    facts.append((_("Sleeps"), sleeps))
    return [(label, text or "\N{EN DASH}") for label, text in facts]


def _date_line(deadline: Deadline, today: date) -> DateLine:
    day = deadline.act_by
    when = say_weekday(day)
    away = say_distance(day, today)
    if day.year != today.year:
        away = f"{day.year}, {away}"
    kind = "warning" if deadline.status != "confirmed" else ""
    if day < today:
        kind = "danger"
    return DateLine(when, away, say_word("rule", deadline.rule), say_word("status", deadline.status), kind)


def _stay_lines(stay: Stay, file: PersonFile) -> tuple[str, str]:
    is_now = stay is file.stay and not stay.departed_on
    title = _("Here now") if is_now else _("Earlier stay")
    entered = (
        _("entered {day}").format(day=say_iso(stay.entered_on)) if stay.entered_on else _("day of entry not known")
    )
    at = _("at {place}").format(place=stay.entry_point) if stay.entry_point else ""
    left = _("left {day}").format(day=say_iso(stay.departed_on)) if stay.departed_on else ""
    places = ", ".join(name for _placement, name in file.placements if name) if is_now else ""
    return title, "\n".join(filter(None, (f"{entered} {at}".strip(), places, left)))
