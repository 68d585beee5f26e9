"""Hints while typing on 100,000 people: how long each takes, and whether who comes again is among the five shown.

Who comes again is somebody of the register with one to four things recorded otherwise, half of them in the other script
(`corruptions`). Every form is looked at as the desk does: after the names, after the birth date, and when it is whole.
"""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import islice
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks.corruptions import Made
from benchmarks.matching_names import TUNING, UNSEEN
from benchmarks.matching_people import corrupt, to_records
from benchmarks.people import CHEAP, PASSPHRASE, kept_register, made_people
from benchmarks.rows import Row, median, ms, p95
from intake_app.clock import SystemClock
from intake_app.domain.arrivals import Arrival
from intake_app.domain.records import Document, Person, Stay
from intake_app.opening import Doors, unlock
from intake_app.paths import data_folder
from intake_app.services.hints import find_hints

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intake_app.opening import Unlocked

PEOPLE, RETURNS, NEW = 100_000, 600, 600
BUDGET_MS, BUDGET_FOUND, MOST_DISTURBED = 30, 0.97, 0.03
_SHORT = {name: short for names in (TUNING, UNSEEN) for name, short in (*names.men, *names.women)}
_NAMES = ("family_name", "given_name", "patronymic", "family_name_latin", "given_name_latin", "other_names")


def run() -> list[Row]:
    """Type the forms of people who come again, and see whether they are pointed out."""
    centre = unlock(data_folder(kept_register(PEOPLE)), PASSPHRASE, Doors(SystemClock(), CHEAP))
    taken: list[float] = []
    found = 0
    for person_id, arrival in _returning(centre):
        shown: set[str] = set()
        for form in _while_typing(arrival):
            start = perf_counter()
            hints = find_hints(centre.register, form)
            taken.append(perf_counter() - start)
            shown = {hint.person_id for hint in hints}
        found += person_id in shown
    wrong = sum(bool(find_hints(centre.register, arrival)) for arrival in _new())
    centre.close()
    taken.sort()
    share, disturbed = found / RETURNS, wrong / NEW
    return [
        Row(
            "hints while typing, 100,000 people, p95",
            ms(p95(taken)),
            f"{BUDGET_MS} ms",
            f"median {ms(median(taken))}, longest {ms(taken[-1])}, {len(taken)} looks",
            p95(taken) * 1000 <= BUDGET_MS,
        ),
        Row(
            "who comes again is among the five hints",
            f"{share:.1%}",
            f"{BUDGET_FOUND:.0%}",
            f"{found} of {RETURNS}, each with one to four things recorded otherwise",
            share >= BUDGET_FOUND,
        ),
        Row(
            "somebody new is shown a hint all the same",
            f"{disturbed:.1%}",
            f"{MOST_DISTURBED:.0%}",
            f"{wrong} of {NEW} drawn as the people of the register are",
            disturbed <= MOST_DISTURBED,
        ),
    ]


def _new() -> Iterator[Arrival]:
    """People who are not in the register, of the same names and dates."""
    for person, belongings in islice(made_people(PEOPLE + NEW), PEOPLE, None):
        papers = [each for each in belongings if isinstance(each, Document)]
        yield Arrival(person=replace(person, person_id=""), document=papers[0], stay=Stay(stay_id="", person_id=""))


def _returning(centre: Unlocked) -> Iterator[tuple[str, Arrival]]:
    """People of the register as they are recorded the second time."""
    chance = random.Random(19470823)
    with centre.register.reading() as reading:
        rows = sorted(chance.sample(range(1, reading.last_row_no() + 1), RETURNS))
        people = [reading.get(Person, person_id) for person_id in reading.person_ids_of(rows).values()]
        documents = {each.person_id: reading.of_person(Document, each.person_id) for each in people if each}
    for number, person in enumerate(each for each in people if each is not None):
        count = number % 3 + 1
        made = corrupt(_made(person, documents[person.person_id]), chance, UNSEEN, count + (number % 9 == 8))
        again, belongings = to_records(made)
        papers = [each for each in belongings if isinstance(each, Document)]
        stay = Stay(stay_id="", person_id="")
        yield (
            person.person_id,
            Arrival(person=replace(again, person_id=""), document=papers[0] if papers else None, stay=stay),
        )


def _made(person: Person, documents: tuple[Document, ...]) -> Made:
    return Made(
        family=person.family_name,
        given=person.given_name,
        father=person.patronymic,
        sex=person.sex,
        born=person.birth_date,
        citizenship=person.citizenship,
        phone=person.phone,
        paper=documents[0].document_type,
        number=documents[0].document_number.replace(" ", ""),
        passport="757575757",
        short=_SHORT.get(person.given_name, ()),
    )


def _while_typing(arrival: Arrival) -> Iterator[Arrival]:
    """The form after the names, after the birth date, and whole."""
    names = {name: getattr(arrival.person, name) for name in _NAMES}
    named = Person(person_id="", **names)
    yield replace(arrival, person=named, document=None)
    born = replace(
        named, birth_date=arrival.person.birth_date, birth_date_estimated=arrival.person.birth_date_estimated
    )
    yield replace(arrival, person=born, document=None)
    yield arrival
