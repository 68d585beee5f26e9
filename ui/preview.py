"""What will be printed, before it is: a cover over a page of the window that goes again with Esc.

    show_preview(self, pdf, title=_("Sheet in Russian"), print_text=_("Save and print"), printed=self.save_form)

Nothing is written to the disk. The keys of the page below do nothing while the cover is there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from intake_app.i18n import _
from ui.pdf_pages import PdfPages
from ui.resources.theme import px
from ui.widgets.buttons import Button
from ui.widgets.labels import Hairline, label
from ui.widgets.layouts import bare
from ui.widgets.mirror import margins

if TYPE_CHECKING:
    from collections.abc import Callable

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CTRL = Qt.KeyboardModifier.ControlModifier
_OF_THE_WINDOW = ((Qt.Key.Key_L, _CTRL), (Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier))
"""Locking and "someone asks" work everywhere."""


def show_preview(
    host: QWidget,
    pdf: bytes,
    *,
    title: str,
    note: str = "",
    print_text: str = "",
    printed: Callable[[], None] | None = None,
) -> Preview:
    """Lay the preview of a PDF over `host`; one that is there is replaced.

    `note` stands quietly beside the title. With `printed` there is a primary button `print_text` (Ctrl+Enter), which
    closes the preview and then calls it. Esc and F12 close; the focus goes back where it was.
    """
    for former in host.findChildren(Preview, options=Qt.FindChildOption.FindDirectChildrenOnly):
        former.leave()
    preview = Preview(host, title, note, print_text if printed else "")
    if printed:
        preview.asked_to_print.connect(printed)
    preview.pages.show_pdf(pdf)
    preview.show()
    preview.raise_()
    preview.pages.setFocus()
    return preview


class Preview(QWidget):
    """Covers its host; `asked_to_print` and `closed` once each."""

    asked_to_print = Signal()
    closed = Signal()

    def __init__(self, host: QWidget, title: str, note: str, print_text: str) -> None:
        super().__init__(host)
        self.pages = PdfPages()
        self.title = label(title, "title")
        self.note = label(note, "muted")
        self.place = label("", "muted")
        self.close_button = Button(_("Close the preview"), "Esc", flat=True)
        self.print_button = Button(print_text, "Ctrl+Enter", primary=True)
        self.print_button.setVisible(bool(print_text))
        self._former = QApplication.focusWidget()
        self._build()
        self._connect()

    def leave(self) -> None:
        """Go away and give the focus back."""
        if self.isHidden():
            return
        self.hide()
        former = self._former
        if former is not None and self.window().isAncestorOf(former):
            former.setFocus()
        self.closed.emit()
        self.deleteLater()

    def print_it(self) -> None:
        """Go away and print, where that was offered."""
        if self.print_button.isVisible():
            self.leave()
            self.asked_to_print.emit()

    def _build(self) -> None:
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.title.text())
        top = bare(QHBoxLayout(), px(16))
        top.setContentsMargins(px(32), 0, px(32), 0)
        self.title.setFixedHeight(px(48))
        self.note.setMinimumWidth(1)
        top.addWidget(self.title)
        top.addWidget(self.note, 1)
        top.addWidget(self.place)
        bottom = bare(QHBoxLayout(), px(8))
        bottom.setContentsMargins(*margins(self, px(24), px(10), px(32), px(10)))
        bottom.addWidget(self.close_button)
        bottom.addStretch(1)
        bottom.addWidget(self.print_button)
        column = bare(QVBoxLayout(self))
        column.addLayout(top)
        column.addWidget(Hairline())
        column.addWidget(self.pages, 1)
        column.addWidget(Hairline())
        column.addLayout(bottom)
        if (host := self.parentWidget()) is not None:
            self.setGeometry(host.rect())
            host.installEventFilter(self)

    def _connect(self) -> None:
        self.close_button.clicked.connect(self.leave)
        self.print_button.clicked.connect(self.print_it)
        self.pages.moved.connect(self._say_place)

    def _say_place(self, page: int, count: int) -> None:
        text = _("Page {page} of {count}").format(page=page, count=count) if count else _("This cannot be shown.")
        self.place.setText(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and (host := self.parentWidget()) is watched and host is not None:
            self.setGeometry(host.rect())
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if (Qt.Key(event.key()), event.modifiers()) not in _OF_THE_WINDOW:
                event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F12):
            self.leave()
        elif event.key() in _ENTER and event.modifiers() & _CTRL:
            self.print_it()
        else:
            event.accept()
