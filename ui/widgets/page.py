"""What every page of the window looks like: title row, band, content, action bar, and a right panel if it has one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QLabel, QLayout, QSpacerItem, QVBoxLayout, QWidget

from intake_app.i18n import _
from ui.resources.theme import px
from ui.widgets.action_bar import ActionBar
from ui.widgets.band import Band
from ui.widgets.field_shell import BLEED, field_of
from ui.widgets.labels import ElidedLabel, Hairline, label
from ui.widgets.layouts import bare, bring_into_view
from ui.widgets.mirror import margins
from ui.widgets.scrolling import ScrollArea
from ui.widgets.side_panel import PANEL, SidePanel

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from intake_app.domain.changes import Changes

MARGIN = 32
TITLE_ROW = 48
_BELOW_TOP = 8  # a band that no title stands above
NARROWEST_CONTENT = 480  # beside a panel: two columns of a form
LOWEST_CONTENT = 220  # of a table above a panel
LOW = 400  # a page lower than that, in pixels at 100 %, has no room for what can be done without


class Page(QWidget):
    """A page fills what it needs: `body` (scrolls when the window is too low), `title_side`, `actions_left`,
    `actions_right`, and `panel` where it asked for one.

    The body of a page that scrolls, or `has_halo`, is as wide as a form is, with the halo of its fields: what is none
    stands `within`.
    With `is_scrolling=False` the body takes the height there is, as a table does that scrolls by itself. Where a large
    text leaves the content too little beside the panel, the panel stands below it and scrolls with it: in a page
    narrower than `narrowest` pixels at 100 %.
    A page that `is_frugal` lets its title scroll away where it is `low`, or does without it where nothing scrolls, and
    does without a panel that would stand below: it shows nothing that no key shows.
    """

    narrowest = NARROWEST_CONTENT + PANEL
    is_frugal = False
    low = LOW
    has_halo = False
    panel_has_halo = False
    begins_high = False  # what comes first in its body, as tabs do, stands right below the title
    runs_down = False  # what ends its body is a table: its rows go down to the bar
    reach = (0, 0)  # how far, at 100 %, the rows of a table stand in the margin where lines begin, and where they end
    is_panel_below = False  # set where large text leaves no room for it beside the content
    is_panel_first = False  # of a panel that does not stand beside: above the content, where it says what comes first

    def __init__(
        self, title: str, *, has_panel: bool = False, has_actions: bool = False, is_scrolling: bool = True
    ) -> None:
        super().__init__()
        self.title = label(title, "title")
        self.subtitle = ElidedLabel("", "muted")
        self.band = Band()
        self.title_side = QHBoxLayout()
        self.body = QVBoxLayout()
        self.bar = ActionBar()
        self.actions_left, self.actions_right = self.bar.left, self.bar.right
        self.panel = QVBoxLayout()
        self.bar_line = Hairline()
        self._side: SidePanel | None = None
        self._stands = (False, False)
        self._is_scrolling = is_scrolling
        self._build_page(has_panel=has_panel, has_actions=has_actions, is_scrolling=is_scrolling)

    def set_title(self, title: str, subtitle: str = "") -> None:
        """Another title, and what stands quietly beside it."""
        self.title.setText(title)
        self.subtitle.setText(subtitle)

    def say_crash(self, reference: str) -> None:
        """A bug happened in work this page asked for."""
        self.band.say(
            _("Something went wrong that is not your fault; nothing was half saved. Reference {reference}.").format(
                reference=reference
            ),
            "danger",
        )

    def can_leave(self) -> bool:
        """Whether another page may be shown now; a page that says no says why itself."""
        return True

    def keep_draft(self) -> None:
        """Keep what is half typed: the window is being locked or closed. Durable when this returns."""

    def take_focus(self) -> None:
        """Put the focus where work on this page starts; the first place that takes it, unless a page knows better."""
        self.setFocus()
        self.focusNextChild()

    def show_argument(self, argument: object) -> None:
        """The page was asked for with something to show; None when it was only switched to."""

    def look_ahead(self) -> None:
        """Nobody types just now, and may not even have asked for the page: read beside what takes long."""

    def place(self) -> object:
        """What `show_argument` of a page made anew takes to show what is shown now; None where it needs nothing."""
        return None

    def take_scan(self, text: str) -> bool:
        """A machine-readable zone was scanned while this page was shown; whether the page has taken it."""
        return False

    def take_card(self, card: str) -> bool:
        """A card was scanned while this page was shown; whether the page has taken its number."""
        return False

    def take_changes(self, changes: Changes | None, initiator: object) -> None:
        """The register was changed by `initiator`; `changes` is None where another process did it."""

    def _build_page(self, *, has_panel: bool, has_actions: bool, is_scrolling: bool) -> None:
        # Filled by the palette and not by the style sheet: Qt knows then that nothing shines through, and paints what
        # is behind a page only where the page is not.
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        row = bare(QHBoxLayout(self))
        middle = bare(QVBoxLayout())
        middle.addLayout(self._title_row())
        middle.addLayout(_inset(self.band))
        middle.addWidget(self._content(is_scrolling=is_scrolling), 1)
        if has_actions:
            middle.addWidget(self.bar_line)
            middle.addWidget(self.bar)
        else:
            for part in (self.bar_line, self.bar):
                part.setParent(self)
                part.hide()
        row.addLayout(middle, 1)
        self._row = row
        if has_panel:
            self._side = SidePanel(self.panel, has_halo=self.panel_has_halo)
            row.addWidget(self._side)

    def _title_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(px(MARGIN), 0, px(MARGIN), 0)
        row.setSpacing(px(16))
        self.title.setFixedHeight(px(TITLE_ROW))
        self.title_row = row
        row.addWidget(self.title)
        row.addWidget(self.subtitle, 1)
        self.title_side.setSpacing(px(8))
        row.addLayout(self.title_side)
        return row

    def _content(self, *, is_scrolling: bool) -> QWidget:
        inner = QWidget()
        self.body.setSpacing(0)
        self._scroll_bar = 0
        self._set_margins()
        self._column = bare(QVBoxLayout(inner))
        content = bare(QHBoxLayout())
        content.addLayout(self.body, 1)
        self._above = QSpacerItem(0, 0)
        content.addItem(self._above)
        self._column.addLayout(content, 1)
        area = ScrollArea()
        area.setWidget(inner)
        bar = area.verticalScrollBar()
        bar.rangeChanged.connect(lambda low, high: self._make_room(bar.sizeHint().width() if high > low else 0))
        return area

    def _make_room(self, bar: int) -> None:
        """Let the scroll bar stand in the margin: nothing moves when it comes or goes.

        What is typed into stays in sight when the content changes its height.
        """
        self._scroll_bar = bar
        self._set_margins()
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            bring_into_view(field_of(focused))

    def _set_margins(self) -> None:
        """A form's frames begin and end where everything else does; its fields go on by the width of the halo."""
        above = px(20) if self._is_scrolling else 0 if self.begins_high else px(12)
        if self.body.indexOf(self.title) >= 0:  # its row has room of its own
            above = 0
        halo = BLEED if self._is_scrolling or self.has_halo else 0
        begin, end = (px(MARGIN - each) - halo for each in self.reach)
        end = max(0, end - self._scroll_bar)
        self.body.setContentsMargins(*margins(self, begin, above, end, 0 if self.runs_down else px(12)))
        if self._side is not None:
            self._side.make_room(self._scroll_bar)

    def _arrange(self) -> None:
        """The panel beside the content, or below it, or above; what can be done without where there is no room."""
        is_low = self.is_frugal and self.height() < px(self.low)
        if self.is_frugal:
            if self._is_scrolling:
                _stand_title(self.title, self.body if is_low else self.title_row, is_low=is_low)
                self._set_margins()
            else:
                self.title.setVisible(not is_low)
            self.subtitle.setVisible(not is_low or bool(self.subtitle.text()))
            self.band.setContentsMargins(0, px(_BELOW_TOP) if is_low else 0, 0, 0)
        if self._side is None:
            return
        is_below = self.width() < px(self.narrowest)
        if self.is_frugal:
            self._side.setVisible(not (is_low and is_below))
            self._column.invalidate()  # the spacer below changes its size and tells nobody
        self._above.changeSize(0, px(LOWEST_CONTENT) if is_below and not is_low and not self._is_scrolling else 0)
        stands = (is_below, is_below and self.is_panel_first)
        if stands == self._stands:
            return
        self._stands = stands
        self.is_panel_below = is_below
        self._side.stand(is_below=is_below, is_first=self.is_panel_first)
        if is_below and self.is_panel_first:
            self._column.insertWidget(0, self._side)
        else:
            (self._column if is_below else self._row).addWidget(self._side)

    def minimumSizeHint(self) -> QSize:
        """The panel can always go below the content."""
        hint = super().minimumSizeHint()
        is_beside = self._side is not None and not self.is_panel_below
        return QSize(hint.width() - px(PANEL), hint.height()) if is_beside else hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()


def _inset(widget: QWidget) -> QLayout:
    layout = QHBoxLayout()
    layout.setContentsMargins(px(MARGIN), 0, px(MARGIN), 0)
    layout.addWidget(widget)
    return layout


def _stand_title(title: QLabel, row: QBoxLayout, *, is_low: bool) -> None:
    """Put a page's title into the row above, or where the page is low into what scrolls: it scrolls away with it."""
    if row.indexOf(title) < 0:
        title.setContentsMargins(*margins(title, BLEED if is_low else 0, 0, 0, 0))
        row.insertWidget(0, title)
