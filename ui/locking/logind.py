"""Hears on Linux that the laptop is about to sleep or that its screen is locked, from systemd's logind.

A socket of this machine (D-Bus), never a network. Where there is no such bus nothing is heard, and a sleep is noticed
on waking by the clocks (`ui.locking.idle`).
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher, QDBusVariant

from intake_app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable

SERVICE, ROOT = "org.freedesktop.login1", "/org/freedesktop/login1"
MANAGER, SESSION = f"{SERVICE}.Manager", f"{SERVICE}.Session"
PROPERTIES = "org.freedesktop.DBus.Properties"
SLEEP, LOCK, CHANGED, LOCKED = "PrepareForSleep", "Lock", "PropertiesChanged", "LockedHint"


class Logind(QObject):
    """`sleeping` before the laptop sleeps, which waits until `let_sleep` is called or its own patience is at an end;
    `screen_locked` when the screen of this session is locked, by its user or by the system.
    """

    sleeping = Signal()
    screen_locked = Signal()

    def __init__(self, bus: QDBusConnection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = bus
        self._kept_awake: QDBusMessage | None = None  # the laptop sleeps once this answer is dropped
        if not bus.isConnected():
            return
        own = path_of_session(os.environ.get("XDG_SESSION_ID", ""))
        for path, interface, name in ((ROOT, MANAGER, SLEEP), (own, SESSION, LOCK), (own, PROPERTIES, CHANGED)):
            # The stubs want bytes; Qt takes the str that SLOT answers.
            bus.connect(SERVICE, path, interface, name, self, SLOT("hear(QDBusMessage)"))  # type: ignore[call-overload]
        self._keep_awake()

    @Slot(QDBusMessage)
    def hear(self, message: QDBusMessage) -> None:
        """Something was said on the bus."""
        told = message.arguments()
        if message.member() == LOCK:
            self.screen_locked.emit()
        elif message.member() == CHANGED and told and told[0] == SESSION:
            self._ask(message.path(), PROPERTIES, "Get", [SESSION, LOCKED], self._take_locked)
        elif message.member() == SLEEP and told == [True]:
            self.sleeping.emit()
        elif message.member() == SLEEP:
            self._keep_awake()  # for the next time

    def let_sleep(self) -> None:
        """Everything is locked."""
        self._kept_awake = None

    def _keep_awake(self) -> None:
        """Ask to be waited for; whoever may not ask hears of the sleep all the same."""
        why = _("Intake locks its register first")
        self._ask(ROOT, MANAGER, "Inhibit", ["sleep", "Intake", why, "delay"], self._take_awake)

    def _take_awake(self, answer: QDBusMessage) -> None:
        self._kept_awake = answer

    def _take_locked(self, answer: QDBusMessage) -> None:
        value = answer.arguments()[0]
        if isinstance(value, QDBusVariant) and value.variant() is True:
            self.screen_locked.emit()

    def _ask(
        self, path: str, interface: str, name: str, arguments: list[str], take: Callable[[QDBusMessage], None]
    ) -> None:
        """Call something; an error, as where no logind runs, is no answer."""
        call = QDBusMessage.createMethodCall(SERVICE, path, interface, name)
        call.setArguments(arguments)
        watcher = QDBusPendingCallWatcher(self._bus.asyncCall(call), self)

        def end() -> None:
            watcher.deleteLater()
            if not watcher.isError():
                take(watcher.reply())

        watcher.finished.connect(end)


def path_of_session(session_id: str) -> str:
    """Where logind keeps a session: as it escapes names; empty, which hears every session, where none is known."""
    if not session_id:
        return ""
    letters = (
        letter if letter.isascii() and (letter.isalpha() or (letter.isdigit() and place)) else f"_{ord(letter):02x}"
        for place, letter in enumerate(session_id)
    )
    return f"{ROOT}/session/{''.join(letters)}"
