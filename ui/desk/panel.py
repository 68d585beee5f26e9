"""The right side of the desk: the notice, what a scan found, the party so far. Each has its fixed place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.i18n import _, ngettext
from ui.desk.notice_card import NoticeCard
from ui.resources.theme import px
from ui.widgets.icons import IconLabel
from ui.widgets.labels import Hairline, label
from ui.widgets.layouts import bare

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from intake_app.packs.notices import NoticeText
    from ui.desk.scans import ScanLine

_MOST_LINES = 4
_ICONS = {"error": ("circle-alert", "danger"), "warning": ("triangle-alert", "warning")}


class DeskPanel(QWidget):
    """`notice` answers by itself; the rest is only shown."""

    def __init__(self, notices: Mapping[str, NoticeText]) -> None:
        super().__init__()
        self.notice = NoticeCard(notices)
        self._scan = bare(QVBoxLayout(), px(4))
        self._party = label("", "helper", is_wrapped=True)
        column = bare(QVBoxLayout(self), px(12))
        column.addWidget(self.notice)
        column.addWidget(Hairline())
        column.addWidget(self._party)
        column.addLayout(self._scan)
        column.addStretch(1)
        self._party.hide()

    def show_party(self, cards: Sequence[str]) -> None:
        """The cards recorded in this party; nothing for somebody alone."""
        heading = ngettext("This party, {count} recorded", "This party, {count} recorded", len(cards))
        self._party.setText("\n".join((heading.format(count=len(cards)), *cards[-_MOST_LINES:])))
        self._party.setVisible(bool(cards))

    def show_scan(self, lines: Sequence[ScanLine]) -> None:
        """What was found in a scan, errors first; nothing clears it."""
        while (item := self._scan.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        ordered = sorted(lines, key=lambda line: line.kind != "error")
        for line in ordered[:_MOST_LINES]:
            self._scan.addWidget(_scan_row(line))


def _scan_row(line: ScanLine) -> QWidget:
    row = QWidget()
    layout = bare(QHBoxLayout(row), px(6))
    icon, ink = _ICONS.get(line.kind, _ICONS["warning"])
    layout.addWidget(IconLabel(icon, ink, size=14))
    said = _("{field}: {finding}").format(field=line.label, finding=line.text)
    layout.addWidget(label(said, "helper", is_wrapped=True), 1)
    return row
