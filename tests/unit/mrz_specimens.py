"""The published specimens of Utopia, one made-up internal passport, and what each of them says."""

from __future__ import annotations

from datetime import date

from intake_app.domain.mrz import LetterTable
from intake_app.packs.letters import russian_letters

TODAY = date(2026, 11, 22)

TD3 = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
TD3_OLD = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C<3UTO6908061F9406236ZE184226B<<<<<14"
TD1 = "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"
TD2 = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6"
VISA_A = "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL8988901C4XXX4009078F96121096ZE184226B<<<<<<"
VISA_B = "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nL8988901C4XXX4009078F9612109<<<<<<<<"
RUSSIAN = "PNRUSW2LO3KIN<<7RIQ<IL9I3<<<<<<<<<<<<<<<<<<<\n4513456783RUS8502142M<<<<<<<2120501770001<66"

CLAIR = russian_letters()
CONFIRMED = LetterTable(CLAIR.cyrillic, "confirmed", CLAIR.source)

_WOMAN = {
    "document_country": "UTO",
    "family_name_latin": "ERIKSSON",
    "given_name_latin": "ANNA MARIA",
    "sex": "F",
}
_PASSPORT = _WOMAN | {"document_type": "passport", "citizenship": "UTO", "optional_data": "ZE184226B"}
_CARD = _WOMAN | {
    "document_type": "national_id",
    "document_number": "D23145890",
    "citizenship": "UTO",
    "optional_data": "",
    "birth_date": "1974-08-12",
    "expires_on": "2012-04-15",
}
_VISA = _WOMAN | {
    "document_type": "visa",
    "document_number": "L8988901C",
    "citizenship": "XXX",
    "birth_date": "1940-09-07",
    "expires_on": "1996-12-10",
}
_MAN = {
    "document_type": "internal_passport",
    "document_country": "RUS",
    "family_name": "Щёлочкин",
    "given_name": "Юрий",
    "patronymic": "Ильич",
    "document_number": "4512345678",
    "citizenship": "RUS",
    "birth_date": "1985-02-14",
    "sex": "M",
    "expires_on": "",
    "optional_data": "2120501770001",
    "issued_on": "2012-05-01",
    "issuing_authority": "770-001",
}

SPECIMENS = [
    (TD3, "TD3", _PASSPORT | {"document_number": "L898902C3", "birth_date": "1974-08-12", "expires_on": "2012-04-15"}),
    (
        TD3_OLD,
        "TD3",
        _PASSPORT | {"document_number": "L898902C", "birth_date": "1969-08-06", "expires_on": "1994-06-23"},
    ),
    (TD1, "TD1", _CARD),
    (TD2, "TD2", _CARD),
    (VISA_A, "MRV-A", _VISA | {"optional_data": "6ZE184226B"}),
    (VISA_B, "MRV-B", _VISA | {"optional_data": ""}),
    (RUSSIAN, "RUS-INTERNAL", _MAN),
]
