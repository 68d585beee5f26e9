"""Half-typed forms, kept encrypted on this laptop until they are saved or thrown away."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.errors import UserError
from intake_app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.services.open_register import OpenRegister
    from intake_app.services.unit_of_work import Reading, UnitOfWork


_PARKED = "parked:"


@dataclass(frozen=True, slots=True)
class Draft:
    """What a form held when it was last kept; `saved_at` is an instant in ISO, UTC."""

    draft_id: str
    saved_at: str
    fields: Mapping[str, object]


def keep_draft(register: OpenRegister, draft_id: str, fields: Mapping[str, object]) -> None:
    """Keep a half-typed form; durable when this returns."""
    with register.writing("draft") as unit:
        _save(register, unit, draft_id, fields)
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


def park_draft(register: OpenRegister, draft_id: str, token: str, fields: Mapping[str, object]) -> None:
    """Put a half-typed form aside under a number of the queue, in the place of its draft; durable when this returns.

    UserError `token_parked` where a form lies under this number already: it is not written over.
    """
    with register.writing("draft") as unit:
        if token in _tokens(unit):
            raise UserError(
                "token_parked",
                _("A form is parked under this token already."),
                _("Bring that one back first, or use another token."),
                field="token",
            )
        _save(register, unit, f"{_PARKED}{token}", fields)
        unit.delete_draft(draft_id)
        unit.commit()


def bring_back(register: OpenRegister, draft_id: str, token: str) -> Mapping[str, object]:
    """Make a parked form the draft again; answers its fields. UserError `not_parked` where another has taken it."""
    with register.writing("draft") as unit:
        found = {name: body for name, _saved_at, body in unit.drafts()}.get(f"{_PARKED}{token}")
        if found is None:
            raise UserError(
                "not_parked", _("Nothing is parked under this token."), _("Look at the list."), field="token"
            )
        fields: Mapping[str, object] = json.loads(found)
        _save(register, unit, draft_id, fields)
        unit.delete_draft(f"{_PARKED}{token}")
        unit.commit()
    return fields


def parked_tokens(register: OpenRegister) -> tuple[str, ...]:
    """The numbers under which forms are parked, the first parked first."""
    with register.reading() as reading:
        return _tokens(reading)


def _tokens(reading: Reading) -> tuple[str, ...]:
    names = (draft_id for draft_id, _saved_at, _body in reading.drafts())
    return tuple(name.removeprefix(_PARKED) for name in names if name.startswith(_PARKED))


def _save(register: OpenRegister, unit: UnitOfWork, draft_id: str, fields: Mapping[str, object]) -> None:
    saved_at = register.clock.now().isoformat(timespec="seconds").replace("+00:00", "Z")
    unit.save_draft(draft_id, saved_at, json.dumps(dict(fields), ensure_ascii=False))
