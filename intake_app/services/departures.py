"""Departures, which are a normal end: who left, who is presumed to have left, who moved within the country."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from intake_app.domain.arrivals import DEPARTURES
from intake_app.domain.records import Person
from intake_app.errors import UserError
from intake_app.i18n import _
from intake_app.services.access import refuse_guarded
from intake_app.services.children import look_around, settle_children
from intake_app.services.open_register import OpenRegister, centre_of
from intake_app.services.placements import current_stay, end_placements
from intake_app.services.print_queue import outdate_sheets
from intake_app.services.reasons import clean_reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.changes import Changes


def record_departure(
    register: OpenRegister, person_ids: Sequence[str], departure: str, departed_on: str = "", reason: str = ""
) -> Changes:
    """End the current stay of people in one act and free their beds.

    `departure` is `left` (the country), `moved` (within it) or `presumed_left`, of which the day is not known: its
    `departed_on` may stay empty, the others' is today then. Only `left` ends the legal clocks. Whoever comes back gets
    a new stay (`services.returns`). A child whom the last adult of the party leaves behind is held. UserError where
    somebody has left already, before they entered, or on a day that has not come.
    """
    if departure not in DEPARTURES:
        raise ValueError(departure)
    with register.writing("depart", clean_reason(reason)) as unit:
        today = register.today(centre_of(unit)).isoformat()
        _refuse_future(departed_on, today)
        day = departed_on or ("" if departure == "presumed_left" else today)
        before = look_around(register, unit, person_ids)
        for person_id in person_ids:
            person, stay = unit.get(Person, person_id), current_stay(unit, person_id)
            if person is None or person.deleted or stay is None:
                raise UserError("person_unknown", _("This person is not recorded here."), _("Search by name."))
            refuse_guarded(register.session, person)
            _check(stay.departed_on or stay.departure, stay.entered_on, day)
            unit.update(replace(stay, departed_on=day, departure=departure), unit.heads(stay.stay_id))
            end_placements(unit, person_id, min(day or today, today))
            outdate_sheets(register, unit, person_id)
        settle_children(register, unit, before)
        return unit.commit()


def _refuse_future(day: str, today: str) -> None:
    if day > today:
        raise UserError(
            "departed_in_future",
            _("This day has not come yet."),
            _("Record the departure when they have left."),
            field="departed_on",
        )


def _check(gone: str, entered_on: str, day: str) -> None:
    if gone:
        raise UserError("left_already", _("This person has left already."), _("Correct the stay instead."))
    if day and entered_on and day < entered_on:
        raise UserError(
            "departed_before_entry",
            _("They cannot have left before they entered."),
            _("Correct the day of leaving, or the day of entry."),
            field="departed_on",
        )
