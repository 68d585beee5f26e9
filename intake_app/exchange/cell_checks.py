"""Cells of our own files as the values of records: the desk's own checks, once for each distinct text.

Nearly every cell of an export is already in the form in which it is stored. Such cells pass by a look; all others go
through `domain.arrivals.check_field`, which decides.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING, Any

from intake_app.domain.arrivals import ALL_INPUTS, FieldProblem, check_field
from intake_app.domain.cards import check_character, parse_card
from intake_app.domain.dates import DateProblem, PartialDate, check_birth
from intake_app.domain.names import LONGEST_NAME, NameProblem, clean_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.domain.arrivals import DeskContext

FLAGS = {"true": True, "false": False, "": False}
FLAG_FIELDS = {"birth_date_estimated", "guarded", "as_told"}
_PLAIN_TEXTS = {
    "family_name", "given_name", "patronymic", "family_name_latin", "given_name_latin", "other_names", "birth_place",
    "messenger", "emergency_contact", "entry_point", "destination", "issuing_authority",
}  # fmt: skip
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_E164 = re.compile(r"\+[1-9][0-9]{6,14}")
_CARD = re.compile(r"([A-Z0-9]{2,4})-([A-Z0-9]{1,3})-([0-9]{6})-([A-Z0-9])")
_MOST_KEPT = 50_000
_LONGEST_NUMBER = 40


class CellChecks:
    """Turns the cells of one import into values; remembers what it has decided."""

    def __init__(self, context: DeskContext) -> None:
        self._context = context
        self._decided: dict[tuple[str, str], dict[str, Any] | FieldProblem] = {}

    def values(self, name: str, text: str) -> dict[str, Any]:
        """The value or values of one cell that is not empty; raises `FieldProblem`."""
        if name in _PLAIN_TEXTS and _is_clean(text):
            return {name: text}
        if name == "phone" and _E164.fullmatch(text):
            return {name: text}
        if name == "document_number" and len(text) <= _LONGEST_NUMBER and _is_clean(text):
            return {name: text}
        key = (name, text)
        decided = self._decided.get(key)
        if decided is None:
            if len(self._decided) >= _MOST_KEPT:
                self._decided.clear()
            decided = self._decided[key] = self._decide(name, text)
        if isinstance(decided, FieldProblem):
            raise decided
        return decided

    def _decide(self, name: str, text: str) -> dict[str, Any] | FieldProblem:
        try:
            if name == "birth_date" and (birth := self._iso_birth(text)):
                return {name: birth}
            if name in ALL_INPUTS and name not in FLAG_FIELDS:
                return check_field(name, text, self._context)
            return {name: _CHECKS.get(name, _text)(name, text)}
        except NameProblem as problem:
            return FieldProblem(name, problem.code)
        except FieldProblem as problem:
            return problem

    def _iso_birth(self, text: str) -> str:
        """A birth date as we write it; anything else is left to the desk's reading."""
        try:
            birth = PartialDate.parse_iso(text)
            check_birth(birth, self._context.today)
        except DateProblem:
            return ""
        return birth.iso()


def check_id(name: str, text: str) -> str:
    """An id as we write it; raises `FieldProblem`."""
    if not _ID.fullmatch(text):
        raise FieldProblem(name, "not_an_id")
    return text


def as_text(value: object) -> str:
    """A stored value as a cell shows it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return " ".join(value) if isinstance(value, tuple) else str(value)


def _is_clean(text: str) -> bool:
    """Whether `clean_name` would leave a text as it is: a quick no sends it there."""
    return (
        len(text) <= LONGEST_NAME
        and text.isprintable()
        and text[0] != " "
        and text[-1] != " "
        and "  " not in text
        and unicodedata.is_normalized("NFC", text)
    )


def _flag(name: str, text: str) -> bool:
    flag = FLAGS.get(text.strip().casefold())
    if flag is None:
        raise FieldProblem(name, "not_yes_or_no")
    return flag


def _card(name: str, text: str) -> str:
    parts = _CARD.fullmatch(text)
    if parts and int(parts[3]) and check_character("".join(parts.groups()[:3])) == parts[4]:
        return text
    card = parse_card(text) if len(text) <= _LONGEST_NUMBER else None
    if card is None:
        raise FieldProblem(name, "card_check_wrong")
    return str(card)


def _day(name: str, text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise FieldProblem(name, "not_a_date") from None


def _text(_name: str, text: str) -> str:
    return clean_name(text)


_CHECKS: dict[str, Callable[[str, str], Any]] = {
    **dict.fromkeys(FLAG_FIELDS, _flag),
    **dict.fromkeys(("starts_on", "ends_on", "given_on", "voided_on"), _day),
    "card_number": _card,
}
"""Columns that nobody types at the desk, or that a file writes in its own way."""
