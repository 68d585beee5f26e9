"""What stands in place of a tab while something is done to a person: a form, a search, what is erased or handed out."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ui.people.correction_view import FormView
from ui.people.erase_view import EraseView
from ui.people.erasing import make_erasing
from ui.people.hand_out_view import HandOutView
from ui.people.handing_out import make_handing_out
from ui.people.join_view import JoinView
from ui.people.joining import make_joining
from ui.people.person_forms import make_form

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from intake_app.domain.changes import Changes
    from ui.context import WindowContext
    from ui.people.person import PersonView
    from ui.people.person_work import PersonWork

Asked: TypeAlias = FormView | JoinView | EraseView | HandOutView


def make_asked(
    context: WindowContext,
    host: QWidget,
    view: PersonView,
    work: PersonWork,
    asked: tuple[str, str],
    erased: Callable[[Changes], None],
) -> Asked:
    """What a key and the id of a record ask for, at work; `erased` is called where nobody is left to show."""
    key, record_id = asked
    person_id = view.file.person.person_id
    if key == "join":
        return make_joining(context, view, work)
    if key == "erase":
        erase, erasing = make_erasing(context, person_id)
        erasing.erased.connect(erased)
        return erase
    if key == "hand_out":
        return make_handing_out(context, host, person_id, view.card_shown or person_id)
    return FormView(make_form(view, context.register, key, record_id))
