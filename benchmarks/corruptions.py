"""What goes wrong between two recordings of one person: each a function that changes a record, or says it cannot."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from benchmarks.romanisings import STYLES, latin

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from benchmarks.matching_names import Names

_LETTERS = "абвгдежзиклмнопрстуфхцчшыэюя"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A made-up recording: names as typed, dates ISO and maybe partial, and what of it is written in Latin letters."""

    family: str = ""
    given: str = ""
    father: str = ""
    family_latin: str = ""
    given_latin: str = ""
    others: str = ""
    sex: str = ""
    born: str = ""
    is_estimated: bool = False
    citizenship: str = ""
    town: str = ""
    phone: str = ""
    paper: str = ""
    number: str = ""
    passport: str = ""
    short: tuple[str, ...] = ()
    group: str = ""
    person: int = 0


def cross_script(made: Made, chance: random.Random, _names: Names) -> Made | None:
    """Recorded from a foreign passport: Latin letters only, no patronymic; the passport may not be the other paper."""
    if not made.family or not made.given:
        return None
    style = chance.choice(tuple(STYLES))
    given = made.given.split(" ")[0]
    return replace(
        made, family="", given="", father="", family_latin=latin(made.family, style), given_latin=latin(given, style)
    )


def short_name(made: Made, chance: random.Random, _names: Names) -> Made | None:
    """The short form of the given name."""
    return replace(made, given=chance.choice(made.short)) if made.short and made.given else None


def family_slip(made: Made, chance: random.Random, _names: Names) -> Made | None:
    """One letter of the family name is wrong, missing, too many, or exchanged with its neighbour."""
    return _with_slip(made, "family", chance)


def given_slip(made: Made, chance: random.Random, _names: Names) -> Made | None:
    """The same in the given name."""
    return _with_slip(made, "given", chance)


def other_ending(made: Made, _chance: random.Random, _names: Names) -> Made | None:
    """A woman's family name as her husband's or father's papers have it."""
    if made.sex != "F":
        return None
    for woman, man in (("ова", "ов"), ("ева", "ев"), ("ёва", "ёв"), ("ина", "ин"), ("ская", "ский")):
        if made.family.endswith(woman):
            return replace(made, family=made.family[: -len(woman)] + man)
    return None


def no_father(made: Made, _chance: random.Random, _names: Names) -> Made | None:
    """The patronymic is not there."""
    return replace(made, father="") if made.father else None


def father_in_given(made: Made, _chance: random.Random, _names: Names) -> Made | None:
    """The patronymic stands behind the given name."""
    return replace(made, father="", given=f"{made.given} {made.father}") if made.father and made.given else None


def swapped_names(made: Made, _chance: random.Random, _names: Names) -> Made | None:
    """Family and given name in each other's fields."""
    return replace(
        made, family=made.given, given=made.family, family_latin=made.given_latin, given_latin=made.family_latin
    )


def half_a_name(made: Made, chance: random.Random, _names: Names) -> Made | None:
    """One of the two parts of a double name."""
    for field in ("family", "family_latin"):
        name = getattr(made, field)
        if "-" in name:
            return replace(made, **{field: chance.choice(name.split("-"))})
    return None


def maiden_name(made: Made, chance: random.Random, names: Names) -> Made | None:
    """A woman's family name of before she married; every third is known by it too."""
    if made.sex != "F" or not made.family:
        return None
    other = chance.choice(names.families)[1]
    return replace(made, family=other, others=made.family if chance.random() < 1 / 3 else "")


def swapped_day(made: Made, _chance: random.Random, _names: Names) -> Made | None:
    """Day and month the wrong way round."""
    parts = made.born.split("-")
    if len(parts) < 3 or int(parts[2]) > 12 or parts[1] == parts[2]:
        return None
    return replace(made, born=f"{parts[0]}-{parts[2]}-{parts[1]}")


