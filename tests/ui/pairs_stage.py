"""People recorded twice, made up: for the tests and the pictures of the page of duplicates."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from intake_app.domain.arrivals import DeskContext, parse_arrival
from intake_app.services.centres import read_centre
from intake_app.services.registration import register_party

if TYPE_CHECKING:
    from intake_app.services.open_register import OpenRegister

SERGEI = {
    "family_name": "Иванов",
    "given_name": "Сергей",
    "patronymic": "Петрович",
    "birth_date": "1997-05-25",
    "sex": "M",
    "phone": "+7 912 345 67 89",
    "document_number": "4512 345678",
    "sleeps": "here",
    "document_type": "internal_passport",
    "document_country": "RUS",
    "entered_on": "2022-11-25",
}
AGAIN = {
    "family_name_latin": "IVANOV",
    "given_name_latin": "SERGEY",
    "birth_date": "1997-05-25",
    "sex": "M",
    "document_number": "75 1234567",
    "document_type": "passport",
    "document_country": "RUS",
    "sleeps": "here",
    "phone": "+7 912 345 67 89",
    "languages": "rus",
    "entered_on": "2022-11-25",
}
ANNA = {"family_name": "Ким", "given_name": "Анна", "patronymic": "Олеговна", "birth_date": "1999-03-12", "sex": "F"}


def record(register: OpenRegister, *, need: str = "", **fields: Any) -> str:
    """Somebody recorded just now; answers their id."""
    centre = read_centre(register)
    made = parse_arrival(dict(fields), DeskContext(register.today(centre), centre.country))
    return register_party(register, [replace(made, need_code=need)]).people[0].person_id


def two_pairs(register: OpenRegister) -> tuple[str, str, str, str]:
    """Sergei twice, in two scripts, and Anna twice, once without patronymic and with another phone."""
    sergei, anna = record(register, **SERGEI), record(register, **ANNA, phone="+7 701 111 11 11")
    again = record(register, **AGAIN)
    other = record(register, **ANNA | {"patronymic": "", "phone": "+7 701 222 22 22"})
    return sergei, again, anna, other
