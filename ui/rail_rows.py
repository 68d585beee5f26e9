"""What stands in the rail: a page, a way to hide every name, and who is at the desk."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from intake_app.i18n import _, ngettext, say_number
from ui.resources.theme import Size, Weight, colour, font, px
from ui.widgets.icons import paint_icon
from ui.widgets.keycap import caps_width, paint_caps
from ui.widgets.mirror import inset, kept_in_order, placed
from ui.widgets.pressed import EnterButton

ROW, LOWEST_ROW = 36, 24
CHIP = 48
_WIDE = 180
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class RailButton(EnterButton):
    """An icon and a word, at the end how many things wait; washed in the accent when its page is shown."""

    def __init__(self, title: str, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self._count = 0
        self._is_folded = False
        self.setText(title)
        self.setAccessibleName(title)
        self.setCheckable(True)
        self.setProperty("elides", True)  # whole in the tool tip
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def count(self) -> int:
        """How many things wait."""
        return self._count

    def set_count(self, count: int) -> None:
        """How many things wait; none shows nothing."""
        self._count = count
        words = ngettext("{count} waiting", "{count} waiting", count).format(count=say_number(count)) if count else ""
        self.setAccessibleDescription(words)
        self.update()

    def set_folded(self, *, is_folded: bool) -> None:
        """Show the icon alone."""
        self._is_folded = is_folded
        self.update()

    def _ending(self) -> float:
        """The width of what stands at the end of the row."""
        return QFontMetricsF(font(Size.LABEL)).horizontalAdvance(say_number(self._count)) if self._count else 0

    def _paint_ending(self, painter: QPainter, room: QRectF) -> None:
        if self._count:
            painter.setFont(font(Size.LABEL))
            painter.setPen(colour("muted"))
            painter.drawText(room, _RIGHT, say_number(self._count))

    def sizeHint(self) -> QSize:
        return QSize(px(_WIDE), px(ROW))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(40), px(LOWEST_ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0, 1, 0, -1)
        paint_wash(painter, self, box, is_here=self.isChecked())
        side = px(18)
        ink = colour("accent" if self.isChecked() else "muted")
        at = QRectF(px(10), box.center().y() - side / 2, side, side)
        paint_icon(painter, self._icon, ink, placed(painter, at, box))
        if self._is_folded:
            self._paint_folded_count(painter, box)
            return
        ending = self._ending()
        self._paint_ending(painter, inset(painter, box, 0, px(8)))
        painter.setPen(colour("accent" if self.isChecked() else "text"))
        painter.setFont(font(Size.BASE, Weight.SEMIBOLD if self.isChecked() else Weight.MEDIUM))
        room = inset(painter, box, px(38), px(8) + (ending + px(6) if ending else 0))
        text = QFontMetricsF(painter.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _LEFT, text)

    def _paint_folded_count(self, painter: QPainter, box: QRectF) -> None:
        """A small number at the upper corner of the icon, on a ground of its own: it is wider than the room beside."""
        if self._count:
            painter.setFont(font(Size.KEYCAP, Weight.SEMIBOLD))
            words = QFontMetricsF(painter.font())
            width = words.horizontalAdvance(say_number(self._count)) + 2 * px(3)
            ground = placed(painter, QRectF(box.right() - width, box.top(), width, words.height()), box)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent_wash"))
            painter.drawRoundedRect(ground, px(4), px(4))
            painter.setPen(colour("accent"))
            painter.drawText(ground, Qt.AlignmentFlag.AlignCenter, say_number(self._count))


class AskButton(RailButton):
    """A row with its key at the end: it hides every name at once."""

    def __init__(self, title: str, icon: str, keys: str) -> None:
        super().__init__(title, icon)
        self._keys = keys
        self.setCheckable(False)
        self.setToolTip(_("{title}: hides every name").format(title=title))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _ending(self) -> float:
        return caps_width(self._keys)

    def _paint_ending(self, painter: QPainter, room: QRectF) -> None:
        width = caps_width(self._keys)
        caps = placed(painter, QRectF(room.right() - width, room.top(), width, room.height()), room)
        paint_caps(painter, self._keys, QPointF(caps.left(), room.center().y()), colour("muted"), colour("border"))

    def sizeHint(self) -> QSize:
        return QSize(px(_WIDE), px(34))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(40), px(34))


class UserChip(EnterButton):
    """Initials in a circle, the name, the role."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._role = role
        self._is_folded = False
        self._initials = "".join(word[0] for word in name.split()[:2]).upper()
        self.setText(name)
        self.setAccessibleName(name)
        self.setAccessibleDescription(role)
        self.setToolTip(f"{name}, {role} (Ctrl+J)")
        self.setProperty("elides", True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_folded(self, *, is_folded: bool) -> None:
        """Show the initials alone."""
        self._is_folded = is_folded
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(_WIDE), px(CHIP))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(40), px(CHIP))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        paint_wash(painter, self, box, is_here=False)
        middle, side = box.center().y(), px(30)
        circle = placed(painter, QRectF(px(5) if self._is_folded else px(8), middle - side / 2, side, side), box)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("hover"))
        painter.drawEllipse(circle)
        painter.setPen(colour("text"))
        painter.setFont(font(Size.KEYCAP, Weight.SEMIBOLD))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, self._initials)
        if self._is_folded:
            return
        mark = px(16)
        at = QRectF(box.right() - px(8) - mark, middle - mark / 2, mark, mark)
        paint_icon(painter, "chevrons-up-down", colour("muted"), placed(painter, at, box))
        room = inset(painter, box, px(47), px(28))
        lines = ((self.text(), Size.LABEL, Weight.MEDIUM, "text"), (self._role, Size.STATUS, Weight.REGULAR, "muted"))
        half = px(19)
        for number, (text, size, weight, ink) in enumerate(lines):
            painter.setFont(font(size, weight))
            painter.setPen(colour(ink))
            line = QRectF(room.left(), middle + (number - 1) * half, room.width(), half)
            shown = QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(line, _LEFT, kept_in_order(painter, shown))


def paint_wash(painter: QPainter, button: EnterButton, box: QRectF, *, is_here: bool) -> None:
    """The ground of a row: the accent's wash where one is, the hover, the ring of the focus."""
    painter.setPen(Qt.PenStyle.NoPen)
    if is_here or button.underMouse():
        painter.setBrush(colour("accent_wash" if is_here else "hover"))
        painter.drawRoundedRect(box, px(6), px(6))
    if button.hasFocus():
        painter.setPen(QPen(colour("focus"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), px(6), px(6))
