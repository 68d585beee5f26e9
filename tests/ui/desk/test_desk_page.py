from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from intake_app.domain.arrivals import Arrival
from intake_app.domain.records import Person, Stay
from intake_app.services.drafts import list_drafts
from intake_app.services.places import list_places
from intake_app.services.print_targets import PrintTarget, keep_print_target
from intake_app.services.registration import register_party
from tests.ui.desk_reading import SERGEI, people
from ui.desk.drafts import DRAFT_ID, keep_form
from ui.desk.page import DeskPage
from ui.draft_keeper import DraftKeeper

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from intake_app.services.open_register import OpenRegister
    from tests.ui.keyboard import Keyboard
    from ui.window import MainWindow

PASSPORT = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F3204153ZE184226B<<<<<16"
CTRL = Qt.KeyboardModifier.ControlModifier


def said(window: MainWindow) -> str:
    """What the status line says."""
    return window.status.said()


def test_a_person_is_recorded_by_keys_alone(
    page: DeskPage, keys: Keyboard, register: OpenRegister, app_window: MainWindow
) -> None:
    keys.enter(*SERGEI)
    keys.press(Qt.Key.Key_Return, CTRL)
    [file] = people(register)
    assert (file.person.family_name, file.person.sex, file.place_name) == ("Иванов", "M", "Hall 1, mat 1")
    assert [(each.answer, each.text_version) for each in file.consents] == [("understood", "1")]
    assert said(app_window).startswith(f"Saved {file.card_number}, 23:40. No printer: 1 sheet waits in Handouts")
    assert "Иванов" not in said(app_window)


def test_after_saving_the_next_person_can_be_typed_at_once(
    page: DeskPage, keys: Keyboard, register: OpenRegister
) -> None:
    keys.enter(*SERGEI)
    keys.press(Qt.Key.Key_Return, CTRL)
    keys.enter("48", "", "", "Ким", "Лев")
    keys.press(Qt.Key.Key_Return, CTRL)
    assert [file.person.family_name for file in people(register)] == ["Иванов", "Ким"]
    assert people(register)[1].stay is not None


def test_f6_saves_each_of_a_party_and_joins_them(page: DeskPage, keys: Keyboard, register: OpenRegister) -> None:
    keys.enter(*SERGEI)
    keys.press(Qt.Key.Key_F6)
    assert len(people(register)) == 1
    assert page.subtitle.text() == "person 2 of the party"
    keys.enter("", "", "Иванова", "Анна", "", "1999")
    keys.press(Qt.Key.Key_Return, CTRL)
    sergei, anna = people(register)
    assert sergei.groups[0][1] == (sergei.person.person_id, anna.person.person_id)
    assert anna.stay is not None
    assert (anna.stay.entered_on, anna.place_name, anna.person.languages) == ("2022-11-25", "Hall 1, mat 2", ("rus",))


def test_when_nobody_else_comes_after_f6_saving_only_prints(
    page: DeskPage, keys: Keyboard, register: OpenRegister, tmp_path: Path
) -> None:
    keep_print_target(register, PrintTarget(folder=str(tmp_path)))
    keys.enter(*SERGEI)
    keys.press(Qt.Key.Key_F6)
    keys.press(Qt.Key.Key_Return, CTRL)
    assert len(people(register)) == 1
    assert len(list(tmp_path.glob("sheet_*.pdf"))) == 1
    assert page.subtitle.text() == ""


def test_without_the_notice_nothing_is_saved_and_the_notice_has_the_focus(
    page: DeskPage, keys: Keyboard, register: OpenRegister
) -> None:
    page.go_to("family_name")
    keys.enter("Ким")
    keys.press(Qt.Key.Key_Return, CTRL)
    assert people(register) == []
    assert page.right is not None
    assert page.right.notice.answers.hasFocus()


def test_somebody_who_speaks_alone_leaves_nothing_behind(
    page: DeskPage, keys: Keyboard, register: OpenRegister
) -> None:
    keys.enter("49")
    keys.type("3")
    assert page.band.text() == "Nothing is written. Bed by token 49, call the shift lead."
    assert page.save.text() == "Give a bed for token 49"
    assert not any(button.isEnabled() for button in (page.save_next, page.park, page.read_back))
    assert not page.fields.isEnabled()  # what is not to be typed is out of reach
    keys.press(Qt.Key.Key_Return, CTRL)
    page.keep_draft()
    assert (people(register), list_drafts(register)) == ([], ())
    assert [line.taken for line in list_places(register) if line.taken] == [1]
    assert (page.save.text(), page.fields.isEnabled()) == ("Save and print", True)