def year_only(made: Made, _chance: random.Random, _names: Names) -> Made | None:
    """Only the year was told."""
    return replace(made, born=made.born[:4]) if len(made.born) > 4 else None


def wrong_digit(made: Made, chance: random.Random, _names: Names) -> Made | None:
    """One digit of the birth date is another one."""
    if len(made.born) < 10:
        return None
    place = chance.choice((3, 2, 6, 9))
    digit = {2: "6789", 3: "0123456789", 6: "123456789", 9: "123456789"}[place]
    if place == 6 and made.born[5] == "1":
        digit = "012"
    if place == 9 and made.born[8] == "2":
        digit = "12345678"
    changed = chance.choice([each for each in digit if each != made.born[place]])
    return replace(made, born=made.born[:place] + changed + made.born[place + 1 :])


def told_age(made: Made, chance: random.Random, _names: Names) -> Made | None:
    """An age was told: a year that may be off."""
    if not made.born:
        return None
    return replace(made, born=str(int(made.born[:4]) + chance.choice((-2, -1, -1, 0, 1, 1, 2))), is_estimated=True)


def no_paper(made: Made, _chance: random.Random, _names: Names) -> Made | None:
    """No paper was shown."""
    return replace(made, paper="", number="") if made.number else None


def other_paper(made: Made, _chance: random.Random, _names: Names) -> Made | None:
    """Another kind of paper, with its own number."""
    return replace(made, paper="passport", number=made.passport) if made.paper == "internal_passport" else None


def wrong_number(made: Made, chance: random.Random, _names: Names) -> Made | None:
    """A digit of the number is lost or wrong, or the series is not there."""
    if not made.number:
        return None
    kind, place = chance.choice(("lost", "wrong", "series")), chance.randrange(len(made.number))
    if kind == "series" and len(made.number) == 10:
        return replace(made, number=made.number[4:])
    other = chance.choice([digit for digit in "0123456789" if digit != made.number[place]])
    return replace(made, number=made.number[:place] + ("" if kind == "lost" else other) + made.number[place + 1 :])


def other_phone(made: Made, chance: random.Random, _names: Names) -> Made | None:
    """A new number, or none."""
    if not made.phone:
        return None
    return replace(made, phone=chance.choice(("", f"+7701{chance.randrange(10**7):07}")))


def no_sex_or_citizenship(made: Made, _chance: random.Random, _names: Names) -> Made | None:
    """Nobody filled it in."""
    return replace(made, sex="", citizenship="", town="")


Corruption = "Callable[[Made, random.Random, Names], Made | None]"
NAMES: tuple[Callable[[Made, random.Random, Names], Made | None], ...] = (
    *(short_name, family_slip, given_slip, other_ending, no_father, father_in_given, swapped_names, half_a_name),
    maiden_name,
)
DATES: tuple[Callable[[Made, random.Random, Names], Made | None], ...] = (swapped_day, year_only, wrong_digit, told_age)
FACTS: tuple[Callable[[Made, random.Random, Names], Made | None], ...] = (
    *(no_paper, other_paper, wrong_number, other_phone, no_sex_or_citizenship),
)
LAST = cross_script
"""Comes after the others, which work on Cyrillic names."""


def _with_slip(made: Made, field: str, chance: random.Random) -> Made | None:
    name = getattr(made, field)
    if len(name) < 4:
        return None
    place = chance.randrange(1, len(name))
    letter = chance.choice(_LETTERS)
    kind = chance.choice(("lost", "wrong", "more", "exchanged"))
    if kind == "exchanged" and place + 1 < len(name):
        slipped = name[:place] + name[place + 1] + name[place] + name[place + 2 :]
    elif kind == "lost":
        slipped = name[:place] + name[place + 1 :]
    elif kind == "more":
        slipped = name[:place] + letter + name[place:]
    else:
        slipped = name[:place] + letter + name[place + 1 :]
    return replace(made, **{field: slipped})
