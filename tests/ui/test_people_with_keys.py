"""People with keys in the real window, by keyboard: let in, given another passphrase or role, revoked; taking turns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from pyrage import x25519
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from intake_app.domain.roles import Role
from intake_app.errors import UserError
from intake_app.opening import keys as people
from intake_app.opening import unlock
from intake_app.opening.archive import open_archive
from intake_app.opening.head_office import recipient_of, unseal
from tests.ui.clipping import clipped_texts
from tests.ui.keyboard import Keyboard
from tests.ui.keys import CTRL, SHIFT, type_text
from tests.ui.made_up import PASSPHRASE
from tests.ui.opened import opened
from ui.first_run import steps
from ui.first_run.step_view import StepView
from ui.first_run.steps import FirstRun
from ui.jobs import Jobs
from ui.main import make_pages
from ui.settings.page import SettingsPage
from ui.shell import House, Shell
from ui.unlock.own_passphrase import OwnPassphraseCover
from ui.unlock.recover_screen import RecoverScreen
from ui.unlock.screen import UnlockScreen
from ui.unlock.switch_cover import SwitchCover
from ui.widgets.secret_field import SecretField

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from intake_app.opening import Doors, Unlocked
    from intake_app.paths import DataFolder
    from ui.settings.users_forms import UserForm
    from ui.settings.users_part import UsersPart
    from ui.window import MainWindow

DANAS, OTHER = "dana types this one", "quite another passphrase"


@pytest.fixture
def keys() -> Keyboard:
    return Keyboard()


@pytest.fixture
def running(qtbot: QtBot, folder: DataFolder, doors: Doors, unlocked: Unlocked) -> Iterator[Shell]:
    """The whole window; whenever the register changes hands it gets jobs of its own, done at once."""
    with opened(House(folder, lambda: doors, make_pages, Jobs.inline), unlocked, qtbot) as made:
        made.resize(1366, 768)
        yield made


def window(shell: Shell) -> MainWindow:
    assert shell.window_ is not None
    return shell.window_


def press_shown(keys: Keyboard, key: Qt.Key) -> None:
    """Press a key once the screen that was set just now is laid out: before that Qt hears no shortcut of it."""
    QApplication.processEvents()
    keys.press(key)


def settings(shell: Shell) -> UsersPart:
    """The part of the settings, shown, with the cursor in its list."""
    window(shell).show_page("settings")
    page = window(shell).page()
    assert isinstance(page, SettingsPage)
    assert page.users is not None
    page.users.table.setFocus()
    return page.users


def rows(part: UsersPart) -> list[tuple[str, ...]]:
    return [tuple(part.model.index(row, column).data() for column in range(3)) for row in range(part.model.rowCount())]


def is_seen_whole(form: UserForm) -> bool:
    """Whether nothing of a form that was opened just now is scrolled away: its first line, and its buttons."""
    QApplication.processEvents()
    return all(part.visibleRegion().boundingRect() == part.rect() for part in (form.title, form.button, form.back))


def opens(folder: DataFolder, doors: Doors, passphrase: str) -> str:
    try:
        again = unlock(folder, passphrase, doors)
    except UserError as error:
        return error.code
    again.close()
    return again.register.session.user_name


def let_dana_in(shell: Shell, keys: Keyboard) -> UsersPart:
    part = settings(shell)
    keys.press(Qt.Key.Key_N, CTRL)
    keys.enter("Dana", "")
    part.adding.new.field.line.selectAll()
    keys.type(DANAS)
    keys.press(Qt.Key.Key_Return, CTRL)
    return part


def test_who_can_open_the_register_is_listed(running: Shell) -> None:
    assert rows(settings(running)) == [("Aigerim B.", "manager", "yes, you")]


def test_somebody_is_let_in_by_keyboard_and_can_open_the_register(
    running: Shell, keys: Keyboard, folder: DataFolder, doors: Doors
) -> None:
    part = let_dana_in(running, keys)

    assert rows(part) == [("Aigerim B.", "manager", "yes, you"), ("Dana", "volunteer", "yes")]
    assert part.chosen() is not None
    assert not part.adding.isVisible()
    assert part.adding.new.text() == ""
    assert part.table.hasFocus()
    assert opens(folder, doors, DANAS) == "Dana"


def test_four_words_are_offered_and_can_be_taken(running: Shell, keys: Keyboard) -> None:
    part = settings(running)
    keys.press(Qt.Key.Key_N, CTRL)
    form = part.adding
    first = form.new.text()
    page = window(running).page()
    assert isinstance(page, SettingsPage)
    assert (form.button._primary, page.save._primary) == (True, False)  # the bright button is that of the open form

    form.new.another.click()

    assert len(first.split()) == len(form.new.text().split()) == 4
    assert first != form.new.text()
    assert form.new.field.line.echoMode() == form.new.field.line.EchoMode.Normal
    assert form.new.field.helper() == "hard to guess"
    form.new.field.line.selectAll()
    form.new.field.focus()
    keys.type("password")
    assert form.new.field.helper() == "guessed in minutes: take four words"
    keys.type("\b")
    keys.press(Qt.Key.Key_Escape)
    assert page.save._primary
    assert not form.isVisible()


def test_somebody_is_let_in_with_a_key_file_that_is_needed_at_every_door_from_then_on(
    running: Shell, keys: Keyboard, folder: DataFolder, doors: Doors, tmp_path: Path
) -> None:
    part = settings(running)
    keys.press(Qt.Key.Key_N, CTRL)
    stick = tmp_path / "dana.key"
    part.adding.key_file.take_new(str(stick))
    assert "\u201cLet them in\u201d makes dana.key" in part.adding.key_file.told.text()
    keys.enter("Dana", "")
    part.adding.new.field.line.selectAll()
    keys.type(DANAS)
    keys.press(Qt.Key.Key_Return, CTRL)

    assert stick.stat().st_size == 64
    assert opens(folder, doors, DANAS) == "wrong_passphrase"
    window(running).covering.show_switch()
    cover = window(running).covers.cover()
    assert isinstance(cover, SwitchCover)
    cover.passphrase.set_text(DANAS)
    cover.switch()
    assert "opens nothing" in cover.passphrase.helper()
    cover.key_file.take(str(stick))
    cover.passphrase.set_text(DANAS)
    cover.switch()
    assert window(running).context.register.session.user_name == "Dana"


def test_no_key_file_is_left_behind_where_nobody_was_let_in(running: Shell, keys: Keyboard, tmp_path: Path) -> None:
    part = settings(running)
    keys.press(Qt.Key.Key_N, CTRL)
    stick = tmp_path / "nobody.key"
    part.adding.key_file.take_new(str(stick))
    keys.enter("Aigerim B.", "")
    keys.press(Qt.Key.Key_Return, CTRL)

    assert "is taken" in part.adding.name.helper()
    assert not stick.exists()
    part.adding.key_file.none.click()
    assert part.adding.key_file.chosen() == (None, None)


def test_ones_own_passphrase_is_changed_to_one_with_a_key_file_and_back(
    running: Shell, folder: DataFolder, doors: Doors, tmp_path: Path
) -> None:
    stick = tmp_path / "own.key"
    for old, new, given, made in ((PASSPHRASE, OTHER, None, stick), (OTHER, PASSPHRASE, stick, None)):
        window(running).covering.show_own_passphrase()
        cover = window(running).covers.cover()
        assert isinstance(cover, OwnPassphraseCover)
        cover.old.set_text(old)
        cover.new.field.set_text(new)
        if given is not None:
            cover.key_file.take(str(given))
        if made is not None:
            cover.new_key_file.take_new(str(made))
        cover.change()
        assert window(running).status.said() == "Your passphrase is changed"
        assert (opens(folder, doors, new) == "wrong_passphrase") is (made is not None)
    assert opens(folder, doors, PASSPHRASE) == "Aigerim B."


def test_the_head_offices_recipient_is_kept_in_the_settings_and_said_to_be_wrong_below_its_field(
    running: Shell, unlocked: Unlocked
) -> None:
    settings(running)
    page = window(running).page()
    assert isinstance(page, SettingsPage)
    assert page.head_office is not None
    part = page.head_office
    part.recipient.set_text("age1 not one")
    part.keep_recipient()
    told = f"{part.recipient.helper()} {window(running).status.said()}"
    assert "not the key of a head office. Copy it whole" in told
    assert recipient_of(unlocked) == ""

    identity = x25519.Identity.generate()
    part.recipient.set_text(str(identity.to_public()))
    part.keep_recipient()

    assert window(running).status.said() == "The next backup can be opened by the head office"
    assert recipient_of(unlocked) == str(identity.to_public())
    with open_archive(unlocked.back_up().file) as archive:
        assert unseal(archive.manifest, str(identity)) == unlocked.data_key
    part.recipient.set_text("")
    part.keep_recipient()
    assert recipient_of(unlocked) == ""


def test_a_name_that_is_taken_is_said_below_it(running: Shell, keys: Keyboard) -> None:
    part = settings(running)
    keys.press(Qt.Key.Key_N, CTRL)
    assert is_seen_whole(part.adding)
    keys.enter("aigerim b.")
    keys.press(Qt.Key.Key_Return, CTRL)

    name, said = part.adding.name, "This name is taken. Add a family name or a number."
    assert (name.helper(), name.fits_helper(said, name.width()), part.adding.advice.text()) == (said, True, "")
    assert part.adding.name.line.hasFocus()
    assert part.adding.button.isEnabled()
    assert len(rows(part)) == 1


def test_another_gets_a_role_and_a_passphrase(running: Shell, keys: Keyboard, folder: DataFolder, doors: Doors) -> None:
    part = let_dana_in(running, keys)
    keys.press(Qt.Key.Key_E, CTRL | SHIFT)
    part.promoting.role.set_value(Role.SHIFT_LEAD)
    keys.press(Qt.Key.Key_Return, CTRL)
    assert rows(part)[1] == ("Dana", "shift lead", "yes")

    keys.press(Qt.Key.Key_P, CTRL | SHIFT)
    part.renewing.new.field.line.selectAll()
    keys.type(OTHER)
    keys.press(Qt.Key.Key_Return, CTRL)

    assert (opens(folder, doors, OTHER), opens(folder, doors, DANAS)) == ("Dana", "wrong_passphrase")


def test_another_role_holds_at_once_in_the_window_that_is_open(
    running: Shell, keys: Keyboard, unlocked: Unlocked, folder: DataFolder, doors: Doors, qtbot: QtBot
) -> None:
    """Another program of another manager gives it; the window looks each second whether anything was recorded."""
    people.add_user(unlocked, "Dana", Role.MANAGER, DANAS)
    window(running).show_page("desk")
    keys.type("Свинцова")
    other = unlock(folder, DANAS, doors)
    people.change_role(other, unlocked.register.session.user_id, Role.VOLUNTEER)
    other.close()

    qtbot.waitUntil(lambda: window(running).context.register.session.role is Role.VOLUNTEER)

    assert window(running).status.said() == "Your role is from now on: volunteer"
    window(running).show_page("settings")
    assert not isinstance(window(running).page(), SettingsPage)


def test_a_manager_who_gives_their_own_role_away_has_it_no_longer(
    running: Shell, keys: Keyboard, unlocked: Unlocked
) -> None:
    people.add_user(unlocked, "Dana", Role.MANAGER, DANAS)
    part = settings(running)
    part.read()
    part.table.selectRow(part.model.row_of(unlocked.register.session.user_id))
    keys.press(Qt.Key.Key_E, CTRL | SHIFT)
    part.promoting.role.set_value(Role.VOLUNTEER)
    part.promoting.sent.emit()

    assert window(running).context.register.session.role is Role.VOLUNTEER
    assert not isinstance(window(running).page(), SettingsPage)


def is_in_sight(page: SettingsPage) -> bool:
    """Whether all of the list of users can be seen."""
    assert page.users is not None
    return page.users.table.visibleRegion().boundingRect() == page.users.table.rect()


def test_revoking_puts_the_window_away_and_brings_it_back_under_a_new_key(
    qtbot: QtBot, running: Shell, keys: Keyboard, folder: DataFolder, doors: Doors, unlocked: Unlocked
) -> None:
    let_dana_in(running, keys)
    keys.press(Qt.Key.Key_D, CTRL | SHIFT)
    keys.type("left us")
    keys.press(Qt.Key.Key_Return, CTRL)

    page = window(running).page()
    assert isinstance(page, SettingsPage)
    assert page.users is not None
    qtbot.waitUntil(lambda: is_in_sight(page))
    assert page.users.table.hasFocus()
    assert rows(settings(running)) == [("Aigerim B.", "manager", "yes, you")]
    assert window(running).context.unlocked.data_key != unlocked.data_key
    assert opens(folder, doors, DANAS) == "wrong_passphrase"
    assert opens(folder, doors, PASSPHRASE) == "Aigerim B."
    assert list(folder.backups.iterdir())


def test_backups_that_a_revoked_passphrase_opens_are_said_and_removed_with_two_presses(
    running: Shell, keys: Keyboard, folder: DataFolder, unlocked: Unlocked
) -> None:
    let_dana_in(running, keys)
    made = unlocked.back_up().file
    older = made.rename(made.with_name(re.sub(r"\d{8}T\d{6}Z", "20221101T120000Z", made.name)))  # keeps its day
    keys.press(Qt.Key.Key_D, CTRL | SHIFT)
    keys.press(Qt.Key.Key_Return, CTRL)

    assert "1 backup made before still opens with that passphrase" in window(running).status.said()
    page = window(running).page()
    assert isinstance(page, SettingsPage)
    QApplication.processEvents()
    assert page.backup.older.isVisible()
    offered, aside = page.backup.remove.text(), folder.backups.rename(folder.backups.with_name("aside"))
    folder.backups.write_text("no folder")  # no new backup can be made, so that none is removed
    page.backup.remove.click()
    page.backup.remove.click()
    assert page.backup.folder.value_state == "error"
    assert (page.backup.remove.text(), page.backup.remove.isEnabled()) == (offered, True)
    folder.backups.unlink()
    aside.rename(folder.backups)

    page.backup.remove.click()
    assert older.exists()
    page.backup.remove.click()

    assert not older.exists()
    assert list(folder.backups.iterdir())
    assert window(running).status.said() == "1 older backup removed."
    assert not page.backup.remove.isVisible()


def test_revoking_beside_another_program_says_so_and_changes_nothing(
    running: Shell, keys: Keyboard, folder: DataFolder, doors: Doors
) -> None:
    let_dana_in(running, keys)
    other = unlock(folder, DANAS, doors)
    keys.press(Qt.Key.Key_D, CTRL | SHIFT)
    keys.press(Qt.Key.Key_Return, CTRL)
    other.close()

    assert len(rows(settings(running))) == 2
    assert "open in a window or another program" in window(running).status.said()
    assert opens(folder, doors, DANAS) == "Dana"


def test_nobody_revokes_themselves(running: Shell) -> None:
    part = settings(running)

    assert not part.revoke.isEnabled()
    assert part.role.isEnabled()


def test_who_is_no_manager_sees_no_list_of_keys(running: Shell, keys: Keyboard, unlocked: Unlocked) -> None:
    people.add_user(unlocked, "Dana", Role.SHIFT_LEAD, DANAS)
    keys.press(Qt.Key.Key_J, CTRL | SHIFT)
    keys.type(f"{DANAS}\n")
    window(running).show_page("settings")
    page = window(running).page()

    assert not isinstance(page, SettingsPage) or page.users is None


# taking turns


def test_another_clerk_goes_on_in_seconds(running: Shell, keys: Keyboard, unlocked: Unlocked) -> None:
    people.add_user(unlocked, "Dana", Role.SHIFT_LEAD, DANAS)
    keys.press(Qt.Key.Key_J, CTRL | SHIFT)
    assert isinstance(window(running).covers.cover(), SwitchCover)

    keys.type(f"{DANAS}\n")

    assert window(running).context.register.session.user_name == "Dana"
    assert window(running).context.unlocked.data_key == unlocked.data_key
    assert window(running).covers.cover() is None
    assert "Dana" in window(running).status.said()


def test_a_wrong_passphrase_leaves_the_clerk_before_at_the_desk(running: Shell, keys: Keyboard) -> None:
    keys.press(Qt.Key.Key_J, CTRL | SHIFT)
    keys.type("somebody else's words\n")
    cover = window(running).covers.cover()
    assert isinstance(cover, SwitchCover)
    assert cover.passphrase.helper() == "This passphrase opens nothing here."

    keys.press(Qt.Key.Key_Escape)

    assert window(running).covers.cover() is None
    assert window(running).context.register.session.user_name == "Aigerim B."


def test_the_sixth_wrong_one_at_the_switch_is_counted_down(running: Shell, keys: Keyboard) -> None:
    keys.press(Qt.Key.Key_J, CTRL | SHIFT)
    for _time in range(6):
        keys.type("wrong again\n")
    cover = window(running).covers.cover()
    assert isinstance(cover, SwitchCover)
    assert cover.passphrase.helper() == "Too many wrong passphrases. Try again in 30 seconds."
    assert not cover.button.isEnabled()
    assert clipped_texts(cover) == []
    for _second in range(30):
        cover._waiting.count_down()
    assert (cover.button.isEnabled(), cover.passphrase.value_state) == (True, "empty"), "it waits no longer"


def test_the_corner_leads_to_another_clerk_and_to_ones_own_passphrase(
    running: Shell, keys: Keyboard, folder: DataFolder, doors: Doors
) -> None:
    corner = window(running).corner
    corner.turn()
    assert corner.panel is not None
    corner.panel.switch.click()
    assert isinstance(window(running).covers.cover(), SwitchCover)
    keys.press(Qt.Key.Key_Escape)

    corner.turn()
    corner.panel.passphrase.click()
    assert isinstance(window(running).covers.cover(), OwnPassphraseCover)
    keys.enter(PASSPHRASE, OTHER)

    assert window(running).covers.cover() is None
    assert "changed" in window(running).status.said()
    assert (opens(folder, doors, OTHER), opens(folder, doors, PASSPHRASE)) == ("Aigerim B.", "wrong_passphrase")


def test_ones_own_passphrase_is_not_changed_without_the_old_one(running: Shell, keys: Keyboard) -> None:
    part = settings(running)
    keys.press(Qt.Key.Key_P, CTRL | SHIFT)
    cover = window(running).covers.cover()
    assert isinstance(cover, OwnPassphraseCover)
    assert not part.renewing.isVisible()

    keys.enter("not the old one", OTHER)

    assert cover.old.helper() == "This passphrase opens nothing here."
    assert cover.old.line.hasFocus()


# the lock screen


@pytest.fixture
def locked(running: Shell) -> Shell:
    """The lock screen of a register whose recovery key is on paper."""
    running.lock()
    return running


def test_the_recovery_key_opens_the_register_with_a_new_passphrase(
    running: Shell, keys: Keyboard, unlocked: Unlocked, folder: DataFolder, doors: Doors
) -> None:
    from intake_app.services.centres import confirm_recovery_key

    confirm_recovery_key(unlocked.register)
    printed = unlocked.renew_recovery_key()
    running.lock()
    press_shown(keys, Qt.Key.Key_F4)
    assert isinstance(running.centralWidget(), RecoverScreen)
    keys.enter(printed[:-1], "", OTHER, "")
    screen = running.centralWidget()
    assert isinstance(screen, RecoverScreen)
    assert "Group 7" in f"{screen.key.helper()} {screen.advice.text()}"

    screen.key.set_text(printed.lower())
    screen.languages.choose_next()  # what is typed stays
    russian = running.centralWidget()
    assert isinstance(russian, RecoverScreen)
    assert russian is not screen
    assert russian.key.label != screen.key.label
    russian.button.click()

    assert window(running).context.register.session.user_name == "Aigerim B."
    assert (opens(folder, doors, OTHER), opens(folder, doors, PASSPHRASE)) == ("Aigerim B.", "wrong_passphrase")


def test_a_new_recovery_key_is_typed_back_like_the_first(running: Shell, keys: Keyboard, unlocked: Unlocked) -> None:
    from ui.first_run.screen import FirstRunScreen

    printed = unlocked.renew_recovery_key()
    running.lock()
    press_shown(keys, Qt.Key.Key_F4)
    screen = running.centralWidget()
    assert isinstance(screen, RecoverScreen)
    screen.sheet.set_value("renew")
    screen.key.set_text(printed)
    screen.new.offer()
    screen.button.click()

    assert isinstance(running.centralWidget(), FirstRunScreen)


def test_esc_goes_back_from_the_recovery_key_to_the_passphrase(locked: Shell, keys: Keyboard) -> None:
    press_shown(keys, Qt.Key.Key_F4)
    press_shown(keys, Qt.Key.Key_Escape)

    assert isinstance(locked.centralWidget(), UnlockScreen)


def test_a_key_file_is_taken_beside_the_passphrase(
    running: Shell, keys: Keyboard, unlocked: Unlocked, tmp_path: Path
) -> None:
    stick = tmp_path / "stick.key"
    stick.write_bytes(bytes(range(64)))
    people.add_user(unlocked, "Dana", Role.SHIFT_LEAD, DANAS, stick.read_bytes())
    running.lock()
    screen = running.centralWidget()
    assert isinstance(screen, UnlockScreen)
    keys.type(f"{DANAS}\n")
    assert screen.passphrase.value_state == "error"

    screen.key_file.take(str(stick))
    keys.type(f"{DANAS}\n")

    assert window(running).context.register.session.user_name == "Dana"


def test_a_key_file_that_is_gone_is_said(locked: Shell, keys: Keyboard, tmp_path: Path) -> None:
    screen = locked.centralWidget()
    assert isinstance(screen, UnlockScreen)
    screen.key_file.take(str(tmp_path / "gone"))
    keys.type(f"{PASSPHRASE}\n")

    assert "cannot be read" in f"{screen.passphrase.helper()} {screen.advice.text()}"
    assert QApplication.focusWidget() is screen.passphrase.line


def test_wrong_passphrases_are_told_to_whoever_unlocks(running: Shell, keys: Keyboard) -> None:
    running.lock()
    QApplication.processEvents()
    keys.type("somebody tried this\n")
    keys.type("and then this one\n")
    screen = running.centralWidget()
    assert isinstance(screen, UnlockScreen)
    screen.passphrase.set_text(PASSPHRASE)
    screen.button.click()

    assert window(running).status.said().startswith("2 wrong passphrases were typed here since")


def test_four_words_are_offered_when_a_centre_is_set_up(qtbot: QtBot) -> None:
    run = FirstRun("Asia/Oral")
    for name, text in {"name": "Oral, hall 1", "user_name": "Aigerim B."}.items():
        run.answer(name, text)
    while run.key != steps.PASSPHRASE:
        assert run.advance(), run.problems()
    view = StepView(run)
    qtbot.addWidget(view)
    view.show()

    view.words.click()

    first, again = view.fields["passphrase"], view.fields["passphrase_again"]
    assert isinstance(first, SecretField)
    assert len(first.text().split()) == 4
    assert first.line.echoMode() == first.line.EchoMode.Normal
    assert first.helper() == "hard to guess"
    assert run.answers["passphrase"] == first.text()
    assert not run.advance()
    assert isinstance(again, SecretField)
    type_text(again.line, first.text())
    assert run.advance()