def test_a_child_alone_is_saved_and_the_lead_is_called(
    page: DeskPage, keys: Keyboard, register: OpenRegister, app_window: MainWindow
) -> None:
    keys.enter("", "", "", "Ковалёв", "Артём", "Игоревич", "2010")
    assert page.save.text() == "Save, call the lead"
    keys.press(Qt.Key.Key_Return, CTRL)
    [file] = people(register)
    assert file.is_held
    assert file.place_name == ""
    assert said(app_window).endswith("Bed and sheet are held: call the shift lead")


def test_f4_goes_on_without_a_document(page: DeskPage, keys: Keyboard, register: OpenRegister) -> None:
    keys.enter("", "")
    keys.press(Qt.Key.Key_F4)
    keys.enter("Ким")
    keys.press(Qt.Key.Key_Return, CTRL)
    [file] = people(register)
    assert (file.documents, file.person.citizenship) == ((), "")


@pytest.mark.parametrize(
    ("presses", "kinds"),
    [(2, ["birth_certificate", "birth_certificate"]), (1, ["passport", "internal_passport"])],
)
def test_f3_changes_the_kind_of_document_which_stays_unless_it_is_a_foreign_passport(
    page: DeskPage, keys: Keyboard, register: OpenRegister, presses: int, kinds: list[str]
) -> None:
    keys.enter("", "")
    for _press in range(presses):
        keys.press(Qt.Key.Key_F3)
    keys.enter("71 2345678", "Ким")
    keys.press(Qt.Key.Key_Return, CTRL)
    keys.enter("", "", "72 2345678", "Ли")
    keys.press(Qt.Key.Key_Return, CTRL)
    assert [document.document_type for file in people(register) for document in file.documents] == kinds


def test_a_scan_fills_the_form_wherever_the_focus_is(
    page: DeskPage, keys: Keyboard, register: OpenRegister, qtbot: QtBot
) -> None:
    page.go_to("given_name")
    keys.scan(f"{PASSPORT}\n")
    qtbot.waitUntil(lambda: page.fields.fields["document_number"].text() == "L898902C3")
    assert page.fields.fields["given_name"].text() == ""
    keys.enter("", "-1")
    keys.press(Qt.Key.Key_Return, CTRL)
    [file] = people(register)
    assert (file.person.family_name_latin, file.person.citizenship) == ("ERIKSSON", "UTO")
    assert file.stay is not None
    assert file.stay.entered_on == "2022-11-24"


def test_a_scan_while_the_notice_has_the_focus_answers_nothing_by_itself(
    page: DeskPage, keys: Keyboard, qtbot: QtBot
) -> None:
    keys.enter("")
    keys.scan(f"{PASSPORT}\n")
    qtbot.waitUntil(lambda: page.fields.fields["document_number"].text() == "L898902C3")
    form = page.work.form
    assert form is not None
    assert form.notice == ""


def test_the_same_zone_typed_slowly_is_only_text(page: DeskPage, keys: Keyboard) -> None:
    page.go_to("family_name")
    keys.type(PASSPORT.splitlines()[0])
    assert page.fields.fields["family_name"].text() == PASSPORT.splitlines()[0]
    assert page.fields.fields["document_number"].text() == ""


def test_fast_keys_that_are_no_scan_reach_the_field_in_their_order(
    page: DeskPage, keys: Keyboard, qtbot: QtBot
) -> None:
    page.go_to("family_name")
    keys.scan("Константинопольский\n")
    assert page.fields.fields["family_name"].text() == "Константинопольский"
    assert page.fields.fields["given_name"].editor.hasFocus()


def test_a_pasted_zone_fills_the_form_too(page: DeskPage, keys: Keyboard) -> None:
    QGuiApplication.clipboard().setText(PASSPORT)
    page.go_to("patronymic")
    keys.press(Qt.Key.Key_V, CTRL)
    assert page.fields.fields["document_number"].text() == "L898902C3"
    assert page.fields.fields["patronymic"].text() == ""
    QGuiApplication.clipboard().clear()


def test_ordinary_text_is_pasted_where_the_focus_is(page: DeskPage, keys: Keyboard) -> None:
    QGuiApplication.clipboard().setText("Ким")
    page.go_to("family_name")
    keys.press(Qt.Key.Key_V, CTRL)
    assert page.fields.fields["family_name"].text() == "Ким"
    QGuiApplication.clipboard().clear()


def test_a_half_typed_form_is_there_again_after_the_window_died(
    page: DeskPage, keys: Keyboard, app_window: MainWindow
) -> None:
    keys.enter("50", "", "4512 345678", "Иванов")
    again = DeskPage(app_window.context)
    assert again.fields.fields["family_name"].text() == "Иванов"
    assert again.token.line.text() == "50"
    again.deleteLater()


