"""Key files at the window: giving the one a passphrase needs, and choosing that a new passphrase shall need one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from intake_app.i18n import _
from ui.resources.theme import px
from ui.widgets.buttons import Button
from ui.widgets.flow import Flow
from ui.widgets.labels import label
from ui.widgets.layouts import bare

if TYPE_CHECKING:
    from ui.widgets.secret_field import SecretField

_OFFERED = "intake.key"
_TOLD = 36  # two lines, in pixels at 100 %


class KeyFileButton(Button):
    """Gives the file on somebody's stick beside the passphrase, this time only; `beside` gets the focus back."""

    def __init__(self, beside: SecretField, *, flat: bool = True) -> None:
        super().__init__(_("Key file"), "F3", flat=flat, icon="key-round")
        self.path: Path | None = None
        self._beside = beside
        self.clicked.connect(self._choose)

    def take(self, path: str) -> None:
        """Use this file; it is read when the passphrase is tried."""
        self.path = Path(path)
        self.set_text(_("Key file: {file}").format(file=self.path.name))
        self._beside.focus()

    def _choose(self) -> None:
        dialog = QFileDialog(self, _("Key file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


class NewKeyFile(QWidget):
    """Whether a new passphrase shall need a key file, and which: none unless somebody chooses one.

    What is chosen has a tick and is said below, where there is always room for it; `act` is the button that does it.
    """

    def __init__(self, act: str) -> None:
        super().__init__()
        self._act = act
        self.make = Button(_("Make a key file"), icon="plus", flat=True)
        self.use = Button(_("Use a key file"), icon="key-round", flat=True)
        self.none = Button(_("Do without a key file"), flat=True)
        self.told = label("", "helper", is_wrapped=True)
        self._new: Path | None = None
        self._given: Path | None = None
        self._build()
        self.make.clicked.connect(lambda: self._choose(QFileDialog.AcceptMode.AcceptSave))
        self.use.clicked.connect(lambda: self._choose(QFileDialog.AcceptMode.AcceptOpen))
        self.none.clicked.connect(self.clear)
        self.clear()

    def chosen(self) -> tuple[Path | None, Path | None]:
        """The file to be made and the file that there is, one of them at most: for `opening.key_files.key_file_of`."""
        return self._new, self._given

    def take_new(self, path: str) -> None:
        """A new key file is made there with the passphrase."""
        self._new, self._given = Path(path), None
        self._show(
            _(
                "\u201c{act}\u201d makes {file}. Without it the passphrase opens nothing, and only the recovery key "
                "helps."
            )
        )

    def take_given(self, path: str) -> None:
        """This key file is needed from then on."""
        self._new, self._given = None, Path(path)
        self._show(
            _("{file} will be needed. Without it the passphrase opens nothing, and only the recovery key helps.")
        )

    def clear(self) -> None:
        """The passphrase shall open alone."""
        self._new = self._given = None
        self._show(_("Without a key file the passphrase alone opens the register."))

    def _show(self, words: str) -> None:
        path = self._new or self._given
        self.told.setText(words.format(file=path.name if path else "", act=self._act))
        self.make.set_text(self.make.text(), icon="check" if self._new else "plus")
        self.use.set_text(self.use.text(), icon="check" if self._given else "key-round")
        self.none.setVisible(path is not None)

    def _build(self) -> None:
        holder = QWidget()
        self.told.setMinimumHeight(px(_TOLD))
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        flow = Flow(px(8), px(4), holder)
        for button in (self.make, self.use, self.none):
            flow.addWidget(button)
        column = bare(QVBoxLayout(self), px(4))
        column.addWidget(holder)
        column.addWidget(self.told)

    def _choose(self, mode: QFileDialog.AcceptMode) -> None:
        dialog = QFileDialog(self, _("Key file"))
        dialog.setAcceptMode(mode)
        if mode == QFileDialog.AcceptMode.AcceptSave:
            dialog.selectFile(_OFFERED)
            dialog.fileSelected.connect(self.take_new)
        else:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
            dialog.fileSelected.connect(self.take_given)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
