from __future__ import annotations

import sqlite3
from dataclasses import fields, replace
from typing import TYPE_CHECKING

import pytest

from intake_app.domain.changes import fold
from intake_app.domain.ids import new_id
from intake_app.domain.person_rows import primary_document
from intake_app.domain.records import RECORD_TYPES, Document, Person, Place, Stay, patch_of, record_from
from intake_app.errors import DamagedError, UserError
from intake_app.opening import unlock
from intake_app.opening.restoring import restore
from intake_app.paths import data_folder
from intake_app.progress import Cancelled
from intake_app.services.corrections import correct_record
from intake_app.services.drafts import forget_draft, keep_draft, list_drafts
from intake_app.services.histories import tell_history
from intake_app.services.known_people import find_duplicates_of_all
from intake_app.services.people import find_people, open_person, resolve
from intake_app.services.places import add_places, list_places, next_free_places
from intake_app.services.registration import register_party, start_party
from intake_app.storage.tables import RECORD_TABLES
from tests.made import PASSPHRASE, arrival, doors, made_centre

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.opening import Unlocked


def test_every_column_bears_the_name_of_its_records_field() -> None:
    for table, kind in RECORD_TYPES.items():
        own = [column.name for column in RECORD_TABLES[table].columns if column.name != "row_no"]
        assert own == [field.name for field in fields(kind)]


def test_a_person_who_was_saved_is_there_after_the_register_was_closed(tmp_path: Path) -> None:
    first = made_centre(tmp_path / "centre")
    saved = register_party(first.register, [arrival(first, patronymic="Петрович", birth_date="25051997")])
    first.close()

    again = unlock(data_folder(tmp_path / "centre"), PASSPHRASE, doors())
    person = open_person(again.register, saved.people[0].person_id).person
    again.close()

    assert (person.family_name, person.patronymic, person.birth_date) == ("Иванов", "Петрович", "1997-05-25")
    assert person.family_name_latin == "IVANOV"


def test_a_file_opened_without_its_key_is_no_database_and_holds_no_name(centre: Unlocked) -> None:
    register_party(centre.register, [arrival(centre, family_name="Непрочитаев")])
    centre.register.close()

    with pytest.raises(sqlite3.DatabaseError), sqlite3.connect(centre.folder.register) as plain:
        plain.execute("SELECT * FROM person")
    for file in centre.folder.root.rglob("*"):
        if file.is_file():
            assert "Непрочитаев".encode() not in file.read_bytes()


def test_every_file_of_the_register_is_its_owners_alone(centre: Unlocked) -> None:
    register_party(centre.register, [arrival(centre)])
    held = [path for path in centre.folder.root.rglob("*") if path.is_file()]

    assert {path.name for path in held} >= {"register.db", "register.db-wal", "register.keyring"}
    assert {path.name: path.stat().st_mode & 0o077 for path in held} == {path.name: 0 for path in held}
    assert centre.folder.root.stat().st_mode & 0o077 == 0


def test_a_plain_database_in_place_of_the_register_is_refused(centre: Unlocked) -> None:
    centre.close()
    centre.folder.register.unlink()
    plain = sqlite3.connect(centre.folder.register)
    plain.execute("CREATE TABLE person (name)")
    plain.close()

    with pytest.raises(DamagedError) as refused:
        unlock(centre.folder, PASSPHRASE, doors())

    assert refused.value.code == "register_not_encrypted"


def test_an_act_that_is_not_committed_leaves_nothing(centre: Unlocked) -> None:
    with centre.register.writing("register") as unit:
        unit.create(Person(person_id=new_id(), family_name="Забытый"))

    with centre.register.reading() as reading:
        assert reading.count_people() == 0
        assert not centre.check().findings


def test_a_party_is_registered_whole_or_not_at_all(centre: Unlocked) -> None:
    add_places(centre.register, "Hall 1, mat 1")
    place = list_places(centre.register)[0].place
    taken = replace(arrival(centre, sleeps="here"), place_id=place.place_id)

    with pytest.raises(UserError) as refused:
        register_party(centre.register, [taken, taken])

    assert refused.value.code == "place_taken"
    with centre.register.reading() as reading:
        assert reading.count_people() == 0


