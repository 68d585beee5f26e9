"""What the desk decides, says and reads back, as plain data without a window."""

from __future__ import annotations

import json
from datetime import date

import pytest

from intake_app.errors import DamagedError
from intake_app.packs.read_back import load_read_back, parse_read_back
from intake_app.paths import seeds_folder
from intake_app.services.hints import Hint
from intake_app.services.outlooks import Outlook
from ui.desk.bands import band_of
from ui.desk.dates import date_rows
from ui.desk.decisions import decide_what, word_card
from ui.desk.drafts import keep_form, restore_form
from ui.desk.facts import DeskFacts
from ui.desk.form import SPEAK_ALONE, DeskForm, Party
from ui.desk.known import dismiss, say_known, take_last_back
from ui.desk.read_back_lines import read_back
from ui.desk.slots import KINDS, ORDER
from ui.desk.way import first_open

FACTS = DeskFacts(date(2022, 11, 25), "KZ", "Asia/Oral", (("p1", "Hall 1, mat 1"), ("p2", "mat 2"), ("p3", "mat 3")))
KNOWN = Hint("a", "S. I.", "1997", ("same_document",))
OTHER = Hint("b", "S. P.", "", ("same_name_and_birth_date",))
GUARDED = Hint("c", "", "", ("same_document",), is_guarded=True)


def form_with(**typed: str) -> DeskForm:
    """A form whose notice was understood, with fields typed and confirmed."""
    form = DeskForm(FACTS)
    form.answer_notice("understood", "rus", "1")
    for name, text in typed.items():
        form.edit(name, text)
        form.confirm(name)
    return form


def test_before_the_notice_was_answered_nothing_is_decided() -> None:
    form = form_with(birth_date="2012")
    form.answer_notice("", "", "")
    assert decide_what(form, Outlook(hints=(KNOWN,))).kind == ""


def test_who_is_known_is_decided_before_who_is_a_child() -> None:
    form = form_with(birth_date="2012")
    assert decide_what(form, Outlook(hints=(KNOWN,))).hint == KNOWN
    dismiss(form, "a")
    assert decide_what(form, Outlook(hints=(KNOWN,))).kind == "child"


def test_after_one_was_said_to_be_another_the_next_hint_is_asked() -> None:
    form = form_with()
    dismiss(form, "a")
    assert decide_what(form, Outlook(hints=(KNOWN, OTHER))).hint == OTHER


def test_the_hint_that_was_taken_stays_and_says_so() -> None:
    form = form_with()
    say_known(form, "b")
    decision = decide_what(form, Outlook(hints=(KNOWN, OTHER)))
    words = word_card(decision, "")
    assert words is not None
    assert (decision.hint, decision.is_taken, words.chosen) == (OTHER, True, 0)


def test_of_somebody_guarded_only_the_lead_is_named_and_no_new_stay_offered() -> None:
    words = word_card(decide_what(form_with(), Outlook(hints=(GUARDED,))), "")
    assert words is not None
    assert "Call the shift lead." in words.ask
    assert [keys for keys, _text in words.rows] == ["F8", "Enter"]
    assert words.reasons == ()


def test_dismissing_and_knowing_end_with_the_form() -> None:
    form = form_with()
    dismiss(form, "a")
    say_known(form, "b")
    form.begin_new()
    assert (form.dismissed, form.known_as) == ((), "")


def test_of_several_who_are_someone_else_the_last_is_asked_about_first_and_then_the_one_before() -> None:
    form = form_with()
    for person_id in ("a", "b", "c"):
        dismiss(form, person_id)
    asked = []
    for _time in range(3):
        asked.append(take_last_back(form, ("a", "b", "c")))
        dismiss(form, asked[-1])  # no, not this one either
    assert asked == ["c", "b", "a"]
    assert take_last_back(form, ("b",)) == "b"
    assert set(form.dismissed) == {"a", "c"}


def test_the_band_tells_a_new_stay_and_a_hold_and_else_the_notice() -> None:
    form = form_with()
    assert band_of(form) == ("Notice given in Russian, text 1; understood", "good", "")
    form.edit("birth_date", "2012")
    assert band_of(form)[1] == "warning"
    say_known(form, "a")
    assert band_of(form)[2] == "New stay."
    form.answer_notice(SPEAK_ALONE, "rus", "1")
    assert band_of(form)[2] == "Nothing is written."


