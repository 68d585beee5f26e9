"""Our own card: voided when it is lost, and given out anew. A voided number still finds its person."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from intake_app.domain.ids import new_id
from intake_app.domain.records import Card, Person
from intake_app.errors import UserError
from intake_app.i18n import _
from intake_app.services.access import refuse_guarded
from intake_app.services.open_register import OpenRegister, centre_of
from intake_app.services.print_queue import outdate_sheets
from intake_app.services.reasons import needed_reason

if TYPE_CHECKING:
    from intake_app.domain.changes import Changes
    from intake_app.services.unit_of_work import UnitOfWork


def void_card(register: OpenRegister, person_id: str, reason: str) -> Changes:
    """Void the card in use; UserError where there is none."""
    told = needed_reason(reason)
    with register.writing("void_card", told) as unit:
        if not _void(register, unit, person_id):
            raise UserError("card_void", _("There is no card in use."), _("Give out a new one."))
        outdate_sheets(register, unit, person_id)
        return unit.commit()


def reissue_card(register: OpenRegister, person_id: str, reason: str) -> tuple[str, Changes]:
    """Void the card in use and give out the next number of this desk, in one act; answers the new number."""
    told = needed_reason(reason)
    with register.writing("reissue_card", told) as unit:
        _void(register, unit, person_id)
        number = unit.next_card_number()
        day = register.today(centre_of(unit)).isoformat()
        unit.create(Card(card_id=new_id(), person_id=person_id, card_number=number, given_on=day))
        outdate_sheets(register, unit, person_id)
        return number, unit.commit()


def _void(register: OpenRegister, unit: UnitOfWork, person_id: str) -> bool:
    person = unit.get(Person, person_id)
    if person is None or person.deleted:
        raise UserError("person_unknown", _("This person is not recorded here."), _("Search by name."))
    refuse_guarded(register.session, person)
    in_use = [card for card in unit.of_person(Card, person_id) if not card.voided_on]
    day = register.today(centre_of(unit)).isoformat()
    for card in in_use:
        unit.update(replace(card, voided_on=day), unit.heads(card.card_id))
    return bool(in_use)
