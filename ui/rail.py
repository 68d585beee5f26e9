"""The navigation rail: centre and desk, a row for each page with what waits there, who asks, who is at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from intake_app.i18n import _
from intake_app.messages import say_word
from ui.rail_rows import LOWEST_ROW, AskButton, RailButton, UserChip
from ui.resources.theme import px
from ui.widgets.labels import label
from ui.widgets.layouts import bare
from ui.widgets.mirror import margins
from ui.widgets.scrolling import ScrollArea

if TYPE_CHECKING:
    from intake_app.domain.roles import Session

WIDTH, FOLDED_WIDTH = 196, 56
# Not Ctrl+U: a text field on Linux takes that to empty itself.
SOMEONE_KEY, AUTHORITY_KEY, USER_KEY = "F9", "F10", "Ctrl+J"


class Rail(QWidget):
    """196 wide; `chosen(key)` when somebody picks a page. `set_current` marks one without choosing it.

    `someone_asked` and `authority_asked` by their rows at the bottom, `user_asked` by the chip below them.
    """

    chosen = Signal(str)
    someone_asked = Signal()
    authority_asked = Signal()
    user_asked = Signal()

    def __init__(self, centre: str, desk: str, session: Session) -> None:
        super().__init__()
        self._buttons: dict[str, RailButton] = {}
        self._names = (label("", "rail"), label("", "helper"))
        self._area = ScrollArea(has_bar=False)
        self._rows = QVBoxLayout()
        self._below_names = QSpacerItem(0, 0)
        self._is_folded = False
        self.someone = AskButton(_("Someone asks"), "message-circle-question-mark", SOMEONE_KEY)
        self.authority = AskButton(_("Authority asks"), "shield", AUTHORITY_KEY)
        self.user = UserChip(session.user_name, say_word("role", session.role.value))
        self._build()
        self._connect()
        self.set_names(centre, desk)

    def set_names(self, centre: str, desk: str) -> None:
        """Say which centre and desk this is."""
        for line, text in zip(self._names, (centre, desk), strict=True):
            line.setText(text)
            line.setToolTip(text)

    def add(self, key: str, title: str, icon: str, shortcut: str, *, is_apart: bool = False) -> None:
        """Add a page's row below the others, with a gap above if it stands apart."""
        button = RailButton(title, icon)
        button.setToolTip(f"{title} ({shortcut})")
        button.clicked.connect(lambda: self.chosen.emit(key))
        if is_apart and self._buttons:
            # The gap shrinks before a row has to be scrolled to.
            gap = QSpacerItem(0, px(12), QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Maximum)
            self._rows.insertItem(self._rows.count() - 1, gap)
        self._buttons[key] = button
        self._rows.insertWidget(self._rows.count() - 1, button)

    def set_current(self, key: str) -> None:
        """Mark the page that is shown."""
        for each, button in self._buttons.items():
            button.setChecked(each == key)
        self._keep_current_in_sight()

    def _keep_current_in_sight(self) -> None:
        """Above the arrow that says that there is more; once the rows have their places."""
        self._rows.activate()
        current = next((button for button in self._buttons.values() if button.isChecked()), None)
        if current is not None:
            self._area.ensureWidgetVisible(current, 0, px(LOWEST_ROW))

    def set_count(self, key: str, count: int) -> None:
        """How many things wait on a page; none shows nothing."""
        if key in self._buttons:
            self._buttons[key].set_count(count)

    def count(self, key: str) -> int:
        """What stands at the end of a page's row."""
        return self._buttons[key].count() if key in self._buttons else 0

    def set_folded(self, *, is_folded: bool) -> None:
        """Show icons alone, their words in the tool tips: a narrow window, or large text, needs the room."""
        self._is_folded = is_folded
        self.setFixedWidth(px(FOLDED_WIDTH if is_folded else WIDTH) - 1)
        for line in self._names:
            line.setVisible(not is_folded)
        self._leave_room_above(is_folded=is_folded)
        for button in (*self._buttons.values(), self.someone, self.authority):
            button.set_folded(is_folded=is_folded)
        self.user.set_folded(is_folded=is_folded)

    def _build(self) -> None:
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(px(WIDTH) - 1)
        column = QVBoxLayout(self)
        column.setSpacing(0)
        for line in self._names:
            line.setContentsMargins(*margins(self, px(10), 0, px(4), 0))
            line.setMinimumWidth(1)
            column.addWidget(line)
        column.addSpacerItem(self._below_names)
        self._leave_room_above(is_folded=False)
        column.addWidget(self._pages(), 1)
        column.addWidget(self.someone)
        column.addWidget(self.authority)
        column.addSpacing(px(6))
        column.addWidget(self.user)

    def _leave_room_above(self, *, is_folded: bool) -> None:
        """Without names above them the rows begin at the top: with large text they need the height."""
        self._below_names.changeSize(
            0, 0 if is_folded else px(15), QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed
        )
        if (column := self.layout()) is not None:
            column.setContentsMargins(px(8), px(8 if is_folded else 14), px(8), px(8))
            column.invalidate()

    def _pages(self) -> QWidget:
        """The rows scroll where the text is large and the window low; what is below them never goes away."""
        inner = QWidget()
        inner.setLayout(bare(self._rows))
        self._rows.addStretch(1)
        self._area.setWidget(inner)
        self._area.verticalScrollBar().rangeChanged.connect(lambda _low, _high: self._keep_current_in_sight())
        return self._area

    def _connect(self) -> None:
        self.someone.clicked.connect(self.someone_asked)
        self.authority.clicked.connect(self.authority_asked)
        self.user.clicked.connect(self.user_asked)
