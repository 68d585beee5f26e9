"""Watches over the one window: blanks it, locks it, closes it at once, and ends it when its keys were erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from intake_app.domain.audit import AuditKind
from ui.locking.clipboard import ClipboardGuard
from ui.locking.idle import Due, IdleWatch, Instant
from ui.locking.pins import ShiftPins
from ui.locking.sense import Sense, is_suspended

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtDBus import QDBusConnection

    from intake_app.opening.quick_erase import Erased
    from ui.locking.logind import Logind
    from ui.locking.windows_session import WindowsSession
    from ui.shell import Shell
    from ui.window import MainWindow

EVERY_MS = 1_000


class LockGuard(QObject):
    """`asked_lock(why)`: idle, no_pin, wrong_pin, slept or screen_locked. Without `clocks` nothing happens by itself.

    The PINs outlive a lock, because a shift is longer than a coffee; they end with the program.
    """

    asked_lock = Signal(str)

    def __init__(self, shell: Shell, clocks: Callable[[], Instant] | None) -> None:
        super().__init__(shell)
        self.pins = ShiftPins(lambda: clocks().elapsed) if clocks is not None else ShiftPins()
        self.clipboard = ClipboardGuard(self)
        self._shell = shell
        self._clocks = clocks
        self._watch: IdleWatch | None = None
        self._page = ("", "")
        self._logind: Logind | None = None
        self._session: WindowsSession | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._sense = Sense(shell, self._touch, self.look) if clocks is not None else None
        if isinstance(app := QGuiApplication.instance(), QGuiApplication):
            app.applicationStateChanged.connect(self._follow_state)

    def watch(self, window: MainWindow) -> None:
        """A window was opened, or made anew: from now on somebody is there."""
        bus = window.context.bus
        bus.asked_to_close.connect(self.close_at_once)
        bus.erased.connect(self.end_erased)
        self.pins.begin()
        if self._clocks is not None:
            self._watch = IdleWatch(self._clocks())
            self._timer.start()

    def listen(self, bus: QDBusConnection) -> None:
        """From now on hear from the system that it sleeps or that its screen is locked: a window locks before that."""
        from ui.locking.logind import Logind

        self._logind = Logind(bus, self)
        self._logind.sleeping.connect(self._sleep)
        self._logind.screen_locked.connect(self._lock_with_screen)

    def listen_on_windows(self) -> None:
        """As `listen`, where there is no bus but messages to a window."""
        from ui.locking.windows_session import WindowsSession

        self._session = WindowsSession(self._sleep, self._lock_with_screen)
        self._session.listen(self._shell)

    def look(self) -> None:
        """See what the time asks for."""
        if self._watch is not None and self._clocks is not None:
            self._do(self._watch.look(self._clocks()))

    def hide(self) -> None:
        """The window is about to lock: nothing of it is seen from now on, however long the closing takes."""
        from ui.locking.blank_screen import Shade

        self._timer.stop()
        self._watch = None
        self.clipboard.clear()
        window = self._shell.window_
        if window is None:
            return
        self._page = (window.context.register.session.user_id, next(iter(window.places()), ""))
        window.veil.draw(Shade())
        self._shell.repaint()

    def page_of(self, user_id: str) -> str:
        """Where this user's window stood when it locked; empty for anybody else."""
        return self._page[1] if self._page[0] == user_id else ""

    def blank(self) -> None:
        """Hide everything behind the field for the PIN; without a PIN lock."""
        from ui.locking.blank_screen import BlankScreen

        window = self._shell.window_
        if window is None:
            return
        register = window.context.register
        if not self.pins.has(register.session.user_id):
            self.asked_lock.emit("no_pin")
            return
        screen = BlankScreen(window.centre.name, register.clock, window.centre.time_zone)
        screen.tried.connect(self._try_pin)
        screen.asked_to_lock.connect(window.context.bus.asked_to_lock)
        screen.asked_to_close.connect(window.context.bus.asked_to_close)
        self.clipboard.clear()
        window.veil.draw(screen)
        register.witness(AuditKind.LOCK, detail="pin")

    def close_at_once(self) -> None:
        """Quick close: what is half typed is kept, the register is closed, the program ends; no backup first."""
        self.hide()
        self._shell.hide()
        self._close_register()
        self._shell.close()

    def end_erased(self, erased: Erased) -> None:
        """The keys are gone: close the register, erase what a backup wrote meanwhile, say which copies survive."""
        from intake_app.opening.quick_erase import sweep
        from ui.locking.erased_screen import ErasedScreen

        window = self._shell.window_
        if window is None:
            return
        folder = window.context.unlocked.folder
        self.hide()
        self._close_register()
        late = sweep(folder)
        screen = ErasedScreen(erased, late)
        screen.asked_to_close.connect(self._shell.close)
        self._shell.setCentralWidget(screen)
        screen.setFocus()

    def _close_register(self) -> None:
        unlocked, _jobs = self._shell.put_away()
        if unlocked is not None:
            unlocked.close()

    def _touch(self) -> bool:
        """A key or the mouse; whether it goes no further, because it came to a window that should have been locked."""
        if self._watch is None or self._clocks is None:
            return False
        due = self._watch.touch(self._clocks())
        self._do(due)
        return due is not Due.NOTHING

    def _do(self, due: Due) -> None:
        if due is Due.BLANK:
            self.blank()
        elif due is not Due.NOTHING:
            self.asked_lock.emit("idle" if due is Due.LOCK else "slept")

    def _try_pin(self, digits: str) -> None:
        from ui.locking.blank_screen import BlankScreen

        window = self._shell.window_
        if window is None or not isinstance(screen := window.veil.drawn(), BlankScreen):
            return
        register = window.context.register
        if self.pins.try_pin(register.session.user_id, digits):
            window.veil.lift()
            register.witness(AuditKind.UNLOCK, detail="pin")
            if self._watch is not None and self._clocks is not None:
                self._watch.wake(self._clocks())
            return
        register.witness(AuditKind.UNLOCK_FAILED, count=1, detail="pin")
        if self.pins.has(register.session.user_id):
            screen.say_wrong(self.pins.tries_left)
        else:
            self.asked_lock.emit("wrong_pin")

    def _sleep(self) -> None:
        """The laptop is about to: it waits until nothing is open any more."""
        self.asked_lock.emit("slept")
        if self._logind is not None:
            self._logind.let_sleep()

    def _lock_with_screen(self) -> None:
        self.asked_lock.emit("screen_locked")

    def _follow_state(self, state: Qt.ApplicationState) -> None:
        if is_suspended(state) and self._shell.window_ is not None:
            self.asked_lock.emit("slept")