def test_typing_is_kept_within_two_seconds_even_in_one_field(page: DeskPage, keys: Keyboard, qtbot: QtBot) -> None:
    page.go_to("family_name")
    keys.type("Кимов")
    register, timer = page.work.context.register, page.work.drafts._timer
    assert timer.isActive()
    assert timer.interval() <= 2_000
    qtbot.waitUntil(lambda: bool(list_drafts(register)))


def test_saving_throws_the_draft_away(page: DeskPage, keys: Keyboard, register: OpenRegister) -> None:
    keys.enter(*SERGEI)
    page.keep_draft()
    keys.press(Qt.Key.Key_Return, CTRL)
    assert list_drafts(register) == ()


def test_a_new_form_can_be_taken_back(page: DeskPage, keys: Keyboard) -> None:
    keys.enter("", "", "", "Ким")
    keys.press(Qt.Key.Key_N, CTRL)
    assert page.fields.fields["family_name"].text() == ""
    keys.press(Qt.Key.Key_N, CTRL)
    assert page.fields.fields["family_name"].text() == "Ким"


def test_an_error_stands_beside_its_field_and_keeps_the_focus(page: DeskPage, keys: Keyboard) -> None:
    page.go_to("entered_on")
    keys.enter("26112022")
    field = page.fields.fields["entered_on"]
    assert (field.helper(), field.value_state) == ("This day has not come yet.", "error")
    assert field.editor.hasFocus()


def test_nothing_moves_while_a_form_is_filled(page: DeskPage, keys: Keyboard) -> None:
    before = {name: field.geometry() for name, field in page.fields.fields.items()}
    keys.enter(*SERGEI)
    assert {name: field.geometry() for name, field in page.fields.fields.items()} == before


def test_keys_typed_while_a_save_runs_are_not_lost(page: DeskPage, keys: Keyboard) -> None:
    page.go_to("family_name")
    page.work.stop_typing()
    keys.type("Ким")
    assert page.fields.fields["family_name"].text() == ""
    page.work.release_keys()
    assert page.fields.fields["family_name"].text() == "Ким"


def test_a_place_that_another_desk_gave_away_is_offered_no_longer(
    page: DeskPage, keys: Keyboard, app_window: MainWindow, register: OpenRegister
) -> None:
    keys.enter(*SERGEI)
    stay = Stay(stay_id="", person_id="", sleeps="here")
    register_party(register, [Arrival(person=Person(person_id="", family_name="Ли"), document=None, stay=stay)])
    app_window.context.bus.changed.emit(None, None)
    keys.press(Qt.Key.Key_Return, CTRL)
    assert [file.place_name for file in people(register)] == ["Hall 1, mat 1", "Hall 1, mat 2"]


def test_locking_keeps_what_is_half_typed(page: DeskPage, keys: Keyboard, register: OpenRegister) -> None:
    keys.enter("", "", "", "Ким")
    page.go_to("birth_date")
    keys.type("1")
    page.keep_draft()
    [draft] = list_drafts(register)
    slots = draft.fields["slots"]
    assert isinstance(slots, dict)
    assert slots["birth_date"]["raw"] == "1"


def _work_of(keeper: DraftKeeper) -> Callable[[], None]:
    work = keeper.work_to_do()
    assert work is not None
    return work


def test_an_older_draft_that_waits_never_goes_over_a_newer_one(register: OpenRegister, page: DeskPage) -> None:
    assert page.work.form is not None
    form = page.work.form
    keeper = DraftKeeper(page.work.context, DRAFT_ID, lambda: keep_form(form), page)
    page.work.edit("family_name", "Ки")
    older = _work_of(keeper)
    page.work.edit("family_name", "Ким")
    keeper.keep_now()
    older()
    slots = list_drafts(register)[0].fields["slots"]
    assert isinstance(slots, dict)
    assert slots["family_name"]["raw"] == "Ким"


def test_a_new_form_within_a_party_stays_in_the_party(page: DeskPage, keys: Keyboard) -> None:
    keys.enter(*SERGEI)
    keys.press(Qt.Key.Key_F6)
    keys.enter("", "", "Ким")
    keys.press(Qt.Key.Key_N, CTRL)
    assert page.subtitle.text() == "person 2 of the party"


def test_what_was_thrown_away_does_not_come_back_after_a_save(page: DeskPage, keys: Keyboard) -> None:
    keys.enter("", "", "", "Ким")
    keys.press(Qt.Key.Key_N, CTRL)
    keys.enter(*SERGEI)
    keys.press(Qt.Key.Key_Return, CTRL)
    keys.press(Qt.Key.Key_N, CTRL)
    assert page.fields.fields["family_name"].text() == ""
