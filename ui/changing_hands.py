"""The register changes hands: another clerk sits down, somebody is revoked, or the recovery key opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from intake_app.i18n import _, ngettext, say_number
from intake_app.messages import say_word
from ui.pages import USERS

if TYPE_CHECKING:
    from intake_app.errors import UserError
    from intake_app.opening import Unlocked
    from intake_app.opening.keys import Revocation
    from intake_app.opening.rescue import Rescued
    from ui.jobs import Jobs
    from ui.shell import House, Shell
    from ui.unlock.recover_screen import RecoverScreen


class ChangingHands(QObject):
    """What the shell does about keys."""

    def __init__(self, shell: Shell, house: House) -> None:
        super().__init__(shell)
        self._shell = shell
        self._house = house
        self._name = ""

    def switch(self, unlocked: Unlocked) -> None:
        """The window is made anew for another clerk; what was half typed goes on as a draft."""
        if self._go_on(unlocked):
            self._say(_("{name} is at the desk").format(name=unlocked.register.session.user_name), "good")

    def renew(self, unlocked: Unlocked) -> None:
        """The same clerk goes on in another role: at once, with what that role sees and does."""
        if self._go_on(unlocked):
            role = say_word("role", unlocked.register.session.role)
            self._say(_("Your role is from now on: {role}").format(role=role), "warning")

    def _go_on(self, unlocked: Unlocked) -> bool:
        window = self._shell.window_
        if window is None:
            return False
        bus, page = window.context.bus, next(iter(window.places()), "")
        window.close_down()
        window.context.jobs.let_go()
        bus.forget_listeners()
        self._shell.open_window(unlocked, page, bus=bus)
        return True

    def revoke(self, user_id: str, name: str, reason: str) -> None:
        """Put the window away, take somebody's key, and come back to the settings."""
        from ui.unlock.revoking import RevokingScreen

        self._name = name
        unlocked, jobs = self._shell.put_away()
        if unlocked is None:
            return
        screen = RevokingScreen(jobs, unlocked, user_id, name, reason)
        screen.done.connect(self._take_revocation)
        screen.refused.connect(lambda error: self._stay(unlocked, error))
        self._shell.setCentralWidget(screen)
        screen.start()

    def show_recover(self, jobs: Jobs, old: RecoverScreen | None = None) -> None:
        """Ask for the recovery key instead of a passphrase; in another language where there is an `old` screen."""
        from ui.unlock.recover_screen import RecoverScreen

        screen = RecoverScreen(jobs, self._house.recover)
        screen.unlocked.connect(self._shell.take_unlocked)
        screen.left.connect(self._shell.show_unlock)
        screen.chose_language.connect(self._shell.choose_language)
        screen.outdated.connect(lambda: self.show_recover(jobs, screen))
        if old is not None:
            screen.take_typed(old)
        self._shell.setCentralWidget(screen)
        screen.setFocus()

    def take_rescued(self, rescued: Rescued) -> None:
        """Open the window on what came back, and say what it cost."""
        from intake_app.messages import say_rescue
        from intake_app.services.centres import read_centre
        from ui.moments import moment_in_words

        unlocked = rescued.unlocked
        at = moment_in_words(rescued.backup_at, read_centre(unlocked.register).time_zone)
        self._shell.take_unlocked(unlocked)
        self._say(" ".join(say_rescue(at, rescued.lost_changes, unlocked.new_desk)), "warning")

    def _take_revocation(self, done: Revocation) -> None:
        if done.unlocked is None:
            screen = self._shell.show_unlock()
            if done.problem is not None:
                screen.refuse(done.problem)
            return
        self._shell.open_window(done.unlocked, "settings", USERS)
        if done.problem is not None:
            text = _("{name} is revoked. The register moves to its new key at the next unlocking: {why}")
            self._say(text.format(name=self._name, why=done.problem.what), "warning")
        elif done.backup_problem is not None:
            text = _("{name} is revoked. Make a backup: the newest one still opens with that passphrase. {why}")
            if done.backup is not None:
                text = _("{name} is revoked. Back up onto the second place too: its newest one still opens. {why}")
            self._say(text.format(name=self._name, why=done.backup_problem.what), "warning")
        elif done.older:
            text = ngettext(
                "{name} is revoked. {count} backup made before still opens with that passphrase: "
                "remove it under Settings, Backup.",
                "{name} is revoked. {count} backups made before still open with that passphrase: "
                "remove them under Settings, Backup.",
                done.older,
            )
            self._say(text.format(name=self._name, count=say_number(done.older)), "warning")
        else:
            self._say(_("{name} is revoked; a new backup is made").format(name=self._name), "good")

    def _stay(self, unlocked: Unlocked, error: UserError) -> None:
        self._shell.open_window(unlocked, "settings", USERS)
        self._say(str(error), "warning")

    def _say(self, text: str, kind: str) -> None:
        if self._shell.window_ is not None:
            self._shell.window_.context.bus.said.emit(text, kind)
