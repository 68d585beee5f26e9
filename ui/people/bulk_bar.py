"""What can be done to everybody who is checked; there only while somebody is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from intake_app.i18n import _, ngettext, say_number
from ui.resources.theme import px
from ui.widgets.buttons import Button
from ui.widgets.keycap import Keycap
from ui.widgets.labels import Hairline, label
from ui.widgets.layouts import bare

if TYPE_CHECKING:
    from collections.abc import Iterable

_NAMES = 5


class BulkBar(QWidget):
    """How many are checked and who; Clear, Mark as left, Print."""

    def __init__(self) -> None:
        super().__init__()
        self.clear = Button(_("Clear"), flat=True)
        self.leave = Button(_("Mark as left"), "Ctrl+D")
        self.print = Button("", "Ctrl+P", primary=True)
        self._count = label("", "strong")
        self._names = label("", "muted")
        self._build()
        self.hide()

    def show_chosen(self, names: Iterable[str]) -> None:
        """These people are checked; names that are not read yet are empty."""
        everybody = list(names)
        count = len(everybody)
        known = [name for name in everybody if name][:_NAMES]
        more = "\u2026" if count > len(known) else ""
        self._count.setText(ngettext("{count} selected", "{count} selected", count).format(count=say_number(count)))
        self._names.setText(", ".join(known) + more)
        self.print.set_text(
            ngettext("Print {count} sheet", "Print {count} sheets", count).format(count=say_number(count))
        )
        self.setVisible(count > 0)

    def _build(self) -> None:
        column = bare(QVBoxLayout(self))
        column.addWidget(Hairline())
        row = QHBoxLayout()
        row.setContentsMargins(px(12), px(10), px(12), 0)
        row.setSpacing(px(8))
        self._names.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row.addWidget(self._count)
        row.addWidget(self._names, 1)
        row.addWidget(self.clear)
        row.addWidget(Keycap("Esc"))
        row.addSpacing(px(8))
        row.addWidget(self.leave)
        row.addWidget(self.print)
        column.addLayout(row)
