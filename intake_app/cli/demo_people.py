"""The made-up people of the demo: those written by hand in `seeds/demo/`, then as many more as are wanted.

The same number of people is the same people every time; only their days of entry follow the calendar.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any

from intake_app.packs.fields import Fields, read_json
from intake_app.paths import seeds_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD = frozenset({"format", "licence", "compiled_on", "is_reviewed", "source", "note"})
_SET = frozenset({"country", "languages", "share", "families", "male", "female", "fathers_male", "fathers_female"})
_PARTY_SIZES, _PARTY_SHARES = (1, 2, 3, 4, 5), (40, 20, 10, 18, 12)
_DOCUMENTS, _DOCUMENT_SHARES = ("passport", "internal_passport", "none"), (30, 58, 12)
_SLEEPS, _SLEEP_SHARES = ("here", "host", "own", "leaving"), (55, 20, 10, 15)
_INTENTIONS = ("stay", "onward", "unknown")


@dataclass(frozen=True)
class MadeUpParty:
    """People who come together: flat inputs as `register` takes them, and the zones scanned for them in order."""

    people: tuple[dict[str, Any], ...]
    zones: tuple[str, ...] = ()


def make_up_people(count: int, seed: int) -> Iterator[MadeUpParty]:
    """Parties of `count` people in all: the written ones first, the last party cut short where it must be."""
    left = count
    for party in _all_parties(seed):
        if left <= 0:
            return
        people = party.people[:left]
        left -= len(people)
        yield MadeUpParty(people, party.zones[: len(people)])


def count_written() -> int:
    """How many people are written by hand."""
    return sum(len(party.people) for party in _written_parties())


def _all_parties(seed: int) -> Iterator[MadeUpParty]:
    yield from _written_parties()
    yield from _random_parties(seed)


def _written_parties() -> Iterator[MadeUpParty]:
    fields = _read("people.json", _HEAD | {"parties"})
    for _place, party in fields.items("parties"):
        if isinstance(party, dict):
            yield MadeUpParty(tuple(party["people"]), tuple(party.get("zones", ())))


def _random_parties(seed: int) -> Iterator[MadeUpParty]:
    """Parties without end, of people who share their way, their bed and their plans."""
    random = Random(seed)  # noqa: S311 - made-up people, the same every time
    fields = _read("names.json", _HEAD | {"sets"})
    sets = [Fields(place, item, _SET) for place, item in fields.items("sets")]
    shares = [each.number("share") for each in sets]
    number = 1000
    while True:
        names = random.choices(sets, shares)[0]
        size = random.choices(_PARTY_SIZES, _PARTY_SHARES)[0]
        shared = {
            "entered_on": f"-{random.randrange(6)}",
            "sleeps": random.choices(_SLEEPS, _SLEEP_SHARES)[0],
            "intention": random.choice(_INTENTIONS),
            "languages": names.text("languages"),
        }
        people = [_person(names, number + place, shared, random) for place in range(size)]
        number += size
        yield MadeUpParty(tuple(people))


def _person(names: Fields, number: int, shared: dict[str, str], random: Random) -> dict[str, Any]:
    is_man = random.random() < 0.75
    family = random.choice([item for _place, item in names.items("families")])
    person: dict[str, Any] = {
        "family_name": str(family[0 if is_man else 1]) if isinstance(family, list) else "",
        "given_name": _choose(names, "male" if is_man else "female", random),
        "patronymic": _choose(names, "fathers_male" if is_man else "fathers_female", random),
        "sex": "M" if is_man else "F",
        "birth_date": _birth(random),
        **shared,
    }
    if random.random() < 0.6:
        person["phone"] = f"+7 900 {number // 10_000 % 1000:03d} {number // 100 % 100:02d} {number % 100:02d}"
    kind = random.choices(_DOCUMENTS, _DOCUMENT_SHARES)[0]
    if kind != "none":
        series = "75" if kind == "passport" else f"45{random.randrange(10, 23)}"
        person |= {
            "document_type": kind,
            "document_number": f"{series} {number:07d}" if kind == "passport" else f"{series} {number:06d}",
            "document_country": names.text("country"),
        }
    return person


def _birth(random: Random) -> str:
    """A full date mostly; else a month, a year, or an age as it was told."""
    year, month, day = random.randrange(1950, 2005), random.randrange(1, 13), random.randrange(1, 29)
    kind = random.random()
    if kind < 0.8:
        return f"{year}-{month:02d}-{day:02d}"
    if kind < 0.88:
        return f"{year}-{month:02d}"
    return str(year) if kind < 0.95 else str(random.randrange(20, 70))


def _choose(names: Fields, key: str, random: Random) -> str:
    return str(random.choice([item for _place, item in names.items(key)]))


def _read(name: str, keys: frozenset[str]) -> Fields:
    text = (seeds_folder() / "demo" / name).read_text(encoding="utf-8")
    fields = Fields(name, read_json(name, text), keys)
    fields.number("format", least=1, most=1)
    fields.day("compiled_on")
    fields.flag("is_reviewed")
    for key in ("licence", "source", "note"):
        fields.text(key, is_required=True)
    return fields
