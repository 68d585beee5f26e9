"""Correcting what is recorded about a person, their papers and their stay: the forms' data, and how they are saved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from intake_app.domain.arrivals import DOCUMENT_TYPES, INTENTIONS, SLEEPS, DeskContext, FieldProblem, check_field
from intake_app.domain.records import Document, Person, Stay, id_of
from intake_app.i18n import _, pgettext
from intake_app.messages import field_label, say_word
from intake_app.services.corrections import add_document, correct_record, merge_document, merge_fields, merge_stay
from intake_app.values import say_country, say_languages
from ui.models.short_dates import typed_date
from ui.people.forms import REASON, Done, FormField, FormProblems, PersonForm, explain, reason_field

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from intake_app.services.open_register import OpenRegister
    from intake_app.services.people import PersonFile

PERSON_GROUPS = (
    ("name", ("family_name", "given_name", "patronymic", "family_name_latin", "given_name_latin", "other_names")),
    ("person", ("birth_date", "sex", "citizenship", "birth_place")),
    ("contact", ("phone", "languages", "messenger", "emergency_contact")),
)
FIELDS = tuple(name for _group, names in PERSON_GROUPS for name in names)
DOCUMENT_FIELDS = (
    *("document_type", "document_number", "document_country"),
    *("issued_on", "expires_on", "issuing_authority"),
)
STAY_FIELDS = ("entered_on", "entry_point", "arrived_on", "sleeps", "intention", "destination")
DATE_FIELDS = ("birth_date", "issued_on", "expires_on", "entered_on", "arrived_on")
_CHOICES = {
    "document_type": ("document_type", DOCUMENT_TYPES),
    "sleeps": ("sleeps", SLEEPS),
    "intention": ("intention", INTENTIONS),
    "sex": ("sex", ("F", "M", "X")),
}
_SAYERS: dict[str, Callable[[Any], str]] = {
    "citizenship": say_country,
    "document_country": say_country,
    "languages": say_languages,
}


@dataclass(frozen=True, slots=True)
class Desk:
    """What corrections need to know of the desk: the register, the file as it was seen, the local day, the region."""

    register: OpenRegister
    file: PersonFile
    today: date
    region: str

    @property
    def context(self) -> DeskContext:
        """What the checks of fields take."""
        return DeskContext(self.today, self.region)


def person_form(desk: Desk) -> PersonForm:
    """Correct names, birth, citizenship and contact."""
    person = desk.file.person
    titles = {"name": pgettext("person", "Name"), "person": _("Person"), "contact": _("Contact")}
    groups = tuple((titles[key], make_fields(person, names)) for key, names in PERSON_GROUPS)

    def save(typed: Mapping[str, str]) -> Callable[[], Done]:
        return _saving(desk, person, typed, FIELDS, lambda values: merge_fields(person, values))

    return _correction(_("Correct the person"), groups, save)


def document_form(desk: Desk, document: Document) -> PersonForm:
    """Correct one paper."""
    groups = ((_("Document"), make_fields(document, DOCUMENT_FIELDS)),)

    def save(typed: Mapping[str, str]) -> Callable[[], Done]:
        return _saving(desk, document, typed, DOCUMENT_FIELDS, lambda values: merge_document(document, values))

    return _correction(_("Correct the document"), groups, save)


def stay_form(desk: Desk, stay: Stay) -> PersonForm:
    """Correct one stay; who does not sleep here any more gives the bed free."""
    groups = ((_("Stay"), make_fields(stay, STAY_FIELDS)),)
    born = desk.file.person.birth_date

    def save(typed: Mapping[str, str]) -> Callable[[], Done]:
        return _saving(desk, stay, typed, STAY_FIELDS, lambda values: merge_stay(stay, values, born))

    return _correction(_("Correct the stay"), groups, save)


def new_document_form(desk: Desk) -> PersonForm:
    """Record another paper."""
    empty = Document(document_id="", person_id=desk.file.person.person_id)

    def save(typed: Mapping[str, str]) -> Callable[[], Done]:
        reason, values = _checked(desk, empty, typed, DOCUMENT_FIELDS)
        document = _merged(lambda: merge_document(empty, values))
        said = _("Document added to {card}.").format(card=desk.file.card_number)
        return lambda: Done(add_document(desk.register, document, reason), said)

    return PersonForm(
        title=_("Another document"),
        button=_("Add the document"),
        groups=((_("Document"), make_fields(empty, DOCUMENT_FIELDS)), (_("Reason"), (reason_field(),))),
        check=save,
    )


def shown_value(record: object, name: str) -> str:
    """What a field of a form holds at first, written so that it can be typed again."""
    value = getattr(record, name)
    if name in DATE_FIELDS and value:  # as it is typed, day first
        day = typed_date(str(value))
        return f"~{day}" if name == "birth_date" and getattr(record, "birth_date_estimated", False) else day
    return _SAYERS.get(name, str)(value) if value else ""


def make_fields(record: object, names: tuple[str, ...]) -> tuple[FormField, ...]:
    """The fields of a record as they stand."""
    made = []
    for name in names:
        kind, codes = _CHOICES.get(name, ("", ()))
        options = (("", _("not known")), *((code, say_word(kind, code)) for code in codes)) if codes else ()
        made.append(FormField(name, field_label(name), shown_value(record, name), options))
    return tuple(made)


def _correction(
    title: str,
    groups: tuple[tuple[str, tuple[FormField, ...]], ...],
    save: Callable[[Mapping[str, str]], Callable[[], Done]],
) -> PersonForm:
    why = reason_field(_("for the history: misread, came with a new passport ..."))
    return PersonForm(
        title=title,
        button=_("Save the correction"),
        groups=(*groups, (_("Reason"), (why,))),
        check=save,
        note=_("The old value stays in the history. A sheet that was given is marked as out of date."),
    )


def _saving(
    desk: Desk,
    record: Any,
    typed: Mapping[str, str],
    names: tuple[str, ...],
    merge: Callable[[dict[str, Any]], Person | Document | Stay],
) -> Callable[[], Done]:
    reason, values = _checked(desk, record, typed, names)
    corrected = _merged(lambda: merge(values))
    if corrected == record:
        raise FormProblems({names[0]: _("Nothing was changed.")})
    said = _("Corrected {card}.").format(card=desk.file.card_number)
    seen = desk.file.seen.get(id_of(record), {})

    def correct() -> Done:
        changes = correct_record(desk.register, corrected, seen, reason)
        if "need" not in changes.tables:
            return Done(changes, said)
        party = _("Who is held as a child alone has changed: look at this person and the party.")
        return Done(changes, f"{said} {party}", "warning")

    return correct


def _checked(
    desk: Desk, record: object, typed: Mapping[str, str], names: tuple[str, ...]
) -> tuple[str, dict[str, Any]]:
    """The reason and the values typed; a field that was not touched is not checked and stays."""
    values: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for name in names:
        if typed.get(name, before := shown_value(record, name)) == before:
            continue
        try:
            values |= check_field(name, typed[name], desk.context)
        except FieldProblem as problem:
            problems[name] = explain(problem)
    if not typed.get(REASON, "").strip():
        problems[REASON] = _("Say in a few words why.")
    if problems:
        raise FormProblems(problems)
    return typed[REASON].strip(), values


def _merged(merge: Callable[[], Any]) -> Any:
    try:
        return merge()
    except FieldProblem as problem:
        raise FormProblems({problem.field: explain(problem)}) from None
