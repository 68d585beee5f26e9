"""The one line under the title: how the notice was given, then any hold. Plain data, no screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.i18n import _
from intake_app.values import say_languages
from ui.desk.answers import may_be_held
from ui.desk.decisions import title_of
from ui.desk.form import SPEAK_ALONE

if TYPE_CHECKING:
    from intake_app.services.hints import Hint
    from ui.desk.form import DeskForm


def ask_above(hint: Hint) -> tuple[str, str, str]:
    """The question of a hint whose card is out of sight, below: (text, kind, the words before it)."""
    keys = _("F8: someone else.") if hint.is_guarded else _("F7: yes, new stay. F8: someone else.")
    return keys, "warning", title_of(hint)


def band_of(form: DeskForm) -> tuple[str, str, str]:
    """(text, kind, the words before it that stand out)."""
    if form.notice == SPEAK_ALONE:
        token = form.slots["token"].raw.strip()
        bed = _("Bed by token {token}, call the shift lead.") if token else _("Bed by token, call the shift lead.")
        return bed.format(token=token), "warning", _("Nothing is written.")
    if form.refused:
        return form.refused, "warning", ""
    if form.known_as:
        return _("The old record stays as it is; saving adds a stay."), "good", _("New stay.")
    if may_be_held(form):
        text = _("Save the record and call the shift lead: bed and sheet wait for them.")
        return text, "warning", _("Perhaps under 18, no adult recorded.")
    if form.notice:
        given = _("Notice given in {language}, text {version}; {answer}").format(
            language=say_languages((form.notice_language,)), version=form.notice_version, answer=_answer(form.notice)
        )
        return given, "good", ""
    return _("Give the notice first, before the name"), "muted", ""


def _answer(answer: str) -> str:
    texts = {
        "understood": _("understood"),
        "interpreter": _("through an interpreter"),
        "declines_some": _("declines some questions"),
    }
    return texts[answer]
