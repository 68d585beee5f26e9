"""What the night's table says, in the interface's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.tonight import CHILD_ALONE, DOCTOR, SPEAK_ALONE
from intake_app.i18n import _, ngettext
from intake_app.messages import explain_field
from ui.models.short_dates import typed_date

if TYPE_CHECKING:
    from datetime import date

    from intake_app.domain.arrivals import FieldProblem

ICONS = {DOCTOR: "stethoscope", SPEAK_ALONE: "message-square", CHILD_ALONE: "shield-alert"}
TONES = {DOCTOR: "danger", SPEAK_ALONE: "muted", CHILD_ALONE: "warning"}


def say_need(code: str, *, is_long: bool = False) -> str:
    """The word for what is urgent as the screen says it to the queue: who wants to speak alone waits for the lead."""
    if code == DOCTOR:
        return _("doctor tonight") if is_long else _("doctor")
    return {SPEAK_ALONE: _("lead"), CHILD_ALONE: _("child alone")}.get(code, "")


def say_record(count: int) -> str:
    """What the button of a pasted list does."""
    return ngettext("Record {count} line", "Record {count} lines", count).format(count=count)


def say_sex(code: str) -> str:
    """One letter."""
    return {"F": _("F"), "M": _("M"), "X": _("X")}.get(code, "")


def say_sleeps(code: str) -> str:
    """Where somebody sleeps who has no bed of ours, in one word."""
    return {"here": _("here, no bed"), "host": _("host"), "own": _("own"), "leaving": _("leaving")}.get(code, "")


def say_born(iso: str, *, is_estimated: bool, today: date) -> str:
    """`1996`, `25.05.1997`, or `age 34` for an age that was told."""
    if not iso:
        return ""
    if is_estimated and len(iso) == 4:
        return _("age {age}").format(age=today.year - int(iso))
    return typed_date(iso)


def say_hint(field: str, *, is_correction: bool = False) -> tuple[str, str]:
    """Keys and words: what a field takes."""
    if is_correction and field == "name":
        return "Esc", _("leaves it as it was")
    return {
        "token": ("", _("a token, or the number on a paper slip")),
        "name": ("3", _("to the lead, no name")),
        "born": ("", _("25, 1997 or 25051997")),
        "sex": ("", _("m, f or x")),
        "sleeps": ("", _("own, host, leaving, or a place")),
        "urgent": ("1+2+3", _("doctor, child alone, lead")),
    }[field]


def say_problem(problem: FieldProblem) -> str:
    """What is wrong with a field, in one short sentence."""
    own = {
        "unknown_need": _("1 doctor, 2 child alone, 3 lead; else empty"),
        "unknown_place": _("No free place is called that"),
        "place_taken": _("This place is taken"),
        "bed_by_token": _("Empty this and press Enter to give the bed back"),
        "token_missing": _("A token is needed"),
        "name_missing": _("A name is needed"),
        "unknown_sex": _("m, f or x"),
    }
    if problem.code == "said_twice" and problem.field in (twice := _said_twice()):
        return twice[problem.field]
    return own.get(problem.code) or explain_field(_FIELD_NAMES.get(problem.field, problem.field), problem.code)[0]


def _said_twice() -> dict[str, str]:
    """What a pasted line has two of."""
    return {
        "birth_date": _("Two birth dates: leave one"),
        "sex": _("The sex stands here twice: leave one"),
        "sleeps": _("Two places to sleep: leave one"),
    }


_FIELD_NAMES = {"born": "birth_date", "name": "family_name"}
