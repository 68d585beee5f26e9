"""The words for codes that stand for one thing each: rules, roles, acts, what a check finds. `messages` says them.

They are marked for the catalogues here and put into the language of the interface when they are shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def mark(text: str) -> str:
    """Mark a text of a table for the catalogues; `_` puts it into the current language when it is shown."""
    return text


WORDS: Mapping[str, Mapping[str, str]] = {
    "rule": {
        "kz.host_notification": mark("Notice of arrival to the migration police"),
        "kz.registration_30_days": mark("Stay of 30 days"),
        "kz.stay_90_days": mark("Stay of 90 days without a visa"),
    },
    "status": {
        "confirmed": mark("confirmed"),
        "disputed": mark("sources disagree"),
        "unconfirmed": mark("not confirmed"),
    },
    "owed_by": {"centre": mark("we"), "host": mark("the host"), "person": mark("the person")},
    "when": {
        "overdue": mark("overdue"),
        "today": mark("today"),
        "this_week": mark("this week"),
        "later": mark("later"),
    },
    "role": {
        "volunteer": mark("volunteer"),
        "shift_lead": mark("shift lead"),
        "manager": mark("manager"),
        "data_officer": mark("data officer"),
        "protection_focal_point": mark("protection focal point"),
    },
    "act": {
        "found_centre": mark("centre set up"),
        "user_add": mark("user let in"),
        "user_role": mark("role changed"),
        "user_revoke": mark("user revoked"),
        "register": mark("recorded"),
        "return": mark("came back"),
        "start_party": mark("party begun"),
        "join_party": mark("joined a party"),
        "leave_party": mark("left the party"),
        "correct": mark("corrected"),
        "undo": mark("undone"),
        "move": mark("moved to another bed"),
        "depart": mark("departure recorded"),
        "delete": mark("hidden"),
        "undelete": mark("restored"),
        "erase": mark("erased"),
        "erase_again": mark("erased again after a backup was restored"),
        "anonymise": mark("made nameless"),
        "guard": mark("guarded"),
        "unguard": mark("guarded no longer"),
        "add_document": mark("document added"),
        "meet_need": mark("need seen to"),
        "reissue_card": mark("new card given"),
        "void_card": mark("card voided"),
        "tonight": mark("recorded for tonight"),
        "bed_by_token": mark("bed given by a token"),
        "bed_by_token_back": mark("bed given back by a token"),
        "call": mark("token called"),
        "message": mark("message kept"),
        "day_question": mark("day confirmed"),
        "print": mark("sheets printed"),
        "reserve_kit": mark("card numbers reserved for the paper kit"),
        "settings": mark("settings changed"),
        "add_places": mark("places added"),
        "import": mark("imported"),
        "export": mark("exported"),
        "draft": mark("draft kept"),
        "backup": mark("backup made"),
        "restore": mark("backup restored"),
    },
    "reason": {
        "same_document": mark("same document number"),
        "same_name_and_birth_date": mark("same name and birth date"),
        "card": mark("card number"),
        "word": mark("whole word"),
        "beginning": mark("beginning of a word"),
        "fragment": mark("part of a word"),
        "place": mark("place to sleep"),
    },
    "table": {
        "person": mark("person"),
        "document": mark("document"),
        "stay": mark("stay"),
        "group": mark("group"),
        "group_member": mark("member of a group"),
        "place": mark("place"),
        "placement": mark("bed"),
        "card": mark("card"),
        "need": mark("need"),
        "consent": mark("notice given"),
        "centre": mark("centre"),
        "desk": mark("desk"),
        "user": mark("user"),
        "erasure": mark("erasure"),
        "past_stay": mark("stay of somebody nameless"),
    },
    "missing": {
        "birth_date": mark("full birth date"),
        "sex": mark("sex"),
        "citizenship": mark("citizenship"),
        "document": mark("document"),
        "entered_on": mark("day of entry"),
        "sleeps": mark("where they sleep"),
        "languages": mark("languages"),
        "notice": mark("notice"),
    },
    "sex": {"F": mark("female"), "M": mark("male"), "X": mark("other")},
    "document_type": {
        "passport": mark("passport"),
        "internal_passport": mark("internal passport"),
        "national_id": mark("identity card"),
        "birth_certificate": mark("birth certificate"),
        "visa": mark("visa"),
        "other": mark("other paper"),
    },
    "sleeps": {
        "here": mark("here"),
        "host": mark("with a host"),
        "own": mark("in a place of their own"),
        "leaving": mark("moving on"),
    },
    "intention": {
        "stay": mark("to stay"),
        "onward": mark("to go on"),
        "return": mark("to go back"),
        "unknown": mark("not known"),
    },
    "departure": {
        "left": mark("left the country"),
        "presumed_left": mark("presumed to have left"),
        "moved": mark("moved within the country"),
    },
    "need": {
        "doctor": mark("doctor"),
        "child_alone": mark("child without an adult"),
        "speak_alone": mark("wants to speak alone"),
    },
    "damage": {
        "file_damaged": mark("the file is damaged"),
        "change_missing": mark("changes are missing"),
        "change_altered": mark("a change is not what its author wrote"),
        "audit_act_untold": mark("the audit trail does not tell of something that was done"),
        "audit_altered": mark("an entry of the audit trail was altered"),
        "audit_missing": mark("an entry of the audit trail is missing"),
        "audit_cut_off": mark("the end of the audit trail is missing"),
        "audit_rewritten": mark("the audit trail was written anew"),
        "missing": mark("a record is missing"),
        "differs": mark("a record is not what its changes add up to"),
        "without_change": mark("a record without any change"),
        "not_erased": mark("a record that was erased is there"),
    },
}
