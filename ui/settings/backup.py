"""The backup in the settings: one folder, one button, and what a backup is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from intake_app.domain.changes import NO_CHANGES
from intake_app.i18n import _
from ui.resources.theme import px
from ui.running import Run
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
        self._run: Run | None = None
        self._build()
        self._connect()

    def back_up(self) -> None:
        """Write a backup into the folder named; without one, ask for it."""
        folder = self.folder.text().strip()
        if not folder:
            self.folder.set_helper(_("Choose a folder first."), "error")
            self.folder.focus()
            return
        if not self.button.isEnabled():
            return
        self._run = Run(self)
        self._run.moved.connect(self._say_percent)
        self.stop.show()
        self.button.setEnabled(False)
        self._say_percent(0)
        unlocked, path, progress = self._context.unlocked, Path(folder).expanduser(), self._run.progress()
        self._context.jobs.take_long(lambda: unlocked.backup(path, progress), self._say_done, self._refuse)

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
        self.stop.clicked.connect(lambda: self._run.stop() if self._run is not None else None)
        self.folder.confirmed.connect(self.back_up)

    def _say_percent(self, percent: int) -> None:
        is_copied = percent >= _WHOLE
        self.button.set_text(_("Checking the copy") if is_copied else _("Copying: {percent} %").format(percent=percent))
        self.stop.setEnabled(not is_copied)

    def _end(self) -> None:
        if self._run is not None:
            self._run.deleteLater()
            self._run = None
        self.stop.hide()
        self.stop.setEnabled(True)
        self.button.setEnabled(True)
        self.button.set_text(_("Back up now"))

    def _say_done(self, path: Path) -> None:
        self._end()
        self._context.bus.said.emit(_("Backed up and checked: {name}").format(name=path.name), "good")
        self._context.bus.changed.emit(NO_CHANGES, self)

    def _refuse(self, error: UserError) -> None:
        self._end()
        self.folder.set_helper(error.what, "error")
        self.folder.focus()

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, _("Backup folder"), self.folder.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.folder.set_text)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
