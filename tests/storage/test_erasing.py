from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from intake_app.domain.local_records import PrintJob
from intake_app.domain.records import Erasure, Person
from intake_app.errors import UserError
from intake_app.opening import REGISTER_KEY
from intake_app.services.corrections import correct_record
from intake_app.services.drafts import keep_draft, list_drafts
from intake_app.services.erasing import erase_again, erase_person, list_erasures, plan_erasure
from intake_app.services.histories import tell_history
from intake_app.services.people import find_people, open_person
from intake_app.services.places import add_places, list_places
from intake_app.services.registration import register_party
from tests.made import arrival, made_centre

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from intake_app.opening import Unlocked
    from intake_app.services.registration import Registered

PAPER = {
    "family_name": "Вычеркнутый",
    "given_name": "Эразм",
    "family_name_latin": "Vycherknutyi",
    "birth_date": "1991-02-03",
    "sleeps": "here",
    "phone": "+77011234567",
    "document_type": "passport",
    "document_number": "77 9988776",
    "document_country": "RUS",
}
PAGE, SALT, IV, RESERVED = 4096, 16, 16, 80


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Unlocked]:
    unlocked = made_centre(tmp_path / "centre")
    add_places(unlocked.register, "Hall 1, mat 1-5")
    yield unlocked
    unlocked.close()


def record(centre: Unlocked, **fields: Any) -> Registered:
    return register_party(centre.register, [arrival(centre, **{**PAPER, **fields})], with_sheets=True).people[0]


def decrypted(centre: Unlocked) -> bytes:
    """Every page of the database and its log as the key opens them, free pages and all that was left in them."""
    key = centre.data_key.subkey(REGISTER_KEY)
    found = b""
    for path in sorted(centre.folder.root.glob("register.db*")):
        data = path.read_bytes()
        frames = [data[at : at + PAGE] for at in range(0, len(data), PAGE)]
        if path.name.endswith("-wal"):
            frames = [data[at + 24 : at + 24 + PAGE] for at in range(32, len(data), PAGE + 24)]
        for frame in frames:
            if len(frame) == PAGE:
                body, iv = frame[: PAGE - RESERVED], frame[PAGE - RESERVED :][:IV]
                opened = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
                found += opened.update(body) + Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor().update(
                    body[SALT:]
                )
    return found


def test_before_somebody_is_erased_the_pages_hold_the_name(centre: Unlocked) -> None:
    record(centre)

    assert "Вычеркнутый".encode() in decrypted(centre)


def test_no_page_holds_anything_of_somebody_who_was_erased(centre: Unlocked) -> None:
    one = record(centre)
    file = open_person(centre.register, one.person_id)
    corrected = replace(file.person, given_name="Эразмус", birth_place="Вычеркнутово")
    correct_record(centre.register, corrected, file.seen[one.person_id], "Вычеркнутый said so")
    keep_draft(centre.register, "desk", {"family_name": "Вычеркнутый", "given_name": "Эразмус"})

    erase_person(centre.register, one.card_number)

    pages = decrypted(centre)
    for text in (
        "Вычеркнутый",
        "вычеркнутый",
        "Vycherknutyi",
        "vycherknut",
        "Эразм",
        "эразм",
        "9988776",
        "77011234567",
    ):
        assert text.encode() not in pages, text


def test_somebody_who_was_erased_is_found_by_nothing(centre: Unlocked) -> None:
    one = record(centre)

    erase_person(centre.register, one.card_number)

    for text in ("Вычеркнутый", "Vycher", "9988776", one.card_number, "1234567"):
        assert find_people(centre.register, text) == (), text
    with pytest.raises(UserError, match="nobody"):
        plan_erasure(centre.register, one.card_number)


def test_the_others_of_a_party_stay_as_they_are(centre: Unlocked) -> None:
    both = [arrival(centre, **PAPER), arrival(centre, **{**PAPER, "given_name": "Анна", "document_number": "77 111"})]
    gone, other = register_party(centre.register, both).people
    before = open_person(centre.register, other.person_id)

    erase_person(centre.register, gone.person_id)

    after = open_person(centre.register, other.person_id)
    assert (after.person, after.documents, after.place_name) == (before.person, before.documents, before.place_name)
    assert [members for _group, members in after.groups] == [(other.person_id,)]
    assert tell_history(centre.register, other.person_id)


def test_the_bed_stays_taken_without_a_name(centre: Unlocked) -> None:
    one = record(centre)

    erase_person(centre.register, one.card_number)

    assert [line.taken for line in list_places(centre.register)] == [1, 0, 0, 0, 0]


def test_what_is_left_of_the_changes_still_verifies(centre: Unlocked) -> None:
    one = record(centre)
    record(centre, family_name="Другой", given_name="Пётр", document_number="1")

    erase_person(centre.register, one.card_number)

    assert centre.check().findings == ()


def test_a_sheet_that_waits_is_not_printed_any_more(centre: Unlocked) -> None:
    one = record(centre)

    erase_person(centre.register, one.card_number)

    with centre.register.reading() as reading:
        assert reading.kept(PrintJob, person_id=one.person_id) == ()


def test_half_typed_forms_of_others_stay(centre: Unlocked) -> None:
    one = record(centre)
    keep_draft(centre.register, "desk", {"slots": {"family_name": "Вычеркнутый"}})
    keep_draft(centre.register, "parked:4", {"slots": {"number": "779988776"}})
    keep_draft(centre.register, "parked:5", {"slots": {"family_name": "вычеркнутый", "given_name": "ЭРАЗМ"}})

    erase_person(centre.register, one.card_number)

    assert [draft.draft_id for draft in list_drafts(centre.register)] == ["desk"]


def test_the_plan_says_what_goes_and_what_cannot_be_reached(centre: Unlocked) -> None:
    one = record(centre)

    plan = plan_erasure(centre.register, one.card_number)

    assert (plan.card_number, plan.documents, plan.stays, plan.keeps_bed) == (one.card_number, 1, 1, True)
    assert (plan.printed_sheets, plan.exported_at) == (0, ())


def test_an_erasure_that_is_done_again_changes_nothing_more(centre: Unlocked) -> None:
    one = record(centre)
    erase_person(centre.register, one.card_number)
    with centre.register.reading() as reading:
        before = reading.vector()

    done = erase_again(centre.register, list_erasures(centre.register))

    with centre.register.reading() as reading:
        assert (done, reading.vector(), len(reading.all(Erasure))) == (0, before, 1)
        assert reading.get(Person, one.person_id) is None