def test_a_party_gets_its_cards_in_one_act_and_beds_side_by_side(centre: Unlocked) -> None:
    add_places(centre.register, "Hall 1, mat 1-10")

    party = register_party(centre.register, [arrival(centre, sleeps="here", birth_date="1990") for _n in range(5)])

    files = [open_person(centre.register, person.person_id) for person in party.people]
    assert [file.place_name for file in files] == [f"Hall 1, mat {number}" for number in range(1, 6)]
    assert len({entry.act_id for file in files for entry in tell_history(centre.register, file.person.person_id)}) == 1
    assert {file.groups[0][0].group_id for file in files} == {party.group_id}
    assert next_free_places(centre.register, 1)[0].name == "Hall 1, mat 6"


def test_a_house_for_six_takes_six_and_not_a_seventh(centre: Unlocked) -> None:
    add_places(centre.register, "House 4: 6")

    register_party(centre.register, [arrival(centre, sleeps="here") for _n in range(7)])

    assert [(line.place.name, line.taken, line.free) for line in list_places(centre.register)] == [("House 4", 6, 0)]


def test_a_child_without_an_adult_is_saved_but_gets_no_bed(centre: Unlocked) -> None:
    add_places(centre.register, "Hall 1, mat 1-3")

    alone = register_party(centre.register, [arrival(centre, birth_date="2004", sleeps="here")]).people[0]
    family = register_party(
        centre.register,
        [arrival(centre, birth_date="2010", sleeps="here"), arrival(centre, birth_date="1980", sleeps="here")],
    )

    assert alone.is_held
    assert open_person(centre.register, alone.person_id).is_held
    assert open_person(centre.register, alone.person_id).place_name == ""
    assert [person.is_held for person in family.people] == [False, False]
    assert [line.taken for line in list_places(centre.register)] == [1, 1, 0]


def test_a_second_person_can_join_the_first_ones_party_later(centre: Unlocked) -> None:
    first = register_party(centre.register, [arrival(centre)]).people[0]
    group_id = start_party(centre.register, first.person_id)
    second = register_party(centre.register, [arrival(centre, given_name="Анна")], group_id=group_id).people[0]

    with centre.register.reading() as reading:
        assert reading.members(group_id) == (first.person_id, second.person_id)
    assert start_party(centre.register, first.person_id) == group_id


def test_the_same_document_and_the_same_name_and_birth_date_are_pointed_out(centre: Unlocked) -> None:
    known = {"birth_date": "1997-05-25", "document_number": "4512 345678", "document_type": "internal_passport"}
    first = register_party(centre.register, [arrival(centre, **known)]).people[0]

    by_document, by_name, namesake = find_duplicates_of_all(
        centre.register,
        [
            arrival(centre, family_name="Петров", document_number="4512345678"),
            arrival(centre, family_name="IVANOV", given_name="Sergey", birth_date="25051997"),
            arrival(centre, birth_date="1971-11-03"),
        ],
    )

    assert [(each.person_id, each.reasons) for each in by_document] == [(first.person_id, ("same_document",))]
    assert [(each.person_id, each.reasons) for each in by_name] == [(first.person_id, ("same_name_and_birth_date",))]
    assert by_name[0].score > 0.9
    assert namesake == ()


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ("иванов", True),
        ("IVANOV", True),
        ("Сергей Ив", True),
        ("sergey", True),
        ("вано", True),
        ("И", True),
        ("4512 345678", True),
        ("345678", True),
        ("+7 912 345-67-89", True),
        ("3456789", True),
        ("ORL-A-000001-9", True),
        ("orl-a-000001-9", True),
        ("mat 1", True),
        ("mat 12", False),
        ("Сергей Петров", False),
        ("ORL-A-000002-7", False),
        ('"', False),
        ("%", False),
        ("", False),
    ],
)
def test_a_person_is_found_by_any_of_their_marks(centre: Unlocked, typed: str, is_found: bool) -> None:
    add_places(centre.register, "Hall 1, mat 1-12")
    register_party(
        centre.register,
        [arrival(centre, document_number="4512 345678", phone="+7 912 345-67-89", sleeps="here", entered_on="-1")],
    )

    assert [row.row.card_number for row in find_people(centre.register, typed)] == (
        ["ORL-A-000001-9"] if is_found else []
    )


def test_a_hyphenated_name_is_found_by_each_part_and_by_both(centre: Unlocked) -> None:
    register_party(centre.register, [arrival(centre, family_name="Римская-Корсакова")])

    for typed in ("Римская", "корсакова", "Римская-Корсакова", "korsak"):
        assert len(find_people(centre.register, typed)) == 1


