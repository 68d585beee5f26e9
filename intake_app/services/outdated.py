"""Sheets that were given and no longer say what is recorded: marked, and queued again.

Every correction, move, undo and deletion says here whom it touched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from intake_app.services.unit_of_work import UnitOfWork


def outdate_sheets(unit: UnitOfWork, person_id: str) -> None:
    """Say within an act that a person's record is no longer what it was."""
