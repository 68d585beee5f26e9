"""The made-up centre of the window's tests and pictures: the night of the design's drawings."""

from __future__ import annotations

from datetime import UTC, datetime

from intake_app.services.centres import CentreSetup

PASSPHRASE = "correct horse battery"
NIGHT = datetime(2022, 11, 25, 18, 40, tzinfo=UTC)  # 23:40 in Oral
SETUP = CentreSetup(
    name="Oral, hall 1", code="ORL", country="KZ", desk="A", user_name="Aigerim B.", time_zone="Asia/Oral"
)
