"""Who asks: every name hidden at once, a message kept for the lead, and the desk as it stood."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from intake_app.domain.roles import Role, Session
from intake_app.i18n import LANGUAGES, speaking
from intake_app.packs.asks import load_asks, parse_ask
from intake_app.services.centres import change_centre
from intake_app.services.day_question import confirm_day, read_question
from intake_app.services.messages import Note, keep_message, list_messages
from intake_app.services.people import find_people
from intake_app.services.print_queue import count_waiting
from tests.ui.keyboard import Keyboard
from tests.ui.keys import CTRL, press
from tests.ui.made_up import PASSPHRASE
from tests.ui.opened import opened
from ui.asks.ask_cover import AskCover
from ui.asks.day_cover import DayCover
from ui.asks.key_help import KeyHelp
from ui.asks.messages_page import MessagesPage
from ui.desk.page import DeskPage
from ui.jobs import Jobs
from ui.main import make_pages
from ui.resources.theme import Size, Weight, font, px
from ui.shell import House, Shell
from ui.unlock.screen import UnlockScreen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from intake_app.clock import FixedClock
    from intake_app.opening import Doors, Unlocked
    from intake_app.paths import DataFolder
    from intake_app.services.open_register import OpenRegister
    from ui.window import MainWindow

SERGEI = ("47", "", "4512 345678", "Иванов", "Сергей", "Петрович")
SCAN = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10\n"


def visible_texts(window: QWidget) -> str:
    """Every word that can be read, or heard from a screen reader, in the window."""
    texts: list[str] = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        texts += [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
            texts.append(widget.text())
        if isinstance(widget, QPlainTextEdit):
            texts.append(widget.toPlainText())
    return "\n".join(texts)


def ask_cover(window: MainWindow) -> AskCover:
    cover = window.covers.cover()
    assert isinstance(cover, AskCover)
    return cover


@pytest.fixture
def keys() -> Keyboard:
    return Keyboard()


@pytest.fixture
def locking(qtbot: QtBot, folder: DataFolder, doors: Doors, unlocked: Unlocked) -> Iterator[Shell]:
    """A window that can be locked and unlocked again: each time with jobs of its own, done at once."""
    with opened(House(folder, lambda: doors, make_pages, Jobs.inline), unlocked, qtbot) as made:
        yield made


def type_a_person(window: MainWindow, keys: Keyboard) -> DeskPage:
    page = window.page()
    assert isinstance(page, DeskPage)
    keys.enter(*SERGEI)
    keys.type("2505")
    return page


@pytest.mark.parametrize("key", [Qt.Key.Key_F9, Qt.Key.Key_F10])
def test_every_name_is_hidden_at_once(app_window: MainWindow, keys: Keyboard, key: Qt.Key) -> None:
    type_a_person(app_window, keys)
    app_window.context.bus.said.emit("Saved Иванов", "good")
    assert "Иванов" in visible_texts(app_window)
    keys.press(key)
    seen = visible_texts(app_window)
    for name in ("Иванов", "Сергей", "Петрович", "4512", "Aigerim"):
        assert name not in seen
    assert not app_window.status.isVisible()
    assert "Names are hidden while this is open" in seen


def test_the_desk_comes_back_exactly_as_it_stood(app_window: MainWindow, keys: Keyboard) -> None:
    type_a_person(app_window, keys)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    field.setSelection(1, 2)
    before = visible_texts(app_window)
    keys.press(Qt.Key.Key_F9)
    keys.press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is field
    assert (field.text(), field.selectedText()) == ("2505", "50")
    assert visible_texts(app_window) == before
    assert app_window.covers.cover() is None
    keys.press(Qt.Key.Key_End)
    keys.type("1997")
    assert field.text() == "25051997"


def test_the_sentences_are_said_in_three_languages_and_marked_as_not_reviewed() -> None:
    assert [text.language for text in load_asks()] == ["en", "ru", "kk"]
    assert load_asks()[0].someone[0] == "I cannot say who is here."
    assert load_asks()[0].authority == (
        "Only the manager can answer.",
        "Name, office and written request, please.",
    )
    assert not any(text.is_reviewed for text in load_asks())


def test_a_damaged_text_is_refused_with_its_place() -> None:
    with pytest.raises(Exception, match=r"en\.json"):
        parse_ask("en.json", "{}")


def test_a_message_is_kept_for_the_lead_by_keys_alone(
    app_window: MainWindow, keys: Keyboard, register: OpenRegister
) -> None:
    keys.press(Qt.Key.Key_F9)
    keys.enter("Алексей, из Самары", "Мать", "+7 912 345-67-89")
    keys.type("Я у тёти")
    assert list_messages(register) == ()
    keys.press(Qt.Key.Key_Return, CTRL)
    (kept,) = list_messages(register)
    assert (kept.for_whom, kept.from_whom, kept.body) == ("Алексей, из Самары", "Мать", "Я у тёти")
    cover = ask_cover(app_window)
    assert cover.said.text() == "Kept for the lead"
    assert [field.text() for field in cover.fields.fields.values()] == ["", "", "", ""]
    assert app_window.rail.count("messages") == 1


def test_what_is_missing_is_said_below_its_field(app_window: MainWindow, keys: Keyboard) -> None:
    keys.press(Qt.Key.Key_F9)
    keys.enter("Алексей")
    keys.press(Qt.Key.Key_Return, CTRL)
    body = ask_cover(app_window).fields.fields["body"]
    assert (body.state, body.helper()) == ("error", "What to tell is missing.")
    assert body.line.hasFocus()


def test_an_authority_leaves_name_office_and_request(
    app_window: MainWindow, keys: Keyboard, register: OpenRegister
) -> None:
    keys.press(Qt.Key.Key_F10)
    assert "Only the manager can answer." in visible_texts(app_window)
    keys.enter("D. Akhmetov", "Akimat")
    keys.type("No. 12/3")
    keys.press(Qt.Key.Key_Return, CTRL)
    (kept,) = list_messages(register)
    assert (kept.kind, kept.from_whom, kept.for_whom, kept.reach) == (
        "authority",
        "D. Akhmetov",
        "Akimat",
        "No. 12/3",
    )
    model = messages_page(app_window).model
    row = [model.data(model.index(0, column)) for column in range(1, model.columnCount())]
    assert row == ["Authority asks", "D. Akhmetov", "Akimat", "No. 12/3"]


def test_a_message_says_when_it_was_left_in_every_language_and_in_a_mirrored_window_begins_where_its_label_does(
    qapp: QApplication, app_window: MainWindow, register: OpenRegister
) -> None:
    keep_message(register, Note(for_whom="Алексей", body="Позвони"))
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    page = messages_page(app_window)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    QApplication.processEvents()
    written = QFontMetricsF(font(Size.ROW, Weight.MEDIUM))
    for language in LANGUAGES:
        with speaking(language):
            moment = str(page.model.data(page.model.index(0, 0)))
        room = page.table.columnWidth(0) - px(16 + 22)  # its padding, and the icon before it
        assert written.horizontalAdvance(moment) <= room, language
    sides = {each.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask for each in page.words.findChildren(QLabel)}
    assert sides == {Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute}


def test_one_cover_leads_to_the_other_and_esc_to_the_desk(app_window: MainWindow, keys: Keyboard) -> None:
    keys.press(Qt.Key.Key_F9)
    assert ask_cover(app_window).form.kind == "message"
    keys.press(Qt.Key.Key_F10)
    assert ask_cover(app_window).form.kind == "authority"
    keys.press(Qt.Key.Key_F9)
    assert ask_cover(app_window).form.kind == "message"
    keys.press(Qt.Key.Key_Escape)
    assert app_window.covers.cover() is None


def test_no_page_is_reached_and_nothing_searched_from_a_cover(app_window: MainWindow, keys: Keyboard) -> None:
    desk = app_window.page()
    keys.press(Qt.Key.Key_F9)
    keys.press(Qt.Key.Key_2, CTRL)
    keys.press(Qt.Key.Key_K, CTRL)
    assert app_window.page() is desk
    assert not app_window.search.line.hasFocus()


def test_a_scan_fills_nothing_where_somebody_asks(app_window: MainWindow, keys: Keyboard, qtbot: QtBot) -> None:
    page = app_window.page()
    assert isinstance(page, DeskPage)
    keys.press(Qt.Key.Key_F9)
    keys.scan(SCAN)
    qtbot.waitUntil(lambda: not app_window.context.keys.is_holding)
    assert [field.text() for field in ask_cover(app_window).fields.fields.values()] == ["", "", "", ""]
    keys.press(Qt.Key.Key_Escape)
    assert page.work.form is not None
    assert not page.work.form.has_typed()


def test_the_red_crescents_number_is_shown_only_where_the_centre_set_it(
    app_window: MainWindow, keys: Keyboard, register: OpenRegister
) -> None:
    keys.press(Qt.Key.Key_F9)
    assert not ask_cover(app_window).tracing.isVisible()
    keys.press(Qt.Key.Key_Escape)
    change_centre(register, {"tracing_phone": "8 7112 00-00-00"})
    keys.press(Qt.Key.Key_F9)
    assert ask_cover(app_window).tracing.number.text() == "8 7112 00-00-00"
    assert ask_cover(app_window).tracing.isVisible()


def unlock_again(shell: Shell) -> MainWindow:
    screen = shell.centralWidget()
    assert isinstance(screen, UnlockScreen)
    screen.passphrase.set_text(PASSPHRASE)
    screen.try_passphrase()
    assert shell.window_ is not None
    QApplication.processEvents()  # the new window is shown
    return shell.window_


def test_a_half_typed_message_survives_a_lock(locking: Shell, keys: Keyboard, register: OpenRegister) -> None:
    confirm_day(register)
    keys.press(Qt.Key.Key_F9)
    keys.enter("Алексей")
    keys.type("Ма")
    keys.press(Qt.Key.Key_L, CTRL)
    window = unlock_again(locking)
    keys.press(Qt.Key.Key_F9)
    fields = ask_cover(window).fields.fields
    assert (fields["for_whom"].text(), fields["from_whom"].text()) == ("Алексей", "Ма")


def test_what_one_left_half_typed_is_not_shown_to_the_next_but_offered(app_window: MainWindow, keys: Keyboard) -> None:
    keys.press(Qt.Key.Key_F9)
    keys.enter("Алексей")
    keys.press(Qt.Key.Key_Escape)
    keys.press(Qt.Key.Key_F9)
    assert "Алексей" not in visible_texts(app_window)
    keys.press(Qt.Key.Key_B, CTRL)
    assert ask_cover(app_window).fields.fields["for_whom"].text() == "Алексей"


def test_a_kept_message_leaves_no_draft_behind(app_window: MainWindow, keys: Keyboard) -> None:
    keys.press(Qt.Key.Key_F9)
    keys.enter("Алексей", "", "")
    keys.type("Позвони")
    keys.press(Qt.Key.Key_Return, CTRL)
    keys.press(Qt.Key.Key_Escape)
    keys.press(Qt.Key.Key_F9)
    assert not ask_cover(app_window).bring_back.isVisible()
    assert ask_cover(app_window).fields.fields["for_whom"].text() == ""


def messages_page(window: MainWindow) -> MessagesPage:
    window.show_page("messages")
    page = window.page()
    assert isinstance(page, MessagesPage)
    return page


def test_the_lead_reads_a_message_with_enter_and_the_count_goes(
    app_window: MainWindow, keys: Keyboard, register: OpenRegister
) -> None:
    keep_message(register, Note(for_whom="Алексей", body="Позвони"))
    app_window.context.bus.changed.emit(None, None)
    assert app_window.rail.count("messages") == 1
    page = messages_page(app_window)
    assert page.model.rowCount() == 1
    assert "Позвони" in visible_texts(page)
    keys.press(Qt.Key.Key_Return)
    assert list_messages(register)[0].seen_at
    assert app_window.rail.count("messages") == 0


def test_a_message_is_removed_with_a_reason(app_window: MainWindow, keys: Keyboard, register: OpenRegister) -> None:
    keep_message(register, Note(for_whom="Алексей", body="Позвони"))
    page = messages_page(app_window)
    keys.press(Qt.Key.Key_Delete)
    assert page.reason.line.hasFocus()
    shown = [button.isVisible() for button in (page.removal, page.read, page.remove)]
    assert shown == [True, False, False]  # Enter means one thing
    keys.enter("")
    assert page.reason.state == "error"
    keys.enter("given to him")
    (left,) = list_messages(register)
    assert (left.kind, left.body, left.for_whom) == ("removed", "given to him", "")
    assert app_window.status.said() == "1 message removed"
    assert "Позвони" not in visible_texts(page)
    assert (page.removal.isVisible(), page.read.isVisible()) == (False, True)


def test_an_empty_page_says_where_messages_come_from(app_window: MainWindow) -> None:
    page = messages_page(app_window)
    assert "No messages" in visible_texts(page)
    assert page.bar.isHidden()  # there is nothing to do its actions to
    assert page.hasFocus()


def test_the_first_unlock_of_the_day_asks_and_nothing_can_be_recorded_before(locking: Shell, keys: Keyboard) -> None:
    locking.lock()
    window = unlock_again(locking)
    cover = window.covers.cover()
    assert isinstance(cover, DayCover)
    assert "Today is Friday 25 November 2022, 23:40. Right?" in visible_texts(window)
    keys.press(Qt.Key.Key_Escape)
    keys.press(Qt.Key.Key_1, CTRL)
    keys.press(Qt.Key.Key_F9)
    assert window.covers.cover() is cover
    keys.press(Qt.Key.Key_Return)
    assert window.covers.cover() is None
    assert isinstance(window.page(), DeskPage)
    assert read_question(window.context.register) is None


def test_a_wrong_clock_is_set_and_looked_at_again(
    shell: Shell, app_window: MainWindow, keys: Keyboard, clock: FixedClock
) -> None:
    clock.instant -= timedelta(days=400)
    app_window.covering.ask_day()
    keys.press(Qt.Key.Key_F8)
    seen = visible_texts(app_window)
    assert "Windows" in seen
    assert "Linux" in seen
    clock.instant += timedelta(days=400)
    keys.press(Qt.Key.Key_Return)
    assert "Today is Friday 25 November 2022, 23:40. Right?" in visible_texts(app_window)
    keys.press(Qt.Key.Key_Return)
    assert app_window.covers.cover() is None


@pytest.mark.parametrize(("jump", "is_asked"), [(timedelta(hours=-3), True), (timedelta(minutes=1), False)])
def test_a_clock_that_jumps_while_the_window_is_open_is_asked_about(
    app_window: MainWindow, register: OpenRegister, clock: FixedClock, jump: timedelta, is_asked: bool
) -> None:
    confirm_day(register)
    clock.instant += jump
    app_window.covering.look()
    assert isinstance(app_window.covers.cover(), DayCover) is is_asked


def test_f1_lists_the_keys_of_the_page_and_of_the_window(app_window: MainWindow, keys: Keyboard) -> None:
    keys.press(Qt.Key.Key_F1)
    cover = app_window.covers.cover()
    assert isinstance(cover, KeyHelp)
    listed = dict(cover.rows)
    order = [keys for keys in listed if keys in ("Enter", "F1", "F2", "F11", "Shift+F7", "Ctrl+1", "Ctrl+L")]
    assert order == ["Enter", "F2", "F11", "Shift+F7", "F1", "Ctrl+1", "Ctrl+L"]  # first the page's, then the window's
    assert listed["Ctrl+L"] == "Lock"
    assert any(words.startswith("Save") for words in listed.values())
    keys.press(Qt.Key.Key_Escape)
    assert app_window.covers.cover() is None


def test_the_user_panel_is_opened_and_closed_by_keys(app_window: MainWindow, keys: Keyboard) -> None:
    keys.press(Qt.Key.Key_J, CTRL)
    panel = app_window.corner.panel
    assert panel is not None
    assert panel.language.editor.hasFocus()
    keys.press(Qt.Key.Key_Escape)
    assert app_window.corner.panel is None


def as_volunteer(unlocked: Unlocked) -> Unlocked:
    volunteer = Session("v", "Timur", Role.VOLUNTEER)
    return replace(unlocked, register=replace(unlocked.register, session=volunteer))


def test_a_volunteer_has_the_desk_and_neither_people_nor_messages(
    shell: Shell, unlocked: Unlocked, keys: Keyboard
) -> None:
    keep_message(unlocked.register, Note(for_whom="Алексей", body="Позвони"))
    shell.open_window(as_volunteer(unlocked))
    shell.show()
    window = shell.window_
    assert window is not None
    seen = visible_texts(window)
    assert "Desk" in seen
    assert "volunteer" in seen
    for title in ("Messages", "Settings", "Exchange", "People"):
        assert title not in seen.splitlines()
    desk = window.page()
    window.context.bus.asked_to_show.emit("messages", None)
    assert window.page() is desk


def test_the_printer_is_named_only_while_something_waits(app_window: MainWindow, register: OpenRegister) -> None:
    assert count_waiting(register) == 0
    assert app_window.status.fact("print") == ""
    assert find_people(register, "Иванов") == ()


def test_everything_on_a_cover_that_takes_the_focus_has_a_name(app_window: MainWindow, keys: Keyboard) -> None:
    for key in (Qt.Key.Key_F9, Qt.Key.Key_F10, Qt.Key.Key_F1):
        keys.press(key)
        cover = app_window.covers.cover()
        assert cover is not None
        nameless = [
            widget
            for kind in (QLineEdit, QAbstractButton)
            for widget in cover.findChildren(kind)
            if widget.isVisible() and not widget.accessibleName()
        ]
        assert nameless == []
        keys.press(Qt.Key.Key_Escape)


def test_locking_works_from_a_cover(shell: Shell, app_window: MainWindow) -> None:
    press(app_window, Qt.Key.Key_F9)
    press(app_window, Qt.Key.Key_L, CTRL)
    assert isinstance(shell.centralWidget(), UnlockScreen)
