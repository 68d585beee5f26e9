"""The unlocked window: rail, search box, status line and one page at a time. It holds navigation and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from intake_app.i18n import _
from intake_app.services.access import pages_of
from intake_app.services.centres import read_centre
from intake_app.services.messages import forget_old_messages
from ui.automatic_backups import AutomaticBackups
from ui.covering import Covering
from ui.covers import Covers
from ui.locking.lock_covers import LockCovers
from ui.locking.veil import Veil
from ui.moments import moment_in_words
from ui.page_counts import PageCounts
from ui.page_keys import HELP_KEY, QUICK_CLOSE_KEY
from ui.pages import OpenFirst
from ui.rail import FOLDED_WIDTH, USER_KEY, Rail
from ui.renewed_rights import look_at_rights
from ui.resources.theme import px
from ui.search_box import BLEED, SearchBox
from ui.standing_facts import StandingFacts
from ui.status_line import StatusLine
from ui.user_corner import UserCorner
from ui.widgets.bound_keys import bind_key
from ui.widgets.buttons import Button
from ui.widgets.labels import Hairline, label
from ui.widgets.layouts import bare
from ui.widgets.mirror import margins

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QResizeEvent

    from intake_app.domain.changes import Changes
    from intake_app.domain.records import Centre
    from ui.context import WindowContext
    from ui.pages import PageSpec
    from ui.widgets.page import Page

TOP_BAR = 50
NARROW = 1100  # pixels at 100 %; a window narrower than that, as with large text, folds the rail
FORM = "desk"  # the page that a scan fills
_EVERY_MS = 1_000  # how often another process's changes and the time are looked for


class MainWindow(QWidget):
    """Made for one unlocked register; `close_down` before the register is closed.

    It opens on the page named `first`, or on the first of all. With the `places` of a window before, in another
    language or text size, each page goes on where it stood.
    """

    def __init__(
        self,
        context: WindowContext,
        specs: Sequence[PageSpec],
        centre: Centre,
        desk: str,
        places: Mapping[str, object] | None = None,
        first: str = "",
    ) -> None:
        super().__init__()
        self.context = context
        context.keys.setParent(self)  # they end together: whoever listens to the keys holds this window
        self.centre = centre
        self._places = dict(places or {})
        self._desk = _("Desk {code}").format(code=desk)
        self.rail = Rail(centre.name, self._desk, context.register.session)
        self.search = SearchBox()
        self.status = StatusLine()
        allowed = pages_of(context.register.session.role)
        self._specs = {spec.key: spec for spec in specs if spec.key in allowed}
        self.searched = "people" if "people" in self._specs else "find"
        self._pages: dict[str, Page] = {}
        self._stack = QStackedWidget()
        self._clock = label("", "helper")
        self._facts = StandingFacts(context, self.status)
        self.backups = AutomaticBackups(context, self.status)
        self._frame = QWidget()
        self.covers = Covers(self._frame, context.keys)
        self.covering = Covering(context, self.covers)
        self.locking = LockCovers(context, self.covers)
        self.veil = Veil(self.covers, context.keys)
        self.corner = UserCorner(context, self._frame, self.rail, self.search.line)
        self._counts = PageCounts(context, tuple(self._specs.values()), self.rail, self.status)
        self._timer = QTimer(self)
        self._build()
        self._connect()
        self.show_page(next(key for key in (first, *self._places, *self._specs) if key in self._specs))
        self._facts.refresh()
        register = context.register
        context.jobs.write(lambda: forget_old_messages(register), lambda _count: self._counts.refresh())
        self.tick()

    def show_page(self, key: str, argument: object = None) -> None:
        """Show a page, making it first where this is its first time, unless the page shown must not be left.

        A page that is not for this role is not shown, whoever asks for it. Words in the search box are those of the
        page shown, if it has any; only whoever is typing them there keeps the focus.
        """
        if key not in self._specs:
            return
        self.corner.take_away()
        current = self.page()
        if current is not None and current is not self._pages.get(key) and not current.can_leave():
            return
        place = self._places.pop(key, None) if key not in self._pages else None
        page = self.made(key)
        is_new = self._stack.currentWidget() is not page
        self._stack.setCurrentWidget(page)
        if is_new:
            self.status.turn_page()
        self.rail.set_current(key)
        is_searching = argument is not None and self.search.line.hasFocus()
        if is_new and not is_searching:
            self.search.show_text("")
        for shown in (place, argument) if place is not None and argument is not None else (place or argument,):
            page.show_argument(shown)
        if not is_searching and (is_new or self.search.line.hasFocus()):
            page.take_focus()

    def made(self, key: str) -> Page:
        """The page with this key, made now if it never was; it is not shown by that."""
        if key not in self._pages:
            page = self._pages[key] = self._specs[key].make(self.context)
            self._stack.addWidget(page)
        return self._pages[key]

    def page(self, key: str = "") -> Page | None:
        """The page shown, or the page with this key if it was ever shown."""
        if key:
            return self._pages.get(key)
        return next((page for page in self._pages.values() if page is self._stack.currentWidget()), None)

    def places(self) -> dict[str, object]:
        """Where each page stands that was ever shown, for a window made anew; the page shown comes first."""
        shown = self.page()
        pages = sorted(self._pages.items(), key=lambda item: item[1] is not shown)
        return {key: page.place() for key, page in pages} | self._places

    def close_down(self) -> None:
        """Stop looking, and let each page keep what is half typed."""
        self._timer.stop()
        self.backups.stop()
        self.context.keys.stop()
        for page in self._pages.values():
            page.keep_draft()
        self.covering.close_down()

    def _show_keys(self) -> None:
        if (page := self.page()) is not None:
            self.covering.show_keys(page)

    def _build(self) -> None:
        for widget in (self, self._frame):
            widget.setProperty("ground", "surface")
            widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        for spec in self._specs.values():
            self.rail.add(spec.key, spec.title, spec.icon, spec.shortcut, is_apart=spec.is_apart)
        right = bare(QVBoxLayout())
        right.addLayout(self._top_bar())
        right.addWidget(Hairline())
        right.addWidget(self._stack, 1)
        right.addWidget(Hairline())
        right.addWidget(self.status)
        bare(QHBoxLayout(self)).addWidget(self.veil)
        outer = bare(QHBoxLayout(self._frame))
        outer.addWidget(self.rail)
        outer.addWidget(Hairline(is_vertical=True))
        outer.addLayout(right, 1)

    def _top_bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setContentsMargins(*margins(self, px(32) - BLEED, 0, px(16), 0))
        bar.setSpacing(px(12))
        self._lock = Button(_("Lock"), "Ctrl+L", flat=True, icon="lock")
        self._lock.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)  # the search box gives way first
        bar.addWidget(self.search)
        bar.addStretch(1)
        bar.addWidget(self._clock)
        bar.addWidget(self._lock)
        self._clock.setFixedHeight(self._lock.sizeHint().height())  # both in the middle of the same lines
        bar.addStrut(px(TOP_BAR) - 1)
        return bar

    def _connect(self) -> None:
        bus, jobs = self.context.bus, self.context.jobs
        self.rail.chosen.connect(self.show_page)
        self.search.searched.connect(self._search)
        self.search.confirmed.connect(lambda text: self._search(OpenFirst(text)))
        self.search.left.connect(self._leave_search)
        self.search.went_down.connect(self._leave_search)
        self._lock.clicked.connect(bus.asked_to_lock)
        bus.asked_to_show.connect(self.show_page)
        bus.said.connect(self.status.say)
        bus.shows_words.connect(self.search.show_text)
        bus.changed.connect(self._spread)
        self._facts.recorded_elsewhere.connect(lambda: bus.changed.emit(None, None))
        self.covering.listen(self._frame, self.rail)
        self.corner.asked_keys.connect(self._show_keys)
        self.corner.asked_switch.connect(self.covering.show_switch)
        self.corner.asked_pin.connect(self.locking.show_pin)
        self.corner.asked_erase.connect(self.locking.show_erase)
        for asked in (self.corner.asked_passphrase, bus.asked_own_passphrase):
            asked.connect(self.covering.show_own_passphrase)
        self.corner.closed.connect(self._leave_search)
        jobs.refused.connect(lambda error: self.status.say(str(error), "danger"))
        jobs.crashed.connect(self._say_crash)
        self.context.keys.watch(self)
        self.context.keys.scanned.connect(self._take_scan)
        self.context.keys.card_scanned.connect(self._take_card)
        self.context.keys.misread.connect(
            lambda: self.status.say(_("This card could not be read. Scan it again, or type its number."), "danger")
        )
        for keys, words, act in (
            *((spec.shortcut, spec.title, lambda key=spec.key: self.show_page(key)) for spec in self._specs.values()),
            ("Ctrl+K", _("Search people, cards, documents, rooms"), self.search.take_focus),
            (USER_KEY, _("Language, colours, text size"), self.corner.turn),
            (HELP_KEY, _("This list of keys"), self._show_keys),
            (QUICK_CLOSE_KEY, _("Close at once; what is half typed is kept"), bus.asked_to_close.emit),
        ):
            bind_key(keys, words, self._frame, act)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.tick)
        self._timer.start()

    def _search(self, text: str | OpenFirst) -> None:
        self.context.bus.asked_to_show.emit(self.searched, text)

    def _take_scan(self, text: str) -> None:
        """A scan from anywhere fills the form; the page shown may want it for itself."""
        page = self.page()
        if page is None or page.take_scan(text):
            return
        self.show_page(FORM)
        if (form := self.page()) is self._pages.get(FORM) and form is not None:
            form.take_scan(text)

    def _take_card(self, card: str) -> None:
        """A card from anywhere finds its person."""
        if (page := self.page()) is not None and not page.take_card(card):
            self._search(card)

    def _leave_search(self) -> None:
        if (page := self.page()) is not None:
            page.take_focus()

    def _spread(self, changes: Changes | None, initiator: object) -> None:
        for page in self._pages.values():
            page.take_changes(changes, initiator)
        self._facts.refresh()
        self._counts.refresh()
        if changes is None or "centre" in changes.tables:
            register = self.context.register
            self.context.jobs.read(lambda: read_centre(register), self._show_centre, latest="centre")
        if changes is None or "user" in changes.tables:
            look_at_rights(self.context, lambda: self.veil.drawn() is not None)

    def _show_centre(self, centre: Centre) -> None:
        self.centre = centre
        self.rail.set_names(centre.name, self._desk)

    def _say_crash(self, reference: str) -> None:
        if (page := self.page()) is not None:
            page.say_crash(reference)

    def tick(self) -> None:
        """What every second brings: the time, the age of the backup, and whether the clock has jumped."""
        register = self.context.register
        self._clock.setText(moment_in_words(register.clock.now(), self.centre.time_zone))
        self._facts.look()
        self.covering.look()

    def minimumSizeHint(self) -> QSize:
        """The rail can always be folded: nothing makes the window wider than a screen."""
        hint = super().minimumSizeHint()
        return QSize(hint.width() - (self.rail.width() - px(FOLDED_WIDTH)), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.set_folded(is_folded=self.width() < px(NARROW))
        self.corner.place()
