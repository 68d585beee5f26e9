"""Who may what: the roles of protection.md and the session that unlocking gives."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody does here; each service decides by it what is done and shown."""

    VOLUNTEER = "volunteer"
    SHIFT_LEAD = "shift_lead"
    MANAGER = "manager"
    DATA_OFFICER = "data_officer"
    PROTECTION = "protection_focal_point"


@dataclass(frozen=True, slots=True)
class Session:
    """Who is at the keyboard since the register was unlocked."""

    user_id: str
    user_name: str
    role: Role
