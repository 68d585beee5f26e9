"""Several people who left together: who has left already stays as they are, and is counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.errors import UserError
from intake_app.i18n import _
from intake_app.services.departures import record_departure
from intake_app.services.placements import has_left

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.changes import Changes
    from intake_app.services.open_register import OpenRegister


@dataclass(frozen=True, slots=True)
class Departed:
    """How many were recorded as left in one act, and how many had left before."""

    count: int
    before: int
    changes: Changes


def record_departures(
    register: OpenRegister, person_ids: Sequence[str], departure: str, departed_on: str = "", reason: str = ""
) -> Departed:
    """As `services.departures.record_departure`, in one act, for those who have not left yet.

    UserError `left_already` where all of them have, and what `record_departure` refuses, which then refuses all.
    """
    with register.reading() as reading:
        gone = {person_id for person_id in person_ids if has_left(reading, person_id)}
    leaving = [person_id for person_id in person_ids if person_id not in gone]
    if gone and not leaving:
        raise UserError("left_already", _("They have left already."), _("Correct the stay on a person's page instead."))
    changes = record_departure(register, leaving, departure, departed_on, reason)
    return Departed(len(leaving), len(gone), changes)
