"""Which form a key asks for. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.names import isolate
from intake_app.domain.records import PARTY
from intake_app.services.access import Sight
from ui.models.words import say_name
from ui.people.correction import document_form, new_document_form, person_form, stay_form
from ui.people.person_acts import (
    guard_form,
    hide_form,
    leave_form,
    leave_party_form,
    meet_form,
    move_form,
    reissue_form,
    restore_form,
    void_form,
)

if TYPE_CHECKING:
    from intake_app.services.open_register import OpenRegister
    from ui.people.forms import PersonForm
    from ui.people.person import PersonView

_PLAIN = {
    "person": person_form,
    "new_document": new_document_form,
    "hide": hide_form,
    "restore": restore_form,
    "guard": guard_form,
    "leave": leave_form,
    "leave_party": leave_party_form,
    "reissue": reissue_form,
    "void": void_form,
}


def make_form(view: PersonView, register: OpenRegister, key: str, record_id: str = "") -> PersonForm:
    """The form of a key; `document`, `stay` and `meet` need the record's id."""
    desk = view.desk(register)
    if key in _PLAIN:
        return _PLAIN[key](desk)
    if key == "move":
        taken = {placement.place_id for placement, _name in view.file.placements if not placement.ends_on}
        return move_form(desk, [bed for bed in view.beds if bed[0].place_id not in taken], _staying(view))
    if key == "meet":
        return meet_form(desk, next(need for need in view.file.needs if need.need_id == record_id))
    if key == "stay":
        return stay_form(desk, next(stay for stay in view.file.stays if stay.stay_id == record_id))
    return document_form(desk, next(each for each in view.file.documents if each.document_id == record_id))


def _staying(view: PersonView) -> list[str]:
    """Whoever of the party has a bed, and which: they do not move with this person. Of somebody guarded nothing."""
    parties = [company for company in view.companies if company.group.kind == PARTY]  # a household may be apart
    lines = {line.row.person.person_id: line for company in parties for line in company.people}
    lines.pop(view.file.person.person_id, None)
    return [
        f"{say_name(line.row.person)}, {isolate(line.row.place_name)}"
        for line in lines.values()
        if line.sight is not Sight.GUARDED and line.row.place_name
    ]


def form_of_tab(view: PersonView, tab: str) -> tuple[str, str]:
    """What Ctrl+E corrects where a tab is shown: key and record."""
    if tab == "stay" and view.file.stay is not None:
        return "stay", view.file.stay.stay_id
    if tab == "papers" and view.file.primary_document is not None:
        return "document", view.file.primary_document.document_id
    return "person", ""
