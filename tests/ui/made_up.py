"""The made-up centre of the window's tests and pictures, on the night of the design's drawings, and who came there."""

from __future__ import annotations

from datetime import UTC, datetime

from intake_app.services.centres import CentreSetup

PASSPHRASE = "correct horse battery"
NIGHT = datetime(2022, 11, 25, 18, 40, tzinfo=UTC)  # 23:40 in Oral
SETUP = CentreSetup(
    name="Oral, hall 1", code="ORL", country="KZ", desk="A", user_name="Aigerim B.", time_zone="Asia/Oral"
)
SERGEI = {
    "family_name": "Иванов",
    "given_name": "Сергей",
    "patronymic": "Петрович",
    "birth_date": "1997-05-25",
    "document_type": "internal_passport",
    "document_number": "4512 345678",
    "document_country": "RUS",
    "entered_on": "2022-11-25",
    "sleeps": "here",
    "phone": "+7 912 345-67-89",
    "languages": "rus",
}
