"""The night's bed slips: for every line with a bed of ours, printed once, and again where they say it wrong now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from intake_app.domain.local_records import BED_SLIP, QueueLine, ReservedCard
from intake_app.services.nights import read_tonight
from intake_app.services.printing import slip_of, token_slip

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.domain.paper_models import BedSlip
    from intake_app.services.open_register import OpenRegister
    from intake_app.services.unit_of_work import Reading


@dataclass(frozen=True, slots=True)
class NightSlips:
    """Slips that are due, in the order of the lines; `said` is what to give back, by line, once they are printed."""

    slips: tuple[BedSlip, ...]
    said: Mapping[str, str]


def read_slips(register: OpenRegister) -> NightSlips:
    """Word the slips that are due tonight: token, bed and card number, in the same languages with a record or without.

    Whoever sees one cannot tell that its bearer wants to speak alone: that one's number is the next of the desk's own,
    and stands for nobody.
    """
    tonight = read_tonight(register)
    language = tonight.night.notice_language
    slips, said = [], {}
    with register.reading() as reading:
        for line in tonight.lines:
            if not line.wants_slip:
                continue
            if line.is_record:
                slip = slip_of(register, reading, line.person_id, language)
            else:
                slip = token_slip(register, reading, line, _number_of(reading, line.line_id), language)
            if slip is not None:
                slips.append(slip)
                said[line.line_id] = line.slip
    return NightSlips(tuple(slips), said)


def _number_of(reading: Reading, line_id: str) -> str:
    """The number that was set aside with a bed by token."""
    return next((card.card_number for card in reading.kept(ReservedCard, kit=f"{BED_SLIP}{line_id}")), "")


def mark_slipped(register: OpenRegister, said: Mapping[str, str]) -> None:
    """The pages with these lines' slips were taken by the printer."""
    with register.writing("print") as unit:
        for line_id, text in said.items():
            for line in unit.kept(QueueLine, line_id=line_id):
                unit.keep(replace(line, slip_said=text))
        unit.commit()
