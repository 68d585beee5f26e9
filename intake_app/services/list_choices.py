"""What this laptop has chosen for its lists: filters saved under a name, and the columns shown. They never leave it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from intake_app.domain.names import clean_name
from intake_app.domain.person_lists import ListQuery, query_from
from intake_app.errors import UserError
from intake_app.i18n import _

if TYPE_CHECKING:
    from intake_app.services.open_register import OpenRegister

MOST_FILTERS = 40
LONGEST_NAME = 40
_FILTERS, _COLUMNS = "people.filters", "people.columns"


def read_filters(register: OpenRegister) -> dict[str, ListQuery]:
    """The saved filters by name, in the order of their names."""
    with register.reading() as reading:
        kept = json.loads(reading.local(_FILTERS) or "{}")
    return {name: query_from(kept[name]) for name in sorted(kept)}


def save_filter(register: OpenRegister, name: str, query: ListQuery) -> None:
    """Keep a filter under a name; one of the same name is replaced. UserError for no name, or too many filters."""
    name = clean_name(name[:LONGEST_NAME])
    if not name:
        raise UserError("name_missing", _("A saved filter needs a name."), _("Type a few words, then save."))
    with register.writing("settings") as unit:
        kept = json.loads(unit.local(_FILTERS) or "{}")
        if name not in kept and len(kept) >= MOST_FILTERS:
            raise UserError("too_many_filters", _("No more filters can be kept."), _("Save it under an old name."))
        kept[name] = query.as_values()
        unit.set_local(_FILTERS, json.dumps(kept))
        unit.commit()


def forget_filter(register: OpenRegister, name: str) -> None:
    """Keep a filter no longer; an unknown name is no error."""
    with register.writing("settings") as unit:
        kept = json.loads(unit.local(_FILTERS) or "{}")
        if kept.pop(name, None) is not None:
            unit.set_local(_FILTERS, json.dumps(kept))
            unit.commit()


def read_columns(register: OpenRegister) -> str:
    """The columns chosen, as keys parted by blanks; empty where nothing was chosen."""
    with register.reading() as reading:
        return reading.local(_COLUMNS)


def keep_columns(register: OpenRegister, keys: str) -> None:
    """Show these columns from now on."""
    with register.writing("settings") as unit:
        unit.set_local(_COLUMNS, keys)
        unit.commit()
