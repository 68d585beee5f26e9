"""The columns a list of people may have, and which of them are shown."""

from __future__ import annotations

from dataclasses import dataclass

from intake_app.i18n import _

CHECK = "check"
DEFAULT = ("name", "latin", "born", "card", "sleeps", "next")
CHOICE = ("latin", "born", "card", "sleeps", "next", "missing", "entered", "citizenship", "languages", "phone")
"""What may be shown or not, in its order; the name always is."""
SORT_OF = {
    "name": "name",
    "latin": "latin",
    "born": "born",
    "card": "card",
    "sleeps": "place",
    "next": "next",
    "entered": "entered",
    "citizenship": "citizenship",
}
"""How a column's head sorts; columns that are not here do not."""
_WIDTHS = {
    CHECK: 36,
    "name": 246,
    "latin": 184,
    "born": 104,
    "card": 140,
    "sleeps": 172,
    "next": 232,
    "missing": 300,
    "entered": 110,
    "citizenship": 140,
    "languages": 150,
    "phone": 150,
}

_NARROWEST = {"next": 190, "missing": 160}
_GO_FIRST = ("latin", "citizenship", "languages", "phone", "entered", "born", "sleeps", "next", "card")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns shown, the check box first, the name next."""

    keys: tuple[str, ...] = (CHECK, *DEFAULT)

    def width(self, key: str) -> int:
        """In pixels at 100 %; the last column shown takes the rest."""
        return _WIDTHS[key]

    def fitting(self, width: int, sort: str = "") -> tuple[str, ...]:
        """The columns that a width (pixels at 100 %) has room for: the name always, what it is sorted by, and what
        says most.
        """
        keys = list(self.keys)
        for key in sorted(_GO_FIRST, key=lambda each: SORT_OF.get(each) == sort):
            if key in keys and sum(_NARROWEST.get(each, _WIDTHS[each]) for each in keys) > width:
                keys.remove(key)
        return tuple(keys)

    def sorted_by(self, sort: str) -> int:
        """The number of the column a list is sorted by; -1 where it is not shown."""
        return next((number for number, key in enumerate(self.keys) if SORT_OF.get(key) == sort), -1)


def columns_from(text: str, *, is_incomplete: bool = False, has_checks: bool = True) -> Columns:
    """The columns of a kept choice (keys parted by blanks); on the incomplete queue what is missing stands last."""
    chosen = set(text.split()) or set(DEFAULT)
    keys = [key for key in CHOICE if key in chosen]
    if is_incomplete:
        keys = [key for key in keys if key not in ("missing", "next", "latin", "born")] + ["missing"]
    return Columns(((CHECK,) if has_checks else ()) + ("name", *keys))


def column_title(key: str) -> str:
    """What stands at a column's head."""
    titles = {
        "name": _("Name"),
        "latin": _("Latin"),
        "born": _("Born"),
        "card": _("Card"),
        "sleeps": _("Sleeps"),
        "next": _("Next date"),
        "missing": _("Missing"),
        "entered": _("Entered"),
        "citizenship": _("Citizenship"),
        "languages": _("Speaks"),
        "phone": _("Phone"),
    }
    return titles.get(key, "")
