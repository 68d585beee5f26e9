"""What every page of the window looks like: title row, band, content, action bar, and a right panel if it has one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from intake_app.i18n import _
from ui.resources.theme import px
from ui.widgets.band import Band
from ui.widgets.field_shell import BLEED
from ui.widgets.labels import Hairline, label
from ui.widgets.layouts import bare

if TYPE_CHECKING:
    from intake_app.domain.changes import Changes

MARGIN = 32
TITLE_ROW = 48
ACTION_BAR = 58
PANEL = 342
PANEL_MARGIN = 24


class Page(QWidget):
    """A page fills what it needs: `body` (scrolls when the window is too low), `title_side`, `actions_left`,
    `actions_right`, and `panel` where it asked for one.

    With `is_scrolling=False` the body takes the height there is, as a table does that scrolls by itself.
    """

    def __init__(
        self, title: str, *, has_panel: bool = False, has_actions: bool = False, is_scrolling: bool = True
    ) -> None:
        super().__init__()
        self.title = label(title, "title")
        self.subtitle = label("", "muted")
        self.band = Band()
        self.title_side = QHBoxLayout()
        self.body = QVBoxLayout()
        self.actions_left = QHBoxLayout()
        self.actions_right = QHBoxLayout()
        self.panel = QVBoxLayout()
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
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = bare(QHBoxLayout(self))
        middle = bare(QVBoxLayout())
        middle.addLayout(self._title_row())
        middle.addLayout(_inset(self.band))
        middle.addWidget(self._content(is_scrolling=is_scrolling), 1)
        if has_actions:
            middle.addWidget(Hairline())
            middle.addLayout(self._action_bar())
        row.addLayout(middle, 1)
        if has_panel:
            row.addWidget(Hairline(is_vertical=True))
            row.addWidget(self._panel())

    def _title_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(px(MARGIN), 0, px(MARGIN), 0)
        row.setSpacing(px(16))
        self.title.setFixedHeight(px(TITLE_ROW))
        row.addWidget(self.title)
        row.addWidget(self.subtitle)
        row.addStretch(1)
        self.title_side.setSpacing(px(8))
        row.addLayout(self.title_side)
        return row

    def _content(self, *, is_scrolling: bool) -> QWidget:
        inner = QWidget()
        # A form's frames end where everything else does; its fields go on by the width of the halo.
        right = px(MARGIN) - BLEED if is_scrolling else px(MARGIN)
        self.body.setContentsMargins(px(MARGIN), px(20) if is_scrolling else px(12), right, px(12))
        self.body.setSpacing(0)
        inner.setLayout(self.body)
        if not is_scrolling:
            return inner
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        bar = area.verticalScrollBar()
        bar.rangeChanged.connect(lambda low, high: self._make_room(bar.sizeHint().width() if high > low else 0))
        return area

    def _make_room(self, bar: int) -> None:
        """Let the scroll bar stand in the margin: nothing moves when it comes or goes."""
        margins = self.body.contentsMargins()
        margins.setRight(px(MARGIN) - BLEED - bar)
        self.body.setContentsMargins(margins)

    def _action_bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setContentsMargins(px(MARGIN - 8), px(10), px(MARGIN), px(10))
        bar.setSpacing(px(8))
        for part in (self.actions_left, self.actions_right):
            part.setSpacing(px(8))
        bar.addLayout(self.actions_left)
        bar.addStretch(1)
        bar.addLayout(self.actions_right)
        return bar

    def _panel(self) -> QWidget:
        panel = QWidget()
        panel.setProperty("ground", "panel")
        panel.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        panel.setFixedWidth(px(PANEL) - 1)
        self.panel.setContentsMargins(px(PANEL_MARGIN) - 1, px(16), px(PANEL_MARGIN), px(16))
        self.panel.setSpacing(px(8))
        panel.setLayout(self.panel)
        return panel


def _inset(widget: QWidget) -> QLayout:
    layout = QHBoxLayout()
    layout.setContentsMargins(px(MARGIN), 0, px(MARGIN), 0)
    layout.addWidget(widget)
    return layout