def test_a_corrected_name_is_found_and_the_wrong_one_is_not(centre: Unlocked) -> None:
    person_id = register_party(centre.register, [arrival(centre, family_name="Ошибкин")]).people[0].person_id
    file = open_person(centre.register, person_id)

    right = replace(file.person, family_name="Правильный", family_name_latin="")
    correct_record(centre.register, right, file.seen[person_id], "read from the passport")

    assert len(find_people(centre.register, "Правильный")) == 1
    assert find_people(centre.register, "Ошибкин") == ()


def test_history_keeps_the_old_value_who_and_why(centre: Unlocked) -> None:
    person_id = register_party(centre.register, [arrival(centre, birth_date="1996-05-25")]).people[0].person_id
    file = open_person(centre.register, person_id)
    correct_record(centre.register, replace(file.person, birth_date="1997-05-25"), file.seen[person_id], "misread")

    last = tell_history(centre.register, person_id)[-1]

    assert (last.user_name, last.reason, last.act_kind) == ("Aigerim", "misread", "correct")
    assert (dict(last.before), dict(last.patch)) == ({"birth_date": "1996-05-25"}, {"birth_date": "1997-05-25"})


def test_a_correction_without_a_reason_is_refused(centre: Unlocked) -> None:
    person_id = register_party(centre.register, [arrival(centre)]).people[0].person_id
    file = open_person(centre.register, person_id)

    with pytest.raises(UserError) as refused:
        correct_record(centre.register, replace(file.person, sex="M"), file.seen[person_id], "  ")

    assert refused.value.field == "reason"


def test_two_corrections_of_what_both_saw_are_a_conflict_and_lose_neither(centre: Unlocked) -> None:
    person_id = register_party(centre.register, [arrival(centre, birth_date="1996")]).people[0].person_id
    seen_by_both = open_person(centre.register, person_id)
    for year in ("1997", "1998"):
        corrected = replace(seen_by_both.person, birth_date=year)
        correct_record(centre.register, corrected, seen_by_both.seen[person_id], "two desks")

    with centre.register.reading() as reading:
        folded = fold(reading.history([person_id]))
    assert folded.conflicts == {"birth_date"}
    assert len(folded.heads["birth_date"]) == 2
    assert open_person(centre.register, person_id).person.birth_date == "1998"
    assert not centre.check().findings

    both_seen = open_person(centre.register, person_id)
    correct_record(centre.register, replace(both_seen.person, birth_date="1997"), both_seen.seen[person_id], "passport")
    with centre.register.reading() as reading:
        assert fold(reading.history([person_id])).conflicts == frozenset()


def test_a_card_or_an_id_leads_to_the_person_and_anything_else_is_said_to_be_unknown(centre: Unlocked) -> None:
    saved = register_party(centre.register, [arrival(centre)]).people[0]
    with centre.register.reading() as reading:
        assert resolve(reading, saved.card_number.lower()) == saved.person_id
        assert resolve(reading, saved.person_id.upper()) == saved.person_id
        with pytest.raises(UserError) as unknown:
            resolve(reading, "ORL-A-999999-X")
    assert unknown.value.code == "person_unknown"


def test_a_half_typed_form_survives_a_lock_and_is_forgotten_when_told(centre: Unlocked) -> None:
    keep_draft(centre.register, "desk", {"family_name": "Недописанн"})
    keep_draft(centre.register, "desk", {"family_name": "Недописанный"})
    centre.close()
    again = unlock(centre.folder, PASSPHRASE, doors())

    drafts = list_drafts(again.register)
    forget_draft(again.register, "desk")
    left = list_drafts(again.register)
    again.close()

    assert [(draft.draft_id, dict(draft.fields)) for draft in drafts] == [("desk", {"family_name": "Недописанный"})]
    assert left == ()


def test_the_primary_document_in_lists_is_the_one_the_rule_names(centre: Unlocked) -> None:
    person_id = register_party(centre.register, [arrival(centre)]).people[0].person_id
    papers = [
        Document(document_id=new_id(), person_id=person_id, document_type=kind, issued_on=issued, expires_on=expires)
        for kind, issued, expires in [
            ("national_id", "2020-01-01", ""),
            ("passport", "2010-01-01", "2020-01-01"),
            ("internal_passport", "2015-05-05", ""),
            ("passport", "2018-01-01", "2028-01-01"),
            ("passport", "2019-01-01", "2029-01-01"),
            ("birth_certificate", "2021-01-01", ""),
        ]
    ]
    for shown in range(1, len(papers) + 1):
        with centre.register.writing("more_papers") as unit:
            unit.create(papers[shown - 1])
            unit.commit()
        rule = primary_document(papers[:shown], "2022-11-25")
        with centre.register.reading() as reading:
            row = reading.rows([person_id], "2022-11-25")[0]
        assert rule is not None
        assert row.document_type == rule.document_type


