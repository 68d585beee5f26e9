"""Changing one's own passphrase: the old one, then the new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.i18n import _
from intake_app.opening.key_files import key_file_of, read_key_file
from ui.passphrase_words import offer_words, say_strength
from ui.unlock.passphrase_cover import PassphraseCover
from ui.widgets.beside import FieldBeside
from ui.widgets.buttons import Button
from ui.widgets.cover import WIDE
from ui.widgets.key_file import KeyFileButton, NewKeyFile
from ui.widgets.labels import label
from ui.widgets.new_passphrase import NewPassphrase
from ui.widgets.secret_field import SecretField

if TYPE_CHECKING:
    from intake_app.errors import UserError
    from ui.context import WindowContext

_TOP = 72  # pixels at 100 %; a choice that is said below a field moves nothing above it


class OwnPassphraseCover(PassphraseCover):
    """`left` when it is changed or given up."""

    def __init__(self, context: WindowContext) -> None:
        name = context.register.session.user_name
        self.old = SecretField(_("Present passphrase"), needed=True)
        self.key_file = KeyFileButton(self.old, flat=False)
        self.new_key_file = NewKeyFile(_("Change it"))
        self.new = NewPassphrase(offer_words, lambda text: say_strength(text, (name,)))
        button = Button(_("Change it"), "Ctrl+Enter", primary=True)
        super().__init__(context, self.old, button, _("Nothing is changed."), width=WIDE, top=_TOP)
        self._build_cover()
        self._connect()

    def take_focus(self) -> None:
        """The old one comes first."""
        self.old.focus()

    def change(self) -> None:
        """Try the old one and set the new; the window answers meanwhile."""
        from intake_app.opening.keys import change_own_passphrase

        old, new, unlocked = self.old.text(), self.new.text(), self._context.unlocked
        for text, field in ((old, self.old), (new, self.new.field)):
            if not text:
                field.set_helper(_("This is missing."), "error")
                field.focus()
                return
        if self.button.isEnabled():
            self.show_trying(is_trying=True)
            path, chosen = self.key_file.path, self.new_key_file.chosen()

            def work() -> None:
                with key_file_of(*chosen) as key_file:
                    change_own_passphrase(unlocked, old, new, old_key_file=read_key_file(path), key_file=key_file)

            self._context.jobs.write(work, self._succeed, self.refuse)

    def field_of(self, error: UserError) -> SecretField:
        """The new one where it cannot be taken, else the old."""
        is_new = error.field == "passphrase" and error.code not in {"wrong_passphrase", "throttled"}
        return self.new.field if is_new else self.old

    def _build_cover(self) -> None:
        name = self._context.register.session.user_name
        self.add_title("key-round", label(_("A new passphrase"), "hero"), label(name, "muted"))
        self.add_field(FieldBeside(self.old, self.key_file), above=24)
        self.add_field(self.new, above=8)
        self.add(self.new_key_file, above=4)
        self.add(
            label(
                _("Older backups still open with the old one. Where it was stolen, a manager revokes it."),
                "helper",
                is_wrapped=True,
            ),
            above=4,
        )
        self.add_end()

    def _connect(self) -> None:
        self.button.clicked.connect(self.change)
        self.old.confirmed.connect(self.new.field.focus)
        self.new.confirmed.connect(self.change)

    def _succeed(self, _done: None) -> None:
        self._context.bus.said.emit(_("Your passphrase is changed"), "good")
        self.left.emit()
