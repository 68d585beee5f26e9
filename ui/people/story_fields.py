"""Fields and acts as a story speaks of them: as what somebody corrected, added or took away, and what was undone."""

from __future__ import annotations

from intake_app.i18n import _
from intake_app.messages import field_label


def say_object(name: str) -> str:
    """A field as the object of a sentence: somebody corrected "the birth date"."""
    names = {
        "family_name": _("the family name"),
        "given_name": _("the given name"),
        "patronymic": _("the patronymic"),
        "family_name_latin": _("the family name in Latin letters"),
        "given_name_latin": _("the given name in Latin letters"),
        "other_names": _("the other names"),
        "sex": _("the sex"),
        "birth_date": _("the birth date"),
        "birth_place": _("the place of birth"),
        "citizenship": _("the citizenship"),
        "languages": _("the languages"),
        "phone": _("the phone"),
        "messenger": _("the messenger"),
        "emergency_contact": _("the emergency contact"),
        "document_type": _("the kind of document"),
        "document_number": _("the document number"),
        "document_country": _("the country of the document"),
        "issued_on": _("the day the document was issued"),
        "expires_on": _("the day the document expires"),
        "issuing_authority": _("the office that issued the document"),
        "entered_on": _("the day of entry"),
        "entry_point": _("the place of entry"),
        "arrived_on": _("the day of arrival"),
        "sleeps": _("where they sleep"),
        "intention": _("the plans"),
        "destination": _("the destination"),
        "departed_on": _("the day of leaving"),
        "departure": _("the kind of departure"),
        "met_on": _("the need"),
    }
    label = field_label(name)
    return names.get(name) or f"{label[:1].lower()}{label[1:]}"


def say_undone(kind: str) -> str:
    """The sentence of an undo, with a place for `who`; `kind` is of the act that was undone."""
    sentences = {
        "register": _("{who} undid the recording of this person"),
        "tonight": _("{who} undid the recording of this person"),
        "return": _("{who} undid the return of this person"),
        "correct": _("{who} undid a correction"),
        "move": _("{who} undid a move to another bed"),
        "depart": _("{who} undid a departure: they have not left"),
        "delete": _("{who} undid the hiding of this person"),
        "undelete": _("{who} undid the restoring: this person is hidden again"),
        "guard": _("{who} undid the guarding of this person"),
        "unguard": _("{who} undid the end of the guard"),
        "start_party": _("{who} undid the beginning of a party"),
        "join_party": _("{who} undid the joining of a party"),
        "leave_party": _("{who} undid the leaving of the party"),
        "add_document": _("{who} undid the adding of a document"),
        "void_card": _("{who} undid the voiding of the card"),
        "reissue_card": _("{who} undid the new card: the old one is in use again"),
        "meet_need": _("{who} undid \u201cseen to\u201d: the need is open again"),
        "merge_people": _("The joining was undone by {who}: there are two records again"),
        "not_the_same": _("{who} took back that this is not the same person as another"),
        "maybe_the_same": _("{who} said again that this is not the same person as another"),
        "undo": _("{who} did again what was undone"),
    }
    return sentences.get(kind) or _("{who} undid an earlier entry")
