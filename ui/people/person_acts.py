"""What else is done to a person's record: hiding, guarding, leaving, moving, cards, needs. The forms' data. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.arrivals import FieldProblem, check_field
from intake_app.i18n import _, ngettext
from intake_app.messages import say_word
from intake_app.services.card_reissue import reissue_card, void_card
from intake_app.services.corrections import meet_need
from intake_app.services.deeds import Deed, may
from intake_app.services.deletion import hide_person, restore_person
from intake_app.services.departures import record_departure
from intake_app.services.guarding import guard_person
from intake_app.services.parties import leave_party
from intake_app.services.placements import move_people
from ui.people.forms import Done, FormField, FormProblems, PersonForm, explain, needed_text, reason_field
from ui.people.join_words import say_parted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from intake_app.domain.changes import Changes
    from intake_app.domain.records import Need, Place
    from intake_app.domain.roles import Session
    from ui.people.correction import Desk

_DEPARTURES = ("left", "moved", "presumed_left")


def hide_form(desk: Desk) -> PersonForm:
    """Hide the person; the button names the card."""
    card = desk.file.card_number
    note = _(
        "Goes off all lists, searches, sheets and exports; the bed becomes free. The shift lead can restore the record "
        "by its card."
    )
    return _simple(
        _("Hide this person"),
        _("Hide {card}").format(card=card),
        lambda reason: hide_person(desk.register, desk.file.person.person_id, reason),
        _("{card} is hidden. The shift lead can restore it.").format(card=card),
        note=note,
        is_loud=True,
    )


def restore_form(desk: Desk) -> PersonForm:
    """Have a hidden person back."""
    card = desk.file.card_number

    def restore(reason: str) -> Done:
        back = restore_person(desk.register, desk.file.person.person_id, reason)
        if back.is_bed_lost:
            return Done(
                back.changes, _("{card} is back, without a bed: it was given away.").format(card=card), "warning"
            )
        return Done(back.changes, _("{card} is back.").format(card=card))

    return PersonForm(
        title=_("Restore this person"),
        button=_("Restore {card}").format(card=card),
        groups=((_("Reason"), (reason_field(),)),),
        check=lambda typed: _later(restore, needed_text(typed)),
        note=_("The bed comes back if nobody else has it."),
    )


def guard_form(desk: Desk) -> PersonForm:
    """Guard the person, or no longer."""
    person, card = desk.file.person, desk.file.card_number
    is_guarded = not person.guarded
    return _simple(
        _("Guard this person") if is_guarded else _("Guard this person no longer"),
        _("Guard {card}").format(card=card) if is_guarded else _("Guard {card} no longer").format(card=card),
        lambda reason: guard_person(desk.register, person.person_id, reason, is_guarded=is_guarded),
        _("{card} is guarded.").format(card=card)
        if is_guarded
        else _("{card} is guarded no longer.").format(card=card),
        note=_("Volunteers see of a guarded person only that the shift lead is to be called.") if is_guarded else "",
    )


def leave_form(desk: Desk) -> PersonForm:
    """They have left, moved, or are presumed to have left."""
    card = desk.file.card_number
    kinds = (_nothing_yet(), *((code, say_word("departure", code)) for code in _DEPARTURES))
    fields = (
        FormField("departure", _("What happened"), "", kinds, helper=_("did they leave the country?")),
        FormField("departed_on", _("Since"), helper=_("left empty: today, or not known if presumed")),
        reason_field(_("where to, who said so; may stay empty"), is_needed=False),
    )

    def check(typed: Mapping[str, str]) -> Callable[[], Done]:
        problems = {} if typed["departure"] else {"departure": _("Choose what happened.")}
        try:
            day = check_field("departed_on", typed["departed_on"], desk.context)["departed_on"]
        except FieldProblem as problem:
            problems["departed_on"] = explain(problem)
        if problems:
            raise FormProblems(problems)
        ids, reason = [desk.file.person.person_id], typed["reason"]

        def record() -> Done:
            changes = record_departure(desk.register, ids, typed["departure"], day, reason)
            said = _("{card} has left; the bed is free.").format(card=card)
            if "need" not in changes.tables:
                return Done(changes, said)
            alone = _("A child of the party is without an adult now: call the shift lead.")
            return Done(changes, f"{said} {alone}", "warning")

        return record

    return PersonForm(
        title=_("This person left"),
        button=_("Record that {card} left").format(card=card),
        groups=((_("Departure"), fields),),
        check=check,
        note=_("Only leaving the country ends the legal dates. Whoever comes back gets a new stay at the desk."),
    )


def leave_party_form(desk: Desk) -> PersonForm:
    """They do not travel with their party any more."""
    card = desk.file.card_number

    def check(typed: Mapping[str, str]) -> Callable[[], Done]:
        person_id, reason = desk.file.person.person_id, typed["reason"]
        return lambda: say_parted(card, leave_party(desk.register, person_id, reason))

    return PersonForm(
        title=_("Leaves the party"),
        button=_("{card} leaves the party").format(card=card),
        groups=((_("Reason"), (reason_field(_("may stay empty"), is_needed=False),)),),
        check=check,
        note=_("A child who is left without an adult is held: bed and sheet wait for the shift lead."),
    )


def move_form(desk: Desk, beds: Sequence[tuple[Place, int]], staying: Sequence[str] = ()) -> PersonForm:
    """Another bed, of those that are free tonight; `staying` says of each of the party where they stay."""
    options = tuple((place.place_id, place.name if free == 1 else _say_free(place.name, free)) for place, free in beds)
    card = desk.file.card_number
    names = {place.place_id: place.name for place, _free in beds}
    fields = (
        FormField("place_id", _("To"), "", (_nothing_yet(), *options)),
        reason_field(_("may stay empty"), is_needed=False),
    )

    def check(typed: Mapping[str, str]) -> Callable[[], Done]:
        place_id = typed["place_id"]
        if not names:
            raise FormProblems({"place_id": _("No bed is free. Add places in Settings.")})
        if place_id not in names:
            raise FormProblems({"place_id": _("Choose a bed.")})
        said = _("{card} sleeps in {place} now.").format(card=card, place=names[place_id])
        ids = [desk.file.person.person_id]
        return lambda: Done(move_people(desk.register, ids, place_id, typed["reason"]), said)

    def say_button(typed: Mapping[str, str]) -> str:
        if not (place := names.get(typed["place_id"], "")):
            return _("Move {card}").format(card=card)
        return _("Move {card} to {place}").format(card=card, place=place)

    note = _("Only this person moves. Of the party stay where they are: {people}.").format(people="; ".join(staying))
    return PersonForm(
        title=_("Another bed"),
        button=_("Move {card}").format(card=card),
        groups=((_("Bed"), fields),),
        check=check,
        note=note if staying else "",
        say_button=say_button,
    )


def reissue_form(desk: Desk) -> PersonForm:
    """A new card for a lost one."""
    old = desk.file.card_number

    def reissue(reason: str) -> Done:
        number, changes = reissue_card(desk.register, desk.file.person.person_id, reason)
        return Done(changes, _("New card {card}. Print the sheet again.").format(card=number))

    return PersonForm(
        title=_("A new card"),
        button=_("Void {card}, give a new one").format(card=old) if old else _("Give a new card"),
        groups=((_("Reason"), (reason_field(_("lost, stolen, unreadable ...")),)),),
        check=lambda typed: _later(reissue, needed_text(typed)),
        note=_("The old number still finds this person."),
    )


def void_form(desk: Desk) -> PersonForm:
    """Void the card without a new one."""
    card = desk.file.card_number
    return _simple(
        _("Void the card"),
        _("Void {card}").format(card=card),
        lambda reason: void_card(desk.register, desk.file.person.person_id, reason),
        _("Card {card} is void.").format(card=card),
        note=_("The old number still finds this person."),
        is_loud=True,
    )


def meet_form(desk: Desk, need: Need) -> PersonForm:
    """Somebody has seen to a need."""
    held = need.need_code == "child_alone"
    return _simple(
        say_word("need", need.need_code).capitalize(),
        _("Seen to"),
        lambda reason: meet_need(desk.register, need.need_id, reason),
        _("Seen to for {card}.").format(card=desk.file.card_number),
        note=_say_let_go(desk) if held else "",
    )


def _say_let_go(desk: Desk) -> str:
    """Of a child whose hold ends: those who were left by their adult have kept the bed they sleep in."""
    if desk.file.place_name:
        return _("The sheet is let go; they stay in {place}.").format(place=desk.file.place_name)
    return _("Bed and sheet are let go. Give a bed next.")


def rights_acts(session: Session, card: str) -> list[tuple[str, str, str, str]]:
    """What somebody may ask for of their own record, as far as this session does it: key, words, keycap and icon.

    No key erases: one that does something else on another page is pressed before it is read.
    """
    acts = []
    if may(session, Deed.SUBJECT_ACCESS):
        acts.append(("hand_out", _("Hand out everything we hold"), "Ctrl+Y", "file-text"))
    if may(session, Deed.ERASE):
        words = _("Erase everything about {card}").format(card=card) if card else _("Erase everything")
        acts.append(("erase", words, "", "x"))
    return acts


def _simple(
    title: str, button: str, act: Callable[[str], Changes], said: str, *, note: str = "", is_loud: bool = False
) -> PersonForm:
    """A form that asks only why."""
    return PersonForm(
        title=title,
        button=button,
        groups=((_("Reason"), (reason_field(),)),),
        check=lambda typed: _later(lambda reason: Done(act(reason), said), needed_text(typed)),
        note=note,
        is_loud=is_loud,
    )


def _nothing_yet() -> tuple[str, str]:
    """What stands in a choice until somebody has chosen: what ends a stay or gives a bed is not guessed."""
    return "", _("choose")


def _later(act: Callable[[str], Done], reason: str) -> Callable[[], Done]:
    return lambda: act(reason)


def _say_free(name: str, free: int) -> str:
    return ngettext("{place}, {count} free bed", "{place}, {count} free beds", free).format(place=name, count=free)
