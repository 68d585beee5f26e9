from __future__ import annotations

from dataclasses import replace

import pytest

from intake_app.domain.completeness import MISSING_CODES, missing_of
from intake_app.domain.records import Consent, Document, Person, Stay
from intake_app.words import WORDS

PERSON = Person(person_id="p", birth_date="1997-05-25", sex="M", citizenship="RUS", languages=("rus",))
PAPER = Document(document_id="d", person_id="p", document_type="passport", document_country="RUS")
STAY = Stay(stay_id="s", person_id="p", entered_on="2022-11-25", sleeps="here")
NOTICE = Consent(consent_id="c", person_id="p", subject="notice")


def test_a_full_file_lacks_nothing() -> None:
    assert missing_of(PERSON, [PAPER], STAY, [NOTICE]) == ()


def test_a_name_alone_lacks_everything_in_the_order_of_the_form() -> None:
    assert missing_of(Person(person_id="p", family_name="Ким"), [], None, []) == MISSING_CODES


@pytest.mark.parametrize(
    ("person", "missing"),
    [
        (replace(PERSON, birth_date="1997"), ("birth_date",)),
        (replace(PERSON, birth_date="1997-05"), ("birth_date",)),
        (replace(PERSON, birth_date_estimated=True), ("birth_date",)),
        (replace(PERSON, sex="", languages=()), ("sex", "languages")),
        (replace(PERSON, citizenship=""), ()),  # the document's country stands for it
        (replace(PERSON, phone="", messenger="", emergency_contact=""), ()),  # voluntary
    ],
)
def test_a_person_lacks_what_was_not_told(person: Person, missing: tuple[str, ...]) -> None:
    assert missing_of(person, [PAPER], STAY, [NOTICE]) == missing


def test_everything_that_may_be_missing_has_its_word() -> None:
    assert set(WORDS["missing"]) == set(MISSING_CODES)


def test_a_paper_told_of_counts_and_a_deleted_one_does_not() -> None:
    assert missing_of(PERSON, [replace(PAPER, as_told=True)], STAY, [NOTICE]) == ()
    assert missing_of(PERSON, [replace(PAPER, deleted=True)], STAY, [NOTICE]) == ("document",)


def test_a_stay_and_a_notice_that_were_taken_back_are_missing() -> None:
    assert missing_of(PERSON, [PAPER], replace(STAY, entered_on="", sleeps=""), []) == (
        "entered_on",
        "sleeps",
        "notice",
    )
    assert missing_of(PERSON, [PAPER], STAY, [replace(NOTICE, deleted=True)]) == ("notice",)