def test_without_deadlines_there_is_no_row() -> None:
    assert date_rows(Outlook(), FACTS.today) == ()


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ({}, "document_number"),
        ({"document_number": "4512"}, "family_name"),
        ({"document_number": "4512", "family_name": "Ким"}, "given_name"),
        ({"family_name": "Ким", "birth_date": "31021997", "entered_on": "25112022"}, "birth_date"),
        ({"family_name": "Ким", "need_code": "doctor"}, "need_code"),
    ],
)
def test_typing_goes_on_at_the_first_open_field(typed: dict[str, str], name: str) -> None:
    assert first_open(form_with(**typed)) == name


def test_a_field_that_was_half_typed_when_the_window_died_has_the_focus_again() -> None:
    form = form_with(family_name="Ким")
    form.edit("given_name", "Ле")
    other = DeskForm(FACTS)
    restore_form(other, json.loads(json.dumps(keep_form(form))))
    assert first_open(other) == "given_name"
    assert other.slots["given_name"].raw == "Ле"


def test_an_empty_form_begins_with_the_token_and_a_form_without_notice_with_the_notice() -> None:
    form = DeskForm(FACTS)
    assert first_open(form) == ORDER[0]
    form.edit("token", "47")
    form.settle("token")
    assert first_open(form) == "notice"


def test_the_next_of_a_party_sleeps_beside_the_last_also_where_that_is_not_the_next_free_place() -> None:
    form = form_with(family_name="Ким", sleeps="here:p2")
    after = DeskFacts(FACTS.today, "KZ", "Asia/Oral", (FACTS.places[0], FACTS.places[2]))
    form.begin_next(Party("g", ("a",), ("ORL-A-000001-9",)), after)
    assert form.slots["sleeps"].raw == "here:p3"
    assert form.slots["sleeps"].helper == "beside ORL-A-000001-9; free tonight"


def test_guesses_name_the_card_they_come_from_and_nobody() -> None:
    form = form_with(family_name="Ким", entered_on="25112022")
    form.begin_new("ORL-A-000001-9")
    assert form.slots["entered_on"].helper == "as ORL-A-000001-9"


def test_kinds_say_their_country_in_words() -> None:
    assert [kind.label("") for kind in KINDS[:2]] == ["Internal passport, Russia", "Passport, Russia"]
    assert KINDS[4].label("DEU") == "Passport, Germany"


def test_an_arrival_before_the_entry_is_said_and_forgotten_once_the_entry_is_corrected() -> None:
    form = form_with(entered_on="25112022", arrived_on="24112022")
    assert form.slots["arrived_on"].state == "error"
    form.edit("entered_on", "23112022")
    form.confirm("entered_on")
    assert (form.slots["arrived_on"].state, form.slots["entered_on"].state) == ("done", "done")


def test_a_record_is_read_back_in_the_language_that_is_spoken() -> None:
    form = form_with(
        document_number="4512 345678",
        family_name="Иванов",
        birth_date="25051997",
        entered_on="25112022",
        languages="kaz",
    )
    said = {line.name: (line.label, line.text) for line in read_back(form).lines}
    assert said["birth_date"] == ("Туған күні", "25 мамыр 1997")
    assert said["document_number"] == ("Құжат", "Ішкі паспорт, соңғы сандары 678")
    assert said["sleeps"] == ("Түнейтін жері", "осында: Hall 1, mat 1")


def test_what_was_not_said_is_read_back_as_missing_and_an_age_as_about_a_year() -> None:
    form = form_with(family_name="Ким", birth_date="25", languages="eng")
    lines = {line.name: line for line in read_back(form).lines}
    assert lines["birth_date"].text == "about 1997"
    assert (lines["entered_on"].text, lines["entered_on"].is_missing) == ("not said", True)


def test_somebody_who_speaks_a_language_without_words_is_read_back_in_that_of_the_notice() -> None:
    assert read_back(form_with(family_name="Ким", languages="uzb")).language == "ru"


def test_words_that_one_language_lacks_are_found_when_they_are_read() -> None:
    text = (seeds_folder() / "desk" / "read_back.json").read_text(encoding="utf-8")
    value = json.loads(text)
    del value["languages"][1]["texts"]["missing"]
    with pytest.raises(DamagedError, match="says other things in ru"):
        parse_read_back("read_back.json", json.dumps(value))
    assert set(load_read_back()) == {"eng", "rus", "kaz"}
