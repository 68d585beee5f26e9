from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from intake_app.domain.audit import AuditEvent, AuditKind, head_after
from intake_app.domain.person_lists import ListQuery
from intake_app.errors import UserError
from intake_app.opening import REGISTER_KEY, unlock
from intake_app.services.corrections import correct_record
from intake_app.services.hints import find_hints
from intake_app.services.people import open_person
from intake_app.services.people_lists import take_snapshot
from intake_app.services.registration import register_party
from intake_app.storage.engine import open_connection
from tests.made import PASSPHRASE, arrival, doors, made_centre

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from intake_app.domain.audit import AuditEntry
    from intake_app.opening import Unlocked


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Unlocked]:
    unlocked = made_centre(tmp_path / "centre")
    yield unlocked
    unlocked.close()


def trail(centre: Unlocked) -> list[AuditEntry]:
    """The whole trail, the oldest first."""
    with centre.register.reading() as reading:
        return list(reversed(reading.audit_entries(1_000)))


def reopened(centre: Unlocked) -> Unlocked:
    centre.close()
    return unlock(centre.folder, PASSPHRASE, doors())


def alter(centre: Unlocked, sql: str) -> None:
    """What somebody with the key does to the file behind our back."""
    connection = open_connection(centre.folder.register, centre.data_key.subkey(REGISTER_KEY))
    connection.execute(sql)
    connection.close()


def test_every_act_is_in_the_trail_with_who_did_it_and_how_many_changes_it_made(centre: Unlocked) -> None:
    done = register_party(centre.register, [arrival(centre), arrival(centre, given_name="Анна")])
    with centre.register.reading() as reading:
        acts = {change.act_id for person in done.people for change in reading.history([person.person_id])}
        made = [len(reading.changes_of_act(act)) for act in acts]

    told = trail(centre)[-1]

    assert [told.subject, told.count, told.detail] == [*acts, *made, "register"]
    assert (told.kind, told.user_id) == ("act", centre.register.session.user_id)


def test_a_correction_that_changes_nothing_leaves_no_entry(centre: Unlocked) -> None:
    done = register_party(centre.register, [arrival(centre)]).people[0]
    before = trail(centre)
    file = open_person(centre.register, done.person_id)

    correct_record(centre.register, file.person, file.seen[done.person_id], "looked again")

    assert trail(centre) == before


def test_what_was_only_seen_is_in_the_trail_when_the_register_is_closed(centre: Unlocked) -> None:
    centre.register.witness(AuditKind.VIEW, "somebody")

    again = reopened(centre)
    entry = next(entry for entry in trail(again) if entry.kind == "view")
    again.close()

    assert (entry.kind, entry.subject, entry.user_id) == ("view", "somebody", centre.register.session.user_id)


def test_letters_typed_one_after_the_other_are_one_search(centre: Unlocked) -> None:
    for count in (40, 7, 1):
        centre.register.witness(AuditKind.SEARCH, count=count)
    centre.register.witness(AuditKind.VIEW, "somebody")

    again = reopened(centre)
    entries = trail(again)[2:5]
    again.close()

    assert [(entry.kind, entry.count) for entry in entries] == [("search", 1), ("view", 0), ("lock", 0)]


def test_a_list_that_the_window_reads_anew_by_itself_is_seen_once(centre: Unlocked) -> None:
    register_party(centre.register, [arrival(centre)])
    for _refresh in range(3):
        take_snapshot(centre.register, ListQuery(), None)
    centre.register.witness(AuditKind.VIEW, "somebody")
    take_snapshot(centre.register, ListQuery(), None)

    again = reopened(centre)
    told = [(entry.kind, entry.count, entry.detail) for entry in trail(again)[3:6]]
    again.close()

    assert told == [("list", 1, "people"), ("view", 0, ""), ("list", 1, "people")]


