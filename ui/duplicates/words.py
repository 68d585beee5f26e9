"""What the page of duplicates says of pairs, records and decisions. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.matching.weights import FLAGGED
from intake_app.domain.names import isolate
from intake_app.i18n import _, kept_apart, ngettext, pgettext, say_number
from intake_app.messages import field_label, say_word
from intake_app.values import say_iso, say_value
from ui.models.words import say_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from intake_app.domain.person_rows import PersonRow
    from intake_app.domain.records import Person
    from intake_app.services.comparisons import FieldChoice, Rival
    from intake_app.services.people import PersonFile

_VERY_LIKELY = 0.9


def say_likelihood(score: float) -> str:
    """How likely two records are of one person, in a word or two."""
    if score >= _VERY_LIKELY:
        return pgettext("likelihood", "very likely")
    return pgettext("likelihood", "perhaps") if score >= FLAGGED else pgettext("likelihood", "rather not")


def say_verdict(score: float) -> str:
    """The same as a sentence."""
    if score >= _VERY_LIKELY:
        return _("Very likely one person.")
    return _("Perhaps one person.") if score >= FLAGGED else _("Rather two people.")


def say_reasons(reasons: Sequence[str]) -> str:
    """What speaks for it, on one line."""
    return ", ".join(say_word("reason", reason) for reason in reasons)


def say_who(row: PersonRow) -> str:
    """Name and birth date: what tells two people apart in a list."""
    return ", ".join(filter(None, (say_name(row.person), say_born(row.person))))


def say_born(person: Person) -> str:
    """A birth date as it was recorded, never an age; an estimate says so."""
    if not person.birth_date:
        return ""
    said = say_iso(person.birth_date)
    return _("about {year}, an estimate").format(year=said) if person.birth_date_estimated else said


def say_choice(choice: FieldChoice, side: int, person: Person) -> str:
    """One side of a field."""
    if choice.name == "birth_date":
        return say_born(person)
    return say_value(choice.name, choice.values[side])


def say_field(name: str) -> str:
    """What a field or a kind of rival is called."""
    kinds = {
        "bed": _("Bed"),
        "card": _("Card in use"),
        "party": _("Party"),
        "documents": _("Documents"),
        "stays": _("Stays"),
    }
    return kinds.get(name) or field_label(name)


def say_rival(rival: Rival) -> str:
    """The bed, card or party that one of the two has."""
    if rival.kind != "party":
        return rival.words
    return _say_party(int(rival.words))


def say_papers(file: PersonFile) -> str:
    """The papers of a record, each by its number first: they all go along."""
    said = (
        ", ".join(
            filter(None, (kept_apart(isolate(each.document_number)), say_value("document_type", each.document_type)))
        )
        for each in file.documents
    )
    return "; ".join(filter(None, said))


def say_stays(file: PersonFile) -> str:
    """The stays of a record: when each began, and how it ended."""
    said = []
    for stay in file.stays:
        began = say_iso(stay.entered_on) or say_iso(stay.arrived_on) or _("day of entry not known")
        ended = say_iso(stay.departed_on) or say_value("departure", stay.departure)
        said.append(_("{began}, left {ended}").format(began=began, ended=ended) if ended else began)
    return "; ".join(said)


def say_once(kind: str, file: PersonFile) -> str:
    """The bed, card or party of a record that is in nobody's way."""
    if kind == "party":
        sizes = [len(members) for group, members in file.groups if group.kind == "party"]
        return _say_party(sizes[0]) if sizes else ""
    return file.place_name if kind == "bed" else file.card_number


def say_head(file: PersonFile, *, is_first: bool) -> str:
    """The head of a record's column: which of the two it is, and its card on a second line."""
    which = _("Recorded first") if is_first else _("Recorded again")
    return f"{which}\n{file.card_number}" if file.card_number else which


def say_moves(moves: Mapping[str, int]) -> str:
    """What goes along, counted: `1 document, 2 stays`."""
    said = {
        "document": ngettext("{count} document", "{count} documents", moves.get("document", 0)),
        "stay": ngettext("{count} stay", "{count} stays", moves.get("stay", 0)),
        "group_member": pgettext("joining", "the party"),
        "placement": ngettext("{count} bed", "{count} beds", moves.get("placement", 0)),
        "card": ngettext("{count} card", "{count} cards", moves.get("card", 0)),
        "need": ngettext("{count} urgent need", "{count} urgent needs", moves.get("need", 0)),
        "consent": ngettext("{count} notice given", "{count} notices given", moves.get("consent", 0)),
    }
    parts = (said[table].format(count=say_number(count)) for table, count in moves.items())
    return ", ".join(part.replace(" ", "\u00a0") for part in parts)  # a number stays with its word


def say_what_follows(files: Sequence[PersonFile], moves: Mapping[str, int]) -> tuple[str, ...]:
    """What joining will do, in sentences."""
    lines = [_("The record made first stays, with what you take from each side. The other is put away.")]
    if moves:
        lines.append(_("Goes along: {what}.").format(what=say_moves(moves)))
    if all(file.card_number for file in files):
        lines.append(_("The person is found by both card numbers from then on."))
    lines.append(_("A name that is not taken is kept among the other names."))
    lines.append(_("It can be taken back at any time, from the history too."))
    return tuple(lines)


def say_joined(card: str, *, is_held: bool) -> str:
    """What the status line says when it is done."""
    said = _("Two records were joined: card {card}.").format(card=card) if card else _("Two records were joined.")
    return _("{said} The sheet is held: see to the child first.").format(said=said) if is_held else said


def say_left(count: int) -> str:
    """How many pairs there are to decide, with the one that is shown."""
    return ngettext("{count} pair left", "{count} pairs left", count).format(count=say_number(count))


def say_found(shown: int, total: int) -> str:
    """How many pairs there are to decide."""
    if shown < total:
        text = ngettext("the {shown} likeliest of {total} pair", "the {shown} likeliest of {total} pairs", total)
        return text.format(shown=say_number(shown), total=say_number(total))
    return ngettext("{count} pair", "{count} pairs", total).format(count=say_number(total))


def _say_party(count: int) -> str:
    return ngettext("a party of {count}", "a party of {count}", count).format(count=say_number(count))
