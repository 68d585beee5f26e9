"""A path that is typed or chosen; the dialog is one's own window and holds nothing up."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from intake_app.i18n import _
from ui.widgets.buttons import Button
from ui.widgets.field import Field

_BUTTON = 28


class FolderField(Field):
    """A folder, or with a `file_filter` a file; a chosen one is told like a typed one."""

    def __init__(self, label: str, *, helper: str = "", file_filter: str = "") -> None:
        super().__init__(label, helper=helper)
        self._filter = file_filter
        self.browse = Button(_("Choose"), flat=True, icon="folder-open")
        self.browse.set_height(_BUTTON)
        self.browse.setAccessibleName(_("Choose: {label}").format(label=label))
        self.add_trailing(self.browse)
        self.browse.clicked.connect(self.open_dialog)

    def open_dialog(self) -> None:
        """Show the system's dialog, or Qt's own where there is none."""
        dialog = QFileDialog(self.window(), self.label, self.text(), self._filter)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._filter:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        else:
            dialog.setFileMode(QFileDialog.FileMode.Directory)
            dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.take)
        dialog.open()

    def take(self, path: str) -> None:
        """A path that was chosen."""
        self.set_text(path)
        self.edited.emit(path)
        self.focus()
