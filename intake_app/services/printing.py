"""From people to the sheets that are printed for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.errors import UserError
from intake_app.i18n import _
from intake_app.services.open_register import OpenRegister, centre_of
from intake_app.services.people import PersonFile, read_file
from intake_app.services.sheets import SheetFacts, build_sheet, choose_texts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from intake_app.domain.records import Centre
    from intake_app.domain.report_models import SheetModel


def sheets_for(register: OpenRegister, person_ids: Sequence[str], language: str = "") -> tuple[SheetModel, ...]:
    """The personal sheets of people in the order asked, each in its reader's language or the one wanted.

    UserError where a sheet waits for the shift lead, a person is unknown, or there is no text in the language.
    """
    if not person_ids:
        raise UserError("nobody_given", _("Nobody was named to print a sheet for."), _("Give a card number."))
    with register.reading() as reading:
        centre = centre_of(reading)
        rules, today = register.rules(centre), register.today(centre)
        files = [read_file(reading, person_id, rules, today) for person_id in person_ids]
    texts = register.sheet_texts()
    models = []
    for file in files:
        reader, clerk = choose_texts(file.person, centre, texts, language)
        models.append(build_sheet(_facts(file, centre, today), reader, clerk))
    return tuple(models)


def _facts(file: PersonFile, centre: Centre, today: date) -> SheetFacts:
    return SheetFacts(
        person=file.person,
        document=file.primary_document,
        stay=file.stay,
        place_name=file.place_name,
        card_number=file.card_number,
        deadlines=file.deadlines,
        centre=centre,
        today=today,
        is_held=file.is_held,
    )
