"""The quiet panel of a page: beside its content, or below it where the text is large."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.resources.theme import px
from ui.widgets.field_frame import BLEED
from ui.widgets.labels import Hairline
from ui.widgets.layouts import bare
from ui.widgets.mirror import margins
from ui.widgets.scrolling import ScrollArea

PANEL = 342
_MARGIN = 24


class SidePanel(QWidget):
    """Holds a page's panel; beside the content it scrolls by itself where it is higher than its room.

    One that `has_halo` is wider, by the halo of the fields in it: what is none stands `within`. Below the content there
    is nothing of it, not even its line, while nothing in it is shown.
    """

    def __init__(self, content: QVBoxLayout, *, has_halo: bool = False) -> None:
        super().__init__()
        self._halo = BLEED if has_halo else 0
        self._is_below = False
        self._is_first = False
        self._page_bar = 0
        self._width = PANEL
        self._content = content
        self._inner = QWidget()
        self._area = ScrollArea()
        self._lines = (Hairline(is_vertical=True), Hairline())
        self._holder = bare(QVBoxLayout())
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._build()

    def stand(self, *, is_below: bool, is_first: bool = False) -> None:
        """Stand beside the content, or below it in what scrolls already; `is_first` is above it there."""
        was_below, self._is_below, self._is_first = self._is_below, is_below, is_first
        self._dress()
        if was_below == is_below:
            return
        self._area.setVisible(not is_below)
        if is_below:
            self._area.takeWidget()
            self._holder.addWidget(self._inner)
        else:
            self._holder.removeWidget(self._inner)
            self._area.setWidget(self._inner)
        self._inner.show()

    def make_room(self, bar: int) -> None:
        """The page's scroll bar, so many pixels wide, stands in the margin too where the panel is below."""
        if bar != self._page_bar:
            self._page_bar = bar
            self._set_margins()

    def narrow(self, width: int) -> None:
        """Another width beside the content, in pixels at 100 %: a wide table needs the room."""
        self._width = width
        self.updateGeometry()

    def _build(self) -> None:
        self.setProperty("ground", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._content.setSpacing(px(8))
        self._inner.setLayout(self._content)
        self._area.setWidget(self._inner)
        bare(self._row)
        for line in self._lines:
            self._row.addWidget(line)
        self._row.addLayout(self._holder, 1)
        self._holder.addWidget(self._area)
        self._area.verticalScrollBar().rangeChanged.connect(lambda _least, _most: self._set_margins())
        self._dress()

    def _dress(self) -> None:
        """Line, width and margins of where it stands; the line parts it from the content."""
        beside, between = self._lines
        beside.setVisible(not self._is_below)
        between.setVisible(self._says_below())
        down = QBoxLayout.Direction.BottomToTop if self._is_first else QBoxLayout.Direction.TopToBottom
        self._row.setDirection(down if self._is_below else QBoxLayout.Direction.LeftToRight)
        self._set_margins()
        free, fixed = QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed
        self.setSizePolicy(free if self._is_below else fixed, free)

    def _set_margins(self) -> None:
        """A scroll bar stands in the margin: where it comes and goes, no line breaks anew."""
        bar = self._area.verticalScrollBar()
        has_bar = bar.maximum() > bar.minimum()
        margin = px(32 if self._is_below else _MARGIN)
        beside = margin - (self._page_bar if self._is_below else bar.sizeHint().width() if has_bar else 0)
        first, last = margin - (0 if self._is_below else 1) - self._halo, max(0, beside - self._halo)
        end = px(16) if self._says_below() or not self._is_below else 0
        self._content.setContentsMargins(*margins(self, first, end, last, end))

    def _says_below(self) -> bool:
        return self._is_below and not self._content.isEmpty()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and self._lines[1].isHidden() == self._says_below():
            self._dress()
        return super().event(event)

    def sizeHint(self) -> QSize:
        if not self._is_below:
            return QSize(px(self._width), self._content.sizeHint().height())
        wanted = self._content.totalHeightForWidth(self.width()) if self._content.hasHeightForWidth() else 0
        height = max(wanted, self._content.totalSizeHint().height()) + 1
        return QSize(px(PANEL), height)

    def minimumSizeHint(self) -> QSize:
        if self._is_below:
            return QSize(px(PANEL // 2), self._content.totalMinimumSize().height() + 1)
        return QSize(px(self._width), px(80))