def test_a_record_is_what_its_patch_says() -> None:
    stay = Stay(stay_id="s", person_id="p", entered_on="2022-11-25", sleeps="here")
    place = Place(place_id="l", name="Hall", capacity=4)
    person = Person(person_id="p", languages=("rus", "kaz"), guarded=True)

    assert record_from("stay", "s", patch_of(stay)) == stay
    assert record_from("place", "l", patch_of(place)) == place
    assert record_from("person", "p", patch_of(person)) == person


def test_a_backup_restored_elsewhere_is_a_new_desk_that_gives_out_other_numbers(
    centre: Unlocked, tmp_path: Path
) -> None:
    known = register_party(centre.register, [arrival(centre)]).people[0]
    backup = centre.backup(tmp_path)

    restored = restore(backup, data_folder(tmp_path / "other"), PASSPHRASE, doors())
    new = register_party(restored.register, [arrival(restored, given_name="Пётр")]).people[0]
    file = open_person(restored.register, known.person_id)
    findings = restored.check().findings
    restored.close()

    assert file.card_number == known.card_number
    assert new.card_number != register_party(centre.register, [arrival(centre)]).people[0].card_number
    assert new.card_number.split("-")[1] != "A"
    assert findings == ()


def test_a_backup_never_goes_over_a_register(centre: Unlocked, tmp_path: Path) -> None:
    backup = centre.backup(tmp_path)
    before = centre.folder.register.read_bytes()

    with pytest.raises(UserError) as refused:
        restore(backup, centre.folder, PASSPHRASE, doors())

    assert refused.value.code == "already_set_up"
    assert centre.folder.register.read_bytes() == before


@pytest.mark.parametrize("keep", [0, 10, 2_000, 20_000])
def test_a_cut_backup_is_refused_and_nothing_is_left_of_it(centre: Unlocked, tmp_path: Path, keep: int) -> None:
    backup = centre.backup(tmp_path)
    backup.write_bytes(backup.read_bytes()[:keep])
    other = data_folder(tmp_path / "other")

    with pytest.raises(DamagedError):
        restore(backup, other, PASSPHRASE, doors())

    assert not other.root.exists()


def test_a_backup_opens_only_with_its_passphrase(centre: Unlocked, tmp_path: Path) -> None:
    backup = centre.backup(tmp_path)
    other = data_folder(tmp_path / "other")

    with pytest.raises(UserError) as refused:
        restore(backup, other, "another passphrase", doors())

    assert refused.value.code == "wrong_passphrase"
    assert not other.is_set_up()


def test_the_check_says_which_record_is_not_what_its_changes_say(centre: Unlocked) -> None:
    saved = register_party(centre.register, [arrival(centre)]).people[0]
    connection = centre.register.store.engine.raw_connection()  # type: ignore[attr-defined]
    connection.cursor().execute("UPDATE person SET family_name = 'Подменён'")
    connection.close()

    assert centre.check().findings == (("person_differs", saved.person_id),)


def test_the_check_says_which_change_was_altered_and_where_one_is_missing(centre: Unlocked) -> None:
    register_party(centre.register, [arrival(centre)])
    connection = centre.register.store.engine.raw_connection()  # type: ignore[attr-defined]
    connection.cursor().execute("UPDATE change SET user_id = 'somebody else' WHERE seq = 4")
    connection.cursor().execute("DELETE FROM change WHERE seq = 2")
    connection.close()

    codes = [code for code, _where in centre.check().findings]

    assert "change_altered" in codes
    assert "change_missing" in codes
    assert "user_without_change" in codes


def test_somebody_elses_passphrase_does_not_open_under_my_name(centre: Unlocked) -> None:
    centre.close()

    with pytest.raises(UserError) as refused:
        unlock(centre.folder, PASSPHRASE, doors(), user_name="Marat")

    assert refused.value.code == "other_user"


def test_a_backup_tells_how_far_it_is_and_leaves_nothing_when_it_is_stopped(centre: Unlocked, tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    for folder in ("stick", "other"):
        (tmp_path / folder).mkdir()
    target = centre.backup(tmp_path / "stick", lambda done, total: steps.append((done, total)))
    assert target.is_file()
    assert steps[-1][0] == steps[-1][1] > 0

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        centre.backup(tmp_path / "other", stop)
    assert list(tmp_path.glob("other/*")) == []
    assert list(centre.folder.root.glob("*.tmp")) == []
