"""What was found in a scan: a line for each finding, the errors first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.i18n import _
from ui.resources.theme import px
from ui.widgets.icons import IconLabel
from ui.widgets.labels import label
from ui.widgets.layouts import bare, empty

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.desk.scans import ScanLine

_MOST = 4
_ICONS = {"error": ("circle-alert", "danger"), "warning": ("triangle-alert", "warning")}


class ScanLines(QWidget):
    """Empty until something was found."""

    def __init__(self) -> None:
        super().__init__()
        self._column = bare(QVBoxLayout(self), px(4))

    def show_lines(self, lines: Sequence[ScanLine]) -> None:
        """Show these instead of what was shown; nothing clears it."""
        empty(self._column)
        if lines:
            self._column.addWidget(label(_("Scan"), "label"))
        for line in sorted(lines, key=lambda line: line.kind != "error")[:_MOST]:
            self._column.addWidget(_row(line))


def _row(line: ScanLine) -> QWidget:
    row = QWidget()
    layout = bare(QHBoxLayout(row), px(6))
    icon, ink = _ICONS.get(line.kind, _ICONS["warning"])
    layout.addWidget(IconLabel(icon, ink, size=16), 0, Qt.AlignmentFlag.AlignTop)
    finding = f"{line.text[:1].lower()}{line.text[1:].removesuffix('.')}"  # a sentence of its own goes on here
    said = _("{field}: {finding}").format(field=line.label, finding=finding)
    layout.addWidget(label(said, "helper", is_wrapped=True), 1)
    return row
