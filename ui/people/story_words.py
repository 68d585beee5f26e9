"""A person's story in sentences: who did what, from what to what, and the icon that stands for it. No Qt."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from intake_app.domain.joined_people import MERGE
from intake_app.domain.languages import language_name
from intake_app.domain.names import isolate
from intake_app.domain.records import PERSONAL_TABLES
from intake_app.domain.tonight import CHILD_ALONE
from intake_app.i18n import _, interface_language, kept_apart, ngettext
from intake_app.messages import field_label, say_word
from intake_app.services.children import ACCOMPANYING
from intake_app.values import say_value
from ui.marked import old, plain, strong
from ui.models.words import say_day, say_name
from ui.people.story_fields import say_object, say_undone

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from intake_app.domain.records import Person
    from intake_app.services.stories import FieldStep, MadeRecord, StoryEntry

_HIDDEN = ("merged_into", "person_id", "group_id", "mrz", "status", "deleted", "birth_date_estimated")
_ICONS = {
    "register": "clipboard-pen",
    "return": "clipboard-pen",
    "tonight": "clipboard-pen",
    "import": "download",
    "correct": "pencil",
    "move": "bed-double",
    "depart": "log-out",
    "delete": "eye-off",
    "undelete": "eye",
    "guard": "shield",
    "unguard": "shield",
    "undo": "undo-2",
    "start_party": "users",
    "join_party": "users",
    "leave_party": "users",
    "add_document": "file-text",
    "reissue_card": "scan-line",
    "void_card": "scan-line",
    "meet_need": "check",
    "merge_people": "merge",
    "not_the_same": "users",
    "maybe_the_same": "users",
    "sheet_printed": "printer",
    "sheet_handed_over": "send",
}
_BEGINNINGS = ("register", "return", "tonight")
_TOGETHER = (*_BEGINNINGS, "join_party", "move", MERGE)
_MADE_FIRST = ("document", "stay", "placement", "need", "consent")
_MADE_LATER = dict.fromkeys(("correct", "depart", "join_party", "leave_party"), ("placement", "need"))
"""What the rule of a child alone gives or asks in acts that are about something else."""


@dataclass(frozen=True, slots=True)
class EntryWords:
    """One entry as the page shows it; `text` and `details` are marked text."""

    act_id: str
    day: str
    time: str
    icon: str
    text: str
    details: tuple[str, ...]
    action: str
    is_struck: bool
    is_beginning: bool


def tell_entries(
    entries: Iterable[StoryEntry], time_zone: str, today: date, after: date | None = None
) -> tuple[EntryWords, ...]:
    """The entries in words, with a heading where a day begins; `after` is the day of the entry told before them."""
    told, day_before = [], after
    for entry in entries:
        at = entry.at.astimezone(ZoneInfo(time_zone))
        day = say_day_heading(at.date(), today) if at.date() != day_before else ""
        day_before = at.date()
        told.append(_tell(entry, day, f"{at:%H:%M}", time_zone))
    return tuple(told)


def say_day_heading(day: date, today: date) -> str:
    """`Today, Monday 28 November`, `Saturday 26 November`; the year where it is another."""
    from babel.dates import format_date

    said = format_date(day, "EEEE d MMMM" if day.year == today.year else "EEEE d MMMM y", locale=interface_language())
    return _("Today, {day}").format(day=said) if day == today else said[:1].upper() + said[1:]


def tell_what(entry: StoryEntry) -> str:
    """The sentence of an entry, marked."""
    who = strong(entry.user_name or _("Somebody"))
    if entry.kind in _SENTENCES_BY_STEPS and entry.steps:
        return _SENTENCES_BY_STEPS[entry.kind](who, entry)
    if entry.kind == "undo":
        return say_undone(entry.undoes).format(who=who)
    if not entry.act_id:
        return _tell_print(entry)
    return _tell_plain(who, entry)


def name_act(entry: StoryEntry) -> str:
    """What an entry did in a few words that name nobody, for buttons and the status line."""
    what = say_word("act", entry.undoes if entry.kind == "undo" else entry.kind)
    if entry.kind != "correct":
        return what
    fields = ", ".join(dict.fromkeys(field_label(step.name) for step in _corrected(entry)))
    return _("{what} ({fields})").format(what=what, fields=fields) if fields else what


def say_undo(entry: StoryEntry) -> str:
    """The word on the button that takes an entry back."""
    count = entry.people_count
    if entry.kind == "undo":
        return _("Do it again")
    is_for_several = count > 1 and entry.kind != MERGE
    return ngettext("Undo for {count}", "Undo for {count}", count).format(count=count) if is_for_several else _("Undo")


def _tell(entry: StoryEntry, day: str, time: str, time_zone: str) -> EntryWords:
    text = tell_what(entry)
    is_undone = entry.undone is not None
    action = say_undo(entry) if entry.can_be_undone else ""
    return EntryWords(
        act_id=entry.act_id,
        day=day,
        time=time,
        icon="undo-2" if is_undone else _ICONS.get(entry.kind, "circle-dot"),
        text=plain(text) if is_undone else text,
        details=tuple(_details(entry, time_zone)),
        action=action,
        is_struck=is_undone,
        is_beginning=entry.kind in _BEGINNINGS,
    )


def _details(entry: StoryEntry, time_zone: str) -> list[str]:
    lines = []
    if entry.undone is not None:
        at = entry.undone.at.astimezone(ZoneInfo(time_zone))
        who, time = entry.undone.user_name or _("somebody"), f"{at:%H:%M}"
        if at.date() == entry.at.astimezone(ZoneInfo(time_zone)).date():
            lines.append(_("Undone by {who} at {time}").format(who=who, time=time))
        else:
            lines.append(_("Undone by {who} on {day}, {time}").format(who=who, day=say_day(at.date()), time=time))
    if entry.people:
        names = ", ".join(_short(person) for person in entry.people)
        lines.append(_("With {names}").format(names=names) if entry.kind in _TOGETHER else names)
    if MERGE in (entry.kind, entry.undoes):
        lines += _tell_joining(entry)
    elif entry.undoes in ("", "correct") and (entry.kind not in ("correct", "move") or len(entry.steps) > 1):
        lines += [_one_step(step, entry.places) for step in entry.steps if _is_told(step, entry.kind)][:8]
    if said := "; ".join(filter(None, (_one_record(made, entry.places) for made in _told_records(entry)))):
        lines.append(said)
    if entry.reason:
        lines.append(isolate(entry.reason))
    if entry.is_outdated and entry.kind == "sheet_printed":
        lines.append(_("Out of date since a correction"))
    if entry.refusal:
        lines.append(_say_why_not(entry, time_zone))
    return lines


def _tell_joining(entry: StoryEntry) -> list[str]:
    """What changed for the one who stays, and how much went along or back; not which record got which owner."""
    steps = [step for step in entry.steps if step.table == "person" and step.name not in (*_HIDDEN, "guarded")]
    stays = min((step.record_id for step in entry.steps if step.table == "person"), default="")
    lines = [_one_step(step, entry.places) for step in steps if step.record_id == stays][:8]
    moved = {(step.table, step.record_id) for step in entry.steps if step.name == "person_id"}
    counted = Counter(table for table, _record_id in moved)
    if counted:
        in_order = [(table, counted[table]) for table in PERSONAL_TABLES if counted[table]]
        what = ", ".join(f"{say_word('table', table)}\u00a0({count})" for table, count in in_order)
        text = _("Went along: {what}") if entry.kind == MERGE else _("Went back: {what}")
        lines.append(text.format(what=what))
    return lines


def _say_why_not(entry: StoryEntry, time_zone: str) -> str:
    """Why there is no way back, and at which entry it is lost."""
    if entry.later is None:
        return entry.refusal
    at = entry.later.at.astimezone(ZoneInfo(time_zone))
    if at.date() == entry.at.astimezone(ZoneInfo(time_zone)).date():
        return _("{why} See the entry of {time}.").format(why=entry.refusal, time=f"{at:%H:%M}")
    text = _("{why} See the entry of {day}, {time}.")
    return text.format(why=entry.refusal, day=say_day(at.date()), time=f"{at:%H:%M}")


def _is_told(step: FieldStep, kind: str) -> bool:
    if step.name in _HIDDEN:
        return False
    return step.table != "placement" and step.name not in _TOLD_ALREADY.get(kind, ())


_TOLD_ALREADY = {
    "depart": ("departed_on", "departure"),
    "void_card": ("voided_on",),
    "reissue_card": ("voided_on",),
    "meet_need": ("met_on",),
    "guard": ("guarded",),
    "unguard": ("guarded",),
    "move": ("sleeps",),
}
"""What the sentence of an act says already."""


def _told_records(entry: StoryEntry) -> list[MadeRecord]:
    tables = _MADE_FIRST if entry.kind in (*_BEGINNINGS, "import", "add_document") else _MADE_LATER.get(entry.kind, ())
    return sorted((made for made in entry.made if made.table in tables), key=lambda made: tables.index(made.table))


def _tell_correction(who: str, entry: StoryEntry) -> str:
    steps = _corrected(entry)
    if len(steps) != 1:
        names = ", ".join(dict.fromkeys(say_object(step.name) for step in steps)) or _("the record")
        return _("{who} corrected {fields}").format(who=who, fields=names)
    step = steps[0]
    label = say_object(step.name)
    before, after = say_value(step.name, step.before), say_value(step.name, step.after)
    if not before:
        return _("{who} added {field}: {after}").format(who=who, field=label, after=strong(after))
    if not after:
        return _("{who} took away {field}: {before}").format(who=who, field=label, before=old(before))
    text = _("{who} corrected {field} from {before} to {after}")
    return text.format(who=who, field=label, before=old(before), after=strong(after))


def _corrected(entry: StoryEntry) -> list[FieldStep]:
    """What a correction was about, without what followed from it: the bed, the hold of a child."""
    steps = [step for step in entry.steps if step.name not in _HIDDEN]
    return [step for step in steps if step.table in ("person", "document", "stay")] or steps


def _tell_departure(who: str, entry: StoryEntry) -> str:
    values = {step.name: step.after for step in entry.steps}
    what = strong(say_word("departure", str(values.get("departure") or "left")))
    if day := say_value("departed_on", values.get("departed_on")):
        return _("{who} recorded the departure: {what}, {day}").format(who=who, what=what, day=day)
    return _("{who} recorded the departure: {what}").format(who=who, what=what)


_SENTENCES_BY_STEPS = {"correct": _tell_correction, "depart": _tell_departure}


def _tell_print(entry: StoryEntry) -> str:
    language = language_name(entry.language, interface_language()) if entry.language else ""
    if entry.kind == "sheet_handed_over":
        return _("The sheet was handed over")
    return (
        _("The sheet was printed in {language}").format(language=language) if language else _("The sheet was printed")
    )


def _tell_plain(who: str, entry: StoryEntry) -> str:
    made = {record.table: record for record in entry.made}
    if entry.kind == "move":
        return _tell_move(who, entry)
    if entry.kind == MERGE:
        return _tell_how_many_joined(who, entry.people_count)
    cards = [strong(str(each.values.get("card_number", ""))) for each in entry.made if each.table == "card"]
    sentences: dict[str, str] = {
        "register": _("{who} recorded this person"),
        "tonight": _("{who} recorded this person for tonight"),
        "return": _("{who} recorded that they came back"),
        "import": _("{who} imported this person"),
        "delete": _("{who} hid this person"),
        "undelete": _("{who} restored this person"),
        "guard": _("{who} guarded this person"),
        "unguard": _("{who} ended the guard"),
        "start_party": _("{who} began a party with this person"),
        "join_party": _("{who} brought this person into a party"),
        "leave_party": _("{who} took this person out of their party"),
        "add_document": _("{who} added a document"),
        "void_card": _("{who} voided the card"),
        "meet_need": _("{who} has seen to a need"),
        "not_the_same": _("{who} said that this is not the same person as another"),
        "maybe_the_same": _("{who} took back that this is not the same person as another"),
    }
    if entry.kind == "reissue_card" and cards:
        return _("{who} gave a new card: {card}").format(who=who, card=cards[0])
    if entry.kind == "register" and cards and "person" in made:
        return _("{who} recorded this person, card {card}").format(who=who, card=cards[0])
    text = sentences.get(entry.kind)
    return text.format(who=who) if text else _("{who}: {did}").format(who=who, did=say_word("act", entry.kind))


def _tell_how_many_joined(who: str, count: int) -> str:
    if count <= 2:
        return _("Two records were joined: {who} found that they are of one person").format(who=who)
    text = ngettext(
        "{count} record was joined: {who} found that they are of one person",
        "{count} records were joined: {who} found that they are of one person",
        count,
    )
    return text.format(who=who, count=count)


def _tell_move(who: str, entry: StoryEntry) -> str:
    to = next((each.values.get("place_id") for each in entry.made if each.table == "placement"), "")
    place = strong(entry.places.get(str(to), _("another bed")))
    count = entry.people_count
    if count > 1:
        text = ngettext("{who} moved {count} person to {place}", "{who} moved {count} people to {place}", count)
        return text.format(who=who, count=count, place=place)
    return _("{who} moved this person to {place}").format(who=who, place=place)


def _one_step(step: FieldStep, places: Mapping[str, str]) -> str:
    if step.table == "need" and step.name == "met_on" and step.after:
        return _("Bed and sheet are held no longer")
    if step.name == "role" and step.after == ACCOMPANYING:
        return _("Accompanies a child of the party, not verified")
    before, after = _value(step.name, step.before, places), _value(step.name, step.after, places)
    label = field_label(step.name)
    if not before:
        return _("{field}: {after}").format(field=label, after=after)
    if not after:
        return _("{field}: {before} taken away").format(field=label, before=old(before))
    return _("{field} from {before} to {after}").format(field=label, before=old(before), after=after)


def _one_record(made: MadeRecord, places: Mapping[str, str]) -> str:
    values = made.values
    told = {
        "document": ("document_type", "document_number"),
        "stay": ("entered_on",),
        "placement": ("place_id",),
        "need": ("need_code",),
        "consent": ("language", "text_version"),
    }[made.table]
    said = ", ".join(filter(None, (_value(name, values.get(name), places) for name in told)))
    if not said:
        return ""
    if made.table == "need" and values.get("need_code") == CHILD_ALONE:
        return _("a child alone: bed and sheet are held for the shift lead")
    if made.table == "stay":
        return _("entered {day}").format(day=said)
    if made.table == "consent":
        language = language_name(str(values.get("language", "")), interface_language())
        version = str(values.get("text_version", ""))
        return _("notice given in {language}, text {version}").format(language=language, version=version)
    return said


def _value(name: str, value: Any, places: Mapping[str, str]) -> str:
    if name == "place_id":
        return places.get(str(value), "")
    said = say_value(name, value)
    return kept_apart(said) if name == "document_number" else said


def _short(person: Person) -> str:
    return isolate(person.given_name) or say_name(person)
