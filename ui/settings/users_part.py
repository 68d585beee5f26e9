"""People with keys in the settings: who can open the register, and what a manager does about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.changes import Changes
from intake_app.domain.roles import Role
from intake_app.i18n import _
from intake_app.opening.key_files import key_file_of
from ui.resources.theme import px
from ui.settings.users_forms import AddForm, PassphraseForm, RevokeForm, RoleForm, UserForm
from ui.settings.users_model import UsersModel
from ui.widgets.buttons import Button
from ui.widgets.flow import Flow
from ui.widgets.form import FormGrid
from ui.widgets.layouts import bare
from ui.widgets.table import HEAD, ROW, Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.errors import UserError
    from intake_app.opening.keys import KeyHolder
    from ui.context import WindowContext

_MOST_ROWS = 6


class UsersPart(FormGrid):
    """`asked_revoke(user_id, name, reason)`: the whole window is put away for that. `turned(is_open)`: one of its forms
    is open, or none any more.
    """

    asked_revoke = Signal(str, str, str)
    turned = Signal(bool)

    def __init__(self, context: WindowContext) -> None:
        super().__init__()
        self._context = context
        self.model = UsersModel()
        self.table = Table(_("People with keys"))
        self.add_button = Button(_("Let somebody in"), "Ctrl+N", icon="plus")
        self.passphrase = Button(_("New passphrase"), "Ctrl+Shift+P", icon="key-round")
        self.role = Button(_("Role"), "Ctrl+Shift+E", icon="user")
        self.revoke = Button(_("Revoke"), "Ctrl+Shift+D", icon="log-out")
        self.adding, self.renewing, self.promoting, self.revoking = (
            AddForm(),
            PassphraseForm(),
            RoleForm(),
            RevokeForm(),
        )
        self._forms: tuple[UserForm, ...] = (self.adding, self.renewing, self.promoting, self.revoking)
        self._chosen = self._said = ""
        self._build_part()
        self._connect()
        self.read()

    def read(self) -> None:
        """Read the list anew."""
        from intake_app.opening.keys import list_holders

        unlocked = self._context.unlocked
        self._context.jobs.read(lambda: list_holders(unlocked), self._show, self._say_refusal, latest="users")

    def chosen(self) -> KeyHolder | None:
        """Whose row is chosen."""
        return self.model.holder(self.table.currentIndex().row())

    def _build_part(self) -> None:
        self.begin_group(_("Users"))
        self.table.setModel(self.model)
        self.table.set_widths([220, 380, 180])
        self.add_wide(self.table)
        self.begin_row()
        holder = QWidget()
        flow = Flow(px(8), px(8), holder)
        for button in (self.add_button, self.passphrase, self.role, self.revoke):
            flow.addWidget(button)
        self.add_wide(holder)
        forms = QWidget()
        forms.setProperty("hasHalo", True)
        column = bare(QVBoxLayout(forms))
        for form in self._forms:
            column.addWidget(form)
            form.hide()
        self.begin_row()
        self.add_wide(forms)

    def _connect(self) -> None:
        for button, form in zip((self.add_button, self.passphrase, self.role, self.revoke), self._forms, strict=True):
            button.clicked.connect(lambda *_checked, form=form: self._open(form))
            form.left.connect(self._close)
        self.table.opened.connect(lambda _row: self._open(self.promoting))
        self.table.moved.connect(lambda _row: self._follow())
        self.adding.sent.connect(self._add)
        self.renewing.sent.connect(self._renew)
        self.promoting.sent.connect(self._promote)
        self.revoking.sent.connect(self._revoke)

    def _open(self, form: UserForm) -> None:
        holder = None if form is self.adding else self.chosen()
        if form is not self.adding and holder is None:
            return
        if form is self.renewing and holder is not None and holder.is_self:
            self._context.bus.asked_own_passphrase.emit()  # one's own asks for the old one first
            return
        self._close()
        form.show()
        form.show_for(holder)
        self.turned.emit(True)

    def _close(self) -> None:
        is_open = any(form.isVisibleTo(self) for form in self._forms)
        for form in self._forms:
            form.hide()
        if is_open:
            self.table.setFocus()
            self.turned.emit(False)

    def _follow(self) -> None:
        """Nobody revokes themselves; who is half revoked can only be revoked."""
        holder = self.chosen()
        is_whole = holder is not None and not holder.is_revoked
        self.passphrase.setEnabled(is_whole)
        self.role.setEnabled(is_whole)
        self.revoke.setEnabled(holder is not None and not holder.is_self)

    def _add(self) -> None:
        from intake_app.opening.keys import add_user

        form, unlocked = self.adding, self._context.unlocked
        name, role, new = form.name.text(), Role(form.role.value()), form.new.text()
        chosen = form.key_file.chosen()

        def work() -> str:
            with key_file_of(*chosen) as key_file:
                return add_user(unlocked, name, role, new, key_file)[0].user_id

        self._do(form, work, _("{name} can open the register"))

    def _renew(self) -> None:
        from intake_app.opening.keys import change_passphrase

        form, unlocked, new = self.renewing, self._context.unlocked, self.renewing.new.text()
        if (holder := form.holder) is not None:
            chosen = form.key_file.chosen()

            def work() -> None:
                with key_file_of(*chosen) as key_file:
                    change_passphrase(unlocked, holder.user_id, new, key_file)

            self._do(form, _then(holder, work), _("{name} has a new passphrase"))

    def _promote(self) -> None:
        from intake_app.opening.keys import change_role

        form, unlocked, role = self.promoting, self._context.unlocked, Role(self.promoting.role.value())
        if (holder := form.holder) is not None:
            self._do(
                form, _then(holder, lambda: change_role(unlocked, holder.user_id, role)), _("{name} has another role")
            )

    def _revoke(self) -> None:
        if (holder := self.revoking.holder) is not None and self.revoking.button.isEnabled():
            self.asked_revoke.emit(holder.user_id, holder.name, self.revoking.reason.text())

    def _do(self, form: UserForm, work: Callable[[], str], said: str) -> None:
        """Do it beside the window; afterwards the list shows it, with whose row it is chosen."""
        if form.button.isEnabled():
            form.button.setEnabled(False)
            self._context.jobs.write(work, lambda user_id: self._succeed(user_id, said), form.show_problem)

    def _succeed(self, user_id: str, said: str) -> None:
        self._chosen = user_id
        self._close()
        self.adding.new.clear()
        self.renewing.new.clear()
        for form in (self.adding, self.renewing):
            form.key_file.clear()
        self._said = said
        self.read()
        self._context.bus.changed.emit(Changes(tables=frozenset({"user"})), self)

    def _show(self, holders: tuple[KeyHolder, ...]) -> None:
        kept = self._chosen or getattr(self.chosen(), "user_id", "")
        self.model.show_holders(holders)
        self.table.setFixedHeight(px(HEAD) + px(ROW) * min(max(len(holders), 1), _MOST_ROWS) + 2)
        self.table.selectRow(self.model.row_of(kept))
        self._follow()
        said, self._said = self._said, ""
        if said and (holder := self.chosen()) is not None:
            self._context.bus.said.emit(said.format(name=holder.name), "good")
        self._chosen = ""

    def _say_refusal(self, error: UserError) -> None:
        self._context.bus.said.emit(str(error), "warning")


def _then(holder: KeyHolder, work: Callable[[], None]) -> Callable[[], str]:
    def run() -> str:
        work()
        return holder.user_id

    return run
