"""The list's own words: tabs, chips, what is counted, what to do where nothing is shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from intake_app.domain.languages import language_name
from intake_app.domain.person_lists import BEST
from intake_app.domain.roles import Role
from intake_app.i18n import _, interface_language, ngettext, say_number
from intake_app.values import say_iso

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from intake_app.domain.person_lists import ListQuery

FILTERS = ("entered_from", "entered_to", "language", "place", "party", "is_overdue", "is_guarded", "is_unprinted")


def tabs_for(role: Role) -> tuple[tuple[str, str], ...]:
    """(code, word) of the tabs a role has: hidden people are the lead's."""
    tabs = (
        ("all", _("All")),
        ("present", _("Here now")),
        ("due", _("Due this week")),
        ("incomplete", _("Incomplete")),
        ("today", _("Arrived today")),
        ("left", _("Left")),
    )
    hidden = (("hidden", _("Hidden")),) if role in (Role.SHIFT_LEAD, Role.MANAGER, Role.PROTECTION) else ()
    return tabs + hidden


def chips_of(query: ListQuery, places: Mapping[str, str], party: str = "") -> tuple[tuple[str, str], ...]:
    """(filter, words) of each filter in force; `places` are names by id, `party` says who is in the party asked for."""
    language = language_name(query.language, interface_language()) if query.language else ""
    words = {
        "entered_from": _("entered from {day}").format(day=say_iso(query.entered_from)),
        "entered_to": _("entered until {day}").format(day=say_iso(query.entered_to)),
        "language": _("speaks {language}").format(language=language),
        "place": _("sleeps in {place}").format(place=places.get(query.place, "?")),
        "party": _("party of {names}").format(names=party) if party else _("one party"),
        "is_overdue": _("overdue"),
        "is_guarded": _("guarded"),
        "is_unprinted": _("no sheet printed"),
    }
    return tuple((name, words[name]) for name in FILTERS if getattr(query, name))


def on_tab(query: ListQuery, tab: str) -> ListQuery:
    """The same list on another tab; what is due comes by its date, unless another order was asked for."""
    if tab == "due" and (query.sort, query.is_descending) == (BEST, False):
        return replace(query, tab=tab, sort="next")
    if query.tab == "due" and tab != "due" and (query.sort, query.is_descending) == ("next", False):
        return replace(query, tab=tab, sort=BEST)
    return replace(query, tab=tab)


def sorted_by(query: ListQuery, sort: str, is_descending: bool | None) -> ListQuery:
    """The same list in another order; the same one turned round where no way is said."""
    if is_descending is None:
        is_descending = sort == query.sorted_by and not query.is_descending
    return replace(query, sort=sort, is_descending=is_descending)


def without(query: ListQuery, name: str) -> ListQuery:
    """The query without one filter."""
    empty: dict[str, Any] = {name: False if name.startswith("is_") else ""}
    return replace(query, **empty)


def widened(query: ListQuery) -> ListQuery:
    """The same words and order among everybody."""
    for name in FILTERS:
        query = without(query, name)
    return replace(query, tab="all")


def is_narrowed(query: ListQuery) -> bool:
    """Whether anything but words narrows the list."""
    return widened(query) != query


def count_in_words(shown: int, everybody: int | None, *, is_cut: bool) -> str:
    """`11 of 4,372`, or `4,372 people`; more than can be shown has a plus."""
    if everybody is None or shown == everybody:
        return ngettext("{count} person", "{count} people", shown).format(count=say_number(shown))
    more = "+" if is_cut else ""
    return _("{found} of {all}").format(found=f"{say_number(shown)}{more}", all=say_number(everybody))


def hint_for(text: str, others: Sequence[str]) -> str:
    """`“serg” also finds Серг, Серғ and Serh`; empty where nothing else was found."""
    if not others or not text.strip():
        return ""
    *first, last = others
    typed = text.strip()
    if not first:
        return _("\u201c{text}\u201d also finds {other}").format(text=typed, other=last)
    found = _("\u201c{text}\u201d also finds {others} and {last}")
    return found.format(text=typed, others=", ".join(first), last=last)


def nothing_in_words(query: ListQuery) -> tuple[str, str]:
    """Title and text of a list that shows nobody: what was asked for, and what to try."""
    if query.text.strip():
        return (
            _("Nobody is found for \u201c{text}\u201d").format(text=query.text.strip()[:40]),
            _(
                "Names in any script, cards, phones, document numbers and places to sleep were searched. "
                "Try the beginning of the family name alone, or the number on the card or the document."
            ),
        )
    texts = {
        "due": (_("Nothing is due this week"), _("Dates of people who are here show up seven days ahead.")),
        "incomplete": (
            _("Every file is complete"),
            _("People recorded in a hurry come here until their full file is typed."),
        ),
        "today": (_("Nobody has arrived today"), _("Who is recorded at the desk or in Tonight shows up here.")),
        "left": (_("Nobody has left"), _("Departures are recorded on a person's page, or here for several people.")),
        "hidden": (_("Nobody is hidden"), _("Somebody hidden by mistake is found here and can be brought back.")),
    }
    asked = texts.get(query.tab)
    if asked is None or is_narrowed(replace(query, tab="all")):
        return _("Nobody is like that"), _("No one in this list has all that the filters ask for. Take one away.")
    return asked
