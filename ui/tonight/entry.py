"""The line that is typed: its texts, what is guessed of it, and what it means. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from intake_app.domain.arrivals import Arrival, DeskContext, FieldProblem, check_field, parse_arrival
from intake_app.domain.cards import parse_card
from intake_app.domain.names import NameProblem, has_digit
from intake_app.domain.tonight import CHILD_ALONE, DOCTOR, SPEAK_ALONE
from intake_app.domain.tonight_lines import parse_sleeps
from intake_app.domain.tonight_names import NameParts, guess_sex_of, split_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from intake_app.domain.records import Place
    from intake_app.domain.tonight import TonightLine
    from intake_app.domain.tonight_places import Bed

FIELDS = ("token", "name", "born", "sex", "sleeps", "urgent")
"""In the order of the columns, which is the order they are asked for in."""
NEEDS = {"1": DOCTOR, "2": CHILD_ALONE, "3": SPEAK_ALONE}
_CODES = {code: digit for digit, code in NEEDS.items()}
_INPUTS = {"born": "birth_date", "sex": "sex"}
_SEX_LETTERS = frozenset("mfxмжх")


@dataclass
class Entry:
    """What stands in the six fields, as typed; what is empty is guessed where it can be.

    `companion` is the person_id of somebody recorded before with whom this line came. `line_id` is the saved line that
    is corrected, empty for a new one.
    """

    texts: dict[str, str] = field(default_factory=lambda: dict.fromkeys(FIELDS, ""))
    companion: str = ""
    line_id: str = ""
    next_token: str = ""
    next_place: Place | None = None
    own_place: Place | None = None
    is_sex_unconfirmed: bool = False
    _doubted: str = ""

    def type(self, name: str, text: str) -> None:
        """What stands in a field now.

        Enter passes over a sex that the name tells: stopping there would cost a press for nearly everybody, and the
        burst has 2.65 for a line beside its letters. So whoever expects the field where it is not is understood: a
        letter typed at urgent is the sex, a digit typed at the sex is what is urgent. Enter behind such a letter stays
        at urgent (`is_sex_unconfirmed`), where it would have come from the sex.
        """
        own = "".join(char for char in text if not _belongs_elsewhere(name, char))
        other = next((char for char in reversed(text) if _belongs_elsewhere(name, char)), "")
        self.is_sex_unconfirmed = name == "urgent" and bool(other) and not own.strip()
        if other and (not own.strip() or _is_whole(name, own.strip())):
            self.texts["sex" if name == "urgent" else "urgent"] = other
            text = own
        self.texts[name] = text

    def has_typed(self) -> bool:
        """Whether anything is typed that would be lost; a token alone is not."""
        return any(text.strip() for name, text in self.texts.items() if name != "token")

    def is_bare(self) -> bool:
        """Whether nothing at all stands in it, and it belongs to nobody."""
        return not (self.companion or self.line_id or any(text.strip() for text in self.texts.values()))

    def take_lead_digit(self) -> None:
        """`3` where the name is asked: who wants to speak alone, and gives none."""
        if self.texts["name"].strip() == "3" and not self.line_id:
            self.texts |= {"name": "", "urgent": "3"}

    def guess(self, name: str) -> str:
        """What the field means while nothing is typed in it; empty where nothing can be guessed."""
        if name == "token":
            return self.next_token
        if name == "sex":
            return self._guess_sex()
        if name == "sleeps" and self.need() != SPEAK_ALONE:
            return "here"
        return ""

    def next_after(self, name: str) -> str:
        """The field that Enter goes on to: the next that is neither typed nor guessed; empty at the end of the line."""
        for each in FIELDS[FIELDS.index(name) + 1 :]:
            if each == "urgent" or not (self.texts[each].strip() or self.guess(each)):
                return each
        return ""

    def need(self) -> str:
        """The code of what is urgent; empty for nothing."""
        return NEEDS.get(self.texts["urgent"].strip(), "")

    def card(self) -> str:
        """The card number of a slip of the paper kit that stands in the token's place; empty for a token."""
        found = parse_card(self.texts["token"]) if "-" in self.texts["token"] else None
        return str(found) if found else ""

    def token(self) -> str:
        """The number in the queue; the next one where none is typed, or where a slip's number stands there."""
        return self.next_token if self.card() else self.texts["token"].strip() or self.next_token

    def problem(self, name: str, context: DeskContext, beds: Sequence[Bed]) -> FieldProblem | None:
        """What is wrong with what is typed in a field; None where it can be taken."""
        try:
            self._values(name, context, beds)
        except FieldProblem as problem:
            return FieldProblem(name, problem.code)
        except NameProblem as problem:
            return FieldProblem(name, problem.code)
        return None

    def doubt(self, name: str) -> str:
        """Why what is typed in a field is to be looked at once more, as a code: asked once, it is taken after that."""
        text = self.texts[name]
        if name != "name" or text == self._doubted or not has_digit(text):
            return ""
        self._doubted = text
        return "digit_in_name"

    def first_problem(self, context: DeskContext, beds: Sequence[Bed]) -> FieldProblem | None:
        """The first field that hinders saving; the field is one of FIELDS."""
        for name in FIELDS:
            if (problem := self.problem(name, context, beds)) is not None:
                return problem
        if not self.token():
            return FieldProblem("token", "token_missing")
        if self.need() != SPEAK_ALONE and not self.texts["name"].strip():
            return FieldProblem("name", "name_missing")
        return None

    def arrival(self, context: DeskContext, beds: Sequence[Bed]) -> Arrival:
        """What is recorded; FieldProblem where `first_problem` answers one."""
        values: dict[str, Any] = dict(self._name()._asdict())
        for name in ("born", "sex", "sleeps"):
            values |= self._values(name, context, beds)
        place_id = values.pop("place_id", "")
        values["sex"] = values.get("sex") or self._guess_sex()
        estimated = values.pop("birth_date_estimated", False)
        if estimated:
            values["birth_date_estimated"] = True
        made = parse_arrival({name: value for name, value in values.items() if value}, context)
        return replace(made, place_id=place_id, need_code=self.need(), card_number=self.card(), token=self.token())

    def place(self, context: DeskContext, beds: Sequence[Bed]) -> tuple[str, Place | None]:
        """Where they sleep and in which place; the guess where nothing is typed."""
        values = self._values("sleeps", context, beds)
        found = next((bed.place for bed in beds if bed.place.place_id == values.get("place_id")), None)
        return values["sleeps"], found

    def kept(self) -> dict[str, Any]:
        """What a draft holds; empty where nothing worth keeping is typed."""
        if not self.has_typed() or self.need() == SPEAK_ALONE:
            return {}
        return {"texts": dict(self.texts), "companion": self.companion, "line_id": self.line_id}

    def restore(self, kept: Mapping[str, Any]) -> None:
        """Put a draft back; what this version does not know is left out."""
        texts = kept.get("texts", {})
        self.texts = {name: str(texts.get(name, "")) for name in FIELDS}
        self.companion = str(kept.get("companion", ""))
        self.line_id = str(kept.get("line_id", ""))

    def _name(self) -> NameParts:
        try:
            return split_name(self.texts["name"])
        except NameProblem:
            return NameParts("")

    def _guess_sex(self) -> str:
        return guess_sex_of(self._name())

    def _values(self, name: str, context: DeskContext, beds: Sequence[Bed]) -> dict[str, Any]:
        text = self.texts[name].strip()
        if name == "name":
            return dict(split_name(text)._asdict())
        if name in _INPUTS:
            return check_field(_INPUTS[name], text, context)
        if name == "urgent":
            if text and text not in NEEDS:
                raise FieldProblem(name, "unknown_need")
            return {}
        return self._sleeps(text, beds) if name == "sleeps" else {}

    def _sleeps(self, text: str, beds: Sequence[Bed]) -> dict[str, Any]:
        if not text:
            place = self.own_place or self.next_place
            return {"sleeps": "here", "place_id": place.place_id if place else ""}
        if code := parse_sleeps(text):
            place = self.next_place if code == "here" else None
            return {"sleeps": code, "place_id": place.place_id if place else ""}
        near = self.own_place or self.next_place
        return {"sleeps": "here", "place_id": _find_place(text, beds, near, self.own_place).place_id}


