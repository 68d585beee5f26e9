from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.changes import (
    Change,
    Dot,
    Heads,
    canonical,
    fold,
    hash_of,
    header_text,
    heads_for,
    parse_dot,
    parse_supersedes,
    supersedes_text,
    verify,
)
from intake_app.domain.clocks import Hlc, tick

DESKS = [bytes([number]) * 16 for number in range(3)]


def change(desk: int, seq: int, patch: dict[str, object], *, ms: int = 0, saw: Heads | None = None) -> Change:
    dot, hlc, supersedes = Dot(DESKS[desk], seq), Hlc(ms, 0), saw or {}
    header = header_text(dot, ("act", "correct"), hlc, ("person", "p"), "user", 1)
    digest = hash_of(header, b"salt", canonical(patch), supersedes_text(supersedes), "why")
    return Change(dot, "act", "correct", hlc, "person", "p", patch, supersedes, "user", "why", b"salt", digest)


@st.composite
def histories(draw: st.DrawFn) -> list[Change]:
    """Up to eight changes of one record at three desks with wild clocks, each having seen any earlier ones."""
    made: list[Change] = []
    for number in range(draw(st.integers(1, 8))):
        seen = draw(st.lists(st.sampled_from(made), unique_by=id)) if made else []
        name = draw(st.sampled_from(["family_name", "birth_date"]))
        saw = {name: tuple(other.dot for other in seen if name in other.patch)}
        value = draw(st.sampled_from(["a", "b", None]))
        made.append(change(number % 3, number // 3 + 1, {name: value}, ms=draw(st.integers(0, 5)), saw=saw))
    return made


@given(histories())
def test_the_order_in_which_changes_arrive_does_not_matter(made: list[Change]) -> None:
    expected = fold(made)

    for order in list(permutations(made))[:24]:
        assert fold(order) == expected


@given(histories())
def test_a_change_that_saw_every_head_leaves_one_value_and_no_conflict(made: list[Change]) -> None:
    heads = fold(made).heads
    last = change(2, 99, {"family_name": "z", "birth_date": "1990"}, saw=dict(heads))

    folded = fold([*made, last])

    assert folded.values == {"family_name": "z", "birth_date": "1990"}
    assert folded.conflicts == frozenset()


@given(histories())
def test_every_value_that_nobody_superseded_is_still_a_head(made: list[Change]) -> None:
    folded = fold(made)
    for name, heads in folded.heads.items():
        superseded = {dot for other in made for dot in other.supersedes.get(name, ())}
        assert {other.dot for other in made if name in other.patch} - superseded == set(heads)


def test_the_same_value_written_twice_is_no_conflict() -> None:
    both = fold([change(0, 1, {"sex": "F"}), change(1, 1, {"sex": "F"})])

    assert both.conflicts == frozenset()
    assert len(both.heads["sex"]) == 2


def test_any_altered_part_of_a_change_is_noticed() -> None:
    true = change(0, 1, {"sex": "F"}, saw={"sex": (Dot(DESKS[1], 4),)})
    altered = [
        replace(true, dot=Dot(DESKS[0], 2)),
        replace(true, act_id="other"),
        replace(true, hlc=Hlc(1, 0)),
        replace(true, record_id="q"),
        replace(true, patch={"sex": "M"}),
        replace(true, supersedes={}),
        replace(true, user_id="other"),
        replace(true, reason=""),
        replace(true, salt=b"tlas"),
    ]

    assert verify(true)
    assert not any(verify(other) for other in altered)


def test_a_header_still_verifies_when_payload_and_salt_are_purged() -> None:
    true = change(0, 1, {"sex": "F"})
    header = header_text(true.dot, ("act", "correct"), true.hlc, ("person", "p"), "user", 1)
    kept = sha256(b"salt" + "\x1f".join([canonical(true.patch), "", "why"]).encode()).digest()

    assert sha256(header.encode() + kept).digest() == true.hash


def test_canonical_text_does_not_depend_on_the_order_of_keys() -> None:
    assert canonical({"b": 1, "a": "Иван"}) == canonical({"a": "Иван", "b": 1}) == '{"a":"Иван","b":1}'


VALUES = st.text() | st.booleans() | st.none() | st.integers(-(2**53), 2**53) | st.lists(st.text())


@given(st.dictionaries(st.text(), VALUES))
def test_canonical_text_is_what_the_standard_library_writes_too(value: dict[str, object]) -> None:
    """A hash must outlive the library that was quick at writing what it covers."""
    assert canonical(value) == json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def test_what_a_change_supersedes_is_read_back_as_written() -> None:
    saw = {"sex": (Dot(DESKS[0], 3), Dot(DESKS[1], 12))}

    assert parse_supersedes(supersedes_text(saw)) == saw
    assert parse_supersedes("") == {}
    assert parse_dot(str(Dot(DESKS[2], 7))) == Dot(DESKS[2], 7)


def test_a_change_supersedes_only_what_it_writes() -> None:
    heads = {"sex": (Dot(DESKS[0], 1),), "phone": (Dot(DESKS[0], 1),)}

    assert heads_for(heads, {"sex": "M"}) == {"sex": heads["sex"]}


@given(st.lists(st.integers(0, 2**42), min_size=1, max_size=50))
def test_a_local_clock_never_goes_back_whatever_the_laptops_clock_does(instants: list[int]) -> None:
    stamps, last = [], Hlc(0, 0)
    for now in instants:
        last = tick(last, now)
        stamps.append(last)

    assert stamps == sorted(set(stamps))
