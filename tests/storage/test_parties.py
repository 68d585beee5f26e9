"""People who turn out to belong together, and a party found by anybody in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from intake_app.domain.records import Need
from intake_app.errors import UserError
from intake_app.services.card_reissue import reissue_card, void_card
from intake_app.services.parties import bring_together, find_parties, read_party
from intake_app.services.registration import register_party
from intake_app.services.undoing import undo_act
from intake_app.services.void_cards import VoidCard, find_void_card
from tests.made import arrival

if TYPE_CHECKING:
    from intake_app.opening import Unlocked


def _record(centre: Unlocked, *given_names: str, **fields: str) -> list[str]:
    arrivals = [arrival(centre, given_name=name, **fields) for name in given_names]
    return [each.person_id for each in register_party(centre.register, arrivals).people]


def _party_of(centre: Unlocked, person_id: str) -> set[str]:
    with centre.register.reading() as reading:
        return {each for group in reading.groups_of(person_id) for each in reading.members(group.group_id)}


def test_people_who_came_alone_become_one_party_and_undo_parts_them(centre: Unlocked) -> None:
    people = [person for name in ("Lev", "Ilya", "Anna") for person in _record(centre, name)]
    changes = bring_together(centre.register, people).changes
    assert _party_of(centre, people[0]) == set(people)
    undo_act(centre.register, changes.act_id)
    assert _party_of(centre, people[0]) == set()


def test_who_joins_leaves_another_party_and_the_others_stay_there(centre: Unlocked) -> None:
    lev, ilya, anna = _record(centre, "Lev", "Ilya", "Anna")
    olga, petr = _record(centre, "Olga", "Petr")
    changes = bring_together(centre.register, [lev, ilya, olga]).changes
    assert _party_of(centre, olga) == {lev, ilya, anna, olga}
    assert _party_of(centre, petr) == {petr}
    undo_act(centre.register, changes.act_id)
    assert _party_of(centre, olga) == {olga, petr}
    assert _party_of(centre, lev) == {lev, ilya, anna}


def test_one_alone_or_one_party_already_is_refused(centre: Unlocked) -> None:
    [alone] = _record(centre, "Lev")
    together = _record(centre, "Olga", "Petr")
    with pytest.raises(UserError, match="alone"):
        bring_together(centre.register, [alone])
    with pytest.raises(UserError, match="already"):
        bring_together(centre.register, together)
    assert _party_of(centre, alone) == set()


def test_an_adult_who_joins_ends_the_hold_of_a_child(centre: Unlocked) -> None:
    [child] = _record(centre, "Lev", birth_date="2010-05-05")
    [adult] = _record(centre, "Olga", birth_date="1980-05-05")
    changes = bring_together(centre.register, [child, adult]).changes

    def waits() -> bool:
        with centre.register.reading() as reading:
            return any(not need.met_on for need in reading.of_person(Need, child))

    assert not waits()
    undo_act(centre.register, changes.act_id)
    assert waits()


def test_a_party_is_found_by_the_name_or_card_of_anybody_in_it(centre: Unlocked) -> None:
    register = centre.register
    first = register_party(register, [arrival(centre, given_name=name) for name in ("Lev", "Ilya")])
    second = register_party(register, [arrival(centre, given_name=name) for name in ("Lev", "Olga")])
    _record(centre, "Lev")
    assert [party.group_id for party in find_parties(register, "olga", 5)] == [second.group_id]
    assert [party.group_id for party in find_parties(register, first.people[1].card_number, 5)] == [first.group_id]
    assert {party.group_id for party in find_parties(register, "lev", 5)} == {first.group_id, second.group_id}
    assert len(find_parties(register, "lev", 1)) == 1
    assert [person.given_name for person in read_party(register, second.group_id).people] == ["Lev", "Olga"]
    assert find_parties(register, "nobody", 5) == ()


def test_a_void_card_says_so_and_names_the_new_one(centre: Unlocked) -> None:
    register = centre.register
    recorded = register_party(register, [arrival(centre)]).people[0]
    assert find_void_card(register, recorded.card_number) is None
    new, _changes = reissue_card(register, recorded.person_id, "lost")
    assert find_void_card(register, recorded.card_number) == VoidCard(recorded.card_number, "2022-11-25", new)
    assert find_void_card(register, new) is None
    void_card(register, recorded.person_id, "stolen")
    assert find_void_card(register, new) == VoidCard(new, "2022-11-25", "")
    assert find_void_card(register, "Ivanov") is None
