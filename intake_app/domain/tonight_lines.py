"""Lines of a list somebody pasted: from a spreadsheet or a message, name, birth and sex in any order.

Nothing raises and nothing is guessed silently: a line that cannot be taken keeps its text and says why.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from intake_app.domain.arrivals import SLEEPS, Arrival, DeskContext, FieldProblem, parse_arrival
from intake_app.domain.dates import DateProblem, parse_typed_birth
from intake_app.domain.names import NameProblem
from intake_app.domain.tonight_names import guess_sex_of, split_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MOST_LINES: Final = 2_000
_LONGEST_LINE: Final = 1_000
_SEX_WORDS: Final = frozenset(
    ("f", "m", "x", "ж", "м", "х", "female", "male", "муж", "жен", "мужской", "женский", "әйел", "ер")
)
_SEX_OF: Final = {"муж": "m", "мужской": "m", "жен": "f", "женский": "f"}
_SLEEP_WORDS: Final = {
    "here": ("here", "тут", "здесь", "осында"),
    "host": ("host", "хост", "хозяин", "хозяева", "у хозяев", "қонақ", "қонақта"),
    "own": ("own", "сам", "сами", "свое", "своё", "өзі"),
    "leaving": ("leaving", "уезжает", "уезжают", "едет дальше", "кетеді"),
}
_HEAD_WORDS: Final = frozenset(
    (
        *("name", "family name", "given name", "first name", "last name", "surname", "patronymic", "born", "birth"),
        *("birth date", "date of birth", "year", "age", "sex", "gender", "no", "no.", "№", "n", "#", "sleeps"),
        *("фио", "ф.и.о.", "имя", "фамилия", "отчество", "год", "год рождения", "дата рождения", "возраст", "пол"),
        *("п/п", "№ п/п", "аты", "тегі", "жасы", "туған жылы", "жынысы"),
    )
)
_LETTER: Final = re.compile(r"[^\W\d_]")
_DIGIT: Final = re.compile(r"\d")
_ORDINAL: Final = re.compile(r"\d{1,4}[.)]?")
_BIRTH_WORDS: Final = re.compile(
    r"^(?:age|born|возраст|род\.?|жасы)[\s:]+|\s*(?:г\.?\s?р\.?|года рождения|года рожд\.|y\.?\s?o\.?)$", re.IGNORECASE
)
_TRAILING: Final = re.compile(r"^(?P<head>.+?)\s+(?P<tail>\S+)$")


@dataclass(frozen=True, slots=True)
class PastedLine:
    """One line: where it stood (1, 2 ...), its text, its party (0, 1 ...), and what it means or why it is refused.

    What is wrong with it stands in `raw` from `start` on, `length` characters long; 0 where something is missing.
    """

    number: int
    raw: str
    party: int
    arrival: Arrival | None = None
    problem: FieldProblem | None = None
    start: int = 0
    length: int = 0


class _BadWordsError(Exception):
    """Words of a line that cannot be taken, and why; `is_last` where they stand there twice and the later ones are."""

    def __init__(self, problem: FieldProblem, words: str, *, is_last: bool = False) -> None:
        super().__init__(words)
        self.problem = problem
        self.words = words
        self.is_last = is_last


@dataclass(slots=True)
class _Cells:
    names: list[str]
    births: list[str]
    sexes: list[str]
    sleeps: list[str]


def parse_sleeps(text: str) -> str:
    """The code of a word for where somebody sleeps, from its first three letters on; empty for any other text."""
    typed = text.strip().casefold()
    if len(typed) < 3:
        return ""
    for code, words in _SLEEP_WORDS.items():
        if any(word.startswith(typed) for word in words):
            return code
    return typed if typed in SLEEPS else ""


def parse_list(text: str, context: DeskContext) -> tuple[PastedLine, ...]:
    """Every line of a pasted text that holds anything, its head left out; empty lines part one party from the next.

    Never raises, whatever the text. Cells are parted by tab, else semicolon, else comma, else by the words at the end
    of the line. After `MOST_LINES` the rest is one line that is refused.
    """
    lines: list[PastedLine] = []
    party, is_apart = 0, False
    for number, raw in enumerate(_split_lines(text), start=1):
        if not raw.strip(" \t\u00a0;,"):
            is_apart = bool(lines)
            continue
        if not lines and _is_head(raw):
            continue
        party, is_apart = party + is_apart, False
        if len(lines) >= MOST_LINES:
            lines.append(PastedLine(number, "", party, problem=FieldProblem("list", "too_many_lines")))
            break
        lines.append(parse_line(raw, context, number=number, party=party))
    return tuple(lines)


def parse_line(raw: str, context: DeskContext, *, number: int = 1, party: int = 0) -> PastedLine:
    """One line; see `parse_list`."""
    kept = raw[:_LONGEST_LINE]
    try:
        if len(raw) > _LONGEST_LINE:
            raise _BadWordsError(FieldProblem("family_name", "too_long"), kept)
        return PastedLine(number, raw, party, _read(raw, context))
    except _BadWordsError as bad:
        found = kept.rfind(bad.words) if bad.is_last else kept.find(bad.words)
        length = len(bad.words) if found >= 0 else 0
        return PastedLine(number, kept, party, problem=bad.problem, start=max(0, found), length=length)


def group_parties(lines: Iterable[PastedLine], *, are_parted: bool = True) -> tuple[tuple[Arrival, ...], ...]:
    """The arrivals that can be taken, by party; where no empty line parts the list, everybody came alone."""
    parties: dict[int, list[Arrival]] = {}
    for order, line in enumerate(lines):
        if line.arrival is not None:
            parties.setdefault(line.party if are_parted else order, []).append(line.arrival)
    return tuple(tuple(party) for party in parties.values())


def has_parties(lines: Sequence[PastedLine]) -> bool:
    """Whether an empty line parts the list anywhere."""
    return any(line.party for line in lines)


def _split_lines(text: str) -> Iterator[str]:
    """Line ends of every system; other separators that Python knows would cut a name in two."""
    yield from text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _is_head(raw: str) -> bool:
    cells = [cell.casefold().strip(" .:") for cell in _cells(raw) if cell]
    return bool(cells) and all(cell in _HEAD_WORDS or f"{cell}." in _HEAD_WORDS for cell in cells)


def _cells(raw: str) -> list[str]:
    for mark in ("\t", ";", ","):
        if mark in raw:
            return [cell.strip().strip('"').strip() for cell in raw.split(mark)]
    return [raw.strip()]


def _read(raw: str, context: DeskContext) -> Arrival:
    cells = [cell for cell in _cells(raw) if cell]
    if len(cells) == 1:
        cells = _cut_tail(cells[0], context)
    found = _sort_cells(_without_ordinal(cells, context), context)
    for field, each in (("birth_date", found.births), ("sex", found.sexes), ("sleeps", found.sleeps)):
        if len(each) > 1:
            raise _BadWordsError(FieldProblem(field, "said_twice"), each[-1], is_last=True)
    birth = "".join(map(_bare_birth, found.births))
    sex = "".join(found.sexes).casefold().strip(".")
    sleeps = parse_sleeps("".join(found.sleeps)) or "here"
    try:
        name = split_name(" ".join(found.names))
        flat = {**name._asdict(), "birth_date": birth, "sleeps": sleeps}
        flat["sex"] = _SEX_OF.get(sex, sex) or guess_sex_of(name)
        return parse_arrival({key: value for key, value in flat.items() if value}, context)
    except FieldProblem as problem:
        bad = found.births if problem.field == "birth_date" else found.names
        raise _BadWordsError(problem, (bad or [""])[0]) from None
    except NameProblem as problem:
        raise _BadWordsError(FieldProblem("family_name", problem.code), (found.names or [""])[0]) from None


def _cut_tail(text: str, context: DeskContext) -> list[str]:
    """The words at the end of a plain line that can only be birth, sex or where they sleep, each its own cell."""
    cells: list[str] = []
    head = text
    while (found := _TRAILING.match(head)) and _kind(found["tail"], context) != "name":
        cells.insert(0, found["tail"])
        head = found["head"]
    first, space, rest = head.partition(" ")
    if space and _ORDINAL.fullmatch(first) and _LETTER.search(rest):
        head = rest
    return [head, *cells]


def _without_ordinal(cells: list[str], context: DeskContext) -> list[str]:
    """A list's own counting in front is not an age, where another cell tells the birth or the age is unlikely."""
    if len(cells) < 2 or not _ORDINAL.fullmatch(cells[0]):
        return cells
    has_other = any(_kind(cell, context) == "birth" for cell in cells[1:])
    is_age = _kind(cells[0], context) == "birth" and cells[0].isdigit()
    return cells[1:] if has_other or not is_age else cells


