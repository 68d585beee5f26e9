"""The unlock screen: one field, one button. The slow step runs beside the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QWidget

from intake_app.clock import Clock, SystemClock
from intake_app.errors import UserError
from intake_app.i18n import _
from ui.moments import moment_in_words
from ui.page_keys import QUICK_CLOSE_KEY
from ui.resources.theme import px
from ui.unlock.waiting import Waiting
from ui.widgets.buttons import Button
from ui.widgets.cover import Advice, Cover
from ui.widgets.flow import Flow
from ui.widgets.key_file import KeyFileButton
from ui.widgets.labels import label
from ui.widgets.secret_field import SecretField

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from intake_app.opening import Unlocked
    from intake_app.opening.rescue import Rescued
    from ui.jobs import Jobs
    from ui.widgets.field_shell import Kind

T = TypeVar("T")
_EVERY_MS = 5_000
BROKEN = frozenset(
    {
        *("register_damaged", "register_missing", "register_not_encrypted"),
        *("keyring_missing", "keyring_damaged", "keyring_foreign"),
    }
)
"""Refusals that a backup helps against."""


class UnlockScreen(Cover):
    """`unlocked(Unlocked)` once a passphrase has opened the register; until then errors stand below the field.

    `unlock(passphrase)` is the work itself, `unlock(passphrase, key_file)` where a key file was chosen; `title` and
    `text` say which centre was locked, as far as this process knows, and `time_zone` (IANA) what time it is there;
    without one it is the laptop's. Where the register is damaged, `rescue` is offered, called as `unlock`: it brings
    the newest backup back, and `rescued(Rescued)` says so; `newest_backup` says of when this laptop's is.
    `asked_recovery` where no passphrase is known any more.
    """

    unlocked = Signal(object)
    rescued = Signal(object)
    asked_recovery = Signal()

    def __init__(
        self,
        jobs: Jobs,
        unlock: Callable[..., Unlocked],
        *,
        rescue: Callable[..., Rescued] | None = None,
        newest_backup: Callable[[], datetime | None] = lambda: None,
        title: str = "",
        text: str = "",
        time_zone: str = "",
        clock: Clock | None = None,
    ) -> None:
        super().__init__()
        self._jobs = jobs
        self._unlock = unlock
        self._rescue = rescue
        self._newest_backup = newest_backup
        self._made_at: datetime | None = None
        self._clock = clock or SystemClock()
        self._time_zone = time_zone
        self._title = label(title or "Intake", "hero")
        self._text = label(text or _("The register is locked"), "muted", is_wrapped=True)
        self.passphrase = SecretField(_("Your passphrase"), frame_height=44, helper_lines=2)
        self.button = Button(_("Unlock"), "Enter", primary=True)
        self.advice = Advice()
        self.rescue_button = Button(_("Restore the newest backup"), "Ctrl+R", icon="archive-restore")
        self.key_file = KeyFileButton(self.passphrase)
        self.recovery = Button(_("Recovery key"), "F4", flat=True, icon="file-text")
        self._waiting = Waiting(self.passphrase, self.button, self)
        self._timer = QTimer(self)
        self._build_screen()
        self._connect()

    def try_passphrase(self) -> None:
        """Try what is typed; the window answers while it is tried."""
        typed = self.passphrase.text()
        if not typed:
            self.passphrase.set_helper(_("Type your passphrase first."), "error")
            self.passphrase.focus()
            return
        if not self.button.isEnabled():
            return
        self._show_trying(is_trying=True)
        self._jobs.write(self._job(self._unlock, typed), self._succeed, self.refuse)

    def refuse(self, error: UserError) -> None:
        """Say below the field why the register stays locked."""
        self._show_trying(is_trying=False)
        if self._waiting.begin(error):
            self.advice.setText("")
        else:
            kind: Kind = "warning" if error.code in BROKEN else "error"  # what was typed is not what is wrong
            self.advise(self.passphrase, error, _("The register stays locked."), kind)
            self._offer_rescue(error)
        self.passphrase.focus()
        self.passphrase.line.selectAll()

    def try_rescue(self) -> None:
        """Keep the damaged register aside and go on from the newest backup, with the passphrase that is typed."""
        typed, rescue = self.passphrase.text(), self._rescue
        if rescue is None or not self.rescue_button.isEnabled():
            return
        if not typed:
            self.passphrase.set_helper(_("Type your passphrase first."), "error")
            self.passphrase.focus()
            return
        self._show_trying(is_trying=True)
        self.rescue_button.set_text(_("Restoring and checking"))
        self._jobs.write(self._job(rescue, typed), self._end_rescue, self.refuse)

    def say_crash(self, reference: str) -> None:
        """Unlocking met a bug."""
        self._show_trying(is_trying=False)
        self.passphrase.set_helper(
            _("Something went wrong; reference {reference}.").format(reference=reference), "error"
        )

    def _build_screen(self) -> None:
        self.button.set_height(42)
        self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.add_title("house", self._title, self._text)
        self.add_field(self.passphrase, above=24)
        self.add(self.button, above=8)
        self.add_advice(self.advice, above=12)
        self.add(self.rescue_button, above=8)
        self.rescue_button.hide()
        self.add(self._other_ways(), above=4)
        self.end()
        self.offer_languages()
        self.setFocusProxy(self.passphrase)
        self._tell_time()

    def _connect(self) -> None:
        self.button.clicked.connect(self.try_passphrase)
        self.passphrase.confirmed.connect(self.try_passphrase)
        self.rescue_button.clicked.connect(self.try_rescue)
        self.passphrase.edited.connect(lambda _text: self.advice.setText(""))
        self.recovery.clicked.connect(self.asked_recovery)
        QShortcut(QKeySequence(QUICK_CLOSE_KEY), self, lambda: self.window().close())
        self._jobs.crashed.connect(self.say_crash)
        self._timer.timeout.connect(self._tell_time)
        self._timer.start(_EVERY_MS)

    def _offer_rescue(self, error: UserError) -> None:
        """Say what it costs before it is done; another try of the passphrase is not what is to be done then."""
        is_offered = self._rescue is not None and error.code in BROKEN
        self.button.set_primary(is_primary=not is_offered)
        if not is_offered:
            return
        cost = _(
            "The newest backup can take its place. What was recorded since then is lost; the damaged file is kept."
        )
        if self._made_at is not None:
            cost = _(
                "The newest backup of this laptop is of {when}. What was recorded since then is lost; the damaged file "
                "is kept."
            ).format(when=moment_in_words(self._made_at, self._time_zone))
        self.advice.setText(f"{error.what if self.passphrase.helper() != error.what else ''}\n{cost}".strip())
        self.rescue_button.show()

    def _end_rescue(self, rescued: Rescued) -> None:
        self.passphrase.set_text("")
        self.rescued.emit(rescued)

    def _job(self, work: Callable[..., T], typed: str) -> Callable[[], T]:
        """The work with what is given; of a damaged register it looks too of when the newest backup is."""
        path = self.key_file.path

        def attempt() -> T:
            try:
                return work(typed) if path is None else work(typed, _read(path))
            except UserError as error:
                if error.code in BROKEN:
                    self._made_at = self._newest_backup()
                raise

        return attempt

    def _other_ways(self) -> QWidget:
        holder = QWidget()
        flow = Flow(px(8), px(4), holder, is_centred=True)  # long words go on in the next row
        flow.addWidget(self.key_file)
        flow.addWidget(self.recovery)
        return holder

    def _show_trying(self, *, is_trying: bool) -> None:
        self.button.setEnabled(not is_trying)
        self.rescue_button.setEnabled(not is_trying)
        self.rescue_button.set_text(_("Restore the newest backup"))
        self.button.set_text(_("Opening the register") if is_trying else _("Unlock"))
        self.passphrase.line.setReadOnly(is_trying)
        self.languages.setEnabled(not is_trying)

    def _succeed(self, unlocked: Unlocked) -> None:
        self.passphrase.set_text("")
        self.unlocked.emit(unlocked)

    def _tell_time(self) -> None:
        self.set_corner(moment_in_words(self._clock.now(), self._time_zone, is_long=True))


def _read(path: Path) -> bytes | None:
    from intake_app.opening.key_files import read_key_file

    return read_key_file(path)
