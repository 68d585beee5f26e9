"""The overview of a person: dates, stays and needs at the left, the story at the right; and the story alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from intake_app.i18n import _, ngettext
from intake_app.messages import say_word
from intake_app.values import say_iso
from ui.models.words import say_site
from ui.people.person_head import make_facts
from ui.people.story_words import tell_entries
from ui.resources.theme import px
from ui.widgets.buttons import Button
from ui.widgets.icons import IconLabel
from ui.widgets.labels import Hairline, label
from ui.widgets.layouts import bare
from ui.widgets.sides import Sides
from ui.widgets.story import Story, StoryLine

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from intake_app.services.stories import StoryEntry
    from ui.people.person import DateLine, PersonView, StayLine
    from ui.people.person_tabs import Ask

_LEFT = 344
_GAP = 40
_LEAST = 440
_DATE_ROWS = 4  # of the grid: when and what, how far and how sure, by which source, and the line below
ON_OVERVIEW = 8
UNDO = "Ctrl+Z"


def make_overview(
    view: PersonView, ask: Ask, undo: Callable[[str], None], show_all: Callable[[], None], *, has_facts: bool
) -> QWidget:
    """Dates and stays at the left, the newest of the story at the right; above them the facts that the head has not."""
    left, facts, story_side = QWidget(), QWidget(), QWidget()
    facts.setFixedWidth(px(_LEFT))
    facts.setLayout(_left(view, ask))
    # In a row with free room beside it: else its height is reckoned for the whole width where the story stands below.
    row = bare(QHBoxLayout(left))
    row.addWidget(facts)
    row.addStretch(1)
    right = bare(QVBoxLayout(story_side), px(12))
    right.addWidget(label(_("History"), "label"))
    entries = view.story.entries[:ON_OVERVIEW]
    older = view.story.total - len(entries)
    story = Story(story_lines(entries, view), more=say_older(older))
    story.undone.connect(undo)
    story.asked_for_more.connect(show_all)
    right.addWidget(story)
    right.addStretch(1)
    sides = Sides(left, story_side, gap=px(_GAP), narrowest=px(_LEAST))
    if not has_facts:
        return sides
    holder = QWidget()
    column = bare(QVBoxLayout(holder), px(20))
    column.addWidget(make_facts(view.facts))
    column.addWidget(sides, 1)
    return holder


def make_history(view: PersonView, undo: Callable[[str], None], more: Callable[[], None]) -> Story:
    """The whole story, a page at a time."""
    older = view.story.total - len(view.story.entries)
    story = Story(story_lines(view.story.entries, view), more=say_older(older))
    story.undone.connect(undo)
    story.asked_for_more.connect(more)
    return story


def story_lines(entries: Sequence[StoryEntry], view: PersonView, after: date | None = None) -> tuple[StoryLine, ...]:
    """Entries as lines of the story widget; `after` is the day of the one above them. One bears the key that undoes."""
    by_key = view.undoable.act_id if view.undoable is not None else ""
    return tuple(
        StoryLine(
            key=told.act_id,
            day=told.day,
            time=told.time,
            icon=told.icon,
            text=told.text,
            details=told.details,
            action=told.action,
            keycap=UNDO if told.act_id == by_key else "",
            is_struck=told.is_struck,
            ink="accent" if told.is_beginning else "muted",
        )
        for told in tell_entries(entries, view.time_zone, view.today, after)
    )


def say_older(count: int) -> str:
    """What the button for older entries says; empty where there are none."""
    return ngettext("{count} older", "{count} older", count).format(count=count) if count > 0 else ""


def _left(view: PersonView, ask: Ask) -> QVBoxLayout:
    column = bare(QVBoxLayout(), px(10))
    _add_needs(column, view, ask)
    if view.missing:
        column.addWidget(label(_("Missing"), "label"))
        column.addWidget(label(", ".join(view.missing), is_wrapped=True))
        column.addSpacing(px(10))
    column.addWidget(label(_("Dates"), "label"))
    if not view.dates:
        nothing = _("No dates: the day of entry is not known, or no rule applies.")
        if view.file.stay is not None and view.file.stay.departure == "left":
            nothing = _("No dates: they have left the country.")
        column.addWidget(label(nothing, "helper", is_wrapped=True))
    column.addLayout(_dates(view.dates))
    column.addSpacing(px(16))
    column.addWidget(label(_("Stays"), "label"))
    for stay in view.stays:
        column.addLayout(_stay_row(stay))
    column.addStretch(1)
    return column


def _add_needs(column: QVBoxLayout, view: PersonView, ask: Ask) -> None:
    """What somebody must see to; the first has the key."""
    needs = [need for need in view.file.needs if not need.met_on]
    if needs:
        column.addWidget(label(_("Needs"), "label"))
    for number, need in enumerate(needs):
        row = bare(QHBoxLayout(), px(8))
        row.addWidget(IconLabel("circle-alert", "warning", size=16))
        words = bare(QVBoxLayout(), px(0))
        words.addWidget(label(say_word("need", need.need_code), "strong", "warning", is_wrapped=True))
        words.addWidget(label(_("noted {day}").format(day=say_iso(need.noted_on)), "helper", is_wrapped=True))
        row.addLayout(words, 1)
        if view.can_change:
            row.addWidget(_seen_to(need.need_id, "Ctrl+M" if number == 0 else "", ask))
        column.addLayout(row)
    if needs:
        column.addSpacing(px(10))


def _seen_to(need_id: str, keycap: str, ask: Ask) -> Button:
    button = Button(_("Seen to"), keycap)
    button.setObjectName("meet")
    button.clicked.connect(lambda: ask("meet", need_id))
    return button


def _dates(lines: Sequence[DateLine]) -> QGridLayout:
    """All in one grid: whatever is longest in the first column, what is to be done stands in one line."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(px(12))
    grid.setVerticalSpacing(px(2))
    grid.setColumnMinimumWidth(0, px(104))
    grid.setColumnStretch(1, 1)
    for number, line in enumerate(lines):
        row = number * _DATE_ROWS
        if number:
            between = bare(QVBoxLayout())
            between.setContentsMargins(0, px(8), 0, px(8))
            between.addWidget(Hairline())
            grid.addLayout(between, row - 1, 0, 1, 2)
        _add_date(grid, row, line)
    return grid


