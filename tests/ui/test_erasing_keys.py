"""Erasing the keys of a laptop by the window: two deliberate acts, by leads only, and what survives is said."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from intake_app.domain.roles import Role
from intake_app.errors import UserError
from intake_app.i18n import PSEUDO_MIRRORED, set_language
from intake_app.opening import unlock
from intake_app.opening.keys import add_user
from intake_app.opening.quick_erase import Erased
from tests.ui.day import answer_day
from tests.ui.keyboard import Keyboard
from tests.ui.keys import CTRL
from tests.ui.made_up import NIGHT, PASSPHRASE
from ui.locking.erase_cover import EraseCover
from ui.locking.erased_screen import ErasedScreen, say_facts, say_survivors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from intake_app.opening import Doors, Unlocked
    from intake_app.paths import DataFolder
    from ui.shell import Shell
    from ui.window import MainWindow

OTHER = "four other words here"


@pytest.fixture
def cover(app_window: MainWindow, shell: Shell) -> EraseCover:
    """The cover as somebody comes to it: by the panel."""
    answer_day(shell)
    keyboard = Keyboard()
    keyboard.press(Qt.Key.Key_J, CTRL)
    panel = app_window.corner.panel
    assert panel is not None
    assert panel.erase.isVisible()
    panel.erase.setFocus()
    keyboard.press(Qt.Key.Key_Return)
    cover = app_window.covers.cover()
    assert isinstance(cover, EraseCover)
    return cover


def test_the_code_and_then_another_key_erase(
    cover: EraseCover, shell: Shell, unlocked: Unlocked, folder: DataFolder, doors: Doors
) -> None:
    unlocked.back_up()
    keyboard = Keyboard()
    keyboard.enter("orl")
    assert cover.erase.isVisible()
    keyboard.press(Qt.Key.Key_Return, CTRL)
    screen = shell.centralWidget()
    assert isinstance(screen, ErasedScreen)
    assert shell.window_ is None
    assert not any(path.exists() for path in folder.keyrings())
    with pytest.raises(UserError):
        unlock(folder, PASSPHRASE, doors)
    assert folder.register.exists()


def test_one_act_alone_erases_nothing(cover: EraseCover, shell: Shell, folder: DataFolder) -> None:
    keyboard = Keyboard()
    keyboard.press(Qt.Key.Key_Return, CTRL)  # the second act without the first
    keyboard.enter("orx")
    assert cover.code.helper() == "This is not the code of this centre."
    assert not cover.erase.isVisible()
    cover.code.set_text("")
    keyboard.enter("ORL")
    keyboard.press(Qt.Key.Key_Return)  # Enter once more is no second act: it goes back
    assert all(path.exists() for path in folder.keyrings())
    assert shell.window_ is not None


@pytest.fixture
def long_double_click(qapp: QApplication) -> Iterator[None]:
    before = qapp.doubleClickInterval()
    qapp.setDoubleClickInterval(3_600_000)
    yield
    qapp.setDoubleClickInterval(before)


def test_a_double_click_is_not_two_acts(
    cover: EraseCover, folder: DataFolder, long_double_click: None, qtbot: QtBot
) -> None:
    def is_erased_by_a_click() -> bool:
        window = cover.window()
        place = cover.erase.mapTo(window, cover.erase.rect().center())
        QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=place)  # as the system hands it on
        return not any(path.exists() for path in folder.keyrings())

    cover.code.set_text("ORL")
    cover.confirm_code()
    qtbot.waitUntil(cover.erase.isVisible)
    assert not is_erased_by_a_click()

    QApplication.setDoubleClickInterval(1)
    cover.confirm_code()
    qtbot.waitUntil(is_erased_by_a_click)


def test_esc_goes_back_at_each_step(cover: EraseCover, shell: Shell, folder: DataFolder) -> None:
    keyboard = Keyboard()
    keyboard.enter("ORL")
    keyboard.press(Qt.Key.Key_Escape)
    assert shell.window_ is not None
    assert shell.window_.covers.cover() is None
    assert all(path.exists() for path in folder.keyrings())


def test_the_screen_afterwards_closes_the_program_and_makes_no_backup(
    cover: EraseCover, shell: Shell, folder: DataFolder
) -> None:
    keyboard = Keyboard()
    keyboard.enter("ORL")
    keyboard.press(Qt.Key.Key_Return, CTRL)
    QApplication.processEvents()
    keyboard.press(Qt.Key.Key_Q, CTRL)
    assert not shell.isVisible()
    assert not folder.backups.exists() or list(folder.backups.iterdir()) == []


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.DATA_OFFICER, Role.PROTECTION, Role.SHIFT_LEAD])
def test_only_leads_are_offered_it(app_window: MainWindow, shell: Shell, unlocked: Unlocked, role: Role) -> None:
    answer_day(shell)
    add_user(unlocked, "Dana", role, OTHER)
    shell._hands.switch(unlocked.switch(OTHER))
    assert shell.window_ is not None
    shell.window_.corner.turn()
    panel = shell.window_.corner.panel
    assert panel is not None
    assert panel.erase.isVisibleTo(panel) is (role is Role.SHIFT_LEAD)


def test_every_copy_that_is_known_to_survive_has_its_sentence() -> None:
    everything = Erased(2, 5, (Path("/media/a"),), "/media/b", 2, NIGHT, has_head_office=True)
    said = list(say_survivors(everything, (Path("/media/a"), Path("/media/c")), "Asia/Oral"))
    facts, bare = list(say_facts(everything)), list(say_facts(Erased(2, 0)))
    kept = ("/media/a", "/media/b", "/media/c", "2 backups", "25 Nov")
    assert [text in " ".join(said) for text in kept] == [True] * 5
    assert len(said) == 5
    assert [each.split("\n")[-1] for each in said if "\n" in each] == ["/media/a", "/media/c", "/media/b"]
    assert list(say_survivors(Erased(2, 0), ())) == []
    set_language(PSEUDO_MIRRORED)
    assert [each.split("\n")[-1] for each in say_survivors(everything, ())][1] == "\u2068/media/b\u2069"
    set_language("en")
    assert "head office" in facts[0]
    assert facts[1:] == bare
    assert len(bare) == 2


def test_what_could_not_be_erased_is_said_in_the_title(qtbot: QtBot) -> None:
    for erased, title in (
        (Erased(2, 5), "The keys of this laptop are erased"),
        (Erased(2, 5, (Path("/media/a"),)), "Not every key of this laptop is erased"),
    ):
        screen = ErasedScreen(erased)
        qtbot.addWidget(screen)
        assert title in [each.text() for each in screen.findChildren(QLabel)]
