"""What matching is measured on, as records and pairs of ids: our own made-up people, and the four FEBRL sets."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.matching_people import MatchingData, all_records
from intake_app.domain.dates import DateProblem, PartialDate
from intake_app.domain.ids import new_id
from intake_app.domain.records import Document, Person
from intake_app.domain.romanisation import romanise

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Pair = tuple[str, str]
COLUMNS = ("id", "family", "given", "father", "sex", "born", "year", "citizenship", "town", "phone", "number", "kind")


@dataclass(frozen=True, slots=True)
class Case:
    """People with what belongs to them, the pairs that are of one person, and those that look it and are not."""

    people: tuple[tuple[Person, list[object]], ...]
    true: frozenset[Pair]
    hard: frozenset[Pair] = field(default=frozenset())


def own_case(data: MatchingData) -> Case:
    """The made-up people of `matching_people`."""
    people = tuple(all_records(data))
    ids = [person.person_id for person, _belongings in people]
    return Case(people, *(frozenset(ordered(ids[a], ids[b]) for a, b in pairs) for pairs in (data.true, data.hard)))


def febrl_case(folder: Path) -> Case:
    """A FEBRL set as people of ours: the social security number is a document, the suburb where they were born."""
    people, ids = [], {}
    with (folder / "source.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            person, belongings = _febrl_person({name: text.strip() for name, text in row.items()})
            ids[row["rec_id"]] = person.person_id
            people.append((person, belongings))
    with (folder / "truth.csv").open(encoding="utf-8", newline="") as file:
        true = frozenset(ordered(ids[row["id_l"]], ids[row["id_r"]]) for row in csv.DictReader(file))
    return Case(tuple(people), true)


def ordered(one: str, other: str) -> Pair:
    """Two ids, the smaller first."""
    return (one, other) if one < other else (other, one)


def write_for_peers(case: Case, folder: Path) -> None:
    """The same people as one flat table, names in the Latin letters that are recorded or else of the present rules."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "records.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(_flat(person, belongings) for person, belongings in case.people)


def read_pairs(folder: Path) -> dict[Pair, float]:
    """What a peer answered."""
    with (folder / "pairs.csv").open(encoding="utf-8", newline="") as file:
        return {ordered(row["id_l"], row["id_r"]): float(row["probability"]) for row in csv.DictReader(file)}


def f1(found: Iterable[Pair], true: frozenset[Pair]) -> float:
    """The harmonic mean of how many of the found are true and how many of the true are found."""
    pairs = set(found)
    return 2 * len(pairs & true) / (len(pairs) + len(true))


def best_f1(scores: dict[Pair, float], true: frozenset[Pair]) -> float:
    """F1 at the threshold that suits these scores best: what one who knows the truth would choose."""
    best, hits = 0.0, 0
    for count, pair in enumerate(sorted(scores, key=lambda each: -scores[each]), start=1):
        hits += pair in true
        best = max(best, 2 * hits / (count + len(true)))
    return best


def _febrl_person(row: dict[str, str]) -> tuple[Person, list[object]]:
    owner = new_id()
    number = row["soc_sec_id"]
    paper = Document(document_id=new_id(), person_id=owner, document_type="other", document_number=number)
    person = Person(
        person_id=owner,
        family_name=row["surname"],
        given_name=row["given_name"],
        birth_date=_febrl_date(row["date_of_birth"].removesuffix(".0")),
        birth_place=row["suburb"],
    )
    return person, [paper] if number else []


def _febrl_date(digits: str) -> str:
    """A date as a desk would take it: one that does not exist is turned round or kept as its year."""
    if len(digits) != 8:
        return ""
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    for parts in ((year, month, day), (year, day, month)):
        try:
            return PartialDate(*parts).iso()
        except DateProblem:
            continue
    return digits[:4]


def _flat(person: Person, belongings: list[object]) -> tuple[str, ...]:
    family, given = (
        own or romanise(name)
        for own, name in (
            (person.family_name_latin, person.family_name),
            (person.given_name_latin, person.given_name),
        )
    )
    paper = next((each for each in belongings if isinstance(each, Document)), Document(document_id="", person_id=""))
    whole = person.birth_date if len(person.birth_date) == 10 else ""
    return (
        *(person.person_id, family, given, romanise(person.patronymic), person.sex, whole, person.birth_date[:4]),
        *(person.citizenship, romanise(person.birth_place), person.phone, paper.document_number, paper.document_type),
    )
