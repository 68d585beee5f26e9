"""The small forms below the list of people with keys: one is shown at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication

from intake_app.domain.roles import Role
from intake_app.i18n import _
from ui.passphrase_words import offer_words, say_strength
from ui.resources.theme import px
from ui.settings.users_model import role_options
from ui.widgets.buttons import Button
from ui.widgets.choices import ChoiceField
from ui.widgets.field import Field
from ui.widgets.field_shell import field_of
from ui.widgets.form import FormGrid
from ui.widgets.key_file import NewKeyFile
from ui.widgets.labels import label
from ui.widgets.layouts import bring_into_view, left
from ui.widgets.new_passphrase import NewPassphrase

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QShowEvent
    from PySide6.QtWidgets import QWidget

    from intake_app.errors import UserError
    from intake_app.opening.keys import KeyHolder


class UserForm(FormGrid):
    """`sent` when it is filled in, `left` by Esc. Its first line says what it does to whom.

    It opens below all that the page has scrolled to: it comes into sight with its last line, which has its buttons.
    """

    sent = Signal()
    left = Signal()

    def __init__(self, button: str, *, danger: bool = False) -> None:
        super().__init__(gutter=0)
        self.setProperty("hasHalo", True)
        self.holder: KeyHolder | None = None
        self.title = label("", "strong", is_wrapped=True)
        self.button = Button(button, "Ctrl+Enter", primary=True, danger=danger)
        self.back = Button(_("Cancel"), "Esc", flat=True)
        self.advice = label("", "helper", "danger", is_wrapped=True)
        self.begin_row()
        self.add_wide(self.title)
        self._build()
        self.begin_row()
        self.add_wide(self.advice)
        self.begin_row()
        self.add_wide(left(self.button, self.back, spacing=px(8)))
        self.button.clicked.connect(self.sent)
        self.back.clicked.connect(self.left)
        self._settled = QTimer(self, interval=0, singleShot=True)  # once what stands around it has its places
        self._settled.timeout.connect(self._come_into_sight)

    def show_for(self, holder: KeyHolder | None) -> None:
        """Begin anew, for one user or for a new one."""
        self.holder = holder
        self._advise("")
        self.button.setEnabled(True)

    def fields(self) -> dict[str, QWidget]:
        """What a refusal may speak of, by its field."""
        return {}

    def show_problem(self, error: UserError) -> None:
        """Say what was refused and what to do, below its field where there is one; without room there, below all."""
        self.button.setEnabled(True)
        shown = self.fields().get(error.field)
        field = shown.field if isinstance(shown, NewPassphrase) else shown
        if isinstance(field, Field):
            self._advise(field.refuse(error))
        else:
            self._advise(str(error))

    def _advise(self, text: str) -> None:
        self.advice.setText(text)
        self.advice.setVisible(bool(text))

    def _build(self) -> None:
        """The fields of the form."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._settled.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settled.start()

    def _come_into_sight(self) -> None:
        """As much of it as there is room for, and what is typed into; nothing of one that is gone again."""
        if not self.isVisible():
            return
        bring_into_view(self)
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            bring_into_view(field_of(focused))


class AddForm(UserForm):
    """Name, role and passphrase of somebody who is let in."""

    def __init__(self) -> None:
        self.name = Field(_("Name"), helper=_("as everybody here calls them"), needed=True)
        self.role = ChoiceField(_("Role"), role_options())
        self.new = NewPassphrase(offer_words, lambda text: say_strength(text, (self.name.text(),)))
        self.key_file = NewKeyFile(_("Let them in"))
        super().__init__(_("Let them in"))
        self.name.confirmed.connect(self.role.focus)
        self.role.confirmed.connect(self.new.field.focus)
        self.new.confirmed.connect(self.sent)

    def show_for(self, holder: KeyHolder | None) -> None:
        super().show_for(holder)
        self.title.setText(_("Let somebody in. Write the words down for them; they can change them at once."))
        self.name.set_text("")
        self.name.clear_helper()
        self.role.set_value(Role.VOLUNTEER)
        self.new.offer()
        self.key_file.clear()
        self.name.focus()

    def fields(self) -> dict[str, QWidget]:
        return {"name": self.name, "passphrase": self.new}

    def _build(self) -> None:
        self.begin_row()
        self.add(self.name, 0, 2)  # wide enough for a refusal below it
        self.add(self.role, 2)
        self.begin_row()
        self.add(self.new, 0, 3)
        self.begin_row()
        self.add_wide(self.key_file)


class PassphraseForm(UserForm):
    """A new passphrase for somebody else."""

    def __init__(self) -> None:
        self.new = NewPassphrase(
            offer_words, lambda text: say_strength(text, (self.holder.name,) if self.holder else ())
        )
        self.key_file = NewKeyFile(_("Give the new passphrase"))
        super().__init__(_("Give the new passphrase"))
        self.new.confirmed.connect(self.sent)

    def show_for(self, holder: KeyHolder | None) -> None:
        super().show_for(holder)
        name = holder.name if holder else ""
        self.title.setText(
            _("Older backups still open with the old passphrase of {name}; if it was stolen, revoke.").format(name=name)
        )
        self.new.offer()
        self.key_file.clear()
        self.new.field.focus()

    def fields(self) -> dict[str, QWidget]:
        return {"passphrase": self.new}

    def _build(self) -> None:
        self.begin_row()
        self.add(self.new, 0, 3)
        self.begin_row()
        self.add_wide(self.key_file)


class RoleForm(UserForm):
    """Another role."""

    def __init__(self) -> None:
        self.role = ChoiceField(_("Role"), role_options())
        super().__init__(_("Change the role"))
        self.role.confirmed.connect(self.sent)

    def show_for(self, holder: KeyHolder | None) -> None:
        super().show_for(holder)
        self.title.setText(
            _("After this {name} has the new role at once, also at a desk where they work just now.").format(
                name=holder.name if holder else ""
            )
        )
        self.role.set_value(holder.role if holder else "")
        self.role.focus()

    def _build(self) -> None:
        self.begin_row()
        self.add(self.role, 0)


class RevokeForm(UserForm):
    """What revoking does, and why it is done."""

    def __init__(self) -> None:
        self.reason = Field(_("Reason"), helper=_("stands in the history; nobody's health or family"))
        super().__init__(_("Revoke"), danger=True)
        self.reason.confirmed.connect(self.sent)

    def show_for(self, holder: KeyHolder | None) -> None:
        super().show_for(holder)
        name = holder.name if holder else ""
        self.title.setText(
            _(
                "After this {name} cannot open the register. It is copied under a new key, which takes seconds to a "
                "minute, and a new backup is made. Older backups still open with that passphrase."
            ).format(name=name)
        )
        self.button.set_text(_("Revoke {name}").format(name=name))
        self.reason.set_text("")
        self.reason.focus()

    def _build(self) -> None:
        self.begin_row()
        self.add(self.reason, 0, 2)
