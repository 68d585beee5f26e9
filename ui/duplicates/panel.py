"""Beside the tables: how likely two records are of one person and why, and what joining them will do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.domain.names import isolate
from intake_app.i18n import _
from intake_app.messages import say_word
from ui.duplicates.words import say_born, say_once, say_papers, say_verdict, say_what_follows
from ui.models.words import say_day, say_name
from ui.resources.theme import px
from ui.widgets.icons import IconLabel
from ui.widgets.labels import label
from ui.widgets.layouts import bare, empty

if TYPE_CHECKING:
    from collections.abc import Iterable
    from zoneinfo import ZoneInfo

    from intake_app.services.comparisons import Comparison
    from intake_app.services.not_the_same import Declared
    from intake_app.services.people import PersonFile


class PairPanel(QWidget):
    """Made anew for each pair; empty where none is shown."""

    def __init__(self) -> None:
        super().__init__()
        self._column = bare(QVBoxLayout(self), px(6))

    def clear(self) -> None:
        """Say nothing."""
        empty(self._column)

    def show_pair(self, score: float, reasons: Iterable[str], comparison: Comparison | None = None) -> None:
        """Say how likely it is and why; with a comparison what joining the two will do."""
        self.clear()
        self._head(say_verdict(score))
        known = [say_word("reason", reason) for reason in reasons]
        for reason in known:
            self._line("check", reason)
        if not known:
            self._line("minus", _("Nothing but what you see speaks for it."))
        if comparison is None:
            self._column.addStretch(1)
            return
        self._head(_("What joining does"))
        if comparison.are_different:
            self._line("circle-alert", _("It was said that these are two people. Take that back first."))
        else:
            for sentence in say_what_follows(comparison.files, comparison.moves):
                self._line("arrow-right", sentence)
        self._head(_("Keys"))
        self._line(
            "keyboard", _("\u2190 and \u2192 take the value of that side, \u2191 and \u2193 go to another field.")
        )
        self._column.addStretch(1)

    def show_told(self, told: Declared, zone: ZoneInfo | None) -> None:
        """Say who said that two people are two, when in that zone, and why."""
        self.clear()
        self._head(_("Said to be two people."))
        day = say_day(told.at.astimezone(zone).date())
        self._line("user", ", ".join(filter(None, (isolate(told.user_name), day))))
        if told.reason:  # F8 asks for none; whoever says so in words, as in an import, has it shown
            self._line("info", isolate(told.reason))
        self._line("arrow-right", _("The pair is left out of every list, on every desk."))
        self._line("arrow-right", _("Nobody can join the two until this is taken back."))
        self._column.addStretch(1)

    def show_one(self, file: PersonFile) -> None:
        """Say who is to be compared, while the other is asked for."""
        self.clear()
        self._head(say_name(file.person))
        sleeps = say_once("bed", file)
        for icon, text in (
            ("scan-line", file.card_number),
            ("calendar", say_born(file.person)),
            ("bed-double", sleeps),
        ):
            if text:
                self._line(icon, text)
        if papers := say_papers(file):
            self._line("file-text", papers)
        self._column.addStretch(1)

    def show_help(self) -> None:
        """Say how it goes, while no pair is shown."""
        self.clear()
        self._head(_("How it goes"))
        self._line("search", _("Look through the register: it takes a minute for 100,000 people."))
        self._line("equal", _("Compare the two records of a pair, field by field."))
        self._line("merge", _("Join them if they are one person. It can be taken back."))
        self._line("users", _("Say so with F8 if they are two people, as twins are."))
        self._column.addStretch(1)

    def _head(self, text: str) -> None:
        head = label(text, "strong", is_wrapped=True)
        head.setContentsMargins(0, px(10) if self._column.count() else 0, 0, 0)
        self._column.addWidget(head)

    def _line(self, icon: str, text: str) -> None:
        holder = QWidget()
        row = bare(QHBoxLayout(holder), px(8))
        mark = bare(QVBoxLayout())
        mark.addSpacing(px(2))  # in line with the first line of words
        mark.addWidget(IconLabel(icon, size=16), 0, Qt.AlignmentFlag.AlignTop)
        mark.addStretch(1)
        row.addLayout(mark)
        row.addWidget(label(text, "", is_wrapped=True), 1)
        self._column.addWidget(holder)
