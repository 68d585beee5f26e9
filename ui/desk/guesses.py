"""What the form can say by itself from what was typed: guesses, always marked, and words below a field."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from intake_app.domain.arrivals import FieldProblem, check_field, complete_person
from intake_app.domain.cards import looks_like_card, parse_card
from intake_app.domain.countries import find_country
from intake_app.domain.dates import PartialDate, may_be_minor
from intake_app.domain.languages import find_language
from intake_app.domain.names import guess_sex, has_digit, is_cyrillic
from intake_app.domain.phones import show_phone
from intake_app.domain.records import Document, Person
from intake_app.i18n import _
from intake_app.messages import explain_field
from intake_app.values import say_country, say_iso, say_languages
from ui.desk.slots import Slot
from ui.models.words import say_birth

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from ui.desk.facts import DeskFacts

_IN_ORDER = (
    ("birth_date", "entered_on", "entered_before_birth"),
    ("entered_on", "arrived_on", "arrived_before_entry"),
)
COMPARED = ("birth_date", "entered_on", "arrived_on")
"""The dates that may contradict each other."""
_FIRST_ANSWERS = {"phone": "9000000000", "languages": "русский", "citizenship": "Казахстан", "entered_on": "-1"}
_SAID_DATES = ("entered_on", "issued_on", "expires_on", "arrived_on")


def guess(raw: str, shown: str, helper: str) -> Slot:
    """A guess and why."""
    return Slot(raw, shown, "guess", helper)


def guess_from_others(slots: Mapping[str, Slot], facts: DeskFacts, *, has_paper: bool) -> dict[str, Slot]:
    """The slots that follow from others and that nobody has filled: sex, citizenship, Latin names.

    Without a paper nothing is known of a country: the kind that stays from the person before says nothing.
    """
    country = _country(slots, facts) if has_paper else ""
    made: dict[str, Slot] = {}
    if slots["citizenship"].is_open:
        made["citizenship"] = (
            guess(country, say_country(country), _("from the document")) if country else _unsaid(has_paper)
        )
    if slots["sex"].is_open:
        sex = guess_sex(slots["patronymic"].raw)
        made["sex"] = guess(sex, sex, _("guess, from the patronymic")) if sex else Slot()
    person = Person(person_id="", family_name=slots["family_name"].raw, given_name=slots["given_name"].raw)
    latin = complete_person(person, Document(document_id="", person_id="", document_country=country))
    for name in ("family_name_latin", "given_name_latin"):
        if slots[name].is_open:
            text = getattr(latin, name) if is_cyrillic(slots[name.removesuffix("_latin")].raw) else ""
            made[name] = guess(text, text, _("by the passport rules")) if text else Slot()
    return made


def _unsaid(has_paper: bool) -> Slot:
    """Why the cursor comes to the citizenship of somebody without a paper."""
    return Slot() if has_paper else Slot(helper=_("ask: no paper says it"))


def helpers_of_names(slots: Mapping[str, Slot]) -> dict[str, Slot]:
    """The names with their Latin spelling said below, or why a scan left them empty, or a doubt: a number typed there
    was meant for another field.
    """
    made = {}
    if _is_left_by_scan(slots["patronymic"]):
        made["patronymic"] = replace(slots["patronymic"], helper=_("not on the document"), kind="muted")
    for name in ("family_name", "given_name"):
        if _is_left_by_scan(slots[name]) and slots[f"{name}_latin"].raw:
            said = _("only in Latin on the document")
            made[name] = replace(slots[name], helper=said, kind="muted")
        elif slots[name].state == "done" and has_digit(slots[name].raw):
            doubt = explain_field(name, "digit_in_name")[0]
            made[name] = replace(slots[name], helper=doubt, kind="warning")
        elif slots[name].state != "error" and not slots[name].is_recorded:
            latin = slots[f"{name}_latin"].raw
            text = _("Latin: {name}").format(name=latin.upper()) if latin else ""
            made[name] = replace(slots[name], helper=text, kind="muted")
    return made


def _is_left_by_scan(slot: Slot) -> bool:
    """Whether a scan has nothing for a field, and nobody need type it."""
    return slot.is_scanned and not slot.raw


def helper_of_number(slots: Mapping[str, Slot], seen: Mapping[str, bool]) -> dict[str, Slot]:
    """The document number with whether it was recorded before, once that is known of just this number."""
    slot = slots["document_number"]
    if slot.state != "done" or not slot.raw or slot.raw not in seen:
        return {}
    if seen[slot.raw]:
        return {"document_number": replace(slot, helper=_("on an earlier record"), kind="warning", icon="user-search")}
    return {"document_number": replace(slot, helper=_("not seen before"), kind="muted", icon="")}


def compare_dates(slots: Mapping[str, Slot], facts: DeskFacts, typed_last: str) -> dict[str, Slot]:
    """The dates that contradict each other are said so at the one that was typed last, else at the later of the two,
    whichever field is left or saved: word and cursor stand at the same one. A guess contradicts nobody.

    One that was called wrong because of another is looked at again.
    """
    made: dict[str, Slot] = {}
    for name in COMPARED:
        if slots[name].state == "error":
            alone = settle(name, replace(slots[name], state="done"), facts)
            made |= {name: alone} if alone.state == "done" else {}
    for earlier, later, code in _IN_ORDER:
        now = {**slots, **made}
        if not all(now[each].state == "done" for each in (earlier, later)):
            continue
        if _are_reversed([_day_of(each, now, facts) for each in (earlier, later)]):
            wrong = typed_last if typed_last in (earlier, later) else later
            made[wrong] = in_error(now[wrong], FieldProblem(wrong, code))
    return made


def _day_of(name: str, slots: Mapping[str, Slot], facts: DeskFacts) -> str:
    """The earliest day that a field allows, ISO; empty where it says none."""
    try:
        iso = str(check_field(name, slots[name].raw, facts.context)[name])
    except FieldProblem:
        return ""
    return PartialDate.parse_iso(iso).earliest().isoformat() if iso else ""


def _are_reversed(days: Sequence[str]) -> bool:
    return all(days) and days[0] > days[1]


def settle(name: str, slot: Slot, facts: DeskFacts) -> Slot:
    """A slot that was left or confirmed: checked, said back, or in error with one line."""
    if name in ("token", "need_code", "sleeps"):
        is_said = bool(slot.raw) or name == "need_code"  # no urgent need is an answer too
        return replace(slot, state="done" if is_said else "empty")
    slot = replace(slot, raw=_BEGUN[name](slot.raw)) if name in _BEGUN else slot
    try:
        values = check_field(name, slot.raw, facts.context)
    except FieldProblem as problem:
        return in_error(slot, problem)
    if not slot.raw.strip():
        return Slot(state="done" if slot.is_scanned else "empty", is_scanned=slot.is_scanned)
    return _SAID.get(name, _said_plainly)(replace(slot, state="done", helper="", kind="muted"), name, values, facts)


def load_lists(facts: DeskFacts) -> None:
    """Let answers of the kinds that a library or a list of names understands be understood once: their first one
    loads it, which takes a tenth of a second each. For a thread beside the window.
    """
    for name, raw in _FIRST_ANSWERS.items():
        settle(name, Slot(raw, raw), facts)


def in_error(slot: Slot, problem: FieldProblem) -> Slot:
    """The slot with what is wrong in one line."""
    return replace(slot, state="error", helper=explain_field(problem.field, problem.code)[0], kind="error")


def refuse_zone(slot: Slot) -> Slot:
    """A line of a machine-readable zone that came too slowly for a scan is no token and no number."""
    return replace(slot, state="error", helper=_("Part of a scan. Scan the document again"), kind="error")


def is_wrong_slip(text: str) -> bool:
    """Whether a token was meant for the number of a slip and is none."""
    return looks_like_card(text) and parse_card(text) is None


def doubt_token(slot: Slot) -> Slot:
    """A token that was meant for the number of a slip and is none: said once, and taken by another Enter."""
    return replace(
        slot,
        state="error",
        helper=_("No slip has this number: compare it with the paper. Enter keeps it"),
        kind="error",
    )


def guess_recorded(name: str, value: str, facts: DeskFacts) -> Slot:
    """An answer out of an earlier record, as a guess; nothing where it could not be said today."""
    slot = settle(name, Slot(value, value), facts)
    if slot.state != "done":
        return Slot()
    shown = say_iso(value.removeprefix("~")) if name == "birth_date" else slot.shown
    return replace(guess(slot.raw, shown, _("as recorded before")), is_recorded=True)


def say_while_typing(name: str, slot: Slot, facts: DeskFacts) -> Slot:
    """Dates are said back at every key; nothing is called wrong before the field is left."""
    if name != "birth_date" and name not in _SAID_DATES:
        return slot
    try:
        values = check_field(name, slot.raw, facts.context)
    except FieldProblem:
        return slot
    if not slot.raw.strip():
        return slot
    said = _SAID.get(name, _said_plainly)(slot, name, values, facts)
    return replace(said, raw=slot.raw, shown=slot.shown, state=slot.state)


def birth_of(slots: Mapping[str, Slot], facts: DeskFacts) -> PartialDate | None:
    """The birth date typed, if it is one."""
    try:
        iso = check_field("birth_date", slots["birth_date"].raw, facts.context)["birth_date"]
    except FieldProblem:
        return None
    return PartialDate.parse_iso(iso) if iso else None


def is_perhaps_child(slots: Mapping[str, Slot], facts: DeskFacts) -> bool:
    """Whether the birth date typed allows an age under 18."""
    birth = birth_of(slots, facts)
    return birth is not None and may_be_minor(birth, facts.today)


def _whole_languages(typed: str) -> str:
    """Codes for what was typed, where each begins the name of one language alone; else what was typed."""
    if (code := find_language(typed)) is not None:
        return code
    codes = [find_language(word) for word in typed.replace(",", " ").split()]
    return " ".join(code for code in codes if code) if codes and all(codes) else typed


def _whole_country(typed: str) -> str:
    """The code, where what was typed begins the name of one country alone."""
    return find_country(typed) or typed


def _country(slots: Mapping[str, Slot], facts: DeskFacts) -> str:
    try:
        return str(check_field("document_country", slots["document_country"].raw, facts.context)["document_country"])
    except FieldProblem:
        return ""


def _said_birth(slot: Slot, _name: str, values: Mapping[str, object], facts: DeskFacts) -> Slot:
    iso, is_estimated = str(values["birth_date"]), bool(values["birth_date_estimated"])
    words = say_birth(iso, is_estimated=is_estimated, today=facts.today)
    is_child = may_be_minor(PartialDate.parse_iso(iso), facts.today)
    return replace(slot, helper=words, kind="warning" if is_child else "said")


def _said_day(slot: Slot, name: str, values: Mapping[str, object], facts: DeskFacts) -> Slot:
    iso = str(values[name])
    words = say_iso(iso)
    if name == "expires_on" and _is_past(iso, facts.today):
        return replace(slot, helper=explain_field(name, "document_expired")[0], kind="warning")
    return replace(slot, helper="" if words == slot.shown else words)


def _said_country(slot: Slot, name: str, values: Mapping[str, object], _facts: DeskFacts) -> Slot:
    code = str(values[name])
    return replace(slot, raw=code, shown=say_country(code))


def _said_languages(slot: Slot, name: str, values: Mapping[str, object], _facts: DeskFacts) -> Slot:
    codes = values[name]
    if not isinstance(codes, tuple):
        return slot
    return replace(slot, raw=" ".join(codes), shown=say_languages(codes))


def _said_phone(slot: Slot, name: str, values: Mapping[str, object], _facts: DeskFacts) -> Slot:
    phone = str(values[name])
    if not phone:  # a calling code alone, as the form offers it
        return replace(slot, raw="", state="empty")
    return replace(slot, shown=show_phone(phone))


def _said_sex(slot: Slot, name: str, values: Mapping[str, object], _facts: DeskFacts) -> Slot:
    return replace(slot, raw=str(values[name]), shown=str(values[name]))


def _said_plainly(slot: Slot, _name: str, _values: Mapping[str, object], _facts: DeskFacts) -> Slot:
    return slot


def _is_past(iso: str, today: date) -> bool:
    return PartialDate.parse_iso(iso).latest() < today


_BEGUN = {"languages": _whole_languages, "citizenship": _whole_country, "document_country": _whole_country}
"""What may be given by the beginning of its name: it is said back at once."""
_SAID: dict[str, Callable[[Slot, str, Mapping[str, object], DeskFacts], Slot]] = {
    "birth_date": _said_birth,
    "citizenship": _said_country,
    "document_country": _said_country,
    "languages": _said_languages,
    "phone": _said_phone,
    "sex": _said_sex,
    **dict.fromkeys(_SAID_DATES, _said_day),
}
