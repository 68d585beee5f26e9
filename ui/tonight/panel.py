"""The right side: whom to call next, where beds are free, how many full files wait for tomorrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from intake_app.domain.tonight import call_order, minutes_since
from intake_app.domain.tonight_places import sum_sites
from intake_app.i18n import _, ngettext
from ui.resources.theme import colour, px
from ui.tonight.words import ICONS, TONES, say_need
from ui.widgets.buttons import Button
from ui.widgets.icons import IconLabel
from ui.widgets.labels import ElidedLabel, label
from ui.widgets.layouts import bare, empty

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from intake_app.domain.tonight import TonightLine
    from intake_app.domain.tonight_places import Site
    from intake_app.services.nights import Tonight

_MOST_WAITING = 4
_MOST_SITES = 5


class Bar(QWidget):
    """How much of something is used, from 0.0 to 1.0."""

    def __init__(self, ink: str = "strong_border", height: int = 4) -> None:
        super().__init__()
        self._ink = ink
        self._share = 0.0
        self.setFixedHeight(px(height))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float) -> None:
        """Another share; more than all is all."""
        self._share = max(0.0, min(1.0, share))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        radius = self.height() / 2
        painter.setBrush(colour("hairline"))
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        width = self.width() * self._share
        left = self.width() - width if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 0.0
        painter.setBrush(colour(self._ink))
        if width > 0:
            painter.drawRoundedRect(QRectF(left, 0, width, self.height()), radius, radius)


class TonightPanel(QWidget):
    """`called(line_id)` when the token on top was called; `asked_for_rest` wants the incomplete files."""

    called = Signal(str)
    asked_for_rest = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.call = Button(_("Called"), "Ctrl+D", flat=True)
        self.rest = Button(_("Show them"), flat=True, icon="arrow-right")
        self._next = ""
        self._calls = bare(QVBoxLayout(), px(14))
        self._sites = bare(QVBoxLayout(), px(8))
        self._rest = label("", "muted", is_wrapped=True)
        self._free = label("", "helper")
        self._build()
        self._connect()

    def show_tonight(self, tonight: Tonight, now: datetime) -> None:
        """Everything as it is now."""
        waiting = call_order(tonight.lines)
        self._next = waiting[0].line_id if waiting else ""
        self.call.setVisible(bool(waiting))
        empty(self._calls)
        for widget in _call_rows(waiting, now):
            self._calls.addWidget(widget)
        sites = sum_sites(tonight.beds)
        total, free = sum(site.capacity for site in sites), sum(site.free for site in sites)
        self._free.setText(_("{free} of {total}").format(free=free, total=total) if sites else "")
        empty(self._sites)
        if not sites:
            text = _("No places yet: add them in Settings, and beds are given out by themselves.")
            self._sites.addWidget(label(text, "helper", is_wrapped=True))
        for site in _largest(sites):
            self._sites.addWidget(_site_row(site))

    def show_rest(self, count: int, total: int) -> None:
        """How many full files wait, of so many people."""
        words = ngettext(
            "{count} full file waits in the incomplete queue.",
            "{count} full files wait in the incomplete queue.",
            count,
        )
        none = _("Every file is complete.") if total else _("Nothing to finish yet.")
        self._rest.setText(words.format(count=count) if count else none)
        self.rest.setVisible(bool(count))

    def _build(self) -> None:
        column = bare(QVBoxLayout(self), px(12))
        head = bare(QHBoxLayout())
        head.addWidget(ElidedLabel(_("Call next"), "label"), 1)
        head.addWidget(self.call)
        self.call.set_height(24)
        column.addLayout(head)
        column.addLayout(self._calls)
        column.addSpacing(px(14))
        places = bare(QHBoxLayout())
        places.addWidget(ElidedLabel(_("Free places"), "label"), 1)
        places.addWidget(self._free)
        column.addLayout(places)
        column.addLayout(self._sites)
        column.addSpacing(px(14))
        column.addWidget(label(_("To finish tomorrow"), "label", is_wrapped=True))
        column.addWidget(self._rest)
        self.rest.set_height(28)
        column.addWidget(self.rest, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch(1)

    def _connect(self) -> None:
        self.call.clicked.connect(lambda: self.called.emit(self._next) if self._next else None)
        self.rest.clicked.connect(self.asked_for_rest)


def _call_rows(waiting: Sequence[TonightLine], now: datetime) -> list[QWidget]:
    if not waiting:
        return [label(_("Nobody urgent is waiting."), "muted", is_wrapped=True)]
    rows = [_first_call(waiting[0], now), *(_call(line, now) for line in waiting[1:_MOST_WAITING])]
    if (more := len(waiting) - _MOST_WAITING) > 0:
        rows.append(label(ngettext("and {count} more", "and {count} more", more).format(count=more), "helper"))
    return rows


def _first_call(line: TonightLine, now: datetime) -> QWidget:
    made = QWidget()
    row = bare(QHBoxLayout(made), px(15))
    row.addWidget(label(line.token, "token"))
    words = bare(QVBoxLayout(), px(2))
    minutes = _("waiting {minutes} min").format(minutes=minutes_since(line.noted_at, now))
    words.addWidget(ElidedLabel(say_need(line.need_code, is_long=True), "label", TONES[line.need_code]))
    words.addWidget(ElidedLabel(minutes, "helper"))
    row.addLayout(words, 1)
    return made


def _call(line: TonightLine, now: datetime) -> QWidget:
    made = QWidget()
    row = bare(QHBoxLayout(made), px(8))
    row.addWidget(label(line.token, "strong"))
    row.addWidget(IconLabel(ICONS[line.need_code], TONES[line.need_code], size=16))
    row.addWidget(ElidedLabel(say_need(line.need_code)), 1)
    row.addWidget(label(_("{minutes} min").format(minutes=minutes_since(line.noted_at, now)), "helper"))
    return made


def _site_row(site: Site) -> QWidget:
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, px(4))
    grid.setSpacing(px(4))
    name = ElidedLabel(site.name)
    bar = Bar()
    bar.show_share(1 - site.free / site.capacity if site.capacity else 1.0)
    grid.addWidget(name, 0, 0)
    grid.addWidget(label(_("{count} free").format(count=site.free), "strong"), 0, 1)
    grid.addWidget(bar, 1, 0, 1, 2)
    grid.setColumnStretch(0, 1)
    return made


def _largest(sites: Sequence[Site]) -> Sequence[Site]:
    """As many as there is room for: those with the most free beds, in their order."""
    if len(sites) <= _MOST_SITES:
        return sites
    chosen = sorted(sites, key=lambda site: -site.free)[:_MOST_SITES]
    return [site for site in sites if site in chosen]
