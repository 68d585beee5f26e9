"""No text is cut and nothing stands outside: twice as long, right to left, at 200 %, in every language."""

from __future__ import annotations

from statistics import correlation
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.roles import Role, Session
from intake_app.i18n import PSEUDO_LONG, PSEUDO_MIRRORED
from tests.ui.clipping import clipped_texts, settle
from tests.ui.crookedness import crooked_widgets
from tests.ui.walk import SIZE, walk
from ui.preferences import Preferences
from ui.rail import Rail
from ui.widgets.action_bar import ActionBar
from ui.widgets.bar_rows import MOST_ROWS
from ui.widgets.buttons import Button
from ui.widgets.cover import Advice, Cover, Tile
from ui.widgets.field import BLEED, Field, FieldShell
from ui.widgets.form import FormGrid
from ui.widgets.keycap import Keycap
from ui.widgets.labels import ElidedLabel, Hairline, label
from ui.widgets.layouts import bare
from ui.widgets.page import Page
from ui.widgets.scrolling import ScrollArea
from ui.widgets.side_panel import SidePanel
from ui.widgets.tab_bar import Tab, TabBar
from ui.widgets.table import Table

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from intake_app.opening import Unlocked
    from ui.shell import Shell


class LayoutsAsked(QObject):
    """Counts how often a widget is asked to lay out anew."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.LayoutRequest
        return False


LOOKS = {
    "english": Preferences("light", language="en"),
    "russian": Preferences("light", language="ru"),
    "kazakh": Preferences("light", language="kk"),
    "long": Preferences("light", language=PSEUDO_LONG),
    "mirrored": Preferences("light", language=PSEUDO_MIRRORED),
    "large": Preferences("light", 200, "en"),
}


@pytest.mark.parametrize("look", LOOKS)
def test_every_page_fits_the_smallest_screen_with_its_texts_whole_and_its_actions_in_sight(
    shell: Shell, unlocked: Unlocked, look: str
) -> None:
    faults = {}
    for key, page in walk(shell, unlocked, LOOKS[look]):
        faults[key] = clipped_texts(shell) + hidden_actions(shell, page) + crooked_forms(page) + low_titles(page)
        faults[key] += crooked_widgets(shell)
        if (shell.width(), shell.height()) != SIZE:
            faults[key].append(f"the window has become {shell.width()} x {shell.height()}")
    assert faults
    assert {key: found for key, found in faults.items() if found} == {}


def test_the_page_that_is_shown_is_in_sight_in_a_rail_too_low_for_all_of_them(qtbot: QtBot) -> None:
    rail = Rail("Oral", "A", Session("u", "Dana", Role.MANAGER))
    qtbot.addWidget(rail)
    for key in "abcdefghi":
        rail.add(key, key, "search", f"Ctrl+{key}")
    rail.set_current("a")
    rail.resize(rail.width(), rail.minimumSizeHint().height() + 100)
    rail.show()
    settle()
    bar = rail.findChildren(ScrollArea)[0].verticalScrollBar()
    assert bar.maximum() > 0
    assert bar.value() == 0
    rail.set_current("i")
    assert bar.value() == bar.maximum()


def test_what_lies_over_its_neighbour_or_beyond_an_edge_is_found(qtbot: QtBot) -> None:
    ground = QWidget()
    ground.resize(300, 100)
    save, park = (Button(text, parent=ground) for text in ("Save", "Park"))
    save.setGeometry(0, 0, 100, 40)
    park.setGeometry(100, 0, 100, 40)
    qtbot.addWidget(ground)
    ground.show()
    settle()
    assert crooked_widgets(ground) == []
    park.move(90, 0)
    assert crooked_widgets(ground) == ["'Save' (Button at 0, 0) lies over 'Park' (Button at 90, 0)"]
    park.move(210, 0)
    assert crooked_widgets(ground) == ["'Park' (Button at 210, 0) is cut at QWidget"]


def test_the_window_is_mirrored_for_a_language_from_right_to_left(shell: Shell, unlocked: Unlocked) -> None:
    for key, page in walk(shell, unlocked, LOOKS["mirrored"]):
        window = shell.window_
        assert window is not None
        assert window.rail.mapTo(shell, QPoint(0, 0)).x() + window.rail.width() == SIZE[0]
        assert window.search.mapTo(shell, QPoint(0, 0)).x() > SIZE[0] / 3, key
        lock = next(button for button in window.findChildren(Button) if button.keycap == "Ctrl+L")
        search_ends = window.search.mapTo(shell, QPoint(window.search.width() - BLEED, 0)).x()
        assert SIZE[0] - window.rail.width() - search_ends == 1 + 32, key  # the line beside the rail, and the margin
        assert lock.mapTo(shell, QPoint(0, 0)).x() == 16, key
        if page.title.isVisible():
            title = page.title.mapTo(shell, QPoint(0, 0)).x() + page.title.width()
            assert title > SIZE[0] - window.rail.width() - 60, key


@pytest.mark.parametrize(("narrowest", "widths"), [(150, (900, 500, 300, 900)), (280, (1000, 900, 500, 1000))])
def test_a_form_gives_up_columns_before_it_is_cut(qtbot: QtBot, narrowest: int, widths: tuple[int, ...]) -> None:
    grid = FormGrid(narrowest=narrowest)
    grid.begin_group("Person")
    names = ("Family name", "Given name", "Patronymic")
    fields = [Field(name) for name in names]
    for column, field in enumerate(fields):
        grid.add(field, column)
    qtbot.addWidget(grid)
    grid.show()
    seen = []
    for width in widths:
        grid.resize(width, 400)
        settle()
        rows = sorted({field.y() for field in fields})
        seen.append((grid.shown_columns(), len(rows), [field.label for field in _in_reading_order(fields)]))
    assert seen == [(3, 1, list(names)), (2, 2, list(names)), (1, 3, list(names)), (3, 1, list(names))]
    assert not any(_overlaps(one, other) for one in fields for other in fields if one is not other)


def test_a_form_with_sentences_below_its_fields_gives_up_its_last_column_sooner(qtbot: QtBot) -> None:
    grid = FormGrid(roomy=220)
    grid.begin_group("Centre")
    for column in range(3):
        grid.add(Field("Phone"), column)
    qtbot.addWidget(grid)
    grid.show()
    seen = []
    for width in (900, 700, 420):
        grid.resize(width, 400)
        settle()
        seen.append(grid.shown_columns())
    assert seen == [3, 2, 2]


def test_a_page_takes_its_panel_below_where_the_content_would_be_too_narrow(qtbot: QtBot) -> None:
    page = Page("Desk", has_panel=True, has_actions=True)
    inside = label("Looks like")
    page.panel.addWidget(inside)
    page.body.addWidget(Field("Family name"))
    qtbot.addWidget(page)
    page.show()
    places = []
    for width in (1100, 700, 1100):
        page.resize(width, 600)
        settle()
        at = inside.mapTo(page, QPoint(0, 0))
        places.append(("beside" if at.x() > width / 2 else "below", inside.isVisible()))
    assert places == [("beside", True), ("below", True), ("beside", True)]
    page.resize(700, 600)
    panel = page.findChild(SidePanel)
    assert panel is not None
    lines = panel.findChildren(Hairline)
    heights = []
    for is_shown in (True, False, True):
        inside.setVisible(is_shown)
        settle()
        heights.append((panel.sizeHint().height() > 1, any(line.isVisible() for line in lines)))
    assert heights == [(True, True), (False, False), (True, True)]  # with nothing in it there is nothing of it


def test_a_narrow_bar_takes_more_rows_before_it_drops_a_label(qtbot: QtBot) -> None:
    bar = ActionBar()
    new, following = Button("New form", "Ctrl+N", flat=True), Button("Save, next in party", "F6")
    save = Button("Save and print", "Ctrl+Enter", primary=True)
    bar.left.addWidget(new)
    bar.right.addWidget(following)
    bar.right.addWidget(save)
    qtbot.addWidget(bar)
    bar.show()
    seen = []
    for width in (900, 520, 330, 900):
        bar.resize(width, bar.heightForWidth(width))
        settle()
        buttons = (new, following, save)
        assert not any(_overlap(one, other) for one in buttons for other in buttons if one is not other)
        assert all(bar.rect().contains(button.geometry()) for button in buttons)
        assert [button.toolTip() for button in buttons] == ["", "", ""]  # nothing is shortened
        seen.append([sorted({button.y() for button in buttons}).index(button.y()) for button in buttons])
    assert seen[0] == seen[3] == [0, 0, 0]
    assert seen[1] == [1, 0, 0]
    assert seen[2] == [2, 0, 1]


def test_a_bar_shows_keys_alone_only_where_three_rows_would_not_do(qtbot: QtBot) -> None:
    bar = ActionBar()
    others = [Button(f"Something long to do, number {number}", f"F{number}") for number in range(1, 6)]
    save = Button("Save", "Ctrl+Enter", primary=True)
    for button in (*others, save):
        bar.right.addWidget(button)
    qtbot.addWidget(bar)
    bar.show()
    bar.resize(400, bar.heightForWidth(400))
    settle()
    assert [button.toolTip() for button in others] == [button.text() for button in others]
    assert save.toolTip() == ""
    asked = LayoutsAsked(bar)
    settle()
    assert asked.count == 0, "it is laid out once, and not again and again"
    save.set_primary(is_primary=False)
    settle()
    assert save.toolTip() == "Save", "nor has it words of its own where another button is the bright one"
    save.set_primary(is_primary=True)
    settle()
    assert save.toolTip() == ""
    bar.resize(2_400, bar.heightForWidth(2_400))
    settle()
    assert [button.toolTip() for button in others] == [""] * 5


def test_a_notice_that_is_said_again_asks_for_no_layout(qtbot: QtBot) -> None:
    page = Page("Desk")
    qtbot.addWidget(page)
    page.show()
    page.band.say("The lead is called.", "warning", strong="May be under 18")
    settle()
    asked = LayoutsAsked(page)
    page.band.say("The lead is called.", "warning", strong="May be under 18")
    settle()
    assert asked.count == 0
    page.band.say("The lead is called and comes.", "warning", strong="May be under 18")
    settle()
    assert asked.count == 1


def test_quiet_actions_give_up_their_words_before_others_do(qtbot: QtBot) -> None:
    bar = ActionBar()
    quiet = [Button(f"Something quiet to do, {number}", f"F{number}", flat=True) for number in (1, 2)]
    framed = [Button(f"Another way, {number}", f"F{number}") for number in (3, 4)]
    save = Button("Save and print", "Ctrl+Enter", primary=True)
    for button in quiet:
        bar.left.addWidget(button)
    for button in (*framed, save):
        bar.right.addWidget(button)
    qtbot.addWidget(bar)
    bar.show()
    width = save.whole_width() + sum(button.short_width() for button in quiet) + 120
    bar.resize(width, bar.heightForWidth(width))
    settle()
    assert [bool(button.toolTip()) for button in (*quiet, *framed, save)] == [True, True, False, False, False]
    assert len({button.y() + button.height() // 2 for button in (*quiet, *framed, save)}) <= MOST_ROWS


def test_a_cover_gives_way_step_by_step_before_what_is_to_be_done_is_out_of_sight(qtbot: QtBot) -> None:
    cover, advice, button = Cover(top=64), Advice(), Button("Go on", "Enter", primary=True)
    cover.add_title("house", label("A title", "hero"), label("and what it says", "muted"))
    cover.add(button)
    cover.add_advice(advice)
    cover.end()
    qtbot.addWidget(cover)
    cover.show()
    bar = cover.findChildren(ScrollArea)[0].verticalScrollBar()
    tops: list[int] = []
    seen: list[tuple[bool, bool]] = []
    for height in range(440, 60, -10):
        cover.resize(400, height)
        settle()
        state = not cover.findChildren(Tile)[0].isHidden(), not advice.isHidden()
        if state != (False, False):
            assert bar.maximum() == 0, f"at {height} something is out of sight that there was room for"
        if not seen or seen[-1] != state:
            seen.append(state)
        tops.append(button.mapTo(cover, QPoint()).y())
    assert seen == [(True, True), (False, True), (False, False)]
    assert tops[0] > tops[-1]


def test_a_bar_kept_low_shows_quiet_keys_alone_where_that_makes_it_one_row(qtbot: QtBot) -> None:
    bar = ActionBar()
    quiet, framed = Button("Something quiet to do", "F5", flat=True), Button("Another way", "F6")
    save = Button("Save and print", "Ctrl+Enter", primary=True)
    bar.left.addWidget(quiet)
    for button in (framed, save):
        bar.right.addWidget(button)
    qtbot.addWidget(bar)
    bar.show()
    width = framed.whole_width() + save.whole_width() + quiet.short_width() + 120
    high = bar.heightForWidth(width)
    bar.keep_low(is_low=True)
    assert bar.heightForWidth(width) < high
    bar.resize(width, bar.heightForWidth(width))
    settle()
    assert [button.toolTip() for button in (quiet, framed, save)] == ["Something quiet to do", "", ""]


def test_tabs_that_make_way_are_counted_at_their_side(qtbot: QtBot) -> None:
    tabs = TabBar("Parts")
    qtbot.addWidget(tabs)
    tabs.set_tabs([Tab(str(number), f"A part with a name, number {number}") for number in range(5)])
    tabs.resize(520, 60)
    tabs.show()
    tabs.set_one_line(is_one_line=True)
    tabs.set_current("2")
    settle()
    before, after = tabs._hidden
    shown = [number for number in range(5) if tabs.button(str(number)).isVisible()]
    assert 2 in shown
    assert (before.isVisible(), after.isVisible()) == (shown[0] > 0, shown[-1] < 4)
    counted = [int(each.text().strip("\u2039\u203a ") or 0) for each in tabs._hidden]
    assert len(shown) + sum(counted) == 5
    assert [each.toolTip().count("A part") for each in tabs._hidden] == counted  # which they are
    tabs.resize(2_000, 60)
    settle()
    assert [each.isVisible() for each in tabs._hidden] == [False, False]


def test_a_table_gives_every_column_room(qtbot: QtBot) -> None:
    from PySide6.QtGui import QStandardItemModel

    table = Table("People")
    model = QStandardItemModel(3, 4, table)
    table.setModel(model)
    table.set_widths([300, 200, 200, 100])
    qtbot.addWidget(table)
    table.show()
    table.resize(400, 300)
    settle()
    assert sum(table.columnWidth(column) for column in range(4)) <= table.viewport().width()
    assert min(table.columnWidth(column) for column in range(4)) > 40


def test_text_that_is_cut_is_found(qtbot: QtBot) -> None:
    cut, whole, short = (
        label("A notice that is far too long"),
        label("Short"),
        ElidedLabel("A notice that is far too long"),
    )
    window = QWidget()
    for number, each in enumerate((cut, whole, short)):
        each.setParent(window)
        each.setGeometry(0, 30 * number, 60, 24)
    qtbot.addWidget(window)
    window.show()
    assert [fault.split("'")[1] for fault in clipped_texts(window)] == ["A notice that is far too long"]
    short.setToolTip("")
    assert len(clipped_texts(window)) == 2


def test_a_field_mirrors_its_label(qtbot: QtBot, qapp: QApplication) -> None:
    inks = {}
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        qapp.setLayoutDirection(direction)
        field = Field("Born")
        qtbot.addWidget(field)
        field.resize(400, field.height())
        field.show()
        image = field.grab(QRect(0, 0, 400, 18)).toImage()
        ground = image.pixelColor(200, 2)
        columns = [x for x in range(400) for y in range(18) if image.pixelColor(x, y) != ground]
        inks[direction] = (min(columns), max(columns))
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert inks[Qt.LayoutDirection.LeftToRight][1] < 60
    assert inks[Qt.LayoutDirection.RightToLeft][0] > 340


def test_what_is_read_from_the_left_is_painted_so_in_a_mirrored_window_too(qtbot: QtBot, qapp: QApplication) -> None:
    seen: dict[Qt.LayoutDirection, list[list[int]]] = {}
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        qapp.setLayoutDirection(direction)
        words = (
            ElidedLabel("25 Nov, 23:40"),
            label("25 Nov, 23:40"),
            ElidedLabel("Aigerim B."),
            Keycap("1\N{EN DASH}7"),
        )
        field = Field("Born")
        for widget in (*words, field):
            qtbot.addWidget(widget)
            widget.resize(200, widget.height())
            widget.show()
        seen[direction] = [_inked(widget) for widget in words]
        field.grab()  # Qt places the caret as it paints
        caret = field.line.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle).center().x()
        assert (caret > 100) == (direction == Qt.LayoutDirection.RightToLeft)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    alike = [_alike(*pair) for pair in zip(*seen.values(), strict=True)]
    assert min(alike) > 0.8, alike


def _inked(widget: QWidget) -> list[int]:
    """How dark each column is, from the first that differs from the ground to the last."""
    image = widget.grab().toImage()
    dark = [sum(255 - image.pixelColor(x, y).green() for y in range(image.height())) for x in range(image.width())]
    ground = min(dark)
    inked = [x for x, column in enumerate(dark) if column > ground]
    return dark[inked[0] : inked[-1] + 1]


def _alike(one: list[int], other: list[int]) -> float:
    """How far two texts have the same letters in the same order, at most 1: Qt places them between pixels too."""
    room = min(len(one), len(other)) - 1
    return max(correlation(one[a : a + room], other[b : b + room]) for a in (0, 1) for b in (0, 1))


def hidden_actions(shell: Shell, page: Page) -> list[str]:
    """The buttons of a page's action bar that are not wholly seen."""
    room, hidden = QRect(QPoint(0, 0), shell.size()), []
    for bar in page.findChildren(ActionBar):
        for button in (each for each in bar.findChildren(Button) if each.isVisible()):
            place = QRect(button.mapTo(shell, QPoint(0, 0)), button.size())
            if not room.contains(place) or button.visibleRegion().boundingRect() != button.rect():
                hidden.append(f"{button.text()!r} is out of sight")
    return hidden


