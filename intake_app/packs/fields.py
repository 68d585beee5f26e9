"""A strict look at one JSON object of a pack: every key known, every value of the kind promised.

A pack that is read leniently is a law that is read leniently: a misspelt key would silently switch a rule off.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from intake_app.errors import DamagedError
from intake_app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import NoReturn


class Fields:
    """One JSON object whose keys are exactly `keys`; each method takes one value and checks its kind.

    `where` names the place for whoever mends the file (`kz.json: rules[0]`). Everything that is not as promised
    raises `DamagedError` `damaged_pack` with that place.
    """

    def __init__(self, where: str, value: object, keys: frozenset[str]) -> None:
        self._where = where
        if not isinstance(value, dict):
            refuse(where, "is not an object")
        if unknown := sorted(set(value) - keys):
            refuse(where, f"has unknown keys: {', '.join(unknown)}")
        if missing := sorted(keys - set(value)):
            refuse(where, f"lacks: {', '.join(missing)}")
        self._values: dict[str, object] = value

    def text(self, key: str, *, is_required: bool = False) -> str:
        value = self._values[key]
        if not isinstance(value, str) or (is_required and not value.strip()):
            self.refuse(key, "is not text" if not isinstance(value, str) else "is empty")
        return value

    def flag(self, key: str) -> bool:
        value = self._values[key]
        if not isinstance(value, bool):
            self.refuse(key, "is neither true nor false")
        return value

    def number(self, key: str, *, least: int = 1, most: int = 9999) -> int:
        """A whole number from `least` to `most`."""
        value = self._values[key]
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            self.refuse(key, f"is not a whole number from {least} to {most}")
        return value

    def day(self, key: str) -> date:
        """A full ISO date."""
        value = self.text(key)
        try:
            day = date.fromisoformat(value)
        except ValueError:
            self.refuse(key, "is not a date")
        if day.isoformat() != value:  # Python 3.11 also reads 20200111 and week dates
            self.refuse(key, "is not a date")
        return day

    def choice(self, key: str, choices: tuple[str, ...]) -> str:
        value = self.text(key)
        if value not in choices:
            self.refuse(key, f"is none of {', '.join(choices)}")
        return value

    def is_null(self, key: str) -> bool:
        return self._values[key] is None

    def value(self, key: str) -> object:
        """The value as it stands, for an object that is looked at by Fields of its own."""
        return self._values[key]

    def items(self, key: str) -> list[tuple[str, object]]:
        """The values of a list, each with its place."""
        value = self._values[key]
        if not isinstance(value, list):
            self.refuse(key, "is not a list")
        return [(f"{self.place(key)}[{index}]", item) for index, item in enumerate(value)]

    def place(self, key: str) -> str:
        return f"{self._where}.{key}"

    def refuse(self, key: str, problem: str) -> NoReturn:
        refuse(self.place(key), problem)


def refuse(where: str, problem: str) -> NoReturn:
    """Raise the one error of this room: a pack's file is not what it should be."""
    raise DamagedError(
        "damaged_pack",
        _("A data file of the application is damaged: {where} {problem}.").format(where=where, problem=problem),
        _("Install the application again, or put back the file as it was."),
    )


def read_json(where: str, text: str) -> object:
    """The JSON value of a pack's text; a key given twice is refused, since one of the two would be lost."""
    try:
        return json.loads(text, object_pairs_hook=_make_unique(where))
    except ValueError:
        refuse(where, "is no JSON")


def _make_unique(where: str) -> Callable[[list[tuple[str, object]]], dict[str, object]]:
    def make_object(pairs: list[tuple[str, object]]) -> dict[str, object]:
        values = dict(pairs)
        if len(values) < len(pairs):
            twice = sorted({key for key, _value in pairs if sum(key == other for other, _value in pairs) > 1})
            refuse(where, f"has a key twice: {', '.join(twice)}")
        return values

    return make_object
