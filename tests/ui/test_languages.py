from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication

from intake_app.i18n import LANGUAGES, current_language
from intake_app.services.drafts import list_drafts
from tests.ui.keyboard import Keyboard
from tests.ui.made_up import PASSPHRASE
from ui.desk.page import DeskPage
from ui.first_run.screen import FirstRunScreen
from ui.first_run.step_view import StepView
from ui.preferences import Preferences, read_preferences
from ui.rail_rows import RailButton
from ui.settings.page import SettingsPage
from ui.speech import speak, system_language
from ui.unlock.screen import UnlockScreen
from ui.widgets.field import Field

if TYPE_CHECKING:
    from intake_app.opening import Unlocked
    from intake_app.paths import DataFolder
    from intake_app.services.open_register import OpenRegister
    from ui.shell import Shell
    from ui.window import MainWindow


def rail_of(window: MainWindow) -> list[str]:
    return [button.text() for button in window.rail.findChildren(RailButton)]


def settings_of(shell: Shell) -> SettingsPage:
    assert shell.window_ is not None
    shell.window_.show_page("settings")
    page = shell.window_.page()
    assert isinstance(page, SettingsPage)
    return page


def unlock_screen(shell: Shell) -> UnlockScreen:
    screen = shell.centralWidget()
    assert isinstance(screen, UnlockScreen)
    return screen


def choose(shell: Shell, language: str) -> None:
    look = settings_of(shell).look
    look.language.focus()
    look.language.set_value(language)
    look.language.edited.emit(language)


def test_every_language_is_offered_by_its_own_name(app_window: MainWindow, shell: Shell) -> None:
    combo = settings_of(shell).look.language.combo
    assert [combo.itemText(index) for index in range(combo.count())][1:] == ["English", "Русский", "Қазақша"]


def test_the_window_speaks_another_language_without_a_restart(app_window: MainWindow, shell: Shell) -> None:
    said = {}
    for language in LANGUAGES:
        choose(shell, language)
        assert shell.window_ is not None
        said[language] = rail_of(shell.window_)
    assert "Settings" in said["en"]
    assert "Настройки" in said["ru"]
    assert "Баптаулар" in said["kk"]


def test_the_page_and_the_field_that_had_the_focus_stay(app_window: MainWindow, shell: Shell) -> None:
    choose(shell, "ru")
    assert shell.window_ is not None
    assert shell.window_ is not app_window
    page = shell.window_.page()
    assert isinstance(page, SettingsPage)
    assert page.look.language.combo.hasFocus()
    assert page.title.text() == "Настройки"


def test_a_half_typed_form_goes_on_in_another_language(app_window: MainWindow, shell: Shell) -> None:
    Keyboard().enter("47", "", "4512 345678", "Иванов", "Сергей")
    choose(shell, "ru")
    assert shell.window_ is not None
    shell.window_.show_page("desk")
    page = shell.window_.page()
    assert isinstance(page, DeskPage)
    assert page.title.text() == "Новый человек"
    assert page.token.line.text() == "47"
    assert [field.text() for name, field in page.fields.fields.items() if name in ("family_name", "given_name")] == [
        "Иванов",
        "Сергей",
    ]


def test_what_is_half_typed_in_the_settings_goes_on_until_it_is_saved(
    app_window: MainWindow, shell: Shell, register: OpenRegister
) -> None:
    page = settings_of(shell)
    doctor = page.centre.fields["doctor"]
    doctor.focus()
    Keyboard().type("Room 3")
    page.places.set_text("Hall 2, mat 1-3")
    choose(shell, "kk")
    page = settings_of(shell)
    assert page.centre.fields["doctor"].text() == "Room 3"
    assert page.places.text() == "Hall 2, mat 1-3"
    page.add_places()
    page.save_settings()
    page.keep_draft()
    assert list_drafts(register) == ()


def test_the_language_is_kept_for_the_next_start(app_window: MainWindow, shell: Shell, folder: DataFolder) -> None:
    choose(shell, "kk")
    assert read_preferences(folder) == Preferences(language="kk")


def test_a_locked_window_changes_its_language_with_a_key_and_keeps_what_is_typed(
    shell: Shell, unlocked: Unlocked, folder: DataFolder
) -> None:
    unlocked.close()
    shell.start()
    shell.show()
    unlock_screen(shell).passphrase.set_text(PASSPHRASE)
    said = []
    for _time in range(3):
        unlock_screen(shell).languages.choose_next()
        said.append((current_language(), unlock_screen(shell).button.text()))
    assert said == [("ru", "Открыть"), ("kk", "Ашу"), ("en", "Unlock")]
    unlock_screen(shell).languages.buttons["ru"].click()
    unlock_screen(shell).try_passphrase()
    assert shell.window_ is not None
    assert "Настройки" in rail_of(shell.window_)
    assert read_preferences(folder).language == "ru"


def test_the_key_of_the_languages_is_pressed_while_the_passphrase_has_the_focus(
    shell: Shell, unlocked: Unlocked
) -> None:
    shell.start()
    shell.show()
    shell.activateWindow()
    QApplication.processEvents()
    Keyboard().press(Qt.Key.Key_F2)
    assert unlock_screen(shell).button.text() == "Открыть"
    assert unlock_screen(shell).passphrase.line.hasFocus()


def test_the_first_run_asks_the_same_question_in_another_language(shell: Shell) -> None:
    shell.start()
    screen = shell.centralWidget()
    assert isinstance(screen, FirstRunScreen)
    screen.chose_language.emit("ru")
    screen.start_setup()
    assert isinstance(screen.view, StepView)
    name = screen.view.fields["name"]
    assert isinstance(name, Field)
    name.set_text("Oral, hall 1")
    name.edited.emit("Oral, hall 1")
    screen.view.languages.buttons["kk"].click()
    assert current_language() == "kk"
    assert isinstance(screen.view, StepView)
    name = screen.view.fields["name"]
    assert isinstance(name, Field)
    assert name.text() == "Oral, hall 1"


@pytest.mark.parametrize(("language", "copy"), [("ru", "&Копировать"), ("kk", "&Көшіру"), ("en", "&Copy")])
def test_the_menu_of_a_text_field_speaks_too(qapp: QApplication, language: str, copy: str) -> None:
    speak(qapp, language)
    assert QCoreApplication.translate("QLineEdit", "&Copy") == copy


@pytest.mark.parametrize(
    ("locale", "language"), [("ru_RU.UTF-8", "ru"), ("kk_KZ.UTF-8", "kk"), ("de_DE.UTF-8", "en"), ("C.UTF-8", "en")]
)
def test_the_system_says_what_is_spoken_where_nobody_has_chosen(
    monkeypatch: pytest.MonkeyPatch, locale: str, language: str
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    monkeypatch.setenv("LANG", locale)
    assert system_language() == language
