"""Made-up people recorded once and twice, with the truth known: the data matching is tuned and measured on.

A third of the true pairs has one corruption, a third two, a third three or four; half of all cross the script. Beside
them stand people who look alike and are not one: twins, siblings, father and son of one name, namesakes, friends with
one phone, and people of one given name born on one day.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from benchmarks.corruptions import DATES, FACTS, LAST, NAMES, Made
from benchmarks.matching_names import TUNING, UNSEEN, Names
from intake_app.domain.ids import new_id
from intake_app.domain.records import Document, Group, GroupMember, Person
from intake_app.domain.romanisation import romanise

if TYPE_CHECKING:
    from collections.abc import Iterator

SETS = {"tuning": (20221125, TUNING), "unseen": (19470823, UNSEEN)}
PEOPLE = 4_000
PAIRS = 1_200
OF_EACH_KIND = 150
_COUNTRIES = ("RUS",) * 15 + ("KAZ",) * 3 + ("UKR", "BLR", "KGZ", "UZB")


@dataclass(frozen=True, slots=True)
class MatchingData:
    """Recordings, each with a place in the list; pairs of places, the smaller first, that are of one person, with how
    many corruptions; and pairs that look alike and are not, with their kind.
    """

    made: tuple[Made, ...]
    true: dict[tuple[int, int], int]
    hard: dict[tuple[int, int], str]


def make_data(name: str, people: int = PEOPLE, pairs: int = PAIRS, of_each_kind: int = OF_EACH_KIND) -> MatchingData:
    """The data of a part, `tuning` or `unseen`, always the same."""
    seed, names = SETS[name]
    chance = random.Random(seed)
    made = [replace(make_person(chance, names), person=number) for number in range(people)]
    true, hard = {}, {}
    for number in range(pairs):
        count = number % 3 + 1
        corrupted = corrupt(made[number], chance, names, count + (count == 3 and chance.random() < 1 / 3))
        true[number, len(made)] = count
        made.append(corrupted)
    for kind, make in HARD.items():
        for _each in range(of_each_kind):
            one, other = make(chance, names)
            hard[len(made), len(made) + 1] = kind
            made += [replace(one, person=len(made)), replace(other, person=len(made) + 1)]
    return MatchingData(tuple(made), true, hard)


def make_person(chance: random.Random, names: Names) -> Made:
    """Somebody as a desk records them: seven of ten with an internal passport, six of ten with a phone."""
    sex = chance.choice("FMM")
    given, short = chance.choice(names.women if sex == "F" else names.men)
    place = int(len(names.families) * chance.random() ** 1.7)
    family = names.families[place][sex == "F"]
    if chance.random() < 0.04:
        family += "-" + chance.choice(names.families)[sex == "F"]
    return Made(
        family=family,
        given=given,
        father=chance.choice(names.fathers)[sex == "F"] if chance.random() < 0.85 else "",
        sex=sex,
        born=_born(chance, 1950, 2004),
        citizenship=chance.choice(_COUNTRIES),
        town=chance.choice(names.towns) if chance.random() < 0.5 else "",
        phone=_phone(chance) if chance.random() < 0.6 else "",
        paper="internal_passport" if (has_paper := chance.random() < 0.7) else "",
        number=f"{chance.randint(1000, 9999)}{chance.randrange(10**6):06}" if has_paper else "",
        passport=f"{chance.randint(50, 79)}{chance.randrange(10**7):07}",
        short=short,
    )


def corrupt(made: Made, chance: random.Random, names: Names, count: int) -> Made:
    """The same person recorded again, with so many things different; at most one of them is of the birth date."""
    is_latin = chance.random() < 0.5
    kinds = [*chance.sample(NAMES, len(NAMES)), *chance.sample(FACTS, len(FACTS)), chance.choice(DATES)]
    chance.shuffle(kinds)
    left = count - is_latin
    for kind in kinds:
        if left <= 0:
            break
        changed = kind(made, chance, names)
        if changed is not None and changed != made:
            made, left = changed, left - 1
    if is_latin:
        made = LAST(made, chance, names) or made
    return made


def to_records(made: Made, person_id: str = "") -> tuple[Person, list[object]]:
    """The records of a recording; Latin names as the desk guesses them where none were read."""
    owner = person_id or new_id()
    person = Person(
        person_id=owner,
        family_name=made.family,
        given_name=made.given,
        patronymic=made.father,
        family_name_latin=made.family_latin or romanise(made.family),
        given_name_latin=made.given_latin or romanise(made.given),
        other_names=made.others,
        sex=made.sex,
        birth_date=made.born,
        birth_date_estimated=made.is_estimated,
        birth_place=made.town,
        citizenship=made.citizenship,
        phone=made.phone,
    )
    belongings: list[object] = []
    if made.number:
        belongings.append(
            Document(
                document_id=new_id(), person_id=owner, document_type=made.paper, document_number=made.number,
                document_country=made.citizenship,
            )
        )  # fmt: skip
    return person, belongings


def all_records(data: MatchingData) -> Iterator[tuple[Person, list[object]]]:
    """Everybody's records in the order of the data, ids in that order too, with the parties they came in."""
    groups: dict[str, Group] = {}
    for made in data.made:
        person, belongings = to_records(made)
        if made.group:
            if made.group not in groups:
                groups[made.group] = Group(group_id=new_id(), kind="household")
                belongings.append(groups[made.group])
            group_id = groups[made.group].group_id
            belongings.append(GroupMember(group_member_id=new_id(), group_id=group_id, person_id=person.person_id))
        yield person, belongings