def entry_of(line: TonightLine, beds: Sequence[Bed]) -> Entry:
    """A saved line as it is typed, to be corrected."""
    texts = {
        "token": line.token,
        "name": line.name,
        "born": f"~{line.birth_date}" if line.birth_date_estimated else line.birth_date,
        "sex": line.sex,
        "sleeps": "" if line.sleeps == "here" else line.sleeps,
        "urgent": _CODES.get(line.need_code, ""),
    }
    own = next((bed.place for bed in beds if line.place_name and bed.place.name == line.place_name), None)
    return Entry(texts, line_id=line.line_id, own_place=own)


def _belongs_elsewhere(name: str, char: str) -> bool:
    """Whether a character typed at the sex is one for urgent, or the other way round."""
    return (name == "urgent" and char.casefold() in _SEX_LETTERS) or (name == "sex" and char in NEEDS)


def _is_whole(name: str, text: str) -> bool:
    return text in NEEDS if name == "urgent" else text.casefold() in _SEX_LETTERS


def _find_place(text: str, beds: Sequence[Bed], near: Place | None, own: Place | None) -> Place:
    """The free place that a text names: its name, its number beside the guess, or a part of one name only."""
    wanted = text.casefold()
    free = [bed.place for bed in beds if bed.free > 0 or (own and bed.place.place_id == own.place_id)]
    if exact := [place for place in free if place.name.casefold() == wanted]:
        return exact[0]
    if wanted.isdigit():
        found = [place for place in free if place.name.rpartition(" ")[2] == wanted]
        head = near.name.rpartition(" ")[0] if near else ""
        found = [place for place in found if place.name.rpartition(" ")[0] == head] or found
    else:
        found = [place for place in free if wanted in place.name.casefold()]
    if len(found) != 1 and not (found and wanted.isdigit() and near):
        is_full = any(bed.place.name.casefold() == wanted for bed in beds)
        raise FieldProblem("sleeps", "place_taken" if is_full else "unknown_place")
    return found[0]
