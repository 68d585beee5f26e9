"""Bringing a backup back into an empty folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from intake_app.i18n import _
from ui.widgets.action_bar import ButtonRow
from ui.widgets.beside import FieldBeside
from ui.widgets.buttons import Button
from ui.widgets.cover import WIDE, Advice, Cover
from ui.widgets.field import Field
from ui.widgets.key_file import KeyFileButton
from ui.widgets.labels import label
from ui.widgets.secret_field import SecretField

if TYPE_CHECKING:
    from intake_app.errors import UserError

SUFFIX = ".intake-backup"


class RestoreView(Cover):
    """`asked(path, passphrase, desk, key_file)` when everything is answered; `went_back` leads to the choice."""

    asked = Signal(object, str, str, object)
    went_back = Signal()

    def __init__(self) -> None:
        super().__init__(width=WIDE, top=64)
        self.path = Field(_("Backup file"), helper=_("its name ends with {suffix}").format(suffix=SUFFIX), needed=True)
        self.passphrase = SecretField(
            _("Passphrase"), helper=_("the one that opened the register when it was copied"), needed=True
        )
        self.desk = Field(_("Code of this desk"), helper=_("empty: a free one is chosen"))
        self.key_file = KeyFileButton(self.passphrase, flat=False)
        self.advice = Advice(lines=1, tone="danger")
        self.choose = Button(_("Choose a file"), "Ctrl+O", icon="folder-open")
        self.restore = Button(_("Restore"), "Enter", primary=True)
        self.back = Button(_("Back"), "Alt+Left", flat=True)
        self._build_view()
        self._connect_view()

    def start(self) -> None:
        """Put the focus where work starts."""
        self.path.focus()

    def show_running(self, *, is_running: bool) -> None:
        """The restoring has begun or ended."""
        self.restore.set_text(_("Restoring and checking") if is_running else _("Restore"))
        for button in (self.restore, self.back, self.choose, self.key_file, self.languages):
            button.setEnabled(not is_running)

    def show_problem(self, error: UserError) -> None:
        """Say what was refused, below the field it speaks of where there is one."""
        self.show_running(is_running=False)
        fields = {"passphrase": self.passphrase, "desk": self.desk}
        if error.field in fields:
            fields[error.field].set_helper(error.what, "error")
            fields[error.field].focus()
            fields[error.field].line.selectAll()  # what is typed next takes its place
            self.advice.setText(error.do)
        else:
            self.advice.setText(str(error))

    def _build_view(self) -> None:
        self.set_corner(_("Restoring a backup"))
        self.add(label(_("Restore a backup"), "hero"))
        self.add(
            label(
                _("The register comes back as it was when it was copied, on this laptop as a desk of its own."),
                "lead",
                is_wrapped=True,
            ),
            above=4,
        )
        self.add_field(FieldBeside(self.path, self.choose), above=24)
        self.add_field(FieldBeside(self.passphrase, self.key_file), above=8)
        self.add_field(self.desk, above=8)
        self.add_advice(self.advice, above=8)
        self.add(ButtonRow((self.back,), (self.restore,)), above=8)
        self.end()

    def _connect_view(self) -> None:
        self.choose.clicked.connect(self._choose_file)
        self.restore.clicked.connect(self._ask)
        self.back.clicked.connect(self.went_back)
        self.path.confirmed.connect(self.passphrase.focus)
        self.passphrase.confirmed.connect(self.desk.focus)
        self.desk.confirmed.connect(self._ask)

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, _("Backup file"), "", f"Intake (*{SUFFIX})")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._take_file)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take_file(self, path: str) -> None:
        self.path.set_text(path)
        self.passphrase.focus()

    def _ask(self) -> None:
        self.advice.setText("")
        path = self.path.text().strip()
        if not path:
            self.path.set_helper(_("Choose the backup file first."), "error")
            self.path.focus()
        elif not self.passphrase.text():
            self.passphrase.set_helper(_("Type the passphrase first."), "error")
            self.passphrase.focus()
        elif self.restore.isEnabled():
            self.asked.emit(Path(path).expanduser(), self.passphrase.text(), self.desk.text(), self.key_file.path)
