"""`register`: arrivals from JSON, from machine-readable zones, or from both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from intake_app.cli.answers import person_object, person_text
from intake_app.cli.door import Door, takes_door
from intake_app.cli.inputs import STANDARD_INPUT, read_people, read_zones
from intake_app.cli.zones import count_disagrees, describe, describe_zone, fields_of, join_zone, read_zone
from intake_app.domain.arrivals import Arrival, DeskContext, FieldProblem, parse_arrival
from intake_app.errors import UserError
from intake_app.i18n import _
from intake_app.messages import user_error
from intake_app.services.centres import read_centre
from intake_app.services.known_people import find_duplicates_of_all
from intake_app.services.people import open_people
from intake_app.services.registration import register_party

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.mrz import MrzReading
    from intake_app.services.open_register import OpenRegister

Findings = list[dict[str, str]]


@click.command("register")
@click.option(
    "--from",
    "source",
    metavar="FILE",
    help="JSON with fields of person, document and stay in one flat object; a list is one party. - is standard input.",
)
@click.option(
    "--mrz", "zones", metavar="FILE", help="Machine-readable zones parted by a blank line. - is standard input."
)  # fmt: skip
@takes_door
def register(door: Door, source: str | None, zones: str | None) -> None:
    """Record one person or a party, all or none.

    With both options people and zones are paired in order; a field on which they disagree refuses the input.
    """
    if source is None and zones is None:
        raise click.UsageError(_("Give --from, --mrz, or both."))
    if source == zones == STANDARD_INPUT:
        raise click.UsageError(_("Only one of --from and --mrz can be standard input."))
    people = read_people(source) if source is not None else []
    blocks = read_zones(zones) if zones is not None else []
    if people and blocks and len(people) != len(blocks):
        raise count_disagrees(len(people), len(blocks))
    with door.opened() as unlocked:
        record_people(door, unlocked.register, people, blocks)


def record_people(door: Door, register: OpenRegister, people: Sequence[dict[str, Any]], blocks: Sequence[str]) -> None:
    """Check everything, record it in one act, and answer everyone as recorded."""
    centre = read_centre(register)
    context = DeskContext(register.today(centre), centre.country)
    arrivals, findings = [], []
    count = max(len(people), len(blocks))
    for index in range(count):
        flat = people[index] if people else {}
        block = blocks[index] if blocks else ""
        arrival, found = make_arrival(flat, block, context, _position(index, count))
        arrivals.append(arrival)
        findings.append(found)
    known = find_duplicates_of_all(register, arrivals)
    registration = register_party(register, arrivals)
    answers, texts = [], []
    files = open_people(register, [registered.person_id for registered in registration.people])
    for duplicates, found, file in zip(known, findings, files, strict=True):
        answers.append(person_object(file, duplicates, found))
        texts.append(person_text(file, duplicates, found))
    door.answer({"people": answers}, "\n\n\n".join(texts))


def make_arrival(
    flat: dict[str, Any], block: str, context: DeskContext, position: str = ""
) -> tuple[Arrival, Findings]:
    """One person's checked answers from typed fields and a zone, and what was found about them.

    A zone among the typed fields is read like one that was scanned: nothing of a zone is stored unread.
    """
    try:
        typed = _typed_zone(flat)
        if not block and not typed:
            arrival = parse_arrival(flat, context)
            return arrival, _describe(arrival, None)
        reading = read_zone(block or typed, context, position)
        if block and typed and read_zone(typed, context, position).fields["mrz"] != reading.fields["mrz"]:
            raise FieldProblem("mrz", "contradiction")
        joined = join_zone(flat, reading, context, position) if flat else fields_of(reading)
        arrival = parse_arrival(joined, context)
    except FieldProblem as problem:
        refusal = user_error(problem)
        raise UserError(refusal.code, position + refusal.what, refusal.do, field=refusal.field) from None
    return arrival, _describe(arrival, reading)


def _typed_zone(flat: dict[str, Any]) -> str:
    zone = flat.get("mrz")
    if zone is not None and not isinstance(zone, str):
        raise FieldProblem("mrz", "not_text")
    return (zone or "").strip()


def _describe(arrival: Arrival, reading: MrzReading | None) -> Findings:
    """What the zone and the answers said, each thing once."""
    found = describe_zone(reading) if reading else []
    known = {(each["field"], each["code"]) for each in found}
    return found + [
        describe(each.field, each.code, detail=each.detail)
        for each in arrival.findings
        if (each.field, each.code) not in known
    ]


def _position(index: int, count: int) -> str:
    return _("Person {number}: ").format(number=index + 1) if count > 1 else ""


COMMANDS = (register,)
