"""A screen without rail and bars: one narrow column in the middle, the time in the corner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSpacerItem, QVBoxLayout, QWidget

from ui.resources.theme import colour, px
from ui.widgets.field_shell import BLEED
from ui.widgets.icons import paint_icon
from ui.widgets.labels import label, set_tone
from ui.widgets.language_bar import LanguageBar
from ui.widgets.layouts import bare
from ui.widgets.scrolling import ScrollArea

if TYPE_CHECKING:
    from intake_app.errors import UserError
    from ui.widgets.field_shell import FieldShell, Kind

WIDTH = 366
WIDE = 560
_ABOVE_TITLE = 16
_ABOVE_CORNER, _LEAST_ABOVE = 20, 8
_WITHOUT_TILE, _WITHOUT_ADVICE = 2, 3  # how many give way then
_LINE, _GAP = 18, 8  # of advice, and below it


class Cover(QWidget):
    """`add` puts widgets below each other into the column, as wide as the column; fields with room for their halo.

    With a `top`, in pixels at 100 %, the column begins there, so that one step follows another without a jump. Where
    there is no room for all of it, as with large text, top and empty corner give way, then the tile, then the room for
    advice: what is to be done comes first.
    `chose_language(code)`, ISO 639-1, where the languages are offered.
    """

    chose_language = Signal(str)

    def __init__(self, *, width: int = WIDTH, top: int = 0) -> None:
        super().__init__()
        self._inner = QWidget()
        self._column = QVBoxLayout(self._inner)
        self._corner = label("", "helper")
        self._tile: Tile | None = None
        self._advice: Advice | None = None
        self._below_tile = QSpacerItem(0, 0)
        self._width = width
        self._top, self._above = top, QSpacerItem(0, 0)
        self.languages = LanguageBar()
        self._build(width, top)

    def set_corner(self, text: str) -> None:
        """What stands at the top on the left: the time. It begins large, as a line does."""
        self._corner.setText(f"{text[:1].upper()}{text[1:]}")
        self._corner.show()

    def offer_languages(self) -> None:
        """Let the window's language be chosen at the top, at the other end."""
        self.languages.show()

    def add(self, widget: QWidget, *, above: int = 0) -> None:
        """Put a widget below what there is, with a distance in pixels at 100 %."""
        self._column.addSpacing(px(above))
        holder = bare(QHBoxLayout())
        holder.setContentsMargins(BLEED, 0, BLEED, 0)
        holder.addWidget(widget)
        self._column.insertLayout(self._column.count(), holder)

    def add_field(self, field: QWidget, *, above: int = 0) -> None:
        """Put a field, or what has one in it, so that its frame is as wide as the column."""
        self._column.addSpacing(px(above))
        self._column.addWidget(field)

    def add_title(self, icon: str, title: QLabel, text: QLabel | None = None, *, tone: str = "accent") -> None:
        """The tile with an icon, the large words, and a quiet line below, all in the middle; both may wrap."""
        self._tile = Tile(icon, tone)
        self._column.addWidget(self._tile, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addSpacerItem(self._below_tile)
        for line in filter(None, (title, text)):
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            line.setWordWrap(True)
            self.add(line)

    def show_icon(self, icon: str, tone: str = "accent") -> None:
        """Another icon on the tile: what is said below it has changed."""
        if self._tile is not None:
            self._tile.show_icon(icon, tone)

    def add_advice(self, advice: Advice, *, above: int = 0) -> None:
        """Where something will be said."""
        self._advice = advice
        self.add(advice, above=above)

    def advise(self, field: FieldShell, error: UserError, otherwise: str, kind: Kind = "error") -> None:
        """What is wrong beside its field and what to do below; all of it below, in red, where the field has no room for
        it and `otherwise` stands there.
        """
        if self._advice is None:
            return
        is_short = field.fits_helper(error.what, px(self._width))
        field.set_helper(error.what if is_short else otherwise, kind)
        self._advice.setText(error.do if is_short else f"{error.what}\n{error.do}")
        set_tone(self._advice, "" if is_short else "danger")

    def end(self) -> None:
        """Nothing more comes; the column stands a little above the middle."""
        self._column.addStretch(5)

    def _build(self, width: int, top: int) -> None:
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._inner.setMaximumWidth(px(width) + 2 * BLEED)  # narrower where the window is, as with large text
        bare(self._column)
        self._column.addSpacerItem(self._above)
        if not top:
            self._column.addStretch(3)
        self._area = area = ScrollArea()
        area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        centred = QWidget()
        row = bare(QHBoxLayout(centred))
        row.addStretch(1)
        row.addWidget(self._inner, 1_000)
        row.addStretch(1)
        area.setWidget(centred)
        outer = bare(QVBoxLayout(self))
        self._corner_row = corner = QHBoxLayout()
        corner.setContentsMargins(px(24), px(_ABOVE_CORNER), px(24), 0)
        self._corner.setFixedHeight(px(38))
        corner.addWidget(self._corner)
        corner.addStretch(1)
        corner.addWidget(self.languages)
        self.languages.hide()
        self.languages.chosen.connect(self.chose_language)
        outer.addLayout(corner)
        outer.addWidget(area, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Let give way what must, and no more; what is said afterwards moves nothing, unless a cover that has become
        another one asks anew.
        """
        given = 0
        self._give_way(given)
        while (left := self._left_over()) < 0 and given < _WITHOUT_ADVICE:
            given += 1
            self._give_way(given)
        if given:  # half of what is left, for what is said later may need the other
            self._above.changeSize(0, min(px(self._top), max(0, left) // 2))
            self._column.invalidate()

    def _give_way(self, given: int) -> None:
        """So many of the three that can be done without: top and empty corner, tile, room for advice."""
        self._corner.setVisible(bool(self._corner.text()) or not given)
        self._corner_row.setContentsMargins(px(24), px(_LEAST_ABOVE if given else _ABOVE_CORNER), px(24), 0)
        self._above.changeSize(0, 0 if given else px(self._top))
        if self._tile is not None:
            self._tile.setVisible(given < _WITHOUT_TILE)
            self._below_tile.changeSize(0, px(_ABOVE_TITLE) if given < _WITHOUT_TILE else 0)
        if self._advice is not None:
            self._advice.keep_room(is_kept=given < _WITHOUT_ADVICE)
        self._column.invalidate()
        self._column.activate()

    def _left_over(self) -> int:
        """How much higher the room is than the column, in pixels; below 0 something is out of sight."""
        corner = (self._corner, self.languages)
        heights = [max(each.sizeHint().height(), each.minimumHeight()) for each in corner if not each.isHidden()]
        above = self._corner_row.contentsMargins().top()
        width = min(self._inner.maximumWidth(), self.width())
        return self.height() - above - max(heights, default=0) - self._column.totalHeightForWidth(width)


class Advice(QLabel):
    """What is to be done about a refusal: so many lines are kept for it, so that nothing moves when it is said.

    A low window keeps none before that.
    """

    def __init__(self, *, lines: int = 3, tone: str = "") -> None:
        super().__init__()
        self._keeps_room = True
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setProperty("role", "helper")
        self.setProperty("tone", tone)
        self.setMinimumHeight(px(_LINE * lines + _GAP))

    def keep_room(self, *, is_kept: bool) -> None:
        """Whether there is room for it while nothing is said."""
        self._keeps_room = is_kept
        self.setVisible(is_kept or bool(self.text()))

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setVisible(self._keeps_room or bool(text))


class Tile(QWidget):
    """An icon on a washed tile; its tone is accent, warning or danger."""

    def __init__(self, icon: str, tone: str = "accent") -> None:
        super().__init__()
        self._icon, self._tone = icon, tone
        self.setFixedSize(px(60), px(60))

    def show_icon(self, icon: str, tone: str = "accent") -> None:
        """Another icon, and its tone."""
        self._icon, self._tone = icon, tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(f"{self._tone}_wash"))
        painter.drawRoundedRect(QRectF(self.rect()), px(14), px(14))
        inset = px(16)
        paint_icon(painter, self._icon, colour(self._tone), QRectF(self.rect()).adjusted(inset, inset, -inset, -inset))
