"""The copy of somebody's record in words, in the language of whoever gets it."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from intake_app.domain.languages import short_code
from intake_app.domain.paper_models import CopyPart, RecordCopy
from intake_app.i18n import LANGUAGES, _, interface_language, ngettext, speaking
from intake_app.messages import field_label, say_word
from intake_app.values import say_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from intake_app.services.subject_access import HeldRecord, Step

_HIDDEN = frozenset(
    {"deleted", "merged_into", "person_id", "document_id", "stay_id", "placement_id", "place_id", "card_id", "need_id"}
    | {"consent_id", "group_id", "group_member_id", "mrz", "status"}
)
"""What means nothing outside the register; the file of data beside the print has it."""


def word_copy(held: HeldRecord, time_zone: str) -> RecordCopy:
    """The copy in the first language of the person that the program speaks, else in the one in force."""
    spoken = (short_code(code) for code in held.file.person.languages)
    language = next((code for code in spoken if code in LANGUAGES), interface_language())
    with speaking(language):
        return _word(held, ZoneInfo(time_zone))


def _word(held: HeldRecord, zone: ZoneInfo) -> RecordCopy:
    file = held.file
    parts = [
        _part(_("You"), _rows(file.person)),
        *(_part(_("You, as you were recorded a second time"), _rows(each)) for each in held.joined),
        *(_part(_("Document"), _rows(each)) for each in file.documents),
        *(_part(_("Stay"), _rows(each)) for each in file.stays),
        *(_part(_("Bed"), [(field_label("place"), place), *_rows(placement)]) for placement, place in file.placements),
        _part(_("Cards"), [row for card in file.cards for row in _rows(card)]),
        _part(_("Urgent needs"), [row for need in file.needs for row in _rows(need)]),
        _part(_("What you were told and answered"), [row for each in file.consents for row in _rows(each)]),
        _part(_("Those who came with you"), _companions(held.companions)),
        _part(_("Every change"), [row for step in held.changes for row in _changed(step, zone)]),
        _part(_("Who looked"), [(_say_at(step.at, zone), _looked(step)) for step in held.looks]),
        _part(_("Sheets printed"), [(_say_at(job.printed_at, zone), _copies(job.copies)) for job in held.prints]),
        _part(_("Lists that left this laptop and may hold you"), [(_say_at(at, zone), "") for at in held.exported_at]),
    ]
    return RecordCopy(
        title=_("Everything we hold about you"),
        lead=_("You can have this corrected or erased: ask at the desk. We cannot take back what was sent."),
        parts=tuple(part for part in parts if part.rows),
        foot=f"{held.centre} · {_say_at(held.made_at, zone)}",
        page_label=_("Page {number} of {count}"),
    )


def _part(heading: str, rows: Iterable[tuple[str, str]]) -> CopyPart:
    return CopyPart(heading=heading, rows=tuple(rows))


def _rows(record: Any) -> list[tuple[str, str]]:
    values = {each.name: getattr(record, each.name) for each in fields(record)}
    return list(_said(values))


def _said(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in values.items():
        if name not in _HIDDEN and value is not False and (said := say_value(name, value)):
            yield field_label(name), said


def _changed(step: Step, zone: ZoneInfo) -> Iterator[tuple[str, str]]:
    """What was done, by whom and why, and under it each field."""
    what = f"{say_word('act', step.kind)}: {say_word('table', step.table)} · {say_word('role', step.role)}"
    yield _say_at(step.at, zone), f"{what} · {step.reason}" if step.reason and step.kind != "undo" else what
    for label, said in _said(step.values or {}):
        yield "", f"{label}: {said}"


def _looked(step: Step) -> str:
    return f"{say_word('audit', step.kind)} · {say_word('role', step.role)}"


def _companions(count: int) -> list[tuple[str, str]]:
    if not count:
        return []
    return [("", ngettext("{count} person", "{count} people", count).format(count=count))]


def _copies(count: int) -> str:
    return ngettext("{count} copy", "{count} copies", count).format(count=count)


def _say_at(at: str, zone: ZoneInfo) -> str:
    from babel.dates import format_datetime

    local = datetime.fromisoformat(at).astimezone(zone)
    return format_datetime(local, "d MMM y, HH:mm", locale=interface_language())
