"""A label whose parts look different: bold for what stands out, struck through for what was. It wraps."""

from __future__ import annotations

import re

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.marked import Run, plain, split_runs
from ui.resources.theme import Size, Weight, colour, font
from ui.widgets.labels import unbroken
from ui.widgets.mirror import is_mirrored

_WIDEST = 100_000
_LONGEST_VALUE = 24
_DATE = r"\d{1,2} [^\W\d]+\.? \d{4}(?:, \d{1,2}:\d{2})?"
_NUMBER = r"(?<![\w-])(?=[\w-]*\d)\w+(?:-\w+)+"
_WHOLE = re.compile(f"{_DATE}|{_NUMBER}")


class RunsLabel(QWidget):
    """Marked text (`ui.marked`) in one size; `is_struck` strikes all of it through, as of what was undone."""

    def __init__(self, text: str, size: int = Size.ROW, *, ink: str = "text", is_struck: bool = False) -> None:
        super().__init__()
        self._size = size
        self._is_struck = is_struck
        self._said: tuple[str, ...] = ()
        self.say(text, ink)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, text: str, ink: str, *, strong_ink: str = "") -> None:
        """Another text; inks are names of colours, and what stands out may have one of its own.

        Said again, it asks for no layout: the desk says at every key what is to be known.
        """
        said = (text, ink, strong_ink)
        if said == self._said:
            return
        self._said = said
        self._ink, self._strong_ink = ink, strong_ink or ink
        self._runs = [Run(_unbroken(run), run.style) for run in split_runs(text)]
        self.setAccessibleName(plain(text))
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """What is said, without its marks."""
        return self.accessibleName()

    def _layout_for(self, width: float) -> tuple[QTextLayout, float, float]:
        """The laid out text, its height and the width it takes."""
        layout = QTextLayout("".join(run.text for run in self._runs), font(self._size))
        option = QTextOption(Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(self.layoutDirection())
        if is_mirrored(self):
            option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        layout.setTextOption(option)
        layout.setFormats(self._formats())
        height, used = 0.0, 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height))
            height += line.height()
            used = max(used, line.naturalTextWidth())
        layout.endLayout()
        return layout, height, used

    def _formats(self) -> list[QTextLayout.FormatRange]:
        made, start = [], 0
        for run in self._runs:
            look = QTextCharFormat()
            ink = self._strong_ink if run.style == "strong" else self._ink
            look.setForeground(colour("muted" if run.style == "old" or self._is_struck else ink))
            if run.style == "strong" and not self._is_struck:
                look.setFontWeight(int(Weight.SEMIBOLD))
            look.setFontStrikeOut(run.style == "old" or self._is_struck)
            piece = QTextLayout.FormatRange()
            piece.start, piece.length, piece.format = start, _units(run.text), look
            made.append(piece)
            start += _units(run.text)
        return made

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._layout_for(width)[1])

    def sizeHint(self) -> QSize:
        _layout, height, used = self._layout_for(_WIDEST)
        return QSize(round(used) + 1, round(height))

    def minimumSizeHint(self) -> QSize:
        return QSize(1, round(self._layout_for(_WIDEST)[1]))

    def paintEvent(self, event: QPaintEvent) -> None:
        layout, _height, _used = self._layout_for(self.width())
        layout.draw(QPainter(self), QPointF(0, 0))


def _unbroken(run: Run) -> str:
    """A date or a card stays on one line, as does a short value with a number: `25 / May 1997` reads as two."""
    if run.style and len(run.text) <= _LONGEST_VALUE and any(char.isdigit() for char in run.text):
        return unbroken(run.text)
    return _WHOLE.sub(lambda found: unbroken(found[0]), run.text)


def _units(text: str) -> int:
    """How many UTF-16 units Qt counts in a text."""
    return len(text.encode("utf-16-le")) // 2