def test_a_hint_names_in_the_trail_of_whom_it_was(centre: Unlocked) -> None:
    done = register_party(centre.register, [arrival(centre, birth_date="1991-02-03")]).people[0]
    find_hints(centre.register, arrival(centre, birth_date="1991-02-03"))
    find_hints(centre.register, arrival(centre, family_name="Никто", given_name="Незнакомый"))

    again = reopened(centre)
    told = [(entry.kind, entry.subject, entry.detail) for entry in trail(again)[3:]]
    again.close()

    assert told[0] == ("search", done.person_id, "hints")
    assert [kind for kind, _subject, _detail in told].count("search") == 1


def test_what_is_done_besides_the_changes_is_told_in_the_same_transaction(centre: Unlocked) -> None:
    with centre.register.writing("print") as unit:
        unit.witness(AuditEvent(AuditKind.PRINT, ("somebody",), 1, "personal_sheet"))
    assert trail(centre)[-1].kind != "print"

    with centre.register.writing("print") as unit:
        unit.witness(AuditEvent(AuditKind.PRINT, ("somebody",), 1, "personal_sheet"))
        unit.commit()

    assert (trail(centre)[-1].kind, trail(centre)[-1].detail) == ("print", "personal_sheet")


def test_a_trail_that_nobody_touched_passes_the_check(centre: Unlocked) -> None:
    register_party(centre.register, [arrival(centre)])

    assert centre.check().findings == ()


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("UPDATE audit SET user_id = 'somebody else' WHERE audit_no = 2", ("audit_altered", "2")),
        ("DELETE FROM audit WHERE audit_no = 2", ("audit_missing", "2")),
        ("DELETE FROM audit WHERE audit_no = 3", ("audit_cut_off", "3")),
        ("UPDATE local_value SET value = '' WHERE name = 'audit_key'", ("audit_altered", "1")),
    ],
)
def test_a_trail_that_somebody_changed_shows_where_it_breaks(
    centre: Unlocked, sql: str, found: tuple[str, str]
) -> None:
    register_party(centre.register, [arrival(centre)])
    assert len(trail(centre)) == 3

    alter(centre, sql)

    assert found in centre.check().findings


def test_an_act_taken_out_of_the_trail_together_with_its_head_is_missed(centre: Unlocked) -> None:
    before = trail(centre)[-1]
    register_party(centre.register, [arrival(centre)])
    act = trail(centre)[-1].subject

    alter(centre, "DELETE FROM audit WHERE audit_no = 3")
    alter(centre, f"UPDATE local_value SET value = '{head_after(before).text}' WHERE name = 'audit_head'")

    assert centre.check().findings == (("audit_act_untold", act),)


def test_a_head_that_somebody_else_kept_shows_a_trail_that_was_cut_and_closed_again(centre: Unlocked) -> None:
    before = trail(centre)[-1]
    centre.register.witness(AuditKind.VIEW, "somebody")
    again = reopened(centre)
    kept = head_after(trail(again)[-1])
    alter(again, f"DELETE FROM audit WHERE audit_no > {before.audit_no}")
    alter(again, f"UPDATE local_value SET value = '{head_after(before).text}' WHERE name = 'audit_head'")

    with again.register.reading() as reading:
        alone, witnessed = reading.audit_breaks(), reading.audit_breaks([kept])
    again.close()

    assert (alone, [found.code for found in witnessed]) == ((), ["cut_off"])


def test_unlocking_and_locking_are_in_the_trail_with_the_wrong_passphrases_before(centre: Unlocked) -> None:
    centre.close()
    for _attempt in range(2):
        with pytest.raises(UserError):
            unlock(centre.folder, "not the right one", doors())

    again = unlock(centre.folder, PASSPHRASE, doors())
    again.close()
    third = unlock(centre.folder, PASSPHRASE, doors())
    told = [(entry.kind, entry.count) for entry in trail(third)[2:]]
    third.close()

    assert told[:4] == [("lock", 0), ("unlock_failed", 2), ("unlock", 0), ("lock", 0)]


def test_whoever_closes_is_not_kept_from_it_where_the_register_is_gone(centre: Unlocked) -> None:
    centre.register.witness(AuditKind.VIEW, "somebody")
    for path in centre.folder.root.glob("register.db*"):
        path.unlink()

    centre.close()
    centre.close()
