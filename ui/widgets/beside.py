"""A field with a button at the end of its frame: what is done about this field stands nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.resources.theme import px
from ui.widgets.buttons import HEIGHT
from ui.widgets.field_frame import GAP, LABEL
from ui.widgets.field_shell import BLEED
from ui.widgets.layouts import bare
from ui.widgets.mirror import margins

if TYPE_CHECKING:
    from ui.widgets.buttons import Button
    from ui.widgets.field_shell import FieldShell


class FieldBeside(QWidget):
    """As wide as a field alone would be; the button ends where the frames of other fields do."""

    def __init__(self, field: FieldShell, button: Button) -> None:
        super().__init__()
        self.setProperty("hasHalo", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = bare(QHBoxLayout(self), px(8) - BLEED)
        row.setContentsMargins(*margins(self, 0, 0, BLEED, 0))
        row.addWidget(field, 1)
        holder = QWidget()
        beside = bare(QHBoxLayout(holder))
        beside.setContentsMargins(0, px(LABEL + GAP), 0, field.height() - px(LABEL + GAP + HEIGHT))
        beside.addWidget(button)
        row.addWidget(holder)
        self.setFocusProxy(field)
