"""The sentences for the codes that the domain answers, shared by both doors.

Nothing here knows a room: it takes names and codes, and gives words in the interface's language. No
sentence holds a value that somebody typed. A test reads every code out of the domain's sources and
asserts that it has its words here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from intake_app.errors import UserError
from intake_app.i18n import _, ngettext
from intake_app.words import WORDS, mark

if TYPE_CHECKING:
    from collections.abc import Mapping


class Problem(Protocol):
    """A field that cannot be taken: `domain.arrivals.FieldProblem`."""

    field: str
    code: str


_CORRECT = mark("Correct it, or leave it empty if it is not known.")
_SCAN_AGAIN = mark("Scan the document again, or type the field from it.")
_COMPARE = mark("Compare the field with the document.")

FIELD_LABELS: Mapping[str, str] = {
    "person_id": mark("Person's id"),
    "family_name": mark("Family name"),
    "given_name": mark("Given name"),
    "patronymic": mark("Patronymic"),
    "family_name_latin": mark("Family name in Latin letters"),
    "given_name_latin": mark("Given name in Latin letters"),
    "other_names": mark("Other names"),
    "sex": mark("Sex"),
    "birth_date": mark("Birth date"),
    "birth_date_estimated": mark("Birth date is an estimate"),
    "birth_place": mark("Place of birth"),
    "citizenship": mark("Citizenship"),
    "languages": mark("Languages"),
    "phone": mark("Phone"),
    "messenger": mark("Messenger"),
    "emergency_contact": mark("Emergency contact"),
    "guarded": mark("Guarded"),
    "merged_into": mark("Merged into"),
    "deleted": mark("Deleted"),
    "document_type": mark("Kind of document"),
    "document_number": mark("Document number"),
    "document_country": mark("Country of the document"),
    "issued_on": mark("Issued on"),
    "expires_on": mark("Valid until"),
    "issuing_authority": mark("Issued by"),
    "mrz": mark("Machine-readable zone"),
    "as_told": mark("As told, no paper seen"),
    "entered_on": mark("Entered the country"),
    "entry_point": mark("Place of entry"),
    "arrived_on": mark("Arrived at the centre"),
    "sleeps": mark("Sleeps"),
    "intention": mark("Plans"),
    "destination": mark("Destination"),
    "departed_on": mark("Departed on"),
    "departure": mark("Kind of departure"),
    "card_number": mark("Card number"),
    "given_on": mark("Given on"),
    "voided_on": mark("Not valid since"),
    "noted_on": mark("Noted on"),
    "met_on": mark("Seen to on"),
    "starts_on": mark("From"),
    "ends_on": mark("Until"),
    "status": mark("Status"),
    "kind": mark("Kind"),
    "role": mark("Role"),
    "subject": mark("Text"),
    "answer": mark("Answer"),
    "text_version": mark("Version of the text"),
    "place": mark("Place to sleep"),
    "place_name": mark("Place to sleep"),
    "need_code": mark("Urgent need"),
    "composite": mark("Last check digit of the zone"),
    "optional_data": mark("Further data of the zone"),
    "centre": mark("Name of the centre"),
    "code": mark("Code of the centre"),
    "country": mark("Country"),
    "desk": mark("Code of the desk"),
    "time_zone": mark("Time zone"),
    "user": mark("User"),
    "passphrase": mark("Passphrase"),
    "recovery_key": mark("Recovery key"),
    "reason": mark("Reason"),
    "purpose": mark("Purpose"),
    "language": mark("Language"),
}

PROBLEMS: Mapping[str, tuple[str, str]] = {
    # What one field cannot be, whatever was typed (domain/arrivals, dates, names).
    "unknown_field": (mark("There is no field of this name."), mark("Take the field out, or check its spelling.")),
    # What a line of a pasted list cannot hold.
    "digit_in_name": (mark("A name has no digits."), mark("Look at the list again, or type the line.")),
    "said_twice": (mark("It is said twice."), mark("Leave one of the two.")),
    "too_many_lines": (mark("The list is too long: paste the rest afterwards."), mark("Save these first.")),
    "name_missing": (mark("There is no name at all."), mark("Give at least one name, also a name as told.")),
    "not_text": (mark("This is not text that can be kept."), _CORRECT),
    "control_character": (
        mark("Holds characters nobody can see."),
        mark("Type it instead of pasting it."),
    ),
    "too_long": (mark("This is too long."), mark("Shorten it.")),
    "not_a_list": (mark("This is not a list of languages."), mark("Give codes such as rus, kaz, parted by commas.")),
    "not_yes_or_no": (mark("This is neither yes nor no."), mark("Say true or false.")),
    "unknown_sex": (mark("This is none of F, M, X."), mark("Choose one of them, or leave it empty.")),
    "unknown_country": (
        mark("This country is not known."),
        mark("Write its name, or its code of two or three letters."),
    ),
    "unknown_language": (
        mark("This language is not known."),
        mark("Write its name, or its code of two or three letters."),
    ),
    "unknown_document_type": (
        mark("This kind of document is not known."),
        mark("Choose passport, internal_passport, national_id, birth_certificate, visa or other."),
    ),
    "unknown_choice": (mark("This is none of the answers there are."), mark("Choose one of the answers offered.")),
    "not_a_date": (
        mark("This cannot be read as a date."),
        mark("Write it like 25.5.1997 or 1997-05-25; for a birth also 1997, 05.1997 or an age."),
    ),
    "day_missing": (mark("A whole day is needed here."), mark("Leave it empty if the day is not known.")),
    "impossible_date": (mark("No such day in the calendar."), mark("Look at the document again.")),
    "in_future": (mark("This day has not come yet."), mark("Look at the document again, or ask.")),
    "too_old": (mark("More than 125 years ago."), mark("Check the year.")),
    "entered_before_birth": (
        mark("Entry lies before the birth."),
        mark("Check both dates; one of them is wrong."),
    ),
    "arrived_before_entry": (
        mark("The arrival here is before the entry into the country."),
        mark("Correct one of the two dates."),
    ),
    "departed_before_entry": (
        mark("The departure lies before the entry into the country."),
        mark("Check both dates; one of them is wrong."),
    ),
    "expires_before_issue": (
        mark("It ends before it was issued."),
        mark("Check both dates; one of them is wrong."),
    ),
    # What a zone cannot be (domain/mrz): errors.
    "not_an_mrz": (
        mark("This is no machine-readable zone."),
        mark("Scan the two or three lines of capitals at the foot of the document, whole."),
    ),
    "line_length": (mark("A line of the zone is too short or too long."), _SCAN_AGAIN),
    "check_digit": (mark("The check digit does not agree."), _SCAN_AGAIN),
    "document_type_unknown": (mark("The zone begins like no document that is known."), _SCAN_AGAIN),
    "country_unknown": (mark("The zone names a country that does not exist."), _SCAN_AGAIN),
    "name_syntax": (mark("The names in the zone are not written as they must be."), _SCAN_AGAIN),
    "letter_table_missing": (
        mark("The letters of this document cannot be read back."),
        mark("Install the application again, or type the names."),
    ),
    "number_missing": (mark("The zone has no document number."), _SCAN_AGAIN),
    "number_syntax": (mark("The document number in the zone is not written as it must be."), _SCAN_AGAIN),
    "optional_data_syntax": (mark("The further data in the zone is not written as it must be."), _SCAN_AGAIN),
    "date_syntax": (mark("The date in the zone is not written as it must be."), _SCAN_AGAIN),
    "date_not_real": (mark("The date in the zone does not exist."), _SCAN_AGAIN),
    "sex_unknown": (mark("The sex in the zone is none of F, M, X and open."), _SCAN_AGAIN),
    # What was taken all the same: repairs and notes.
    "fillers_restored": (mark("Lost fillers were put back; every check digit agrees."), _COMPARE),
    "letter_read_as_digit": (mark("A letter was read as the digit it looks like; the check digit agrees."), _COMPARE),
    "number_has_filler": (mark("The document number in the zone has a gap."), _COMPARE),
    "birth_date_unknown": (mark("The zone leaves the birth date open."), mark("Ask for it.")),
    "birth_century_assumed": (mark("The zone leaves the century of birth open; one was assumed."), _COMPARE),
    "expiry_missing": (mark("The zone gives no last day of validity."), mark("Look whether the document has one.")),
    "given_name_missing": (mark("The zone gives one name only."), _COMPARE),
    "name_may_be_cut": (mark("The name fills the zone and may be cut there."), mark("Complete it from the document.")),
    "patronymic_assumed": (mark("Where the given name ends and the patronymic begins was assumed."), _COMPARE),
    "letter_table_unconfirmed": (mark("The Cyrillic letters were read by a table not confirmed yet."), _COMPARE),
    "document_expired": (mark("The document has expired."), mark("Ask whether there is a newer one.")),
    "guessed_from_document": (mark("Taken from the country of the document."), mark("Correct it if it is another.")),
    "guessed_from_name": (
        mark("Written by the passport rules from the Cyrillic name."),
        mark("Take the spelling of the document where there is one."),
    ),
    # Why a row of a file was not taken (exchange/import_rows, csv_rows).
    "not_an_id": (mark("This is no id of a record."), mark("Leave the ids of an export as they are.")),
    "duplicate_id": (mark("This id stands in the file before."), mark("Keep one of the two rows.")),
    "different": (
        mark("This is recorded differently here, and is never overwritten."),
        mark("Compare the two, and correct it here if the file is right."),
    ),
    "erased_here": (
        mark("This person was erased here, and is not brought back."),
        mark("Delete the file, or ask for one without them."),
    ),
    "deleted_here": (mark("This record was deleted here."), mark("Restore it first if it is wanted.")),
    "person_unknown": (
        mark("The person this belongs to is not here."),
        mark("Import people.csv of the same export with it."),
    ),
    "card_check_wrong": (mark("This is no card number: its last character does not agree."), mark("Correct it.")),
    "card_missing": (mark("The row has no card number."), mark("Complete it, or take it out.")),
    "card_taken": (
        mark("Somebody else has this card number."),
        mark("Find out whose it is; numbers are never shared."),
    ),
    "too_many_columns": (mark("The row has more cells than the header."), mark("Look for a comma outside of quotes.")),
    "too_few_columns": (mark("The row has fewer cells than the header."), mark("Look for a row that was cut.")),
    "row_too_long": (
        mark("The row is longer than any row of an export."),
        mark("Look for a quote that is not closed."),
    ),
    "row_malformed": (mark("The row is not written as CSV."), mark("Look at its quotes.")),
    # What the doors find by putting two inputs side by side.
    "contradiction": (
        mark("The zone and what was given beside it do not agree."),
        mark("Look at the document, then correct the field or leave it out."),
    ),
}


def field_label(name: str) -> str:
    """What people call a field; the name itself where it has no label."""
    return _(FIELD_LABELS[name]) if name in FIELD_LABELS else name


def say_word(kind: str, code: str) -> str:
    """The words for a code of one kind (`rule`, `status`, `role` ...); an unknown code is its own word."""
    text = WORDS[kind].get(code)
    return _(text) if text else code


def say_damage(code: str) -> str:
    """The words for a finding of `check`: codes of whole tables end in what is wrong with them."""
    words = WORDS["damage"]
    ending = next((each for each in words if code == each or code.endswith(f"_{each}")), "")
    return _(words[ending]) if ending else code


def say_backup_problem(problem: str) -> str:
    """Why the last backup did not reach a place (`place:code`), as one sentence; empty for none."""
    place, _colon, code = problem.partition(":")
    if not place:
        return ""
    if place == "inside":
        return _("The backup on this laptop could not be written; the other place has its copy.")
    sentences = {
        "folder_missing": _("The second place was not there; the backup on this laptop was made."),
        "disk_full": _("The second place is full; the backup on this laptop was made."),
        "folder_read_only": _("The second place cannot be written; the backup on this laptop was made."),
    }
    return sentences.get(code, _("The second place did not take the backup; the one on this laptop was made."))


def say_rescue(backup_at: str, lost_changes: int | None, desk: str) -> tuple[str, ...]:
    """What a rescue has done and cost, in sentences; `backup_at` in words, `desk` empty where it stays what it was."""
    sentences = [_("The register is back from the backup of {at}.").format(at=backup_at)]
    if lost_changes is None:
        sentences.append(_("What was recorded after that is lost; how much cannot be read any more."))
    elif lost_changes:
        sentences.append(
            ngettext(
                "{count} change recorded after that is lost.",
                "{count} changes recorded after that are lost.",
                lost_changes,
            ).format(count=lost_changes)
        )
    if desk:
        sentences.append(_("This laptop is now desk {desk}.").format(desk=desk))
    return tuple(sentences)


def explain_field(field: str, code: str) -> tuple[str, str]:
    """What is wrong or worth knowing about a field, and what to do; two full sentences without the field's name."""
    if field == "sleeps" and code == "unknown_choice":
        return _(PROBLEMS[code][0]), _("Choose here, host, own or leaving.")
    what, do = PROBLEMS.get(code, (mark("This cannot be taken."), _CORRECT))
    return _(what), _(do)


def user_error(problem: Problem) -> UserError:
    """The refusal of one field as a sentence that names it."""
    what, do = explain_field(problem.field, problem.code)
    return UserError(problem.code, f"{name_field(problem.field)}: {what}", do, field=problem.field)


def name_field(name: str) -> str:
    """Label and permanent name of a field, for a door where both are typed: `Birth date (birth_date)`."""
    return f"{field_label(name)} ({name})" if name in FIELD_LABELS else name


CLOCK_DOUBTS: Mapping[str, str] = {
    "gone_back": mark("The clock has gone back since it was last looked at. Every deadline is counted from it."),
    "long_after": mark("By this clock nobody worked here for more than a month. Every deadline is counted from it."),
}


def say_clock(doubt: str) -> str:
    """Why the computer's clock may be wrong (`services.day_question`); empty where nothing speaks against it."""
    return _(CLOCK_DOUBTS[doubt]) if doubt else ""
