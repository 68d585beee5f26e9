"""Five desks with wild clocks that exchange their changes lossily and late: at last all show the same, nothing is lost.

The laws of the changes, without files: the bundles that will carry them are a later part, and so is their row.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from intake_app.domain.changes import Change, Dot, Heads, canonical, fold, hash_of, header_text, heads_for, verify
from intake_app.domain.changes import supersedes_text as text_of
from intake_app.domain.clocks import Hlc, tick
from tests.faults.conftest import IS_LONG

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

HISTORIES = 10_000 if IS_LONG else 150
DESKS = 5
RECORDS = ("one", "another")
FIELDS = ("family_name", "birth_date", "deleted")
VALUES = ("a", "b", "c", None, 1)
_NOTHING = Hlc(0, 0)
WILD = (0, -3_600_000, 3_600_000, -1_669_000_000_000, 2_400_000_000_000)
"""By how many milliseconds a desk's clock is wrong: right, an hour back or ahead, in 1970, in 2099."""


@dataclass
class Desk:
    """What one desk knows; `seen` is what it knew when it wrote each of its own changes."""

    number: int
    wrong_ms: int
    known: dict[Dot, Change] = field(default_factory=dict)
    seen: dict[Dot, frozenset[Dot]] = field(default_factory=dict)
    hlc: Hlc = _NOTHING

    def of(self, record: str) -> list[Change]:
        return [change for change in self.known.values() if change.record_id == record]

    def write(self, record: str, patch: dict[str, object], now_ms: int, supersedes: Heads | None = None) -> None:
        """Save some fields of a record, as somebody who looks at what this desk shows, or says they saw other heads."""
        self.hlc = tick(self.hlc, max(now_ms + self.wrong_ms, 0))
        dot = Dot(bytes([self.number]) * 16, len(self.seen) + 1)
        if supersedes is None:
            supersedes = heads_for(fold(self.of(record)).heads, patch)
        header = header_text(dot, ("act", "correct"), self.hlc, ("person", record), "user", 1)
        digest = hash_of(header, b"s" * 16, canonical(patch), text_of(supersedes), "")
        self.seen[dot] = frozenset(self.known)
        self.known[dot] = Change(
            dot, "act", "correct", self.hlc, "person", record, patch, supersedes, "user", "", b"s" * 16, digest
        )

    def take(self, changes: Iterable[Change]) -> None:
        """Changes of others, some known already, in whatever order."""
        for change in changes:
            assert verify(change)
            self.known[change.dot] = change


def lived(chance: random.Random) -> list[Desk]:
    """Desks after some hours of work, and of exchanges that were cut off, doubled and out of order."""
    desks = [Desk(number, chance.choice(WILD)) for number in range(DESKS)]
    now_ms = 1_669_400_000_000
    for _act in range(chance.randint(5, 25)):
        now_ms += chance.randint(0, 3)
        desk = chance.choice(desks)
        if chance.random() < 0.6:
            names = chance.sample(FIELDS, chance.randint(1, len(FIELDS)))
            desk.write(chance.choice(RECORDS), {name: chance.choice(VALUES) for name in names}, now_ms)
        else:
            sent = list(chance.choice(desks).known.values())
            desk.take(chance.sample(sent, chance.randint(0, len(sent))))
    return desks


def exchange_all(desks: list[Desk], chance: random.Random) -> None:
    everything = [change for desk in desks for change in desk.known.values()]
    for desk in desks:
        chance.shuffle(everything)
        desk.take(everything)


def lost(desks: list[Desk], record: str) -> list[tuple[Dot, str]]:
    """Values that are neither shown, nor asked about as a conflict, nor replaced by somebody who had seen them."""
    changes, seen = desks[0].of(record), {dot: known for desk in desks for dot, known in desk.seen.items()}
    folded = fold(changes)
    gone = []
    for change in changes:
        for name, value in change.patch.items():
            is_shown = canonical(folded.values[name]) == canonical(value)
            followers = [other for other in changes if change.dot in seen[other.dot] and name in other.patch]
            if not (is_shown or name in folded.conflicts or followers):
                gone.append((change.dot, name))
    return gone


def test_whatever_five_desks_do_and_however_they_exchange_it_all_show_the_same_and_nothing_is_lost(
    seen: Callable[[str, str], None],
) -> None:
    diverged, silently_lost, conflicts = 0, 0, 0
    for number in range(HISTORIES):
        chance = random.Random(number)
        desks = lived(chance)
        exchange_all(desks, chance)
        for record in RECORDS:
            shown = [fold(desk.of(record)) for desk in desks]
            diverged += any(each != shown[0] for each in shown)
            silently_lost += len(lost(desks, record))
            conflicts += len(shown[0].conflicts)
    seen(
        "merge",
        f"{HISTORIES} histories of {DESKS} desks, by the laws of the changes (bundles are a later part): "
        f"{diverged} diverged, {silently_lost} silently lost, {conflicts} conflicts to be asked about",
    )
    assert (diverged, silently_lost) == (0, 0)
    assert conflicts > HISTORIES // 10


def test_the_search_for_lost_values_finds_one_where_the_last_writer_simply_wins() -> None:
    """It bites: two desks write what neither has seen, and the later one says that it had."""
    first, second = Desk(0, 0), Desk(1, 0)
    first.write("one", {"family_name": "a"}, 1)
    second.write("one", {"family_name": "b"}, 2, {"family_name": tuple(first.known)})
    exchange_all([first, second], random.Random(0))
    assert lost([first, second], "one") == [(next(iter(first.seen)), "family_name")]
