"""Half-typed forms, kept encrypted on this laptop until they are saved or thrown away."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.services.open_register import OpenRegister


@dataclass(frozen=True, slots=True)
class Draft:
    """What a form held when it was last kept; `saved_at` is an instant in ISO, UTC."""

    draft_id: str
    saved_at: str
    fields: Mapping[str, object]


def keep_draft(register: OpenRegister, draft_id: str, fields: Mapping[str, object]) -> None:
    """Keep a half-typed form; durable when this returns."""
    saved_at = register.clock.now().isoformat(timespec="seconds").replace("+00:00", "Z")
    with register.writing("draft") as unit:
        unit.save_draft(draft_id, saved_at, json.dumps(dict(fields), ensure_ascii=False))
        unit.commit()


def forget_draft(register: OpenRegister, draft_id: str) -> None:
    """Throw a draft away, as after its form was saved."""
    with register.writing("draft") as unit:
        unit.delete_draft(draft_id)
        unit.commit()


def list_drafts(register: OpenRegister) -> tuple[Draft, ...]:
    """Every kept draft, oldest first."""
    with register.reading() as reading:
        return tuple(Draft(draft_id, saved_at, json.loads(body)) for draft_id, saved_at, body in reading.drafts())