def _sort_cells(cells: Iterable[str], context: DeskContext) -> _Cells:
    """The cells by what they tell, as they are written."""
    found = _Cells([], [], [], [])
    for cell in cells:
        kind = _kind(cell, context)
        if kind == "name" and _DIGIT.search(cell):
            raise _why_not(cell, context)
        {"birth": found.births, "sex": found.sexes, "sleeps": found.sleeps}.get(kind, found.names).append(cell)
    return found


def _kind(cell: str, context: DeskContext) -> str:
    word = cell.casefold().strip(".")
    if word in _SEX_WORDS:
        return "sex"
    if any(word in words for words in _SLEEP_WORDS.values()):
        return "sleeps"
    if _DIGIT.search(cell):
        try:
            parse_typed_birth(_bare_birth(cell), context.today)
        except DateProblem as problem:
            return "birth" if problem.code != "not_a_date" else "name"
        return "birth"
    return "name"


def _bare_birth(cell: str) -> str:
    """Without the words that lists put around a year or an age: `1996 г.р.`, `age 27`."""
    return _BIRTH_WORDS.sub("", cell).strip()


def _why_not(cell: str, context: DeskContext) -> _BadWordsError:
    """Why a cell with a digit in it is neither a birth nor a name: `19x5` is meant as a year, `Petrov4` as a name."""
    words = [word for word in cell.split() if _DIGIT.search(word)]
    word = next((word for word in words if _kind(word, context) != "birth"), words[0])
    if _LETTER.match(word) or _kind(word, context) == "birth":
        return _BadWordsError(FieldProblem("family_name", "digit_in_name"), word)
    return _BadWordsError(FieldProblem("birth_date", "not_a_date"), word)
