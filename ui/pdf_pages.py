"""The pages of a PDF as paper on a desk: one below the other, as wide as there is room, drawn when first looked at."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from intake_app.i18n import _
from ui.resources.theme import colour, px

_ZOOM_STEP = 1.25
_LEAST_ZOOM, _MOST_ZOOM = 0.5, 3.0


class PdfPages(QScrollArea):
    """`show_pdf` bytes that never touch the disk; `moved(page, count)` says which page is looked at, from 1.

    Pages are at most `widest` pixels at 100 %. Arrows, Page Up and Down, Home and End scroll; + and - change the size.
    """

    moved = Signal(int, int)

    def __init__(self, widest: int = 760, margin: int = 24, *, has_bar: bool = True) -> None:
        super().__init__()
        self._paper = _Paper(px(margin))
        self._widest = widest
        self._zoom = 1.0
        self._build()
        if not has_bar:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._has_bar = has_bar
        self._connect()

    def show_pdf(self, pdf: bytes) -> int:
        """Show a document from its first page; answers how many pages it has, 0 for bytes that are no PDF."""
        count = self._paper.load(pdf)
        self._fit()
        self.verticalScrollBar().setValue(0)
        self._tell()
        return count

    def zoom(self, step: int) -> None:
        """So many steps larger; 0 for the size that fits."""
        wanted = self._zoom * _ZOOM_STEP**step if step else 1.0
        self._zoom = min(max(wanted, _LEAST_ZOOM), _MOST_ZOOM)
        self._fit()

    def page(self) -> int:
        """The page that fills the middle of what is seen, from 1; 0 where there is none."""
        return self._paper.page_at(self.verticalScrollBar().value() + self.viewport().height() // 2)

    def count(self) -> int:
        """How many pages there are."""
        return self._paper.count()

    def _build(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Preview of the printed page"))
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setWidget(self._paper)
        self.viewport().setAutoFillBackground(False)
        self._paper.setAutoFillBackground(False)

    def _connect(self) -> None:
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._tell())

    def _tell(self) -> None:
        self.moved.emit(self.page(), self.count())

    def _fit(self) -> None:
        bar = self.verticalScrollBar().sizeHint().width() if self._has_bar else 0
        room = self.width() - bar - 2 * self._paper.margin
        self._paper.set_page_width(round(min(room, px(self._widest)) * self._zoom))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        ends = {Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum()}
        steps = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_0: 0}
        if (key := Qt.Key(event.key())) in ends:
            bar.setValue(ends[key])
        elif key in steps:
            self.zoom(steps[key])
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class _Paper(QWidget):
    """All pages at one width; a page is drawn once for each width, when it is first seen."""

    def __init__(self, margin: int) -> None:
        super().__init__()
        self.margin = margin
        self._buffer = QBuffer(self)
        self._document = QPdfDocument(self)
        self._page_width = 1
        self._tops: list[int] = []
        self._drawn: dict[int, QImage] = {}

    def load(self, pdf: bytes) -> int:
        self._document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(pdf))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        self._lay_out()
        return self.count()

    def count(self) -> int:
        return self._document.pageCount()

    def page_at(self, y: int) -> int:
        return sum(top <= y for top in self._tops) or min(1, self.count())

    def set_page_width(self, width: int) -> None:
        if width != self._page_width:
            self._page_width = max(1, width)
            self._lay_out()

    def _lay_out(self) -> None:
        self._drawn.clear()
        self._tops = []
        y = self.margin
        for page in range(self.count()):
            self._tops.append(y)
            y += self._size(page).height() + self.margin
        self.resize(self._page_width + 2 * self.margin, y)
        self.update()

    def _size(self, page: int) -> QSize:
        points: QSizeF = self._document.pagePointSize(page)
        return QSize(self._page_width, round(self._page_width * points.height() / max(points.width(), 1.0)))

    def _image(self, page: int) -> QImage:
        if page not in self._drawn:
            ratio = self.devicePixelRatioF()
            image = self._document.render(page, self._size(page) * ratio)
            image.setDevicePixelRatio(ratio)
            self._drawn[page] = image
        return self._drawn[page]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for page, top in enumerate(self._tops):
            box = QRect(self.margin, top, self._page_width, self._size(page).height())
            if box.intersects(event.rect()):
                painter.fillRect(box, Qt.GlobalColor.white)  # paper is white in the dark too
                painter.drawImage(box.topLeft(), self._image(page))
                painter.setPen(QPen(colour("border"), 1))
                painter.drawRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5))
