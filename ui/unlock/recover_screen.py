"""The way back with the printed recovery key: the key, who comes in, and their new passphrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from intake_app.errors import UserError
from intake_app.i18n import _
from ui.passphrase_words import offer_words, say_strength
from ui.widgets.action_bar import ButtonRow
from ui.widgets.buttons import Button
from ui.widgets.choices import ChoiceField
from ui.widgets.cover import WIDE, Advice, Cover
from ui.widgets.field import Field
from ui.widgets.labels import label
from ui.widgets.new_passphrase import NewPassphrase

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.opening import Unlocked
    from ui.jobs import Jobs

_KEEP, _RENEW = "keep", "renew"


class RecoverScreen(Cover):
    """`unlocked(Unlocked)` once the key has opened the register; `left` goes back to the passphrase; `outdated` when
    another language is chosen.

    `recover(key, name, passphrase, renews)` is the work itself, beside the window.
    """

    unlocked = Signal(object)
    left = Signal()
    outdated = Signal()

    def __init__(self, jobs: Jobs, recover: Callable[[str, str, str, bool], Unlocked]) -> None:
        super().__init__(width=WIDE, top=32)
        self._jobs = jobs
        self._recover = recover
        self.key = Field(
            _("Recovery key"), helper=_("seven groups, from your paper; hyphens can be left out"), needed=True
        )
        self.name = Field(_("Your name"), helper=_("as in the list of users; the only manager may leave it empty"))
        self.new = NewPassphrase(offer_words, lambda text: say_strength(text, (self.name.text(),)))
        self.sheet = ChoiceField(
            _("The recovery key from now on"),
            [(_KEEP, _("keep this one")), (_RENEW, _("make a new one; the paper with this one is void then"))],
        )
        self.button = Button(_("Open the register"), "Ctrl+Enter", primary=True)
        self.back = Button(_("Back"), "Esc", flat=True)
        self.advice = Advice()
        self._build_screen()
        self._connect()

    def rebuild(self) -> None:
        """Another language is in force."""
        self.outdated.emit()

    def take_typed(self, old: RecoverScreen) -> None:
        """Go on with what was typed in another language."""
        self.key.set_text(old.key.text())
        self.name.set_text(old.name.text())
        self.new.field.set_text(old.new.text())
        self.sheet.set_value(old.sheet.value(), old.sheet.value_state)

    def try_key(self) -> None:
        """Try what is typed; the window answers while it is tried."""
        key, name, new = self.key.text(), self.name.text(), self.new.text()
        for text, field in ((key, self.key), (new, self.new.field)):
            if not text.strip():
                field.set_helper(_("This is missing."), "error")
                field.focus()
                return
        if self.button.isEnabled():
            self._show_trying(is_trying=True)
            recover, renews = self._recover, self.sheet.value() == _RENEW
            self._jobs.write(lambda: recover(key, name, new, renews), self.unlocked.emit, self.refuse)

    def refuse(self, error: UserError) -> None:
        """Say below the field it is about why the register stays locked."""
        self._show_trying(is_trying=False)
        fields = {"recovery_key": self.key, "passphrase": self.new.field, "user": self.name}
        field = fields.get(error.field, self.name if error.code == "user_unknown" else self.key)
        self.advise(field, error, _("The register stays locked."))
        field.focus()

    def _build_screen(self) -> None:
        self.add(label(_("Open with the recovery key"), "hero", is_wrapped=True))
        self.add(
            label(
                _("Nothing in the register is changed by it, and everybody else's passphrase stays."),
                "lead",
                is_wrapped=True,
            ),
            above=4,
        )
        self.add_field(self.key, above=20)
        self.add_field(self.name, above=8)
        self.add_field(self.new, above=8)
        self.add_field(self.sheet, above=8)
        self.add(ButtonRow((self.back,), (self.button,)), above=8)
        self.add_advice(self.advice, above=8)
        self.end()
        self.offer_languages()
        self.setFocusProxy(self.key)

    def _connect(self) -> None:
        self.button.clicked.connect(self.try_key)
        self.back.clicked.connect(self.left)
        self._jobs.crashed.connect(self._say_crash)
        self.key.confirmed.connect(self.name.focus)
        self.name.confirmed.connect(self.new.field.focus)
        self.new.confirmed.connect(self.sheet.focus)
        self.sheet.confirmed.connect(self.try_key)

    def _say_crash(self, reference: str) -> None:
        self.refuse(UserError("crashed", _("Something went wrong; reference {reference}.").format(reference=reference)))

    def _show_trying(self, *, is_trying: bool) -> None:
        self.button.set_text(_("Opening the register") if is_trying else _("Open the register"))
        for part in (self.button, self.back, self.languages):
            part.setEnabled(not is_trying)