def low_titles(page: Page) -> list[str]:
    """The title that begins further down than the titles of other pages do, where it scrolls with the form too."""
    top = page.title.mapTo(page, QPoint(0, 0)).y()
    return [f"the title begins at {top}"] if page.is_frugal and page.title.isVisible() and top else []


def crooked_forms(page: Page) -> list[str]:
    """The edges that the frames of a page's forms begin at, where they are more than one or not the title's."""
    forms = [form for form in page.findChildren(FormGrid) if form.isVisible() and form.gutter()]
    found = set()
    for form in forms:
        fields = [each for each in form.findChildren(FieldShell) if each.isVisible() and each.parentWidget() is form]
        found |= {min(_begin(field, page) for field in fields)} if fields else set()
    is_below = bool(forms) and all(form.shown_columns() == 1 for form in forms)
    expected = {_begin(page.title, page)} if is_below and page.title.isVisible() else found
    return [] if len(found) < 2 and found <= expected else [f"forms begin at {sorted(found)}, {expected}"]


def _begin(widget: QWidget, page: Page) -> int:
    """Where a line of text begins on it; of a field where its frame does."""
    bleed = BLEED if isinstance(widget, FieldShell) else 0
    left = widget.mapTo(page, QPoint(0, 0)).x()
    is_mirrored = page.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return page.width() - left - widget.width() + bleed if is_mirrored else left + bleed


