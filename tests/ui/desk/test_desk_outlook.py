"""What the desk shows beside the form, and what F5, F7, F8, F11 and F12 do, on a real window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from intake_app.domain.local_records import QueueLine, ReservedCard
from intake_app.services.drafts import list_drafts, parked_tokens
from intake_app.services.duplicates import scan_register
from intake_app.services.not_the_same import list_declared
from intake_app.services.places import list_places
from tests.ui.desk_reading import SERGEI, card, helper, people
from ui.desk.page import DeskPage
from ui.desk.read_back_cover import ReadBackCover
from ui.preview import Preview

if TYPE_CHECKING:
    from intake_app.services.open_register import OpenRegister
    from tests.ui.keyboard import Keyboard
    from ui.window import MainWindow

AGAIN = ("", "", "4512345678", "Иванов", "Сергей", "Петрович", "25051997", "", "")
CTRL = Qt.KeyboardModifier.ControlModifier


def record_sergei(keys: Keyboard) -> None:
    """Record the person who will come again."""
    keys.enter(*SERGEI)
    keys.press(Qt.Key.Key_Return, CTRL)


def test_the_notice_gives_way_to_the_outlook_and_comes_back_where_it_is_asked_for(
    page: DeskPage, keys: Keyboard
) -> None:
    assert page.right is not None
    assert page.right.page_shown() == "notice"
    keys.enter("", "")
    assert page.right.page_shown() == "outlook"
    page.go_to("token")
    keys.enter("")
    assert page.right.page_shown() == "notice"
    keys.enter("")
    assert page.fields.fields["document_number"].editor.hasFocus()


def test_a_known_number_is_said_below_it_and_the_card_names_nobody(page: DeskPage, keys: Keyboard) -> None:
    record_sergei(keys)
    keys.enter(*AGAIN[:3])
    assert helper(page, "document_number") == "on an earlier record"
    assert "S. I., born 1997" in card(page)
    assert "same document number" in card(page)
    assert "Иванов" not in card(page)


def test_a_number_that_nobody_has_says_so(page: DeskPage, keys: Keyboard) -> None:
    keys.enter("", "", "4512 345678")
    assert helper(page, "document_number") == "not seen before"
    assert card(page) == ""


def test_f7_saves_a_new_stay_for_the_same_person(
    page: DeskPage, keys: Keyboard, register: OpenRegister, app_window: MainWindow
) -> None:
    record_sergei(keys)
    keys.enter(*AGAIN)
    keys.press(Qt.Key.Key_F7)
    assert page.save.text() == "Save, new stay"
    assert page.band.text().startswith("New stay.")
    keys.press(Qt.Key.Key_Return, CTRL)
    [file] = people(register)
    assert len(file.stays) == 2
    assert file.place_name == "Hall 1, mat 2"
    assert page.save.text() == "Save and print"


def test_f7_again_takes_the_answer_back(page: DeskPage, keys: Keyboard, register: OpenRegister) -> None:
    record_sergei(keys)
    keys.enter(*AGAIN)
    keys.press(Qt.Key.Key_F7)
    keys.press(Qt.Key.Key_F7)
    keys.press(Qt.Key.Key_Return, CTRL)
    assert [len(file.stays) for file in people(register)] == [1, 1]


def test_f8_says_somebody_else_for_this_form_only(page: DeskPage, keys: Keyboard, register: OpenRegister) -> None:
    record_sergei(keys)
    keys.enter(*AGAIN)
    keys.press(Qt.Key.Key_F8)
    assert card(page) == ""
    keys.press(Qt.Key.Key_Return, CTRL)
    assert len(people(register)) == 2
    keys.enter(*AGAIN[:3])
    assert "S. I." in card(page)


def test_a_lead_s_f8_is_for_good_once_the_form_is_saved(page: DeskPage, keys: Keyboard, register: OpenRegister) -> None:
    record_sergei(keys)
    keys.enter(*AGAIN)
    assert page.right is not None
    assert "No, someone else, for good" in page.right.card.rows.accessibleDescription()
    keys.press(Qt.Key.Key_F8)
    assert list_declared(register) == ()
    keys.press(Qt.Key.Key_Return, CTRL)
    [told] = list_declared(register)
    assert set(told.pair) == {file.person.person_id for file in people(register)}
    assert scan_register(register) == ()


def test_enter_at_a_hint_only_goes_on(page: DeskPage, keys: Keyboard) -> None:
    record_sergei(keys)
    keys.enter(*AGAIN[:3])
    assert page.fields.fields["family_name"].editor.hasFocus()
    keys.enter("Иванов")
    assert page.fields.fields["given_name"].editor.hasFocus()


def test_dates_stand_beside_the_form_and_wait_for_the_day_of_entry(page: DeskPage, keys: Keyboard) -> None:
    assert page.right is not None
    keys.enter(*SERGEI[:8])
    rows = [row.accessibleName() for row in page.right.dates._rows]
    assert rows[0] == "We report the stay, waits for the date"
    keys.enter("25112022")
    rows = [row.accessibleName() for row in page.right.dates._rows]
    assert rows == [
        "We report the stay, Wed 30 Nov, in 5 days, confirmed",
        "Ask about registering, Fri 23 Dec, in 28 days, sources disagree",
        "Last visa-free day, Wed 22 Feb 2023, in 89 days, confirmed",
    ]
    assert "https://" in page.right.dates._rows[1].accessibleDescription()


def test_nothing_in_the_panel_moves_when_a_hint_or_dates_come(page: DeskPage, keys: Keyboard) -> None:
    record_sergei(keys)
    keys.enter("", "")
    right = page.right
    assert right is not None
    before = [part.geometry() for part in (right.dates, right.sheet)]
    keys.enter(*AGAIN[2:])
    assert card(page)
    assert [part.geometry() for part in (right.dates, right.sheet)] == before


def test_f5_parks_under_the_token_and_the_token_brings_it_back(
    page: DeskPage, keys: Keyboard, register: OpenRegister
) -> None:
    keys.enter("47", "", "", "Ким")
    keys.press(Qt.Key.Key_F5)
    assert page.fields.fields["family_name"].text() == ""
    keys.enter("52", "", "", "Ли")
    keys.press(Qt.Key.Key_F5)
    assert parked_tokens(register) == ("47", "52")
    keys.enter("47")
    assert page.fields.fields["family_name"].text() == "Ким"
    assert page.fields.fields["given_name"].editor.hasFocus()
    assert parked_tokens(register) == ("52",)
    assert sorted(draft.draft_id for draft in list_drafts(register)) == ["desk", "parked:52"]


def test_without_a_token_nothing_is_parked_and_the_token_says_why(
    page: DeskPage, keys: Keyboard, register: OpenRegister
) -> None:
    keys.enter("", "", "", "Ким")
    keys.press(Qt.Key.Key_F5)
    assert parked_tokens(register) == ()
    assert page.token.line.hasFocus()
    assert page.token.line.accessibleDescription() == "Type a token first"
    assert page.fields.fields["family_name"].text() == "Ким"


def test_a_second_form_under_the_same_token_is_refused_beside_it(
    page: DeskPage, keys: Keyboard, register: OpenRegister
) -> None:
    keys.enter("47", "", "", "Ким")
    keys.press(Qt.Key.Key_F5)
    page.go_to("family_name")
    keys.enter("Ли")
    page.go_to("token")
    keys.enter("47")
    keys.press(Qt.Key.Key_F5)
    assert page.token.line.accessibleDescription() == "A form is parked under this token already."
    assert page.fields.fields["family_name"].text() == "Ли"


def test_f5_on_an_empty_form_goes_to_the_parked_ones(page: DeskPage, keys: Keyboard) -> None:
    keys.enter("47", "", "", "Ким")
    keys.press(Qt.Key.Key_F5)
    right = page.right
    assert right is not None
    assert (right.notice.answers.has_keys, right.parked.rows.has_keys) == (True, False)
    assert page.park.text() == "To the parked forms"
    keys.press(Qt.Key.Key_F5)
    assert (right.notice.answers.has_keys, right.parked.rows.has_keys) == (False, True)  # of the two the one that is in
    keys.enter("")
    assert page.park.text() == "Park"
    assert page.fields.fields["family_name"].text() == "Ким"


def test_after_a_crash_the_focus_stands_in_the_first_open_field(
    page: DeskPage, keys: Keyboard, app_window: MainWindow
) -> None:
    keys.enter("50", "", "4512 345678", "Иванов")
    again = DeskPage(app_window.context)
    assert again.work._at == "given_name"
    again.deleteLater()


def test_a_bed_by_token_is_given_without_a_record(
    page: DeskPage, keys: Keyboard, register: OpenRegister, app_window: MainWindow
) -> None:
    keys.enter("49")
    keys.type("3")
    keys.enter("")
    assert people(register) == []
    assert sum(line.taken for line in list_places(register)) == 1
    with register.reading() as reading:
        assert [line.token for line in reading.kept(QueueLine)] == ["49"]
    assert app_window.status.said() == "Token 49: Hall 1, mat 1. Call the shift lead."
    assert page.band.text() == "Give the notice first, before the name"


def test_who_does_not_want_to_speak_alone_after_all_goes_back_to_the_notice(page: DeskPage, keys: Keyboard) -> None:
    keys.enter("49")
    keys.type("3")
    keys.type("1")
    assert page.right is not None
    assert page.right.page_shown() == "notice"
    keys.enter("")
    assert page.fields.fields["document_number"].editor.hasFocus()


def test_a_child_alone_f7_saves_and_records_the_adult_beside(
    page: DeskPage, keys: Keyboard, register: OpenRegister
) -> None:
    keys.enter("", "", "", "Ковалёв", "Артём", "Игоревич", "2010")
    assert card(page).startswith("The lead decides")
    keys.press(Qt.Key.Key_F7)
    keys.enter("", "", "Ковалёва", "Анна", "", "1980")
    keys.press(Qt.Key.Key_Return, CTRL)
    child, adult = people(register)
    assert not child.is_held  # an adult of the same party is recorded: product.md, "The delicate moments"
    with register.reading() as reading:
        assert len(reading.ready_jobs()) == 2
    assert child.groups[0][1] == (child.person.person_id, adult.person.person_id)


def test_a_child_alone_f8_goes_to_the_birth_date(page: DeskPage, keys: Keyboard) -> None:
    keys.enter("", "", "", "Ковалёв", "Артём", "Игоревич", "2004")
    keys.press(Qt.Key.Key_F8)
    assert page.fields.fields["birth_date"].editor.hasFocus()


def test_f11_reads_the_form_back_in_the_arrivals_language_and_a_digit_goes_to_the_field(
    page: DeskPage, keys: Keyboard
) -> None:
    keys.enter(*SERGEI)
    keys.press(Qt.Key.Key_F11)
    [cover] = page.findChildren(ReadBackCover)
    assert "Фамилия: Иванов" in cover.accessibleName()
    assert "Дата рождения: 25 мая 1997" in cover.accessibleName()
    assert "4512" not in cover.accessibleName()
    keys.type("4")
    assert page.fields.fields["birth_date"].editor.hasFocus()


def test_f11_goes_back_to_where_it_was_asked_for(page: DeskPage, keys: Keyboard) -> None:
    keys.enter(*SERGEI[:5])
    keys.press(Qt.Key.Key_F11)
    keys.press(Qt.Key.Key_Return)
    assert page.fields.fields["patronymic"].editor.hasFocus()


def test_f12_shows_the_sheet_before_anything_is_saved(page: DeskPage, keys: Keyboard, register: OpenRegister) -> None:
    keys.enter(*SERGEI)
    keys.press(Qt.Key.Key_F12)
    [preview] = page.findChildren(Preview)
    assert preview.note.text() == "Saving gives the card number"
    assert people(register) == []
    keys.press(Qt.Key.Key_Return, CTRL)
    assert len(people(register)) == 1
    assert preview.isHidden()


def test_the_number_of_a_paper_slip_in_the_place_of_the_token_becomes_the_card(
    page: DeskPage, keys: Keyboard, register: OpenRegister
) -> None:
    with register.writing("reserve") as unit:
        number = unit.next_card_number()
        unit.keep(ReservedCard(card_number=number, reserved_at="2022-11-25T18:40:00Z", kit="1"))
        unit.commit()
    keys.enter(number.lower(), *SERGEI[1:])
    keys.press(Qt.Key.Key_Return, CTRL)
    assert people(register)[0].card_number == number


def test_a_number_that_is_on_no_slip_is_said_beside_the_token(
    page: DeskPage, keys: Keyboard, register: OpenRegister
) -> None:
    with register.writing("reserve") as unit:
        number = unit.next_card_number()
    keys.enter(number, *SERGEI[1:])
    keys.press(Qt.Key.Key_Return, CTRL)
    assert people(register) == []
    assert page.token.line.hasFocus()
    assert page.token.line.accessibleDescription() == "This number is not one of the paper kit's."


def test_the_token_of_a_record_is_kept_for_the_queue(page: DeskPage, keys: Keyboard, register: OpenRegister) -> None:
    keys.enter("47", *SERGEI[1:])
    keys.press(Qt.Key.Key_Return, CTRL)
    with register.reading() as reading:
        [line] = reading.kept(QueueLine)
    assert (line.token, line.person_id) == ("47", people(register)[0].person.person_id)


def test_an_entry_before_the_birth_is_said_when_the_field_is_left(page: DeskPage, keys: Keyboard) -> None:
    keys.enter(*SERGEI[:6], "24112022", "", "23112022")
    assert helper(page, "entered_on") == "Entry lies before the birth."
    assert page.fields.fields["entered_on"].editor.hasFocus()
