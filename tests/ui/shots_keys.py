"""Pictures of people with keys: the list, its forms, another clerk, one's own passphrase, the recovery key."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication

from intake_app.domain.roles import Role
from intake_app.opening import keys
from intake_app.opening.throttle import Throttled
from ui.settings.page import SettingsPage
from ui.unlock.revoking import RevokingScreen
from ui.widgets.layouts import bring_into_view

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.settings.users_part import UsersPart

_PEOPLE = (
    ("Dana S.", Role.VOLUNTEER),
    ("Timur", Role.SHIFT_LEAD),
    ("Zarina K.", Role.PROTECTION),
    ("Marat", Role.DATA_OFFICER),
)


def _part(stage: Any, row: int = 1) -> UsersPart:
    stage.open("desk")
    unlocked = stage.shell.window_.context.unlocked
    for name, role in _PEOPLE:
        keys.add_user(unlocked, name, role, f"{name} has these words")
    stage.shell.window_.show_page("settings")
    page = stage.shell.window_.page()
    assert isinstance(page, SettingsPage)
    assert page.users is not None
    page.users.read()
    page.users.table.selectRow(row)
    page.users.table.setFocus()
    QApplication.processEvents()
    bring_into_view(page.users)
    return page.users


def _form(stage: Any, button: str) -> None:
    getattr(_part(stage), button).click()


def _add_refused(stage: Any) -> None:
    part = _part(stage)
    part.add_button.click()
    QApplication.processEvents()
    part.adding.name.set_text("Timur")
    part.adding.button.click()


def _switch(stage: Any) -> None:
    stage.open("desk")
    stage.shell.window_.covering.show_switch()


def _switch_waits(stage: Any) -> None:
    _switch(stage)
    cover = stage.shell.window_.covers.cover()
    cover.passphrase.set_text("wrong")
    cover.refuse(Throttled(240))


def _own(stage: Any) -> None:
    stage.open("desk")
    stage.shell.window_.covering.show_own_passphrase()
    stage.shell.window_.covers.cover().new.offer()


def _add_with_file(stage: Any) -> None:
    part = _part(stage)
    part.add_button.click()
    part.adding.key_file.take_new("/media/stick/intake.key")


def _own_with_file(stage: Any) -> None:
    _own(stage)
    cover = stage.shell.window_.covers.cover()
    cover.key_file.take("/media/stick/old.key")
    cover.new_key_file.take_given("/media/stick/intake.key")


def _head_office(stage: Any) -> None:
    _part(stage)
    page = stage.shell.window_.page()
    page.head_office.recipient.set_text("age1 not one")
    page.head_office.keep_recipient()
    QApplication.processEvents()
    bring_into_view(page.head_office)


def _revoked(stage: Any) -> None:
    """Somebody is gone from the list, and two backups that their passphrase opens are left."""
    part = _part(stage)
    window = stage.shell.window_
    for day in ("20221101T120000Z", "20221102T120000Z"):
        made = window.context.unlocked.back_up().file
        made.rename(made.with_name(re.sub(r"\d{8}T\d{6}Z", day, made.name)))
    holder = part.chosen()
    assert holder is not None
    part.asked_revoke.emit(holder.user_id, holder.name, "left")
    QApplication.processEvents()


def _corner(stage: Any) -> None:
    stage.open("desk")
    stage.shell.window_.corner.turn()


def _recover(stage: Any) -> None:
    stage.open("desk")
    stage.shell.lock()
    stage.shell.centralWidget().recovery.click()


def _locked(stage: Any) -> None:
    stage.open("desk")
    stage.shell.lock()


def _revoking(stage: Any) -> None:
    part = _part(stage)
    shell = stage.shell
    unlocked, jobs = shell.put_away()
    screen = RevokingScreen(jobs, unlocked, "", "Dana S.", "")
    screen._tell(42)
    shell.setCentralWidget(screen)
    assert part is not None
    unlocked.close()


SHOTS: tuple[tuple[str, Callable[[Any], object], bool], ...] = (
    ("keys_list", _part, False),
    ("keys_add", lambda stage: _form(stage, "add_button"), False),
    ("keys_add_low", lambda stage: _form(stage, "add_button"), True),
    ("keys_add_refused", _add_refused, False),
    ("keys_passphrase", lambda stage: _form(stage, "passphrase"), False),
    ("keys_role", lambda stage: _form(stage, "role"), False),
    ("keys_revoke", lambda stage: _form(stage, "revoke"), False),
    ("keys_revoking", _revoking, False),
    ("keys_switch", _switch, False),
    ("keys_switch_waits", _switch_waits, False),
    ("keys_own", _own, False),
    ("keys_add_file", _add_with_file, False),
    ("keys_own_file", _own_with_file, False),
    ("keys_head_office", _head_office, False),
    ("keys_revoked", _revoked, False),
    ("keys_corner", _corner, False),
    ("keys_locked", _locked, False),
    ("keys_recover", _recover, False),
)
"""Name, what is done before, whether in a low window."""
