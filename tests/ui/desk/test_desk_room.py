"""The desk where room is dear: large text, long languages, a laptop's small screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from intake_app.i18n import PSEUDO_LONG, PSEUDO_MIRRORED
from tests.ui.clipping import clipped_texts, settle
from tests.ui.desk_reading import SERGEI, at
from ui.desk.page import DeskPage
from ui.dressing import dress
from ui.preferences import Preferences
from ui.widgets.labels import ElidedLabel

if TYPE_CHECKING:
    from intake_app.opening import Unlocked
    from tests.ui.keyboard import Keyboard
    from ui.shell import Shell

SIZE = (1366, 768)
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LOOKS = {
    "russian": Preferences("light", language="ru"),
    "kazakh": Preferences("light", language="kk"),
    "long": Preferences("light", language=PSEUDO_LONG),
    "mirrored": Preferences("light", language=PSEUDO_MIRRORED),
    "larger in kazakh": Preferences("light", 150, "kk"),
    "large": Preferences("light", 200, "en"),
}


def open_desk(shell: Shell, unlocked: Unlocked, look: Preferences) -> DeskPage:
    """The desk in a look, on the smallest screen."""
    dress(look)
    shell.resize(*SIZE)
    shell.show()  # as in life: what was locked is seen before
    shell.activateWindow()
    shell.open_window(unlocked)
    settle()
    assert shell.window_ is not None
    page = shell.window_.page()
    assert isinstance(page, DeskPage)
    return page


def is_in_sight(widget: QWidget, within: QWidget) -> bool:
    """Whether nothing of a widget is scrolled away or hidden, up and down."""
    seen = widget.visibleRegion().boundingRect()
    top = widget.mapTo(within, QPoint(0, 0)).y()
    return 0 <= top <= within.height() and seen.height() >= widget.height() - 2


def record_sergei(page: DeskPage, keys: Keyboard) -> None:
    """Record somebody whose number is then typed again."""
    keys.enter(*SERGEI)
    keys.press(Qt.Key.Key_Return, CTRL)
    page.go_to("token")
    keys.enter("", "", "4512345678")
    settle()


def test_with_large_text_the_notice_comes_before_the_form_and_begins_in_sight_with_its_answers(
    shell: Shell, unlocked: Unlocked, keys: Keyboard
) -> None:
    page = open_desk(shell, unlocked, LOOKS["large"])
    assert page.right is not None
    assert at(page) == "token"
    assert is_in_sight(page.right.notice.answers, shell)
    words = page.right.notice._words
    assert words.visibleRegion().boundingRect().height() >= 3 * words.fontMetrics().height()
    assert page.right.mapTo(shell, QPoint(0, 0)).y() < page.fields.mapTo(shell, QPoint(0, 0)).y()
    keys.enter("", "")
    settle()
    assert page.right.mapTo(shell, QPoint(0, 0)).y() > page.fields.mapTo(shell, QPoint(0, 0)).y()
    assert page.fields.fields["document_number"].editor.hasFocus()
    assert is_in_sight(page.fields.fields["document_number"].editor, shell)


def test_with_large_text_the_answers_of_the_notice_are_in_sight_while_they_have_the_focus(
    shell: Shell, unlocked: Unlocked, keys: Keyboard
) -> None:
    page = open_desk(shell, unlocked, LOOKS["large"])
    keys.enter("")
    settle()
    assert page.right is not None
    answers = page.right.notice.answers
    area = _area_of(answers)
    seen = answers.visibleRegion().boundingRect()
    assert at(page) == "notice"
    assert seen.height() >= min(answers.height(), area.viewport().height()) - 10


def test_with_large_text_up_and_down_scroll_the_words_of_the_notice(
    shell: Shell, unlocked: Unlocked, keys: Keyboard
) -> None:
    page = open_desk(shell, unlocked, LOOKS["large"])
    keys.enter("")
    settle()
    assert page.right is not None
    bar = _area_of(page.right.notice.answers).verticalScrollBar()
    low = bar.value()
    keys.press(Qt.Key.Key_PageUp)
    assert bar.value() < low
    keys.press(Qt.Key.Key_PageDown)
    assert bar.value() >= low
    assert at(page) == "notice"


def test_with_large_text_a_hint_is_asked_above_the_form(shell: Shell, unlocked: Unlocked, keys: Keyboard) -> None:
    page = open_desk(shell, unlocked, LOOKS["large"])
    record_sergei(page, keys)
    assert page.band.text() == "S. I., born 1997 F7: yes, new stay. F8: someone else."
    keys.press(Qt.Key.Key_F7)
    settle()
    assert page.band.text().startswith("New stay.")
    assert is_in_sight(page.fields.fields["entered_on"].editor, shell)


def test_beside_the_form_too_the_notice_begins_in_sight_with_its_answers_and_what_comes_after_it_as_well(
    shell: Shell, unlocked: Unlocked, keys: Keyboard
) -> None:
    page = open_desk(shell, unlocked, LOOKS["larger in kazakh"])
    assert page.right is not None
    notice, bar = page.right.notice, _area_of(page.right).verticalScrollBar()
    assert not page.is_panel_below
    assert bar.maximum() > bar.value() == 0  # as the desk opens, when nothing has its height yet
    keys.enter("")
    settle()
    assert bar.maximum() > bar.value() == 0
    assert is_in_sight(notice.first_line(), shell)
    assert is_in_sight(notice.answers, shell)
    keys.press(Qt.Key.Key_PageDown)
    assert bar.value() > 0
    keys.enter("", "", "Ковалёв", "Артём", "", "2012")
    settle()
    assert bar.value() == 0
    assert is_in_sight(page.right.card, shell)


@pytest.mark.parametrize("look", LOOKS)
def test_whatever_a_form_says_fits_the_window(shell: Shell, unlocked: Unlocked, keys: Keyboard, look: str) -> None:
    page = open_desk(shell, unlocked, LOOKS[look])
    assert page.right is not None
    notice = page.right.notice
    assert notice.height() == notice.sizeHint().height()  # its answers do not move with the next change
    record_sergei(page, keys)
    found = {"hint": _cut_off(shell, page)}
    keys.press(Qt.Key.Key_F8)
    found["someone else"] = _cut_off(shell, page)
    page.go_to("birth_date")
    keys.enter("2012")
    found["child"] = _cut_off(shell, page)
    keys.press(Qt.Key.Key_F6, SHIFT)
    keys.enter("12")
    page.go_to("token")
    keys.enter("ORL-A-000001-8")
    found["slip"] = _cut_off(shell, page)
    assert {state: faults for state, faults in found.items() if faults} == {}


@pytest.mark.parametrize("look", ["russian", "kazakh"])
def test_no_date_and_no_error_ends_in_dots(shell: Shell, unlocked: Unlocked, keys: Keyboard, look: str) -> None:
    page = open_desk(shell, unlocked, LOOKS[look])
    keys.enter(*SERGEI[:9])
    settle()
    assert page.right is not None
    labels = [each for each in page.right.dates.findChildren(ElidedLabel) if each.isVisible() and each.text()]
    assert len(labels) == 12
    assert [each.text() for each in labels if each.fontMetrics().horizontalAdvance(each.text()) > each.width()] == []


def _area_of(widget: QWidget) -> QScrollArea:
    parent = widget.parentWidget()
    while not isinstance(parent, QScrollArea):
        assert parent is not None
        parent = parent.parentWidget()
    return parent


def _cut_off(shell: Shell, page: DeskPage) -> list[str]:
    settle()
    faults = clipped_texts(page)
    if (shell.width(), shell.height()) != SIZE:
        faults.append(f"the window has become {shell.width()} x {shell.height()}")
    assert page.right is not None
    if page.right.width() > _area_of(page.right).viewport().width():
        faults.append(f"the panel is {page.right.width()} wide")
    row = QRect(page.mapTo(shell, QPoint(0, 0)), page.size())
    outside = [
        each.accessibleName()
        for each in (page.token.line, page.party.line)
        if each.isVisible() and not row.contains(QRect(each.mapTo(shell, QPoint(0, 0)), each.size()))
    ]
    return faults + outside


@pytest.mark.parametrize("look", ["russian", "mirrored"])
def test_the_way_to_further_fields_stands_in_line_with_the_frames(shell: Shell, unlocked: Unlocked, look: str) -> None:
    page = open_desk(shell, unlocked, LOOKS[look])
    phone, button = page.fields.fields["phone"], page.fields.more_button
    box, row = (QRect(each.mapTo(shell, QPoint(0, 0)), each.size()) for each in (phone, button))
    apart = box.right() - row.right() if look == "mirrored" else row.left() - box.left()
    assert abs(apart) <= 8
