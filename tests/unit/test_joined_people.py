"""Who stands for people whose records were joined: whatever the order, whoever did it, whatever was made of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.joined_people import canonical_of

PEOPLE = st.sampled_from([f"person-{number}" for number in range(8)])


@given(st.dictionaries(PEOPLE, st.one_of(st.just(""), PEOPLE)))
def test_the_smallest_id_of_all_who_hang_together_stands_for_them_also_in_a_ring(links: dict[str, str]) -> None:
    stands = canonical_of(links)

    assert stands.keys() == links.keys()
    for person_id, into in links.items():
        assert stands[person_id] <= person_id
        assert stands[stands[person_id]] == stands[person_id]
        if into in links:
            assert stands[into] == stands[person_id]


@given(st.dictionaries(PEOPLE, st.one_of(st.just(""), PEOPLE)), st.randoms())
def test_the_order_in_which_links_are_known_changes_nothing(links: dict[str, str], random: object) -> None:
    turned = list(links.items())
    random.shuffle(turned)  # type: ignore[attr-defined]

    assert canonical_of(dict(turned)) == canonical_of(links)


def test_two_desks_that_join_the_same_three_in_other_ways_agree_on_who_stays() -> None:
    assert set(canonical_of({"a": "", "b": "a", "c": "b"}).values()) == {"a"}
    assert set(canonical_of({"a": "c", "b": "", "c": "b"}).values()) == {"a"}


def test_who_was_joined_with_a_record_that_has_not_arrived_stands_with_who_is_here() -> None:
    assert canonical_of({"b": "missing", "c": "missing"}) == {"b": "b", "c": "b"}


def test_whoever_was_joined_with_nobody_stands_for_themselves() -> None:
    assert canonical_of({"a": "", "b": ""}) == {"a": "a", "b": "b"}
