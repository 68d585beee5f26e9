"""What `register` is given: bytes from a file or standard input, as JSON objects and as machine-readable zones."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from intake_app.domain.arrivals import ALL_INPUTS
from intake_app.domain.mrz import mrz_blocks
from intake_app.errors import UserError
from intake_app.i18n import _

LONGEST = 16 * 1024 * 1024
STANDARD_INPUT = "-"
_MOST_NAMED = 5


def read_people(source: str) -> list[dict[str, Any]]:
    """The flat objects of one person or of a list; UserError in a sentence for anything else, unknown keys by name."""
    text = read_text(source)
    try:
        value = json.loads(text, object_pairs_hook=_make_unique, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise _refused("not_json", _("The input is not JSON.")) from None
    people = value if isinstance(value, list) else [value]
    if not people:
        raise _refused("nobody_given", _("The list is empty: nobody was given to record."))
    for number, person in enumerate(people, 1):
        if not isinstance(person, dict):
            raise _refused("not_an_object", _("Entry {number} is not an object with fields.").format(number=number))
        if unknown := [name for name in person if name not in ALL_INPUTS]:
            named = ", ".join(repr(name[:40]) for name in unknown[:_MOST_NAMED])
            raise UserError(
                "unknown_field",
                _("Person {number} has fields that do not exist: {names}.").format(number=number, names=named),
                _("Take them out or check their spelling; docs/cli/register.json lists the fields."),
                field=unknown[0][:40],
            )
    return people


def read_zones(source: str) -> list[str]:
    """The machine-readable zones of a text, parted by blank lines; UserError where there is none."""
    blocks = mrz_blocks(read_text(source))
    if not blocks:
        raise _refused("nobody_given", _("The input holds no machine-readable zone."))
    return blocks


def read_text(source: str) -> str:
    """The text of a file or of standard input (`-`): UTF-8, at most 16 MiB, not empty; a byte order mark is dropped."""
    data = _read(source)
    if len(data) > LONGEST:
        raise _refused("too_large", _("The input is larger than 16 MiB."))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _refused("not_utf8", _("The input is not text in UTF-8.")) from None
    if not text.strip():
        raise _refused("empty_input", _("The input is empty."))
    return text


def _read(source: str) -> bytes:
    try:
        if source == STANDARD_INPUT:
            return sys.stdin.buffer.read(LONGEST + 1)
        with Path(source).open("rb") as file:
            return file.read(LONGEST + 1)
    except (OSError, ValueError):
        raise UserError(
            "input_unreadable", _("The input file cannot be read."), _("Check its name and that you may read it.")
        ) from None


def _make_unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise UserError(
            "field_twice",
            _("The field {name} is given twice for one person.").format(name=repr(twice[:40])),
            _("Give it once."),
            field=twice[:40],
        )
    return values


def _refuse_constant(_name: str) -> Any:
    raise ValueError


def _refused(code: str, what: str) -> UserError:
    return UserError(code, what, _("Give one JSON object or a list of them, or zones parted by a blank line."))
