"""Somebody comes into a party from their own page: searched beside the window, done in one act on Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.services.parties import bring_together
from ui.people.join_view import JoinView
from ui.people.join_words import find_rows, say_joined

if TYPE_CHECKING:
    from intake_app.errors import UserError
    from ui.context import WindowContext
    from ui.people.join_words import JoinRow
    from ui.people.person import PersonView
    from ui.people.person_work import PersonWork


def make_joining(context: WindowContext, view: PersonView, work: PersonWork) -> JoinView:
    """The view in which somebody's party is chosen, at work."""
    register, person = context.register, view.file.person
    join = JoinView()

    def refuse(error: UserError) -> None:
        join.refuse(str(error))

    def search(text: str) -> None:
        context.jobs.read(
            lambda: find_rows(register, person.person_id, text, view.today),
            lambda found: join.show_found(text, found),
            refuse,
            latest="join",
        )

    def take(found: JoinRow) -> None:
        work.save(
            lambda: say_joined(
                view.card, found.card, bring_together(register, [person.person_id], with_person=found.person_id)
            )
        )

    join.searched.connect(search)
    join.chosen.connect(take)
    return join
