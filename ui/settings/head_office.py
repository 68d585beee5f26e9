"""The head office in the settings: an age recipient who can help when every passphrase and the printed key are lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.i18n import _
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.form import FormGrid
from ui.widgets.labels import label
from ui.widgets.layouts import left

if TYPE_CHECKING:
    from intake_app.errors import UserError
    from ui.context import WindowContext


class HeadOfficePart(FormGrid):
    """What is typed holds for every backup from then on; an empty field ends it."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__()
        self._context = context
        self._kept = ""
        self.recipient = Field(_("Key of the head office"), helper=_("begins with age1; empty for none"))
        self.keep = Button(_("Keep this key"), icon="key-round")
        self.state = label("", "helper", is_wrapped=True)
        self._build_part()
        self.keep.clicked.connect(self.keep_recipient)
        self.recipient.confirmed.connect(self.keep_recipient)
        self.read()

    def read(self) -> None:
        """Show whom backups are sealed to."""
        from intake_app.opening.head_office import recipient_of

        unlocked = self._context.unlocked
        self._context.jobs.read(lambda: recipient_of(unlocked), self._show, latest="head_office")

    def keep_recipient(self) -> None:
        """Seal the key to what is typed, in every backup from now on."""
        from intake_app.opening.head_office import recipient_of, set_recipient

        unlocked, typed = self._context.unlocked, self.recipient.text().strip()
        if typed == self._kept or not self.keep.isEnabled():
            return
        self.keep.setEnabled(False)

        def work() -> str:
            set_recipient(unlocked, typed)
            return recipient_of(unlocked)

        self._context.jobs.write(work, self._say_kept, self._refuse)

    def _build_part(self) -> None:
        self.begin_group(_("Head office"))
        self.add(self.recipient, 0, 3)
        self.begin_row()
        self.add_wide(left(self.keep))
        self.begin_row()
        self.add_wide(self.state)
        self.begin_row()
        self.add_wide(
            label(
                _(
                    "The head office keeps the secret half of this key, and with it can open every backup made from "
                    "then on, also after another key is kept here. It helps when every passphrase and the recovery "
                    "key are lost."
                ),
                "helper",
                is_wrapped=True,
            )
        )

    def _show(self, recipient: str) -> None:
        if self.recipient.text().strip() == self._kept:  # what is typed just now stays
            self.recipient.set_text(recipient)
        self._kept = recipient
        self.recipient.clear_helper()
        self.keep.setEnabled(True)
        self.state.setText(
            _("Backups can be opened by the head office.") if recipient else _("No head office can open a backup.")
        )

    def _say_kept(self, recipient: str) -> None:
        self._kept = self.recipient.text().strip()
        self._show(recipient)
        words = (
            _("The next backup can be opened by the head office") if recipient
            else _("The next backup can be opened by no head office")
        )  # fmt: skip
        self._context.bus.said.emit(words, "good")

    def _refuse(self, error: UserError) -> None:
        self.keep.setEnabled(True)
        if do := self.recipient.refuse(error):
            self._context.bus.said.emit(do, "danger")
