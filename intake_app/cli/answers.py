"""People as the command line answers them: JSON objects with the permanent field names, and lines to read."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from intake_app.cli import screen
from intake_app.i18n import _
from intake_app.messages import field_label, say_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from intake_app.domain.deadlines import Deadline
    from intake_app.domain.records import Document, Person, Stay
    from intake_app.services.known_people import PossibleDuplicate
    from intake_app.services.people import Found, PersonFile

_WORDED = ("sex", "document_type", "sleeps", "intention", "departure")


def person_object(
    file: PersonFile, duplicates: Iterable[PossibleDuplicate], findings: Sequence[dict[str, str]]
) -> dict[str, Any]:
    """One person as `register` and `show` answer them."""
    groups = [group.group_id for group, _members in file.groups]
    return {
        "person_id": file.person.person_id,
        "card_number": file.card_number,
        "person": asdict(file.person),
        "documents": [asdict(document) for document in file.documents],
        "stay": asdict(file.stay) if file.stay else None,
        "deadlines": [deadline_object(deadline) for deadline in file.deadlines],
        "possible_duplicates": [
            {"person_id": each.person_id, "score": each.score, "reasons": list(each.reasons)} for each in duplicates
        ],
        "findings": list(findings),
        "place": file.place_name,
        "is_held": file.is_held,
        "group_id": groups[0] if groups else "",
    }


def deadline_object(deadline: Deadline) -> dict[str, Any]:
    """One clock: ISO dates, the rule's permanent id, its status and main source, and who owes it."""
    return {
        "rule": deadline.rule,
        "due_on": deadline.due_on.isoformat(),
        "act_by": deadline.act_by.isoformat(),
        "status": deadline.status,
        "source": deadline.source,
        "owed_by": deadline.owed_by,
    }


def found_object(found: Found) -> dict[str, Any]:
    """One line of a search answer."""
    row, person = found.row, found.row.person
    return {
        "person_id": person.person_id,
        "card_number": row.card_number,
        "family_name": person.family_name,
        "given_name": person.given_name,
        "patronymic": person.patronymic,
        "family_name_latin": person.family_name_latin,
        "given_name_latin": person.given_name_latin,
        "sex": person.sex,
        "birth_date": person.birth_date,
        "birth_date_estimated": person.birth_date_estimated,
        "citizenship": person.citizenship,
        "document_type": row.document_type,
        "document_number": row.document_number,
        "document_country": row.document_country,
        "phone": person.phone,
        "entered_on": row.entered_on,
        "arrived_on": row.arrived_on,
        "sleeps": row.sleeps,
        "place": row.place_name,
        "departed_on": row.departed_on,
        "reason": found.reason,
    }


def person_text(file: PersonFile, duplicates: Sequence[PossibleDuplicate], findings: Sequence[dict[str, str]]) -> str:
    """One person to read: card, fields, documents, stay, dates, and what to look at."""
    parts = [screen.pairs([(field_label("card_number"), file.card_number), *_lines(file.person)])]
    parts += [screen.pairs(_lines(document)) for document in file.documents]
    if file.stay:
        parts.append(screen.pairs([*_lines(file.stay), (field_label("place"), file.place_name)]))
    if file.is_held:
        parts.append(_("Perhaps a child without an adult: bed and sheet wait. Call the shift lead."))
    if file.deadlines:
        parts.append(deadlines_text(file.deadlines))
    parts += [_possible(duplicate) for duplicate in duplicates]
    parts += [f"{field_label(each['field'])}: {each['message']}" for each in findings]
    return "\n\n".join(part for part in parts if part)


def deadlines_text(deadlines: Iterable[Deadline]) -> str:
    """One person's clocks as a table."""
    rows = [
        (
            each.act_by.isoformat(),
            each.due_on.isoformat(),
            say_word("rule", each.rule),
            say_word("owed_by", each.owed_by),
            say_word("status", each.status),
        )
        for each in deadlines
    ]
    return screen.table((_("ACT BY"), _("DUE ON"), _("WHAT"), _("WHO"), _("STATUS")), rows)


def full_name(person: Person) -> str:
    """Family name, given name and patronymic; the Latin or another name where there is none of them."""
    own = (person.family_name, person.given_name, person.patronymic)
    latin = (person.family_name_latin, person.given_name_latin)
    return next((name for parts in (own, latin) if (name := " ".join(filter(None, parts)))), person.other_names)


def _possible(duplicate: PossibleDuplicate) -> str:
    reasons = ", ".join(say_word("reason", reason) for reason in duplicate.reasons)
    return _("Perhaps recorded already: {person_id} ({reasons}).").format(
        person_id=duplicate.person_id, reasons=reasons
    )


def _lines(record: Person | Document | Stay) -> list[tuple[str, str]]:
    return [
        (field_label(name), _shown(name, value)) for name, value in asdict(record).items() if not name.endswith("_id")
    ]


def _shown(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else ""
    if isinstance(value, tuple):
        return ", ".join(value)
    return say_word(name, str(value)) if name in _WORDED else str(value).replace("\n", " / ")
