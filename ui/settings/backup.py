"""The backup in the settings: one folder, one button, and what a backup is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from intake_app.domain.changes import NO_CHANGES
from intake_app.i18n import _
from ui.resources.theme import px
from ui.running import errand_of
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.form import FormGrid
from ui.widgets.labels import label
from ui.widgets.layouts import left

if TYPE_CHECKING:
    from intake_app.errors import UserError
    from ui.context import WindowContext

_WHOLE = 100  # per cent copied; what comes then is reading it back


class BackupPart(FormGrid):
    """Writes a verified backup beside whatever else is done; its result goes to the status line."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__()
        self._context = context
        self.folder = Field(_("Backup folder"), helper=_("a stick, best kept away from this laptop"))
        self.choose = Button(_("Choose"), icon="folder-open")
        self.button = Button(_("Back up now"), "Ctrl+B", icon="hard-drive-download")
        self.stop = Button(_("Stop"), "Esc", flat=True)
        self._errand = errand_of(context, "backup")
        self._build()
        self._connect()
        self._follow()

    def back_up(self) -> None:
        """Write a backup into the folder named; without one, ask for it."""
        folder = self.folder.text().strip()
        if not folder:
            self.folder.set_helper(_("Choose a folder first."), "error")
            self.folder.focus()
            return
        unlocked, path = self._context.unlocked, Path(folder).expanduser()
        self._errand.start(self._context, "backup", lambda progress: unlocked.backup(path, progress))

    def _build(self) -> None:
        self.begin_group(_("Backup"))
        self.add(self.folder, 0, 2)
        buttons = left(self.choose, self.button, self.stop, spacing=px(8))
        self.stop.hide()
        buttons.setContentsMargins(0, px(22), 0, px(22))  # beside the frame, not beside label and helper
        self.add(buttons, 2)
        self.begin_row()
        self.add_wide(
            label(
                _(
                    "A backup is one encrypted file, read back and counted before it is called done. To restore it, "
                    "start Intake on a laptop without a register and choose “Restore a backup”."
                ),
                "helper",
                is_wrapped=True,
            )
        )

    def _connect(self) -> None:
        self.choose.clicked.connect(self._choose_folder)
        self.button.clicked.connect(self.back_up)
        self.stop.clicked.connect(self._errand.stop)
        self._errand.moved.connect(self._follow)
        self._errand.ended.connect(self._follow)
        self._errand.done.connect(self._say_done)
        self._errand.failed.connect(self._refuse)
        self.folder.confirmed.connect(self.back_up)

    def _follow(self) -> None:
        """How far it is, on the button that began it."""
        is_running, percent = self._errand.is_running(), self._errand.percent
        is_copied = percent >= _WHOLE
        copying = _("Checking the copy") if is_copied else _("Copying: {percent} %").format(percent=percent)
        self.button.set_text(copying if is_running else _("Back up now"))
        self.button.setEnabled(not is_running)
        self.stop.setVisible(is_running)
        self.stop.setEnabled(not is_copied)

    def _say_done(self, _kind: str, path: Path) -> None:
        self._context.bus.said.emit(_("Backed up and checked: {name}").format(name=path.name), "good")
        self._context.bus.changed.emit(NO_CHANGES, self)

    def _refuse(self, _kind: str, error: UserError) -> None:
        self.folder.set_helper(error.what, "error")
        self.folder.focus()

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, _("Backup folder"), self.folder.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.folder.set_text)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