def _add_date(grid: QGridLayout, row: int, line: DateLine) -> None:
    day = bare(QVBoxLayout(), px(2))
    day.addWidget(label(line.when, "strong"))
    day.addWidget(label(line.away, "helper", "danger" if line.kind == "danger" else ""))
    day.addStretch(1)
    grid.addLayout(day, row, 0, 3, 1)
    grid.addWidget(label(line.what, is_wrapped=True), row, 1)
    mark = bare(QHBoxLayout(), px(6))
    mark.addWidget(IconLabel("circle-alert" if line.kind else "check", line.kind or "muted", size=14))
    mark.addWidget(label(line.mark, "helper", line.kind, is_wrapped=True), 1)
    grid.addLayout(mark, row + 1, 1)
    source = label(say_site(line.source), "status", is_wrapped=True)
    source.setToolTip(line.source)
    grid.addWidget(source, row + 2, 1)


def _stay_row(stay: StayLine) -> QHBoxLayout:
    row = bare(QHBoxLayout(), px(12))
    icon = IconLabel("log-out" if stay.is_over else "bed-double", "good" if stay.is_now else "muted", size=18)
    row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
    words = bare(QVBoxLayout(), px(2))
    words.addWidget(label(stay.title, "strong"))
    for line in stay.lines:
        words.addWidget(label(line, "helper", is_wrapped=True))
    row.addLayout(words, 1)
    return row
