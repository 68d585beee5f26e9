"""A form about one person in plain data: its fields, what they hold, and what saving them does. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.i18n import _
from intake_app.messages import explain_field

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from intake_app.domain.arrivals import FieldProblem
    from intake_app.domain.changes import Changes

REASON = "reason"


@dataclass(frozen=True, slots=True)
class FormField:
    """One field: what it holds at first; with `options` of (code, text) it is a choice and holds a code."""

    name: str
    label: str
    value: str = ""
    options: tuple[tuple[str, str], ...] = ()
    helper: str = ""
    is_needed: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """What saving has come to: what was changed, and a sentence for the status line that names a card and no person."""

    changes: Changes
    said: str
    kind: str = "good"


class FormProblems(Exception):  # noqa: N818 - findings, named for what they are shown as
    """What is wrong with each field, in a sentence that stands beside it."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(", ".join(problems))
        self.problems = dict(problems)


@dataclass(frozen=True, slots=True)
class PersonForm:
    """A form in groups of fields; `check` turns what was typed into the work of saving it, or raises FormProblems.

    `note` stands in the band above it; `is_loud` marks a form whose button takes something away; `say_button` says
    what the button does with what is typed, where that is more than `button`.
    """

    title: str
    button: str
    groups: tuple[tuple[str, tuple[FormField, ...]], ...]
    check: Callable[[Mapping[str, str]], Callable[[], Done]]
    note: str = ""
    is_loud: bool = False
    say_button: Callable[[Mapping[str, str]], str] | None = None

    @property
    def fields(self) -> tuple[FormField, ...]:
        """All fields in their order."""
        return tuple(field for _name, fields in self.groups for field in fields)


def reason_field(helper: str = "", *, is_needed: bool = True) -> FormField:
    """Why: every form ends with it."""
    return FormField(REASON, _("Why"), helper=helper or _("a few words for the history"), is_needed=is_needed)


def needed_text(typed: Mapping[str, str]) -> str:
    """The reason typed; FormProblems where there is none."""
    reason = typed.get(REASON, "").strip()
    if not reason:
        raise FormProblems({REASON: _("Say in a few words why.")})
    return reason


def explain(problem: FieldProblem) -> str:
    """What is wrong with a field, for the line below it."""
    return explain_field(problem.field, problem.code)[0]
