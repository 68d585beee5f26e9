"""The keys of this laptop are erased: which copies survive, and what that means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from intake_app.i18n import _, kept_apart, ngettext
from ui.moments import moment_in_words
from ui.page_keys import QUICK_CLOSE_KEY
from ui.widgets.buttons import Button
from ui.widgets.cover import Cover
from ui.widgets.labels import label
from ui.widgets.outcome import breakable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from intake_app.opening.quick_erase import Erased

_WIDE = 640  # pixels at 100 %


class ErasedScreen(Cover):
    """`asked_to_close` is all that is left to do here."""

    asked_to_close = Signal()

    def __init__(self, erased: Erased, late: tuple[Path, ...] = (), time_zone: str = "") -> None:
        super().__init__(width=_WIDE)
        self.to_do, self.facts = tuple(say_survivors(erased, late, time_zone)), tuple(say_facts(erased))
        self.button = Button(_("Close Intake"), QUICK_CLOSE_KEY, primary=True)
        is_sure = not erased.left and not late
        self.add_title(
            "check" if is_sure else "triangle-alert",
            label(say_done(is_sure=is_sure), "hero", is_wrapped=True),
            label(say_gone(erased), "muted", is_wrapped=True),
            tone="accent" if is_sure else "danger",
        )
        self._add_lines(_("Still opens: destroy these too"), self.to_do)
        self._add_lines(_("Good to know"), self.facts)
        self.add(self.button, above=24)
        self.end()
        self.button.clicked.connect(self.asked_to_close)
        self.setFocusProxy(self.button)

    def _add_lines(self, title: str, lines: tuple[str, ...]) -> None:
        if lines:
            self.add(label(title, "strong"), above=20)
        for line in lines:
            self.add(label(breakable(line), "row", is_wrapped=True), above=8)


def say_done(*, is_sure: bool) -> str:
    """Whether everything that was to be erased is erased."""
    return _("The keys of this laptop are erased") if is_sure else _("Not every key of this laptop is erased")


def say_gone(erased: Erased) -> str:
    """What was overwritten and removed."""
    count = erased.keyrings + erased.backups
    return ngettext(
        "{count} copy was overwritten and removed.", "{count} copies were overwritten and removed.", count
    ).format(count=count)


def say_survivors(erased: Erased, late: tuple[Path, ...], time_zone: str = "") -> Iterator[str]:
    """A sentence for each copy that is known to be left; a path stands in a line of its own, where it breaks least."""
    unerased = _("This file could not be erased:")
    for path in dict.fromkeys((*erased.left, *late)):
        yield f"{unerased}\n{kept_apart(str(path))}"
    if erased.second_place:
        unplugged = _("The second place was not plugged in. Its backups:")
        yield f"{unplugged}\n{kept_apart(str(erased.second_place))}"
    if erased.others:
        yield ngettext(
            "In the second place {count} backup of another desk has the same keys.",
            "In the second place {count} backups of other desks have the same keys.",
            erased.others,
        ).format(count=erased.others)
    if erased.elsewhere is not None:
        yield _("Somebody put a backup into another folder on {moment}; it still opens.").format(
            moment=moment_in_words(erased.elsewhere, time_zone)
        )


def say_facts(erased: Erased) -> Iterator[str]:
    """What is true wherever keys were erased, and of the head office where there is one."""
    if erased.has_head_office:
        yield _("The head office can open every backup that survives.")
    yield _(
        "Other desks, and backups on other sticks, keep their own keys. The register's file is still on this laptop: "
        "with such a key it opens."
    )
    yield _("A disk without moving parts may keep old blocks for a while. Only destroying it is certain.")
