"""Who cannot see the window hears it, and who uses no mouse sees where the focus is."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QComboBox, QScrollArea, QWidget

from intake_app.i18n import LANGUAGES, PSEUDO_LONG
from tests.ui.clipping import settle
from tests.ui.walk import walk
from ui.first_run.screen import FirstRunScreen
from ui.preferences import Preferences
from ui.resources.theme import apply_theme
from ui.resources.tokens import DARK, LIGHT, Tokens, contrast
from ui.unlock.screen import UnlockScreen
from ui.widgets.action_bar import ActionBar
from ui.widgets.buttons import Button
from ui.widgets.form import FormGrid
from ui.widgets.layouts import bring_into_view

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from intake_app.opening import Unlocked
    from ui.shell import Shell

ENGLISH = Preferences("light", language="en")
NO_ROLES = (QAccessible.Role.NoRole, QAccessible.Role.Client)
SOURCES = Path(__file__).resolve().parent.parent.parent / "ui"


def focusable(window: QWidget) -> Iterator[QWidget]:
    """Everything the keyboard can reach in what is shown."""
    for widget in window.findChildren(QWidget):
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None:
            yield widget


def silent(window: QWidget) -> list[str]:
    """What takes the focus and would not be announced: no name, or no role."""
    found = []
    for widget in focusable(window):
        spoken = QAccessible.queryAccessibleInterface(widget)
        if spoken.role() in NO_ROLES:
            found.append(f"{type(widget).__name__} has no role")
        elif not spoken.text(QAccessible.Text.Name).strip():
            found.append(f"{type(widget).__name__} has no name")
    return found


def heard(widget: QWidget) -> str:
    """What something is called to whoever listens; a drop-down is called by its label, its name is its value."""
    spoken = QAccessible.queryAccessibleInterface(widget)
    labels = [other for other, kind in spoken.relations() if kind & QAccessible.RelationFlag.Label]
    return (labels[0] if labels else spoken).text(QAccessible.Text.Name)


def tab_order(start: QWidget) -> list[QWidget]:
    """Where Tab goes from a widget, until it comes back."""
    order = [start]
    widget = start.nextInFocusChain()
    while widget is not None and widget is not start and len(order) < 2_000:
        order.append(widget)
        widget = widget.nextInFocusChain()
    return order


def test_everything_that_takes_the_focus_has_a_name_and_a_role(shell: Shell, unlocked: Unlocked) -> None:
    faults = {key: silent(shell) for key, _page in walk(shell, unlocked, ENGLISH)}
    assert {key: found for key, found in faults.items() if found} == {}


def test_what_is_heard_is_in_the_language_of_the_window(shell: Shell, unlocked: Unlocked) -> None:
    """Every name of what takes the focus was translated; what people called things themselves stays as it is."""
    own = {"Aigerim B.", *LANGUAGES.values()}
    for key, _page in walk(shell, unlocked, Preferences("light", language=PSEUDO_LONG)):
        names = {heard(each) for each in focusable(shell)}
        assert {name for name in names - own if name.isascii()} == set(), key


def test_a_drop_down_is_heard_with_its_label(shell: Shell, unlocked: Unlocked) -> None:
    for key, _page in walk(shell, unlocked, ENGLISH):
        combos = [each for each in focusable(shell) if isinstance(each, QComboBox)]
        assert [heard(each) for each in combos] == [each.accessibleName() for each in combos], key


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("is_primary", [True, False])
def test_a_button_that_cannot_be_pressed_can_be_read(
    qtbot: QtBot, qapp: QApplication, tokens: Tokens, is_primary: bool
) -> None:
    apply_theme(qapp, tokens)
    button = Button("Opening the register", primary=is_primary)
    qtbot.addWidget(button)
    button.setEnabled(False)
    button.resize(button.sizeHint())
    image = button.grab().toImage()
    drawn = Counter(image.pixelColor(x, y).name() for x in range(8, image.width() - 8) for y in range(4, 32))
    ground = drawn.most_common(1)[0][0]
    assert max(contrast(ground, ink) for ink in drawn) >= 4.5


@pytest.mark.parametrize("is_set_up", [True, False])
def test_the_first_screens_are_heard_too(shell: Shell, unlocked: Unlocked, is_set_up: bool) -> None:
    unlocked.close()
    if is_set_up:
        shell.start()
        assert isinstance(shell.centralWidget(), UnlockScreen)
    else:
        shell.setCentralWidget(shell._show_first_run())
        assert isinstance(shell.centralWidget(), FirstRunScreen)
    shell.show()
    settle()
    assert list(focusable(shell))
    assert silent(shell) == []


def test_tab_goes_down_a_page_and_never_back_up_to_another_part(shell: Shell, unlocked: Unlocked) -> None:
    """Within one form or bar: what comes later stands further down, or further on in the same row."""
    for key, page in walk(shell, unlocked, ENGLISH):
        inside = [
            widget
            for widget in tab_order(page)
            if page.isAncestorOf(widget) and widget in set(focusable(page)) and _form_of(widget) is not None
        ]
        for one, other in pairwise(inside):
            if _form_of(one) is _form_of(other):
                assert _is_before(one, other), (key, one.accessibleName(), other.accessibleName())


def test_the_focus_can_be_seen_wherever_it_is(shell: Shell, unlocked: Unlocked) -> None:
    for key, page in walk(shell, unlocked, ENGLISH):
        for widget in list(focusable(page)):
            if isinstance(widget, QAbstractScrollArea):
                continue  # a table shows its current row, a text its cursor
            other = next(
                (each for each in focusable(shell) if each is not widget and not page.isAncestorOf(each)), None
            )
            assert other is not None
            other.setFocus()
            bring_into_view(widget)
            QApplication.processEvents()
            without = _around(shell, widget)
            widget.setFocus()
            settle()
            if widget.hasFocus():
                assert _around(shell, widget) != without, (key, widget.accessibleName())


def test_there_is_one_family_of_icons() -> None:
    for path in (SOURCES / "resources/icons").glob("*.svg"):
        text = path.read_text(encoding="utf-8")
        assert 'viewBox="0 0 24 24"' in text, path.name
        assert 'stroke="currentColor"' in text, path.name
        assert 'stroke-width="2"' in text, path.name


def test_nothing_moves_by_itself() -> None:
    """There is no animation in the window, so none has to be turned off for who asked for less motion."""
    moving = ("QPropertyAnimation", "QVariantAnimation", "QGraphicsOpacityEffect", "QMovie", "QTimeLine")
    found = [
        path.name for path in SOURCES.rglob("*.py") if any(name in path.read_text(encoding="utf-8") for name in moving)
    ]
    assert found == []


def _form_of(widget: QWidget) -> QWidget | None:
    """The nearest form or bar around a widget."""
    around = widget.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        if isinstance(around, FormGrid | ActionBar):
            return around
        around = around.parentWidget()
    return None


def _is_before(one: QWidget, other: QWidget) -> bool:
    first, second = (_place(widget) for widget in (one, other))
    is_same_row = first.top() < second.bottom() and second.top() < first.bottom()
    return first.left() <= second.left() if is_same_row else first.top() <= second.top()


def _place(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def _around(window: QWidget, widget: QWidget) -> bytes:
    """The pixels of a widget and a little around it, where a ring would be."""
    place = _place(widget).adjusted(-6, -6, 6, 6)
    image = window.grab(place).toImage()
    return bytes(image.constBits())
