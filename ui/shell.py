"""The one window of the process: it shows the first run, the unlock screen, or the unlocked window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMainWindow

from intake_app.errors import UserError
from intake_app.i18n import _, current_language
from ui.changing_hands import ChangingHands
from ui.crashes import keep_log
from ui.dressing import SystemScheme, dress
from ui.failed_unlocks import say_failed
from ui.garbage import set_apart
from ui.jobs import Jobs
from ui.locking.guard import LockGuard
from ui.preferences import Preferences, keep_preferences
from ui.running import stop_errands
from ui.unlock.screen import UnlockScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent

    from intake_app.opening import Doors, Unlocked
    from intake_app.opening.locks import RegisterLock
    from intake_app.opening.rescue import Rescued
    from intake_app.paths import DataFolder
    from intake_app.services.centres import CentreSetup
    from ui.bus import Bus
    from ui.first_run.screen import FirstRunScreen
    from ui.locking.idle import Instant
    from ui.pages import PageSpec
    from ui.window import MainWindow

SIZE = (1366, 768)


@dataclass(frozen=True)
class House:
    """What the shell is given: the folder, clock and key policy, the pages, and how jobs are run.

    `doors` and `pages` are callables, because what they load must not hold up the first picture. `backs_up_at_end`
    makes the day's backup when the window is closed; `clocks` blank and lock a window that nobody touches. `listens`
    is called once the window is shown, to hear from the system that it sleeps or locks its screen. `looks_ahead` makes
    ready what a search needs before anybody searches.
    """

    folder: DataFolder
    doors: Callable[[], Doors]
    pages: Callable[[], Sequence[PageSpec]]
    jobs: Callable[[], Jobs] = Jobs.threaded
    backs_up_at_end: bool = False
    clocks: Callable[[], Instant] | None = None
    listens: Callable[[LockGuard], None] | None = None
    looks_ahead: bool = False

    def unlock(self, passphrase: str, key_file: bytes | None = None) -> Unlocked:
        """Open the register; runs beside the window."""
        from intake_app.opening import unlock

        return unlock(self.folder, passphrase, self.doors(), key_file=key_file)

    def recover(self, recovery_key: str, name: str, passphrase: str, renews: bool) -> Unlocked:
        """Open the register with the printed key; where a new one is wanted, it is asked back like the first."""
        from intake_app.opening.recovery import recover
        from intake_app.services.centres import expect_recovery_key

        unlocked = recover(self.folder, recovery_key, passphrase, self.doors(), user_name=name)
        if renews:
            with unlocked.register.writing("settings") as unit:
                expect_recovery_key(unit)
                unit.commit()
        return unlocked

    def rescue(self, passphrase: str, key_file: bytes | None = None) -> Rescued:
        """Keep a damaged register aside and go on from the newest backup; runs beside the window."""
        from intake_app.opening.rescue import rescue

        return rescue(self.folder, passphrase, self.doors(), key_file=key_file)

    def newest_backup(self) -> datetime | None:
        """When the newest backup of this laptop was made, as its name says; None where there is none."""
        from intake_app.opening.archive import find_archives, order_of

        found = next((order_of(file) for file in find_archives(self.folder.backups)), None)
        return found[0] if found else None

    def create(self, setup: CentreSetup, passphrase: str) -> tuple[Unlocked, str]:
        """Set a centre up; its recovery key is asked back."""
        from intake_app.opening import create_centre

        return create_centre(self.folder, setup, passphrase, self.doors(), asks_key_back=True)

    def restore(self, backup: Path, passphrase: str, desk: str, key_file: bytes | None = None) -> Unlocked:
        """Make a register of a backup."""
        from intake_app.opening.restoring import restore

        return restore(backup, self.folder, passphrase, self.doors(), desk=desk, key_file=key_file)


class Shell(QMainWindow):
    """Made, then `start`ed. Its title never says a name."""

    def __init__(self, house: House, preferences: Preferences) -> None:
        super().__init__()
        self.window_: MainWindow | None = None
        self._house = house
        self._preferences = preferences
        self._jobs = house.jobs()
        self._unlocked: Unlocked | None = None
        self._claim: RegisterLock | None = None
        self._last_seen = ("", "")
        self._hands = ChangingHands(self, house)
        self._guard = LockGuard(self, house.clocks)
        self._guard.asked_lock.connect(self.lock)
        self.setWindowTitle("Intake")
        self.resize(*SIZE)
        SystemScheme(self).turned.connect(lambda: dress(self._preferences))

    def start(self) -> None:
        """Show the unlock screen, or the first run where there is no register yet."""
        if self._house.folder.is_set_up():
            self.show_unlock()
        else:
            self._show_first_run()

    def claim(self) -> None:
        """Be the one window on the folder, or say why not; then load what unlocking needs, beside the typing."""
        from intake_app.opening import keep_window

        try:
            self._claim = keep_window(self._house.folder)
        except UserError as error:
            from ui.refusal import Refusal

            self._jobs.close()
            self.setCentralWidget(Refusal(error))
            return
        keep_log(self._house.folder.root)
        if self._house.listens is not None:
            self._house.listens(self._guard)
        self._jobs.read(_load_opening, lambda _done: _load_window(self, self._house.pages))

    def open_window(
        self,
        unlocked: Unlocked,
        page: str = "",
        argument: object = None,
        *,
        bus: Bus | None = None,
        places: Mapping[str, object] | None = None,
    ) -> None:
        """Show the window of an open register, on its first page or on another.

        With the bus and the places of a window before, it goes on where that one stood: what is on its way, such as an
        export or a batch of sheets, hangs on the bus.
        """
        from intake_app.services.centres import desk_code, read_centre
        from ui.bus import Bus
        from ui.context import WindowContext
        from ui.look_ahead import LookAhead
        from ui.window import MainWindow

        self._unlocked = unlocked
        bus = bus or Bus()
        bus.setParent(self)
        centre, desk = read_centre(unlocked.register), desk_code(unlocked.register)
        self._last_seen = (centre.name, desk)
        if centre.time_zone != self._preferences.time_zone:  # the lock screen shows it, and then the register is closed
            self._preferences = self._preferences.with_zone(centre.time_zone)
            self._keep_preferences()
        context = WindowContext(unlocked, self._jobs, bus, self._preferences, pins=self._guard.pins)
        self.window_ = MainWindow(context, self._house.pages(), centre, desk, places, page)
        bus.asked_to_lock.connect(self.lock)
        bus.chose_preferences.connect(self._take_preferences)
        bus.asked_to_revoke.connect(self._hands.revoke)
        bus.rights_changed.connect(self._hands.renew)
        self.window_.covering.switched.connect(self._hands.switch)
        self._guard.watch(self.window_)
        self.setCentralWidget(self.window_)
        if self._house.looks_ahead and not places:
            LookAhead(self.window_)
        if page:
            self.window_.show_page(page, argument)
        if (page or places) and (shown := self.window_.page()) is not None:
            shown.take_focus()  # only now can it have the keyboard

    def lock(self, why: str = "") -> None:
        """Hide the window, keep what is half typed, close the register and ask for the passphrase again.

        `why` is a code where nobody asked for it (`LockGuard`).
        """
        if self.window_ is not None:
            self._last_seen = (self.window_.centre.name, self._last_seen[1])
        elif isinstance(self.centralWidget(), UnlockScreen) or not self._house.folder.is_set_up():
            return  # nothing is open; a first run that asks for the recovery key has a register to close
        self._guard.hide()
        self._close_register()
        self.show_unlock(why)

    def put_away(self) -> tuple[Unlocked | None, Jobs]:
        """Take the window away and wait for its work; the register stays open for the caller, who gets new jobs."""
        if self.window_ is not None:
            self.window_.close_down()
            stop_errands(self.window_.context.bus)
            self.window_.context.bus.deleteLater()
        self._jobs.close()
        unlocked, self._unlocked, self.window_ = self._unlocked, None, None
        self._jobs = self._house.jobs()
        return unlocked, self._jobs

    def say_crash(self, reference: str) -> None:
        """A bug in the window itself: say its reference where that can be done."""
        if self.window_ is not None and (page := self.window_.page()) is not None:
            page.say_crash(reference)

    def show_unlock(self, why: str = "") -> UnlockScreen:
        """Ask for a passphrase; `why` is that of `lock`."""
        from ui.locking.reasons import say_why

        centre, desk = self._last_seen
        text = say_why(why, desk) if desk else ""
        screen = UnlockScreen(
            self._jobs,
            self._house.unlock,
            rescue=self._house.rescue,
            newest_backup=self._house.newest_backup,
            title=centre,
            text=text,
            time_zone=self._preferences.time_zone,
        )
        screen.unlocked.connect(self.take_unlocked)
        screen.rescued.connect(self._hands.take_rescued)
        screen.chose_language.connect(self.choose_language)
        screen.asked_recovery.connect(lambda: self._hands.show_recover(self._jobs))
        self.setCentralWidget(screen)
        screen.setFocus()
        return screen

    def take_unlocked(self, unlocked: Unlocked) -> None:
        """Open the window, or end a set-up first whose recovery key nobody has typed back."""
        from intake_app.services.centres import is_recovery_key_expected

        if not is_recovery_key_expected(unlocked.register):
            self._open_and_ask(unlocked, self._guard.page_of(unlocked.register.session.user_id))
            return
        self._unlocked = unlocked
        self._jobs.write(unlocked.renew_recovery_key, self._resume_first_run, self._refuse_key)

    def _open_and_ask(self, unlocked: Unlocked, page: str = "", argument: str = "") -> None:
        """Somebody has just unlocked: the first of the day says whether the clock is right."""
        self.open_window(unlocked, page, argument)
        if self.window_ is not None:
            if unlocked.new_desk:
                words = _("This data folder was copied: this laptop is desk {desk} from now on.")
                self.window_.status.say(words.format(desk=unlocked.new_desk), "warning")
            elif unlocked.failed_unlocks is not None:
                self.window_.status.say(say_failed(unlocked.failed_unlocks, self._preferences.time_zone), "warning")
            self.window_.covering.ask_day()

    def _resume_first_run(self, recovery_key: str) -> None:
        unlocked, self._unlocked = self._unlocked, None  # the first run closes it until it is finished
        if unlocked is not None:
            self._show_first_run().resume(unlocked, recovery_key)

    def _refuse_key(self, error: UserError) -> None:
        if self._unlocked is not None:
            self._unlocked.close()
            self._unlocked = None
        if isinstance(screen := self.centralWidget(), UnlockScreen):
            screen.refuse(error)

    def _show_first_run(self) -> FirstRunScreen:
        from ui.first_run.screen import FirstRunScreen, FirstRunWork

        screen = FirstRunScreen(self._jobs, FirstRunWork(self._house.create, self._house.restore))
        screen.finished.connect(self._open_and_ask)
        screen.chose_language.connect(self.choose_language)
        self.setCentralWidget(screen)
        screen.setFocus()
        return screen

    def choose_language(self, language: str) -> None:
        """Speak another language (ISO 639-1) from now on."""
        self._take_preferences(self._preferences.with_language(language))

    def _take_preferences(self, preferences: Preferences) -> None:
        """Colours change at once; another text size or language builds the screen anew."""
        before = (self._preferences.scale, current_language())
        self._preferences = preferences = preferences.with_zone(self._preferences.time_zone)
        if self.window_ is not None:
            self.window_.context.settings = preferences
        dress(preferences)
        self._keep_preferences()
        if before != (preferences.scale, current_language()):
            self._rebuild()

    def _keep_preferences(self) -> None:
        try:
            keep_preferences(self._house.folder, self._preferences)
        except UserError as error:
            if self.window_ is not None:
                self.window_.status.say(str(error), "warning")

    def _rebuild(self) -> None:
        """Make what is shown anew where it stands; what is half typed goes on as a draft."""
        screen = self.centralWidget()
        if self.window_ is not None and self._unlocked is not None:
            window = self.window_
            searched, field = window.search.text(), window.corner.open_field()
            places, bus = window.places(), window.context.bus
            window.close_down()
            self._jobs.let_go()
            bus.forget_listeners()
            self.open_window(self._unlocked, bus=bus, places=places)
            self.window_.search.line.setText(searched)
            if field:
                self.window_.corner.open_at(field)
        elif isinstance(screen, UnlockScreen):
            self.show_unlock().passphrase.set_text(screen.passphrase.text())
        elif (rebuild := getattr(screen, "rebuild", None)) is not None:
            rebuild()

    def _close_register(self, *, is_end: bool = False) -> None:
        unlocked, _jobs = self.put_away()
        if is_end and self._house.backs_up_at_end and unlocked is not None:
            from ui.automatic_backups import back_up_at_end

            self._give_up_claim()  # the next window need not wait for it either
            back_up_at_end(unlocked)
        half_made = getattr(self.centralWidget(), "unfinished", lambda: None)()
        for each in filter(None, (unlocked, half_made)):
            each.close()

    def _give_up_claim(self) -> None:
        if self._claim is not None:
            self._claim.release()
            self._claim = None

    def closeEvent(self, event: QCloseEvent) -> None:
        self.hide()  # nobody waits for the day's backup
        self._close_register(is_end=True)
        self._jobs.close()
        self._give_up_claim()
        super().closeEvent(event)


def _load_opening() -> None:
    """Import what unlocking needs, beside the window: nothing of Qt is among it (`ui.loading`)."""
    from intake_app.opening import load

    load()


def _load_window(shell: Shell, pages: Callable[[], object]) -> None:
    """Load the window and its pages too; what there is then is kept out of the collector."""
    from ui.loading import Loading

    Loading(pages, set_apart, shell)
