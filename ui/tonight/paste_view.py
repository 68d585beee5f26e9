"""A list pasted from a spreadsheet or a message: its text, and beside it what would be recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.domain.tonight_lines import PastedLine, group_parties, has_parties, parse_list
from intake_app.i18n import _, ngettext
from ui.resources.theme import px
from ui.tonight.list_area import ListArea, is_list
from ui.tonight.panel import Bar
from ui.tonight.paste_model import PasteModel
from ui.widgets.bar_rows import BarRows
from ui.widgets.buttons import Button
from ui.widgets.field_shell import BLEED
from ui.widgets.labels import label, set_tone
from ui.widgets.layouts import bare
from ui.widgets.table import Table

if TYPE_CHECKING:
    from intake_app.domain.arrivals import Arrival, DeskContext

LONGEST = 200_000  # characters; two thousand lines of a hundred
_PAUSE_MS = 120
_SEX, _SLEEPS = 3, 4
_NARROW, _NARROWEST = 430, 400  # below that the name, which says who is meant, would be cut


class PasteView(QWidget):
    """`counted(good)` says how many lines can be recorded; `left` is Esc."""

    counted = Signal(int)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.area = ListArea()
        self.table = Table(_("What will be recorded"))
        self.rows = PasteModel(self)
        self.next_bad = Button(_("Next to mend"), "F8")
        self.back = Button(_("Back to the list"), "Esc", flat=True)
        self.bar = Bar("accent", 6)
        self.lines: tuple[PastedLine, ...] = ()
        self._context: DeskContext | None = None
        self._pasted = ""
        self._summary = label("", "strong")
        self._bad = label("", "muted")
        self._pause = QTimer(self)
        self._build()
        self._connect()

    def begin(self, text: str, context: DeskContext) -> None:
        """Show a text; what cannot be taken first is selected, to be typed anew.

        A list that was left unfinished is still here; another one is put behind it.
        """
        self._context = context
        if not self.area.text().strip():
            self.area.set_text(text[:LONGEST])
            self._pasted = self.area.text()
        elif is_list(text):
            self.area.add(text[:LONGEST])
        self.parse()
        self.area.focus()
        self._select_bad(next(iter(self._bad_lines()), None))

    def parse(self) -> None:
        """Read the text as it stands."""
        self._pause.stop()
        if self._context is None:
            return
        self.lines = parse_list(self.area.text(), self._context)
        self.rows.show(self.lines, self._context.today)
        self._make_room_for_reasons()
        good = sum(line.arrival is not None for line in self.lines)
        bad = len(self.lines) - good
        self._summary.setText(ngettext("{count} can be recorded", "{count} can be recorded", good).format(count=good))
        words = ngettext(
            "{count} is to be mended and stays here", "{count} are to be mended and stay here", bad
        ).format(count=bad)
        self._bad.setText(words if bad else "")
        set_tone(self._bad, "danger" if bad else "")
        self.next_bad.setVisible(bool(bad))
        self._follow()
        self.counted.emit(good)

    def parties(self) -> tuple[tuple[Arrival, ...], ...]:
        """Who can be recorded, by party."""
        return group_parties(self.lines, are_parted=has_parties(self.lines))

    def leave(self) -> None:
        """A list in which nothing was typed is still in the clipboard, and is no work that could be lost."""
        if self.area.text() == self._pasted:
            self.area.set_text("")
        self._pasted = ""

    def keep_bad(self) -> int:
        """The good lines were recorded: only those to be mended stay, parties apart; answers how many."""
        bad = self._bad_lines()
        text, party = "", bad[0].party if bad else 0
        for line in bad:
            text += ("\n" if line.party != party else "") + line.raw + "\n"
            party = line.party
        self.area.set_text(text)
        self.parse()
        return len(bad)

    def show_progress(self, done: int, total: int) -> None:
        """How far saving is; nothing for no total."""
        self.bar.setVisible(bool(total))
        self.bar.show_share(done / total if total else 0.0)

    def lock(self, *, is_locked: bool) -> None:
        """While the list is recorded its text stays as it is; Esc stops."""
        self.area.area.setReadOnly(is_locked)
        self.back.set_text(_("Stop") if is_locked else _("Back to the list"))

    def go_to_bad(self) -> None:
        """The next words that cannot be taken, the first after the last."""
        cursor = self.area.area.textCursor()
        here = (cursor.blockNumber() + 1, cursor.selectionStart() - cursor.block().position())
        bad = self._bad_lines()
        self._select_bad(next((line for line in bad if (line.number, line.start) > here), bad[0] if bad else None))

    def _bad_lines(self) -> list[PastedLine]:
        return [line for line in self.lines if line.problem is not None]

    def _select_bad(self, line: PastedLine | None) -> None:
        if line is not None:
            self.area.select(line.number, line.start, line.length)

    def _build(self) -> None:
        self.table.setModel(self.rows)
        self.table.set_widths([40, 188, 76, 48], lesser=(_SLEEPS,), narrow=_NARROW, least=(_SEX,), narrowest=_NARROWEST)
        self.bar.hide()
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        head = BarRows(px(12))  # where the text is large the way back is known by its key
        head.setContentsMargins(BLEED, 0, BLEED, 0)
        head.keep_low(is_low=True)
        for widget in (self._summary, self._bad):
            head.add(widget, is_end=False)
        for button in (self.next_bad, self.back):
            head.add(button, is_end=True)
        both = bare(QHBoxLayout(), px(16))
        both.setContentsMargins(0, 0, BLEED, 0)
        both.addWidget(self.area, 2)
        both.addWidget(self.table, 3)
        column = bare(QVBoxLayout(self), px(8))
        column.addLayout(head)
        progress = bare(QHBoxLayout())
        progress.setContentsMargins(BLEED, 0, BLEED, 0)
        progress.addWidget(self.bar)
        column.addLayout(progress)
        column.addLayout(both, 1)

    def _connect(self) -> None:
        self._pause.timeout.connect(self.parse)
        self.area.edited.connect(lambda _text: self._pause.start())
        self.area.area.cursorPositionChanged.connect(self._follow)
        self.next_bad.clicked.connect(self.go_to_bad)
        self.back.clicked.connect(self.left)
        self.table.opened.connect(self._go_to_row)

    def _make_room_for_reasons(self) -> None:
        self.table.clearSpans()
        for row, line in enumerate(self.lines):
            if line.problem is not None:
                self.table.setSpan(row, 1, 1, self.rows.columnCount() - 1)

    def _follow(self) -> None:
        """The row of the line that the cursor is in."""
        row = self.rows.row_of(self.area.area.textCursor().blockNumber() + 1)
        if row >= 0:
            self.table.setCurrentIndex(self.rows.index(row, 0))

    def _go_to_row(self, row: int) -> None:
        self.area.select(self.rows.number_at(row))
        self.area.focus()
