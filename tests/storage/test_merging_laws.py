"""What holds for every joining of records: taken back it was never there, and done again it is there again."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from intake_app.clock import utc_text
from intake_app.domain.records import Document
from intake_app.errors import UserError
from intake_app.services.card_reissue import reissue_card, void_card
from intake_app.services.corrections import add_document
from intake_app.services.departures import record_departure
from intake_app.services.guarding import guard_person
from intake_app.services.parties import bring_together
from intake_app.services.people import resolve
from intake_app.services.places import add_places
from intake_app.services.print_queue import mark_printed, ready_sheet
from intake_app.services.registration import register_party
from intake_app.services.undoing import undo_act
from tests.made import arrival, made_centre
from tests.storage.joined import everything, join, someone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from intake_app.opening import Unlocked

FIELDS: dict[str, st.SearchStrategy[str]] = {
    "family_name": st.sampled_from(["Иванов", "Петров", "Иваноф"]),
    "patronymic": st.sampled_from(["", "Петрович"]),
    "birth_date": st.sampled_from(["", "1997", "1997-05-25", "2009-02-01", "1990-01-01"]),
    "sex": st.sampled_from(["", "M"]),
    "phone": st.sampled_from(["", "+7 912 000 11 22", "+7 912 000 11 33"]),
    "sleeps": st.sampled_from(["here", "here", "own", ""]),
    "entered_on": st.sampled_from(["", "2022-11-24", "2022-11-25"]),
    "document_number": st.sampled_from(["", "4512 345678", "75 1234567"]),
    "need": st.sampled_from(["", "doctor"]),
    "token": st.sampled_from(["", "7"]),
}
DEEDS = ("paper", "card", "void", "party", "together", "left", "guard", "print")
MADE = st.tuples(st.fixed_dictionaries(FIELDS), st.lists(st.sampled_from(DEEDS), max_size=3, unique=True))
QUICK = (Phase.explicit, Phase.generate)
"""A made-up pair is small as it is; making a failing one smaller takes minutes."""


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Unlocked]:
    unlocked = made_centre(tmp_path_factory.mktemp("kept") / "centre")
    add_places(unlocked.register, "Hall 1, mat 1-400")
    yield unlocked
    unlocked.close()


def recorded(unlocked: Unlocked, fields: dict[str, str], deeds: list[str], others: list[str]) -> str:
    """Somebody with these answers, to whom these things were done since."""
    register = unlocked.register
    flat = {name: value for name, value in fields.items() if value}
    if "document_number" in flat:
        flat |= {"document_type": "internal_passport", "document_country": "RUS"}
    person_id = someone(unlocked, **flat)
    paper = Document(document_id="", person_id=person_id, document_number="75 1234567", document_type="passport")
    companion = register_party(register, [arrival(unlocked, family_name="Ким", birth_date="1980-01-01")])
    acts: dict[str, Callable[[], Any]] = {
        "paper": lambda: add_document(register, paper, "brought it"),
        "card": lambda: reissue_card(register, person_id, "lost"),
        "void": lambda: void_card(register, person_id, "lost"),
        "party": lambda: bring_together(register, [person_id, companion.people[0].person_id]),
        "together": lambda: bring_together(register, [person_id, *others[-1:]]),
        "left": lambda: record_departure(register, [person_id], "left", "2022-11-25"),
        "guard": lambda: guard_person(register, person_id, "asked", is_guarded=True),
        "print": lambda: printed(unlocked, person_id),
    }
    for deed in deeds:
        try:
            acts[deed]()
        except UserError:  # as joining a party of one; then nothing was done
            continue
    return person_id


def printed(unlocked: Unlocked, person_id: str) -> None:
    register = unlocked.register
    with register.reading() as reading:
        waiting = reading.ready_jobs()
    sheets = [sheet for job in waiting if (sheet := ready_sheet(register, job)) is not None]
    mark_printed(register, {sheet.job_id: sheet.facts for sheet in sheets})
    assert utc_text(unlocked.register.clock.now())
    assert person_id


@settings(max_examples=15, phases=QUICK)
@given(MADE, MADE)
def test_joining_two_and_taking_it_back_changes_nothing_at_all(kept: Unlocked, one: Any, other: Any) -> None:
    register = kept.register
    people: list[str] = []
    for fields, deeds in (one, other):
        people.append(recorded(kept, fields, deeds, people))
    before = everything(register)

    joined = join(register, *people)
    after = everything(register)
    assert after["count"] == before["count"] - 1
    undone = undo_act(register, joined.changes.act_id)
    assert everything(register) == before
    again = undo_act(register, undone.act_id)
    assert everything(register) == after
    undo_act(register, again.act_id)
    assert everything(register) == before


@settings(max_examples=10, phases=QUICK)
@given(
    st.tuples(MADE, MADE, MADE), st.sampled_from(list(permutations(range(3)))), st.booleans(), st.sampled_from([0, 1])
)
def test_three_joined_one_after_the_other_are_parted_in_any_order_or_refused_in_a_sentence(
    kept: Unlocked, made: Any, order: tuple[int, int, int], at_once: bool, first_undone: int
) -> None:
    register = kept.register
    people: list[str] = []
    for fields, deeds in made:
        people.append(recorded(kept, fields, deeds, people))
    first, second, third = (people[number] for number in order)
    before = everything(register)
    if at_once:
        acts = [join(register, first, second, third).changes.act_id]
    else:
        acts = [join(register, first, second).changes.act_id, join(register, first, third).changes.act_id]
    with register.reading() as reading:
        assert {resolve(reading, person_id) for person_id in people} == {min(people)}

    refusals: list[tuple[str, str]] = []
    for act_id in acts[::-1] if first_undone else acts:
        try:
            undo_act(register, act_id)
        except UserError as refused:  # the first joining, while the second has decided on something of it too
            refusals.append((refused.code, act_id))
    assert refusals in ([], [("undo_joined", acts[0])])
    if refusals:
        undo_act(register, acts[0])
    assert everything(register) == before


def test_nothing_of_the_laws_has_damaged_the_register(kept: Unlocked) -> None:
    assert kept.check().findings == ()
