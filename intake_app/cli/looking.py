"""`find`, `show`, `history`, `deadlines`: what the register knows."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from intake_app.cli import screen
from intake_app.cli.answers import deadline_object, found_object, full_name, person_object, person_text
from intake_app.cli.door import Door, takes_door
from intake_app.cli.zones import describe
from intake_app.domain.dates import DateProblem, parse_typed_day
from intake_app.i18n import _, ngettext
from intake_app.messages import field_label, say_word
from intake_app.services.centres import read_centre
from intake_app.services.due_list import DueLine, list_due
from intake_app.services.histories import tell_history
from intake_app.services.known_people import find_known
from intake_app.services.people import find_people, open_person, resolve
from intake_app.words import WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from intake_app.services.histories import HistoryEntry
    from intake_app.services.known_people import PossibleDuplicate
    from intake_app.services.open_register import OpenRegister
    from intake_app.services.people import Found, PersonFile

_MOST_FOUND = 1000


@click.command("find")
@click.argument("text", nargs=-1, required=True)
@click.option("--limit", metavar="N", type=click.IntRange(1, _MOST_FOUND), default=50, show_default=True)
@takes_door
def find(door: Door, text: tuple[str, ...], limit: int) -> None:
    """Find people by part of a name in any script, card, phone, document number or room."""
    with door.opened() as unlocked:
        found = find_people(unlocked.register, " ".join(text), limit)
    door.answer({"people": [found_object(each) for each in found]}, _found_text(found))


@click.command("show")
@click.argument("card")
@takes_door
def show(door: Door, card: str) -> None:
    """Show one person's record, by CARD or person_id."""
    with door.opened() as unlocked:
        register = unlocked.register
        file = open_person(register, _resolve(register, card), shown=card)
        duplicates = _duplicates_of(register, file)
        today = register.today(read_centre(register)).isoformat()
    findings = [
        describe("expires_on", "document_expired")
        for document in file.documents
        if document.expires_on and document.expires_on < today[: len(document.expires_on)]
    ]
    answer = person_object(file, duplicates, findings) | {
        "cards": [asdict(each) for each in file.cards],
        "placements": [asdict(placement) | {"place_name": name} for placement, name in file.placements],
        "groups": [
            {"group_id": group.group_id, "kind": group.kind, "name": group.name, "members": list(members)}
            for group, members in file.groups
        ],
        "needs": [asdict(need) for need in file.needs],
        "consents": [asdict(consent) for consent in file.consents],
    }
    door.answer(answer, person_text(file, duplicates, findings))


@click.command("history")
@click.argument("card")
@takes_door
def history(door: Door, card: str) -> None:
    """Tell every change of one person: when, what, who, why, and what stood there before."""
    with door.opened() as unlocked:
        entries = tell_history(unlocked.register, _resolve(unlocked.register, card), shown=card)
    door.answer({"history": [_entry_object(entry) for entry in entries]}, _history_text(entries))


@click.command("deadlines")
@click.option("--on", "on", metavar="DATE", help="Look as of this day (2022-11-25 or 25.11.2022); else today.")
@takes_door
def deadlines(door: Door, on: str | None) -> None:
    """List everybody's legal clocks, the first to act on first."""
    with door.opened() as unlocked:
        today = unlocked.register.today(read_centre(unlocked.register))
        day = _read_day(on, today) if on else today
        lines = list_due(unlocked.register, day)
    answer = {
        "on": day.isoformat(),
        "deadlines": [
            {"person_id": line.person_id, "card_number": line.card_number}
            | deadline_object(line.deadline)
            | {"when": line.when(day)}
            for line in lines
        ],
    }
    door.answer(answer, _due_text(lines, day))


def _resolve(register: OpenRegister, card: str) -> str:
    with register.reading() as reading:
        return resolve(reading, card)


def _duplicates_of(register: OpenRegister, file: PersonFile) -> tuple[PossibleDuplicate, ...]:
    """Others who may be the same person, by any of the documents."""
    with register.reading() as reading:
        return find_known(register, reading, file.person, file.documents)


def _read_day(text: str, today: date) -> date:
    try:
        return parse_typed_day(text, today, allow_future=True)
    except DateProblem:
        raise click.BadParameter(_("this is no day; write it like 2022-11-25."), param_hint="--on") from None


def _entry_object(entry: HistoryEntry) -> dict[str, Any]:
    return {
        "at": entry.at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "act_id": entry.act_id,
        "act_kind": entry.act_kind,
        "user": entry.user_name,
        "reason": entry.reason,
        "table": entry.table,
        "record_id": entry.record_id,
        "patch": dict(entry.patch),
        "before": dict(entry.before),
    }


def _found_text(found: Sequence[Found]) -> str:
    if not found:
        return _("Nobody is found.")
    rows = [
        (
            each.row.card_number,
            full_name(each.row.person),
            each.row.person.birth_date,
            each.row.place_name,
            say_word("reason", each.reason),
        )
        for each in found
    ]
    return screen.table((_("CARD"), _("NAME"), _("BORN"), _("SLEEPS"), _("FOUND BY")), rows)


def _history_text(entries: Sequence[HistoryEntry]) -> str:
    lines = []
    for entry in entries:
        head = (f"{entry.at:%Y-%m-%d %H:%M:%S}Z", entry.user_name, say_word("act", entry.act_kind), entry.reason)
        lines.append(screen.cell(" · ".join(filter(None, (*head, say_word("table", entry.table))))))
        lines += [
            screen.cell(f"  {field_label(name)}: {_change(entry, name, value)}")
            for name, value in entry.patch.items()
            if not name.endswith("_id")
        ]
    return "\n".join(lines)


def _change(entry: HistoryEntry, name: str, value: Any) -> str:
    before = f"{_value(name, entry.before[name])} -> " if name in entry.before else ""
    return before + _value(name, value)


def _value(name: str, value: Any) -> str:
    if value in (None, ""):
        return "-"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return say_word(name, str(value)) if name in WORDS else str(value).replace("\n", " / ")


def _due_text(lines: Sequence[DueLine], day: date) -> str:
    if not lines:
        return _("Nobody has a clock running.")
    rows = [
        (
            line.deadline.act_by.isoformat(),
            line.deadline.due_on.isoformat(),
            say_word("when", line.when(day)),
            line.card_number,
            say_word("rule", line.deadline.rule),
            say_word("owed_by", line.deadline.owed_by),
            say_word("status", line.deadline.status),
        )
        for line in lines
    ]
    heads = (_("ACT BY"), _("DUE ON"), _("WHEN"), _("CARD"), _("WHAT"), _("WHO"), _("STATUS"))
    overdue = sum(line.when(day) == "overdue" for line in lines)
    foot = ngettext("{count} clock is overdue.", "{count} clocks are overdue.", overdue).format(count=overdue)
    return f"{screen.table(heads, rows)}\n\n{foot}" if overdue else screen.table(heads, rows)


COMMANDS = (find, show, history, deadlines)