def _born(chance: random.Random, first: int, last: int) -> str:
    return f"{chance.randint(first, last)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"


def _phone(chance: random.Random) -> str:
    return f"+79{chance.randrange(10**9):09}"


def _renamed(made: Made, chance: random.Random, names: Names, **fields: Any) -> Made:
    """Somebody of the same family with another given name and papers of their own."""
    others = [each for each in (names.women if made.sex == "F" else names.men) if each[0] != made.given]
    given, short = chance.choice(others)
    own = make_person(chance, names)
    values: dict[str, Any] = {
        "given": given,
        "short": short,
        "paper": own.paper,
        "number": own.number,
        "passport": own.passport,
    }
    return replace(made, **(values | fields))


def _together(one: Made, other: Made, chance: random.Random, share: float) -> tuple[Made, Made]:
    """Two of one household, or recorded apart."""
    if chance.random() >= share:
        return one, other
    group = f"g{chance.random()}"
    return replace(one, group=group), replace(other, group=group)


def _twins(chance: random.Random, names: Names) -> tuple[Made, Made]:
    one = make_person(chance, names)
    return _together(one, _renamed(one, chance, names), chance, 0.5)


def _siblings(chance: random.Random, names: Names) -> tuple[Made, Made]:
    one = make_person(chance, names)
    year = str(int(one.born[:4]) + chance.choice((1, 2, 3, 5)))
    other = _renamed(one, chance, names, born=year + _born(chance, 1990, 1990)[4:])
    return _together(one, other, chance, 0.5)


def _father_and_son(chance: random.Random, names: Names) -> tuple[Made, Made]:
    while (father := make_person(chance, names)).sex != "M" or father.born > "1975":
        pass
    own = make_person(chance, names)
    son = replace(
        father, father=chance.choice(names.fathers)[0], number=own.number, paper=own.paper, passport=own.passport,
        born=_born(chance, int(father.born[:4]) + 19, int(father.born[:4]) + 30),
    )  # fmt: skip
    return _together(father, son, chance, 0.5)


def _namesakes(chance: random.Random, names: Names) -> tuple[Made, Made]:
    one = make_person(chance, names)
    other = replace(make_person(chance, names), family=one.family, given=one.given, sex=one.sex, short=one.short)
    father = one.father if chance.random() < 0.3 else chance.choice(names.fathers)[one.sex == "F"]
    years = (abs(int(one.born[:4]) - int(other.born[:4])), chance.random() < 0.3)
    if years[0] > 2 and years[1]:
        one, other = replace(one, born=one.born[:4]), replace(other, born=other.born[:4])
    return one, replace(other, father=father)


def _friends(chance: random.Random, names: Names) -> tuple[Made, Made]:
    one, other = make_person(chance, names), make_person(chance, names)
    phone = _phone(chance)
    return _together(
        replace(one, phone=phone),
        replace(other, phone=phone, born=one.born[:4] + other.born[4:], town=one.town),
        chance,
        0.3,
    )


def _born_alike(chance: random.Random, names: Names) -> tuple[Made, Made]:
    one, other = make_person(chance, names), make_person(chance, names)
    father = chance.choice(names.fathers)[one.sex == "F"]
    family = other.family if other.sex == one.sex else chance.choice(names.families)[one.sex == "F"]
    return one, replace(
        other, given=one.given, short=one.short, sex=one.sex, born=one.born, father=father, family=family
    )


HARD = {
    "twins": _twins,
    "siblings": _siblings,
    "father and son": _father_and_son,
    "namesakes": _namesakes,
    "friends with one phone": _friends,
    "born alike": _born_alike,
}