def _in_reading_order(fields: list[Field]) -> list[Field]:
    return sorted(fields, key=lambda field: (field.y(), field.x()))


def _overlap(one: QWidget, other: QWidget) -> bool:
    return one.geometry().intersects(other.geometry())


def _overlaps(one: Field, other: Field) -> bool:
    return one.geometry().adjusted(3, 0, -3, 0).intersects(other.geometry().adjusted(3, 0, -3, 0))


def test_no_rest_of_a_row_stands_below_an_arrow_and_the_arrow_shows_what_is_there(qtbot: QtBot) -> None:
    area, inner = ScrollArea(has_bar=False), QWidget()
    column = bare(QVBoxLayout(inner))
    rows = [QWidget() for _row in range(8)]
    for row in rows:
        row.setFixedHeight(48)
        column.addWidget(row)
    area.setWidget(inner)
    area.resize(120, 170)
    qtbot.addWidget(area)
    area.show()
    area.verticalScrollBar().setValue(30)
    settle()

    above, below = area._above, area._below
    assert below is not None
    assert above.geometry().bottom() + 1 == rows[1].mapTo(area, QPoint(0, 0)).y()
    assert below.geometry().top() == rows[3].mapTo(area, QPoint(0, 0)).y()
    QTest.mouseClick(below, Qt.MouseButton.LeftButton)
    assert area.verticalScrollBar().value() == 30 + 170 // 2
    QTest.mouseClick(above, Qt.MouseButton.LeftButton)
    assert area.verticalScrollBar().value() == 30
