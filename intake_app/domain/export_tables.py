"""The files of a CSV export and their columns (data.md, "CSV export"); names and order are permanent.

Each file's first header is `person_id`: that is how our own exports are known again.
"""

from __future__ import annotations

PEOPLE_FIRST = (
    "person_id",
    "card_number",
    "family_name",
    "given_name",
    "patronymic",
    "family_name_latin",
    "given_name_latin",
    "sex",
    "birth_date",
    "birth_date_estimated",
    "citizenship",
    "document_type",
    "document_number",
    "document_country",
    "phone",
    "entered_on",
    "arrived_on",
)
"""What `people.csv` always begins with: primary document, current stay."""

_PEOPLE_MORE = (
    "sleeps",
    "departed_on",
    "departure",
    "languages",
    "intention",
    "entry_point",
    "other_names",
    "birth_place",
    "messenger",
    "issued_on",
    "expires_on",
    "issuing_authority",
    "as_told",
)

LEFT_OUT = ("emergency_contact", "destination", "guarded")
"""People's fields that leave only when they are chosen by name."""

EXPORT_FIELDS: dict[str, tuple[str, ...]] = {
    "people": (*PEOPLE_FIRST, *_PEOPLE_MORE, *LEFT_OUT),
    "documents": (
        "person_id",
        "document_id",
        "document_type",
        "document_number",
        "document_country",
        "issued_on",
        "expires_on",
        "issuing_authority",
        "as_told",
    ),
    "stays": (
        "person_id",
        "stay_id",
        "entered_on",
        "entry_point",
        "arrived_on",
        "sleeps",
        "intention",
        "departed_on",
        "departure",
        "destination",
    ),
    "groups": ("person_id", "group_member_id", "group_id", "kind", "name", "role"),
    "placements": ("person_id", "placement_id", "place_id", "place_name", "starts_on", "ends_on", "status"),
    "cards": ("person_id", "card_id", "card_number", "given_on", "voided_on"),
}
"""Every file and all columns it can have, in their order."""


def default_fields(table: str) -> tuple[str, ...]:
    """The columns of a file when nothing was chosen."""
    return tuple(name for name in EXPORT_FIELDS[table] if name not in LEFT_OUT)
