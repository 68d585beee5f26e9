"""What the card at the right asks the desk to decide, and with which keys: plain data, no screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from intake_app.i18n import _
from intake_app.messages import say_word
from ui.desk.answers import may_be_held
from ui.desk.form import SPEAK_ALONE

if TYPE_CHECKING:
    from intake_app.services.hints import Hint
    from intake_app.services.outlooks import Outlook
    from ui.desk.form import DeskForm

Kind = Literal["hint", "child", "lead", ""]


@dataclass(frozen=True, slots=True)
class Decision:
    """`hint` where somebody may be known, `child` where somebody may be alone, `lead` where nothing is written.

    `put_aside` are the hints that were answered with "someone else" in this form; `is_for_good` where a lead says so.
    """

    kind: Kind = ""
    hint: Hint | None = None
    is_taken: bool = False
    put_aside: tuple[Hint, ...] = ()
    is_for_good: bool = False

    @property
    def take_back_keys(self) -> str:
        """Which key takes "someone else" back; none while a hint is asked."""
        return "Shift+F7" if self.put_aside and self.kind not in ("hint", "lead") else ""


@dataclass(frozen=True, slots=True)
class CardWords:
    """The card as it is shown: what section it stands in, its title, the reasons, what to say, and its rows of
    (keys, text). `chosen` is the number of the row that was answered, or -1.
    """

    section: str
    title: str
    reasons: tuple[str, ...]
    ask: str
    rows: tuple[tuple[str, str], ...]
    chosen: int = -1


def decide_what(form: DeskForm, outlook: Outlook) -> Decision:
    """The one thing to decide now; who is known comes before who is a child, and nothing before the notice."""
    if form.notice == SPEAK_ALONE:
        return Decision("lead")
    if not form.notice:
        return Decision()
    hints = [hint for hint in outlook.hints if hint.person_id not in form.dismissed]
    aside = tuple(hint for hint in outlook.hints if hint.person_id in form.dismissed)
    if form.known_as:
        hint = next((each for each in hints if each.person_id == form.known_as), None)
        return (
            Decision("hint", hint, is_taken=True, is_for_good=form.facts.decides_for_good)
            if hint is not None
            else Decision()
        )
    if hints:
        return Decision("hint", hints[0], put_aside=aside, is_for_good=form.facts.decides_for_good)
    return Decision("child" if may_be_held(form) else "", put_aside=aside)


def word_card(decision: Decision, token: str) -> CardWords | None:
    """The decision in words; None where there is nothing to decide."""
    if decision.kind == "lead":
        return _word_lead(token)
    if decision.kind == "child":
        return _word_child()
    return _word_hint(decision.hint, decision) if decision.hint is not None else None


def word_put_aside(decision: Decision) -> str:
    """The one quiet row that stays of the hints that were somebody else: what its key does; empty where none is."""
    return _("Take back: someone else") if decision.take_back_keys else ""


def title_of(hint: Hint) -> str:
    """Initials and birth year, as far as they are known and may be seen."""
    if hint.is_guarded:
        return _("Recorded before")
    if not hint.birth_year:
        return hint.initials
    return _("{initials}, born {year}").format(initials=hint.initials, year=hint.birth_year)


def _word_hint(hint: Hint, decision: Decision) -> CardWords:
    someone_else = _("No, someone else, for good") if decision.is_for_good else _("No, someone else")
    if hint.is_guarded:
        title, ask = title_of(hint), _("Do not ask further here. Call the shift lead.")
        others = (("F8", someone_else), ("Enter", _("Not sure; the lead compares")))
        return CardWords(_("Looks like"), title, (), ask, others)
    title = title_of(hint)
    reasons = tuple(say_word("reason", reason) for reason in hint.reasons)
    if decision.is_taken:
        ask = _("Saving gives a new stay. Nothing of the old one is changed.")
    else:
        ask = _("Ask: \u201cHave you stayed here? When?\u201d Do not read out what we hold.")
    rows = (
        ("F7", _("Yes, new stay")),
        ("F8", someone_else),
        ("Enter", _("Not sure; the lead compares")),
    )
    return CardWords(_("Looks like"), title, reasons, ask, rows, 0 if decision.is_taken else -1)


def _word_child() -> CardWords:
    return CardWords(
        _("The lead decides"),
        _("Call the shift lead now"),
        (),
        _("Ask: \u201cWho did you come with?\u201d A brother or sister over 18 stays with them."),
        (("F7", _("Record the adult with them")), ("F8", _("A document shows the birth date"))),
    )


def _word_lead(token: str) -> CardWords:
    bed = _("Give a bed for token {token}").format(token=token) if token else _("Type a token for the bed")
    return CardWords(
        _("Lead"),
        _("Nothing is written"),
        (),
        _("Ask nothing further. Call the shift lead."),
        (("Enter", bed), ("1", _("Back to the notice"))),
    )
